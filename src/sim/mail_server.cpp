#include "sim/mail_server.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/dice.h"
#include "sim/mail_text.h"

namespace aplomb::sim {
namespace {

// SINCE compares days, in the server's own time zone.
constexpr Milliseconds day{24 * 60 * 60 * 1000};

std::string without_tag(std::string_view address) {
    const auto at = address.find('@');
    const auto plus = address.substr(0, at).find('+');
    if (at == std::string_view::npos || plus == std::string_view::npos) return std::string(address);
    return std::string(address.substr(0, plus)) + std::string(address.substr(at));
}

std::vector<std::string> ids_in(std::string_view references) {
    std::vector<std::string> ids;
    for (auto open = references.find('<'); open != std::string_view::npos;
         open = references.find('<')) {
        references.remove_prefix(open);
        ids.push_back(in_brackets(references));
        references.remove_prefix(std::min(ids.back().size() + 2, references.size()));
    }
    return ids;
}

}  // namespace

MailServer::MailServer(std::string address, std::string password, Timestamp began)
    : address_(std::move(address)), password_(std::move(password)), began_(began) {}

void MailServer::repeat_deliveries(double chance, Random& random) {
    repeat_chance_ = chance;
    random_ = &random;
}

bool MailServer::is_ours(std::string_view address) const {
    return equal_ignoring_case(without_tag(address), address_);
}

void MailServer::store(const std::string& raw, const std::string& message_id, Timestamp now) {
    const Timestamp arrived = std::max(now, began_);
    inbox_.push_back({next_uid_++, arrived, message_id, raw});
    if (random_ != nullptr && happens(*random_, repeat_chance_)) {
        inbox_.push_back({next_uid_++, arrived, message_id, raw});
    }
}

void MailServer::remember(const std::string& raw, const std::string& message_id) {
    Known known;
    known.subject = mail_header(raw, "Subject");
    known.from = in_brackets(mail_header(raw, "From"));
    known.reply_to = in_brackets(mail_header(raw, "Reply-To"));
    if (known.reply_to.empty()) known.reply_to = known.from;
    known.references = ids_in(mail_header(raw, "References"));
    known.references.push_back(message_id);
    known_[message_id] = std::move(known);
}

channels::MailSubmitted MailServer::submit(const channels::MailSubmission& mail, Timestamp now) {
    const std::string message_id = in_brackets(mail_header(mail.data, "Message-ID"));
    if (message_id.empty()) return {554, "5.6.0 a mail needs a Message-ID here"};
    if (mail.recipients.empty()) return {503, "5.5.1 no recipients"};
    remember(mail.data, message_id);
    bool to_others = false;
    std::string first;
    for (const std::string& recipient : mail.recipients) {
        if (is_ours(recipient)) {
            store(mail.data, message_id, now);
        } else {
            to_others = true;
            if (first.empty()) first = recipient;
        }
    }
    if (to_others) {
        record({message_id, message_id, in_brackets(mail_header(mail.data, "In-Reply-To")), first,
                mail_words(mail.data), Visibility::Private, now, false});
    }
    return {250, "2.0.0 queued"};
}

channels::MailboxSearched MailServer::search(const channels::MailboxSearch& search) const {
    const std::string wanted = in_brackets(search.message_id);
    return {std::any_of(inbox_.begin(), inbox_.end(),
                        [&](const Stored& mail) { return mail.message_id == wanted; })};
}

Result<std::optional<channels::ArrivedMail>> MailServer::next_mail(
    const channels::MailServers& servers, std::optional<channels::MailCursor> from,
    Timestamp since) const {
    if (!equal_ignoring_case(servers.username, address_) || servers.password != password_) {
        return fail(ErrorKind::Unauthorized, "the mail server does not know this log-in");
    }
    const bool goes_on = from && from->uid_validity == uid_validity_;
    for (const Stored& mail : inbox_) {
        if (goes_on ? mail.uid <= from->uid : mail.arrived < since - day) continue;
        return channels::ArrivedMail{{uid_validity_, mail.uid}, mail.raw};
    }
    return std::optional<channels::ArrivedMail>{};
}

HttpResponse MailServer::answer(const HttpRequest&, Timestamp) {
    return refusal(404, "NotFound", "There is no web server here.");
}

std::string MailServer::say(const Utterance& utterance) {
    return write(utterance, false);
}

std::string MailServer::say_as_us(const Utterance& utterance) {
    const std::string id = write(utterance, true);
    const auto answered = known_.find(utterance.answers);
    record({id,
            {},
            utterance.answers,
            answered == known_.end() ? std::string{} : answered->second.from,
            utterance.text,
            Visibility::Private,
            utterance.at,
            true});
    return id;
}

std::string MailServer::write(const Utterance& utterance, bool ours) {
    PlainMail mail;
    mail.from_name = ours ? utterance.colleague : utterance.by.name;
    mail.from = ours ? address_ : utterance.by.handle;
    mail.to = address_;
    mail.subject = utterance.subject;
    const auto host = mail.from.substr(mail.from.find('@') + 1);
    mail.message_id = fmt::format("m{}.{}@{}", next_mail_++, to_ms(utterance.at), host);
    if (ours && make_our_id_) mail.message_id = make_our_id_();
    mail.date = utterance.at;
    mail.text = utterance.text;
    if (const auto answered = known_.find(utterance.answers); answered != known_.end()) {
        const Known& known = answered->second;
        mail.references = known.references;
        // A customer answers us; we answer them, with a copy to our own mailbox.
        mail.to = known.reply_to;
        mail.subject = known.subject.starts_with("Re: ") ? known.subject : "Re: " + known.subject;
    }
    const std::string raw = write_mail(mail);
    remember(raw, mail.message_id);
    store(raw, mail.message_id, utterance.at);
    return mail.message_id;
}

}  // namespace aplomb::sim

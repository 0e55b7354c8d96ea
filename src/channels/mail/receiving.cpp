#include "channels/mail/receiving.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/crypto.h"
#include "channels/json_fields.h"
#include "channels/mail/automatic.h"
#include "channels/mail/delivery_report.h"
#include "channels/mail/headers.h"
#include "channels/mail/mailbox_account.h"
#include "channels/mail/mime.h"
#include "channels/mail/quotes.h"
#include "text/html.h"

namespace aplomb::channels::mail {
namespace {

constexpr std::size_t parents_max = 30;
constexpr std::size_t text_bytes_max = 256 * 1024;

std::string id_of(const HeaderFields& fields, std::string_view raw) {
    for (const std::string_view name : {"Message-ID", "Message-Id"}) {
        const auto ids = message_ids(fields.first(name));
        if (!ids.empty()) return ids.front();
    }
    std::string same;
    for (const std::string_view name : {"Date", "From", "Subject"})
        same.append(fields.first(name)).append("\n");
    same.append(raw.substr(body_start(raw)));
    return "sha256-" + crypto::to_hex(crypto::sha256(same)).substr(0, 40);
}

// In-Reply-To first, then References from the newest to the oldest, each once.
std::vector<std::string> parents_in(const HeaderFields& fields) {
    std::vector<std::string> out = message_ids(fields.first("In-Reply-To"));
    std::vector<std::string> references = message_ids(fields.first("References"));
    std::reverse(references.begin(), references.end());
    for (std::string& id : references) {
        if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(std::move(id));
    }
    if (out.size() > parents_max) out.resize(parents_max);
    return out;
}

// Our address with a conversation's mark may stand in To or Cc, or only in what the mail server
// noted about where the mail went.
std::optional<ConversationId> marked_conversation(const MailboxAccount& account,
                                                  const HeaderFields& fields,
                                                  const MailContent& content) {
    for (const MailAddress& recipient : content.recipients) {
        if (const auto id = account.conversation_in(recipient.address)) return id;
    }
    for (const std::string_view name : {"Delivered-To", "X-Original-To", "Envelope-To"}) {
        for (std::string_view value : fields.all(name)) {
            if (value.starts_with('<') && value.ends_with('>')) {
                value = value.substr(1, value.size() - 2);
            }
            if (const auto id = account.conversation_in(value)) return id;
        }
    }
    return {};
}

// A form on a web site writes as noreply@ and puts the person into Reply-To.
MailAddress author_of(const MailContent& content) {
    const MailAddress from = content.from.empty() ? MailAddress{} : content.from.front();
    const bool stands_in = from.address.empty() || is_no_reply_address(from.address);
    return stands_in && !content.reply_to.empty() ? content.reply_to.front() : from;
}

// Only the topmost verdict is our own mail server's; those below came with the mail (RFC 8601 §5).
std::string verdict_in(const HeaderFields& fields) {
    return std::string(fields.first("Authentication-Results").substr(0, 1000));
}

std::string write_ref(const MailboxAccount& account, const HeaderFields& fields,
                      const MailContent& content, const MailAddress& author) {
    json::array references;
    for (const std::string& id : message_ids(fields.first("References")))
        references.push_back(json::string(id));
    std::string reply_to = author.address;
    if (!content.reply_to.empty() && !account.is_ours(content.reply_to.front().address)) {
        reply_to = content.reply_to.front().address;
    }
    json::object ref{{"references", std::move(references)},
                     {"reply_to", reply_to},
                     {"subject", content.subject}};
    if (const std::string verdict = verdict_in(fields); !verdict.empty()) {
        ref["authentication"] = verdict;
    }
    if (content.cut_short) ref["cut_short"] = true;
    return json::serialize(ref);
}

// A sender's clock may run ahead; the mail was written before the first server we know of had it.
Timestamp written_at(const HeaderFields& fields, const MailContent& content) {
    std::optional<Timestamp> received;
    const std::string_view trace = fields.first("Received");
    if (const std::size_t mark = trace.rfind(';'); mark != std::string_view::npos) {
        received = mail_date(trace.substr(mark + 1));
    }
    if (content.date && received) return std::min(*content.date, *received);
    return content.date.value_or(received.value_or(Timestamp{}));
}

void fill_words(InboundEvent& event, const MailContent& content) {
    const bool html_only = trimmed(content.plain).empty();
    std::string whole =
        html_only && !content.html.empty() ? text::html_to_text(content.html) : content.plain;
    if (whole.size() > text_bytes_max) {
        std::size_t cut = whole.rfind('\n', text_bytes_max);
        whole.resize(cut == std::string::npos ? text_bytes_max : cut);
    }
    FoldedText folded = fold_quotes(whole, is_forwarding_subject(content.subject));
    event.text = std::move(folded.visible);
    if (!content.html.empty()) {
        event.html = text::sanitise_html(content.html);
    } else if (folded.folded) {
        event.html = "<pre>" + text::escape_html(whole) + "</pre>";
    }
}

}  // namespace

RawEvent receive_mail(const Account&, std::string_view raw_mail, std::uint32_t, std::uint32_t) {
    RawEvent event;
    raw_mail = raw_mail.substr(0, mail_bytes_max);
    event.external_id = id_of(HeaderFields::read(raw_mail), raw_mail);
    event.kind = "message.created";
    event.body = std::string(raw_mail);
    return event;
}

Result<std::vector<InboundEvent>> parse_mail(const Account& account, const RawEvent& raw) {
    const MailboxAccount mailbox = MailboxAccount::of(account);
    const HeaderFields fields = HeaderFields::read(raw.body);
    const MailContent content = read_mail(raw.body);
    std::vector<InboundEvent> events;

    InboundEvent event;
    event.external_id = raw.external_id;
    event.visibility = Visibility::Private;
    const MailAddress author = author_of(content);
    const bool from_our_address =
        !content.from.empty() && mailbox.is_ours(content.from.front().address);
    if (from_our_address && mailbox.made_message_id(raw.external_id)) {
        event.from_us = true;
        event.send_key = raw.external_id;
    } else if (auto report = read_report(mailbox, fields, content, raw.body)) {
        if (report->external_id.empty()) report->external_id = raw.external_id;
        report->at = written_at(fields, content);
        events.push_back(std::move(*report));
        return events;
    }
    event.at = written_at(fields, content);
    event.author.id = author.address.empty() ? "unknown sender" : lowered(author.address);
    event.author.handle = author.address;
    event.author.name = author.name;
    event.parents = parents_in(fields);
    event.conversation_hint = marked_conversation(mailbox, fields, content);
    event.subject = content.subject;
    event.attachments = content.attachments;
    event.automatic = !event.from_us && is_automatic(fields, content);
    event.platform_ref = write_ref(mailbox, fields, content, author);
    fill_words(event, content);
    events.push_back(std::move(event));
    return events;
}

MailRef read_mail_ref(std::string_view platform_ref) {
    MailRef out;
    const auto value = parse_json(platform_ref);
    if (!value) return out;
    const json::array* references = list_at(*value, {"references"});
    for (std::size_t i = 0; references != nullptr && i < references->size(); ++i)
        out.references.push_back(text_at((*references)[i], {}));
    out.reply_to = text_at(*value, {"reply_to"});
    out.subject = text_at(*value, {"subject"});
    return out;
}

}  // namespace aplomb::channels::mail

// E-mail: a mailbox read by IMAP and answered by SMTP (connectors/email.md).
//
// SMTP cannot tell whether a mail was taken when the connection dies after the last line. So every
// mail goes in the same transaction also to our own mailbox: either both went or none, and finding
// the copy there, by its Message-ID, proves that the customer's is on its way. When the copy comes
// in, it is recognised by its signed Message-ID and joins the message it is.
#include <fmt/format.h>

#include <algorithm>

#include "channels/account_settings.h"
#include "channels/connector.h"
#include "channels/http_answers.h"
#include "channels/mail/composing.h"
#include "channels/mail/headers.h"
#include "channels/mail/mailbox_account.h"
#include "channels/mail/receiving.h"

namespace aplomb::channels {
namespace {

constexpr Setting settings[] = {
    {.name = "address", .required = true, .help = "the mail address, such as support@example.org"},
    {.name = "imap", .required = true, .help = "HOST:PORT of the server the mailbox is read from"},
    {.name = "smtp", .required = true, .help = "HOST:PORT of the server mail is sent through"},
    {.name = "username", .help = "the name to log in with; the address when it is not given"},
    {.name = "password", .required = true, .secret = true, .help = "its password or app password"},
    {.name = "access_token", .secret = true, .help = "an OAuth token to use instead of a password"},
    {.name = "link_key", .secret = true, .help = "signs reply addresses; made by itself"},
    {.name = "tls", .help = "implicit, starttls or none", .fallback = "implicit"},
    {.name = "mailbox", .help = "the folder to read", .fallback = "INBOX"},
    {.name = "sender_name", .help = "the name customers see as the sender"},
    {.name = "plus_addressing",
     .help = "on or off: whether the server delivers support+anything@ to this mailbox",
     .fallback = "on"},
    {.name = "proof_grace_seconds",
     .help = "how long a sent mail may take to show up in the mailbox",
     .fallback = "60"},
};

std::string refusal_of(const MailSubmitted& answer) {
    std::string text = answer.text.substr(0, 300);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return fmt::format("The mail server refused it: {} {}", answer.code, text);
}

SendOutcome outcome_of(const MailSubmitted& answer, const OutboundReply& reply) {
    SendOutcome outcome;
    if (answer.code >= 200 && answer.code < 300) {
        outcome.accepted = true;
        outcome.external_id = reply.key;
        return outcome;
    }
    TroubleKind kind = answer.code >= 500 ? TroubleKind::Permanent : TroubleKind::Retry;
    // 530, 534, 535 and 538 are about our log-in, not about this mail (RFC 4954).
    const bool log_in =
        answer.code == 530 || answer.code == 534 || answer.code == 535 || answer.code == 538;
    if (log_in) kind = TroubleKind::ReAuth;
    outcome.trouble = Trouble{kind,
                              log_in ? "The mail server does not accept the user name and "
                                       "password; set them again"
                                     : refusal_of(answer),
                              {}};
    return outcome;
}

class Submission final : public Dialogue<SendOutcome> {
  public:
    Submission(const Account& account, OutboundReply reply)
        : account_(mail::MailboxAccount::of(account)), reply_(std::move(reply)) {}

    Step begin(Timestamp) override {
        const mail::MailRef ref = mail::read_mail_ref(reply_.in_reply_to_ref);
        mail::OutgoingMail out;
        out.date = reply_.written_at;
        out.from_name = account_.name;
        out.from_address = account_.address;
        out.to_address = ref.reply_to.empty() ? reply_.customer_id : ref.reply_to;
        if (mail::lowered(out.to_address) == mail::lowered(reply_.customer_id)) {
            out.to_name = reply_.customer_name;
        }
        if (account_.plus_addressing && reply_.conversation_id) {
            out.reply_to = account_.reply_address(reply_.conversation_id);
        }
        out.subject = mail::answering_subject(ref.subject.empty() ? reply_.subject : ref.subject);
        out.message_id = reply_.key;
        out.in_reply_to = reply_.in_reply_to;
        std::vector<std::string> references =
            ref.references.empty() ? reply_.ancestry : ref.references;
        references.push_back(reply_.in_reply_to);
        std::erase(references, reply_.key);
        // A mail without an id of its own cannot be pointed at.
        std::erase_if(references, [](const std::string& id) { return id.starts_with("sha256-"); });
        if (out.in_reply_to.starts_with("sha256-")) out.in_reply_to.clear();
        out.references = mail::trimmed_references(std::move(references));
        out.text = reply_.text;
        return Ask{MailSubmission{
            account_.address, {out.to_address, account_.with_detail("sent")}, compose(out)}};
    }

    Step hear(const Answer& answer, Timestamp) override {
        if (const auto* submitted = std::get_if<MailSubmitted>(&answer)) {
            return outcome_of(*submitted, reply_);
        }
        SendOutcome outcome;
        const auto* none = std::get_if<NoAnswer>(&answer);
        outcome.trouble =
            trouble_of(none != nullptr ? *none : NoAnswer{true, "an answer of another kind"},
                       "The mail server");
        return outcome;
    }

  private:
    mail::MailboxAccount account_;
    OutboundReply reply_;
};

std::unique_ptr<Dialogue<SendOutcome>> send(const Account& account, const OutboundReply& reply) {
    const std::string to = mail::read_mail_ref(reply.in_reply_to_ref).reply_to;
    const std::string& address = to.empty() ? reply.customer_id : to;
    const bool odd = address.find('@') == std::string::npos ||
                     address.find_first_of(" <>,;\r\n\t\"") != std::string::npos;
    if (odd) {
        SendOutcome outcome;
        outcome.trouble = Trouble{
            TroubleKind::Permanent, "There is no mail address this answer could be sent to.", {}};
        return settled(std::move(outcome));
    }
    return std::make_unique<Submission>(account, reply);
}

class CopySearch final : public Dialogue<LookUpOutcome> {
  public:
    CopySearch(const Account& account, OutboundReply reply)
        : account_(mail::MailboxAccount::of(account)), reply_(std::move(reply)) {}

    Step begin(Timestamp) override { return Ask{MailboxSearch{account_.mailbox, reply_.key}}; }

    Step hear(const Answer& answer, Timestamp now) override {
        LookUpOutcome outcome;
        const auto* searched = std::get_if<MailboxSearched>(&answer);
        if (searched == nullptr) {
            outcome.trouble = trouble_of_reading(answer, "The mailbox", now);
        } else if (searched->found) {
            outcome.answer = LookUpAnswer::Found;
            outcome.external_id = reply_.key;
        } else {
            const Timestamp last_try = reply_.tried_at.value_or(reply_.written_at);
            outcome.answer = now >= last_try + account_.proof_grace ? LookUpAnswer::NotThere
                                                                    : LookUpAnswer::NotYet;
        }
        return outcome;
    }

  private:
    mail::MailboxAccount account_;
    OutboundReply reply_;
};

std::unique_ptr<Dialogue<LookUpOutcome>> look_up(const Account& account,
                                                 const OutboundReply& reply) {
    return std::make_unique<CopySearch>(account, reply);
}

class Trial final : public Dialogue<TestOutcome> {
  public:
    explicit Trial(const Account& account) : account_(mail::MailboxAccount::of(account)) {}

    Step begin(Timestamp) override {
        return Ask{MailboxSearch{account_.mailbox, "no-such-mail@" + account_.domain}};
    }

    Step hear(const Answer& answer, Timestamp now) override {
        if (std::holds_alternative<MailboxSearched>(answer)) {
            return TestOutcome{true,
                               fmt::format("the mailbox of {} can be read; sending shows with the "
                                           "first mail",
                                           account_.address),
                               {}};
        }
        return TestOutcome{false, trouble_of_reading(answer, "The mailbox", now).what, {}};
    }

  private:
    mail::MailboxAccount account_;
};

std::unique_ptr<Dialogue<TestOutcome>> test(const Account& account) {
    return std::make_unique<Trial>(account);
}

std::string make_key(const Account& account, Timestamp, Random& random) {
    return mail::MailboxAccount::of(account).make_message_id(random);
}

}  // namespace

extern const Connector email;
const Connector email{
    .kind = "email",
    .title = "E-mail",
    .settings = settings,
    .configure = mail::configure_mailbox,
    .parse = mail::parse_mail,
    .mail_servers = mail::mail_servers_of,
    .receive_mail = mail::receive_mail,
    .send = send,
    .look_up = look_up,
    .test = test,
    .make_key = make_key,
    .sends_public = false,
    .one_exchange_at_a_time = false,
    .sends_per_second = 2.0,
    .send_burst = 20,
};

}  // namespace aplomb::channels

// One connector per platform, and no sockets in any of them.
//
// A connector turns bytes into events and replies into requests. What needs several exchanges with
// the platform (polling, sending, looking up) is a Dialogue: it says what to ask, is told the
// answer, and in the end has an outcome. The runtime does the asking; the simulator drives the very
// same dialogues. A connector keeps nothing between calls: cursors and log-in sessions are the JSON
// `state` of the account, which the runtime stores together with the receipts it came with.
//
// Adding a channel is one new file in channels/platforms/ that defines `const Connector NAME`.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/http.h"
#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/inbound.h"
#include "domain/receipt.h"

namespace aplomb::channels {

// A connected account as its connector sees it.
struct Account {
    ChannelId id;
    std::string kind;
    std::string name;
    json::object settings;
    json::object secrets;
    json::object state;
};

// What we want said over there.
struct OutboundReply {
    std::string key;  // ours, the same on every try (Message::send_key)
    MessageId message_id;
    CaseId case_id;
    ConversationId conversation_id;
    std::string thread_id;              // the conversation's external id
    std::string conversation_ref;       // the conversation's platform_ref
    std::string in_reply_to;            // external id of the message answered
    std::string in_reply_to_ref;        // its platform_ref
    std::vector<std::string> ancestry;  // external ids of the thread, oldest first (References)
    Visibility visibility = Visibility::Public;
    std::string text;
    std::string subject;
    std::string language;
    std::string customer_id;  // the platform's id of whom we answer
    std::string customer_handle;
    std::string customer_name;
    Timestamp written_at;
    // When it was last handed to the platform; nothing before the first try. A look-up that has to
    // give the platform time counts from here.
    std::optional<Timestamp> tried_at;
};

// A mail handed to the submission server as one SMTP transaction, for all recipients or for none:
// when one is refused, nothing is sent (RSET) and the answer is that refusal.
struct MailSubmission {
    std::string envelope_from;
    std::vector<std::string> recipients;
    std::string data;  // the whole message, CRLF line ends
};

// Is a mail with this Message-ID in that mailbox?
struct MailboxSearch {
    std::string mailbox;
    std::string message_id;
};

using Ask = std::variant<HttpRequest, MailSubmission, MailboxSearch>;

struct MailSubmitted {
    int code = 250;  // the server's final reply code
    std::string text;
};
struct MailboxSearched {
    bool found = false;
};
// No answer. When `may_have_arrived`, what was asked may have happened over there all the same.
struct NoAnswer {
    bool may_have_arrived = false;
    std::string what;
};

using Answer = std::variant<HttpResponse, MailSubmitted, MailboxSearched, NoAnswer>;

// The classes of connectors/README §6.
enum class TroubleKind {
    Retry,      // transient: again later, backing off
    Wait,       // over a limit: not before `until`
    ReAuth,     // the platform no longer lets us in: stop the channel, ask the admin
    Permanent,  // this will never work: give it back with the reason
    Unknown,    // it may have happened: look it up before trying again
};

struct Trouble {
    TroubleKind kind = TroubleKind::Retry;
    std::string what;  // one sentence a person can act on
    std::optional<Timestamp> until;
    bool may_have_arrived = false;  // it stumbled when it may have done what it was asked
};

template<class Outcome>
class Dialogue {
  public:
    using Step = std::variant<Ask, Outcome>;

    virtual ~Dialogue() = default;
    virtual Step begin(Timestamp now) = 0;
    virtual Step hear(const Answer& answer, Timestamp now) = 0;
};

// Every outcome may carry a new account state (a refreshed log-in), to be stored whatever else
// happened.
struct PollOutcome {
    std::vector<RawEvent> events;
    std::optional<json::object> state;  // cursor included: stored in the transaction of the events
    bool more = false;                  // poll again at once
    std::optional<Trouble> trouble;
};

struct SendOutcome {
    bool accepted = false;
    std::string external_id;
    std::string platform_ref;
    std::optional<json::object> state;
    std::optional<Trouble> trouble;  // exactly when not accepted
};

enum class LookUpAnswer {
    Found,         // it is there: `external_id`
    NotThere,      // it is certainly not there: sending again is safe
    NotYet,        // not seen, and too early to be sure
    SafeToRepeat,  // the platform drops repeats of the same key: just send again
};

struct LookUpOutcome {
    LookUpAnswer answer = LookUpAnswer::NotYet;
    std::string external_id;
    std::string platform_ref;
    std::optional<json::object> state;
    std::optional<Trouble> trouble;
};

struct TestOutcome {
    bool ok = false;
    std::string detail;  // "signed in as @acme.test" or what is wrong and how to mend it
    std::optional<json::object> state;
};

// Cuts a stream of bytes into raw events; `hint` asks for a poll instead.
class StreamDecoder {
  public:
    struct Output {
        std::vector<RawEvent> events;
        bool poll_now = false;
    };
    virtual ~StreamDecoder() = default;
    virtual Output feed(std::string_view bytes) = 0;
};

struct Setting {
    std::string_view name;  // the key in settings or secrets, and the CLI's --name
    bool required = false;
    bool secret = false;
    std::string_view help{};
    std::string_view fallback{};  // used when it is not given
};

// How the runtime reaches a mailbox (IMAP) and a submission server; see net/.
struct MailServers {
    std::string imap_host;
    int imap_port = 993;
    std::string smtp_host;
    int smtp_port = 465;
    std::string tls;  // "implicit", "starttls" or "none"
    std::string username;
    std::string password;
    std::string access_token;  // XOAUTH2 when not empty
    std::string mailbox = "INBOX";
};

struct Connector {
    std::string_view kind;
    std::string_view title;
    std::span<const Setting> settings;
    // Checks settings beyond presence and type; may normalise them (an URL's slash).
    Result<> (*configure)(json::object& settings, json::object& secrets) = nullptr;

    // Push. Verifies the raw bytes before anything else, then cuts them into raw events.
    // Unauthorized for a wrong signature or a stale timestamp, Invalid for broken JSON.
    Result<std::vector<RawEvent>> (*receive)(const Account&, const HttpRequest&,
                                             Timestamp now) = nullptr;
    // Raw event to events. Invalid: it cannot be understood, and goes to the dead letters.
    Result<std::vector<InboundEvent>> (*parse)(const Account&, const RawEvent&) = nullptr;

    std::unique_ptr<Dialogue<PollOutcome>> (*poll)(const Account&) = nullptr;
    Milliseconds poll_every{20'000};

    std::optional<HttpRequest> (*stream)(const Account&) = nullptr;
    std::unique_ptr<StreamDecoder> (*decode_stream)(const Account&) = nullptr;

    // A mailbox the runtime watches: each new mail becomes a raw event through this.
    std::optional<MailServers> (*mail_servers)(const Account&) = nullptr;
    RawEvent (*receive_mail)(const Account&, std::string_view raw_mail, std::uint32_t uid_validity,
                             std::uint32_t uid) = nullptr;

    // Null when we cannot answer on this platform.
    std::unique_ptr<Dialogue<SendOutcome>> (*send)(const Account&, const OutboundReply&) = nullptr;
    std::unique_ptr<Dialogue<LookUpOutcome>> (*look_up)(const Account&,
                                                        const OutboundReply&) = nullptr;
    std::unique_ptr<Dialogue<TestOutcome>> (*test)(const Account&) = nullptr;
    // A key the platform accepts for this reply (a record key, a Message-ID …), made once when the
    // reply is queued. Null: a random one.
    std::string (*make_key)(const Account&, Timestamp now, Random& random) = nullptr;

    bool sends_public = true;
    bool sends_private = true;
    // False where exchanges of one account share no log-in session and may run side by side.
    bool one_exchange_at_a_time = true;
    // Requests an account may make to send: a token bucket.
    double sends_per_second = 1.0;
    int send_burst = 5;
};

// All connectors, in file-name order (generated by cmake/catalog.cmake).
std::span<const Connector* const> connector_catalogue();
// Null when there is none of that kind.
const Connector* find_connector(std::string_view kind);

}  // namespace aplomb::channels

// A mailbox read over IMAP4rev1 (RFC 3501), blocking, one connection, led by one thread; wake() may
// come from any other.
//
// It never sets \Seen: bodies are fetched with BODY.PEEK[], so that people can go on using the same
// mailbox. What is new is what has a uid above the last one taken; a changed uid_validity means
// that all uids are worth nothing (RFC 3501 §2.3.1.1).
//
// Errors: Unauthorized when the log-in is refused, Unavailable when the server cannot be reached or
// the connection breaks, Timeout when it stops answering, Upstream when it says NO or BAD, Invalid
// when what it says cannot be read. After Unavailable, Timeout and Invalid the connection is of no
// further use.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/blocking_stream.h"
#include "net/imap_wire.h"
#include "net/mail_server.h"

namespace aplomb::net {

struct Mailbox {
    std::uint32_t uid_validity = 0;
    std::uint32_t uid_next = 0;
    std::uint32_t messages = 0;
    // 0 when the server does not keep it (RFC 7162).
    std::uint64_t highest_modseq = 0;
};

struct MailSummary {
    std::uint32_t uid = 0;
    std::size_t bytes = 0;
    std::optional<Timestamp> arrived_at;
    std::vector<std::string> flags;
};

struct FetchedMail {
    std::uint32_t uid = 0;
    std::string raw;
    // Larger than the limit: `raw` is its beginning.
    bool truncated = false;
};

class ImapClient {
  public:
    struct Options {
        // For each command, log-in included.
        Milliseconds command_time{60'000};
        std::size_t mail_bytes_max = 25 * 1024 * 1024;
        // What is still taken of a larger mail.
        std::size_t truncated_bytes = 1024 * 1024;
        // Servers and the routers between forget a connection that is silent for longer.
        Milliseconds idle_renewal{9 * 60'000};
    };
    enum class IdleEnd { News, Renewed, Woken, Stopped };

    // Connects, goes to TLS as the server's settings say, and logs in.
    static Result<ImapClient> connect(const MailServer& server);
    static Result<ImapClient> connect(const MailServer& server, Options options);

    [[nodiscard]] bool can(const std::string& capability) const;

    // The mailbox the following calls are about. Names as the server writes them (modified UTF-7).
    Result<Mailbox> select(std::string_view mailbox);

    // Mails with a uid above this one, in ascending order.
    Result<std::vector<MailSummary>> summaries_after(std::uint32_t uid);
    // NotFound when it is gone meanwhile.
    Result<FetchedMail> fetch(const MailSummary& mail);
    // Uids of mails with this Message-ID header; of mails that arrived on that day (UTC) or later.
    Result<std::vector<std::uint32_t>> find_message_id(std::string_view message_id);
    Result<std::vector<std::uint32_t>> find_since(Timestamp day);

    // Waits for news (IDLE, RFC 2177; without it, NOOP in a minute's time). Something may have
    // changed after News: look. `should_stop` is asked a few times a second.
    Result<IdleEnd> idle(const std::function<bool()>& should_stop);
    // From any thread: ends an idle() under way or the next one.
    void wake() { stream_.wake(); }

    // A keyword such as "$Desk", never a system flag.
    Result<> add_keyword(std::uint32_t uid, std::string_view keyword);
    // Puts a copy there (CRLF line ends), marked \Seen because it is ours. The uid where the server
    // tells it (UIDPLUS). Timeout when it is unknown whether it arrived.
    Result<std::optional<std::uint32_t>> append(std::string_view mailbox, std::string_view mail);
    Result<> noop();
    // Says goodbye; failing at it does not matter.
    void log_out();

  private:
    using OnUntagged = std::function<void(ImapResponse&)>;

    ImapClient(BlockingStream stream, Options options);

    Result<> greet();
    Result<> ask_capabilities();
    Result<> log_in(const MailServer& server);
    Result<> authenticate(std::string_view mechanism, const std::string& initial);
    // Sends one command and reads up to its tagged answer, which must be OK.
    Result<ImapResponse> run(const std::string& command, const OnUntagged& on_untagged = {});
    Result<> send(std::string_view bytes);
    Result<ImapResponse> receive(Milliseconds limit);
    // Reads up to the answer tagged `tag`, or to a continuation request.
    Result<ImapResponse> answer_to(const std::string& tag, const OnUntagged& on_untagged);
    Result<ImapResponse> checked(ImapResponse answer);
    Result<IdleEnd> wait_in_idle(const std::function<bool()>& should_stop);
    Result<IdleEnd> wait_without_idle(const std::function<bool()>& should_stop);
    Result<std::vector<std::uint32_t>> search(const std::string& criteria);
    std::string next_tag();

    BlockingStream stream_;
    Options options_;
    ImapReader reader_;
    std::set<std::string> capabilities_;
    unsigned last_tag_ = 0;
    // wake() came while a command was under way.
    bool woken_ = false;
    // EXISTS came since the last summaries_after() began.
    bool more_arrived_ = false;
};

// A text as a quoted string or a literal that needs no continuation; nothing when it cannot be sent
// on one line (line breaks, 8-bit).
std::optional<std::string> imap_quoted(std::string_view text);

}  // namespace aplomb::net

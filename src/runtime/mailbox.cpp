#include "runtime/mailbox.h"

#include <fmt/format.h>

#include "base/log.h"
#include "net/imap_client.h"
#include "net/smtp_client.h"

namespace aplomb::runtime {
namespace {

using channels::ArrivedMail;
using channels::MailCursor;

net::MailServer server_of(const channels::MailServers& servers, const std::string& host, int port) {
    net::MailServer server;
    server.host = host;
    server.port = static_cast<std::uint16_t>(port);
    server.tls = servers.tls == "none"       ? net::MailTls::None
                 : servers.tls == "starttls" ? net::MailTls::StartTls
                                             : net::MailTls::Implicit;
    server.username = servers.username;
    server.password = servers.password;
    server.access_token = servers.access_token;
    return server;
}

net::MailServer imap_of(const channels::MailServers& servers) {
    return server_of(servers, servers.imap_host, servers.imap_port);
}

// The uid to begin behind: where we were, or, when the mailbox is new to us or has been renumbered,
// just before the first mail that arrived since `since`.
Result<std::uint32_t> begin_behind(net::ImapClient& client, const net::Mailbox& mailbox,
                                   const std::optional<MailCursor>& from, Timestamp since) {
    if (from && from->uid_validity == mailbox.uid_validity) return from->uid;
    if (from) log::warning("mailbox", "the server renumbered the mailbox: reading it again");
    const std::vector<std::uint32_t> recent = TRY(client.find_since(since));
    if (!recent.empty()) return recent.front() - 1;
    return mailbox.uid_next == 0 ? 0 : mailbox.uid_next - 1;
}

}  // namespace

Result<> watch_mailbox(const channels::MailServers& servers, std::optional<MailCursor> from,
                       Timestamp since, const std::function<Result<>(const ArrivedMail&)>& on_mail,
                       const std::atomic<bool>& stop) {
    net::ImapClient client = TRY(net::ImapClient::connect(imap_of(servers)));
    const net::Mailbox mailbox = TRY(client.select(servers.mailbox));
    std::uint32_t last = TRY(begin_behind(client, mailbox, from, since));
    while (!stop) {
        for (const net::MailSummary& summary : TRY(client.summaries_after(last))) {
            auto mail = client.fetch(summary);
            if (mail) {
                TRY(on_mail({{mailbox.uid_validity, summary.uid}, std::move(mail->raw)}));
            } else if (mail.error().kind != ErrorKind::NotFound) {
                return tl::unexpected<Error>(std::move(mail).error());
            }
            last = summary.uid;
            if (stop) break;
        }
        if (!stop) TRY(client.idle([&] { return stop.load(); }));
    }
    client.log_out();
    return {};
}

channels::Answer submit_mail(const channels::MailServers& servers,
                             const channels::MailSubmission& mail) {
    net::Submission submission;
    submission.envelope_from = mail.envelope_from;
    submission.recipients = mail.recipients;
    submission.data = mail.data;
    const auto outcome =
        net::submit(server_of(servers, servers.smtp_host, servers.smtp_port), submission);
    using Kind = net::SubmissionOutcome::Kind;
    switch (outcome.kind) {
        case Kind::Accepted:
            return channels::MailSubmitted{outcome.code / 100 == 2 ? outcome.code : 250,
                                           outcome.text};
        case Kind::TemporaryRefusal:
            return channels::MailSubmitted{outcome.code != 0 ? outcome.code : 451, outcome.text};
        case Kind::PermanentRefusal:
            return channels::MailSubmitted{outcome.code != 0 ? outcome.code : 550, outcome.text};
        case Kind::NothingSent:
            return channels::NoAnswer{false, outcome.text};
        case Kind::Unknown:
            break;
    }
    return channels::NoAnswer{true, outcome.text};
}

channels::Answer search_mailbox(const channels::MailServers& servers,
                                const channels::MailboxSearch& search) {
    const auto found = [&]() -> Result<bool> {
        net::ImapClient client = TRY(net::ImapClient::connect(imap_of(servers)));
        TRY(client.select(search.mailbox.empty() ? servers.mailbox : search.mailbox));
        const bool any = !TRY(client.find_message_id(search.message_id)).empty();
        client.log_out();
        return any;
    }();
    if (!found) return channels::NoAnswer{false, found.error().what};
    return channels::MailboxSearched{*found};
}

}  // namespace aplomb::runtime

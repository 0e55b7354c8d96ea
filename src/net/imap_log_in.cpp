// How an IMAP connection comes to be: reached, made private, logged in.
#include <utility>

#include "base/crypto.h"
#include "base/http.h"
#include "net/imap_client.h"

namespace aplomb::net {
namespace {

constexpr std::size_t literal_slack_bytes = 1024 * 1024;

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

ImapLimits limits_for(const ImapClient::Options& options) {
    ImapLimits limits;
    limits.literal_bytes_max = options.mail_bytes_max + literal_slack_bytes;
    return limits;
}

}  // namespace

ImapClient::ImapClient(BlockingStream stream, Options options)
    : stream_(std::move(stream)), options_(options), reader_(limits_for(options)) {}

Result<ImapClient> ImapClient::connect(const MailServer& server) {
    return connect(server, Options());
}

Result<ImapClient> ImapClient::connect(const MailServer& server, Options options) {
    const Milliseconds limit = options.command_time;
    ImapClient client(TRY(BlockingStream::connect(server.host, server.port, limit)), options);
    if (server.tls == MailTls::Implicit) {
        TRY(client.stream_.start_tls(server.host, server.certificate_authorities, limit));
    }
    TRY(client.greet());
    if (server.tls == MailTls::StartTls) {
        TRY(client.ask_capabilities());
        if (!client.can("STARTTLS")) {
            return fail(ErrorKind::Upstream, "The mail server offers no STARTTLS.");
        }
        TRY(client.run("STARTTLS"));
        // What came before TLS may have been put there by somebody else (RFC 3501 §6.2.1).
        client.reader_ = ImapReader(limits_for(options));
        client.capabilities_.clear();
        TRY(client.stream_.start_tls(server.host, server.certificate_authorities, limit));
    }
    if (!server.username.empty()) TRY(client.log_in(server));
    // Servers offer more after the log-in.
    TRY(client.ask_capabilities());
    return client;
}

Result<> ImapClient::greet() {
    const ImapResponse greeting = TRY(receive(options_.command_time));
    if (greeting.status == "BYE") {
        return fail(ErrorKind::Unavailable, "The mail server turns us away: " + greeting.text);
    }
    if (greeting.status != "OK" && greeting.status != "PREAUTH") {
        return fail(ErrorKind::Upstream, "This is not an IMAP server.");
    }
    return {};
}

Result<> ImapClient::ask_capabilities() {
    capabilities_.clear();
    TRY(run("CAPABILITY", [&](ImapResponse& response) {
        if (response.values.empty() || upper(response.values.front().text) != "CAPABILITY") return;
        for (const auto& value : response.values)
            capabilities_.insert(upper(value.text));
    }));
    return {};
}

bool ImapClient::can(const std::string& capability) const {
    return capabilities_.contains(capability);
}

Result<> ImapClient::log_in(const MailServer& server) {
    TRY(ask_capabilities());
    if (!server.access_token.empty()) {
        return authenticate("XOAUTH2", "user=" + server.username +
                                           "\x01"
                                           "auth=Bearer " +
                                           server.access_token + "\x01\x01");
    }
    if (can("AUTH=PLAIN")) {
        using namespace std::string_literals;
        return authenticate("PLAIN", "\0"s + server.username + "\0"s + server.password);
    }
    if (can("LOGINDISABLED")) {
        return fail(ErrorKind::Unauthorized,
                    "The mail server takes no password on this connection; use TLS.");
    }
    const auto user = imap_quoted(server.username);
    const auto password = imap_quoted(server.password);
    if (!user || !password) {
        return fail(ErrorKind::Invalid, "The mail server takes only plain letters in a password.");
    }
    auto answer = run("LOGIN " + *user + " " + *password);
    if (!answer && answer.error().kind == ErrorKind::Upstream) {
        answer.error().kind = ErrorKind::Unauthorized;
    }
    TRY(std::move(answer));
    return {};
}

Result<> ImapClient::authenticate(std::string_view mechanism, const std::string& initial) {
    const std::string encoded = crypto::to_base64(initial);
    const std::string tag = next_tag();
    std::string command = tag + " AUTHENTICATE " + std::string(mechanism);
    bool sent = false;
    if (can("SASL-IR")) {
        command += " " + encoded;
        sent = true;
    }
    TRY(send(command + "\r\n"));
    while (true) {
        const ImapResponse answer = TRY(answer_to(tag, {}));
        if (answer.kind == ImapResponse::Kind::Tagged) {
            if (answer.status == "OK") return {};
            return fail(ErrorKind::Unauthorized,
                        "The mail server refuses the log-in: " + answer.text);
        }
        // A second request is XOAUTH2's description of the failure; an empty line fetches the NO.
        TRY(send(std::exchange(sent, true) ? "\r\n" : encoded + "\r\n"));
    }
}

}  // namespace aplomb::net

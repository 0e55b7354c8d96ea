#include "runtime/net_transport.h"

#include <fmt/format.h>

#include "net/http_client.h"
#include "runtime/mailbox.h"

namespace aplomb::runtime {
namespace {

using channels::Account;
using channels::Answer;
using channels::Ask;
using channels::Connector;
using channels::NoAnswer;

class NetTransport final : public channels::Transport {
  public:
    Answer ask(const Account& account, const Connector& connector, const Ask& question) override {
        return std::visit([&](const auto& one) { return answer(account, connector, one); },
                          question);
    }

    Result<> stream(const Account&, const HttpRequest& request,
                    const std::function<void(std::string_view)>& on_bytes,
                    const std::atomic<bool>& stop) override {
        net::StreamOptions options;
        // Three missed heartbeats of fifteen seconds (Mastodon's streaming server).
        options.stall = std::chrono::seconds{45};
        const HttpResponse ended =
            TRY(http_.stream(request, options, on_bytes, [&] { return stop.load(); }));
        if (ended.status / 100 == 2) return {};
        return fail(ErrorKind::Upstream, fmt::format("the stream answered {}", ended.status));
    }

    Result<> watch_mailbox(const channels::MailServers& servers,
                           std::optional<channels::MailCursor> from, Timestamp since,
                           const std::function<Result<>(const channels::ArrivedMail&)>& on_mail,
                           const std::atomic<bool>& stop) override {
        return runtime::watch_mailbox(servers, from, since, on_mail, stop);
    }

  private:
    // The addresses are the operator's own settings, so any of them may be reached.
    Answer answer(const Account&, const Connector&, const HttpRequest& request) {
        auto response = http_.send(request);
        if (response) return std::move(*response);
        return NoAnswer{response.error().kind == ErrorKind::Timeout ||
                            response.error().kind == ErrorKind::Upstream ||
                            response.error().kind == ErrorKind::TooLarge,
                        response.error().what};
    }
    Answer answer(const Account& account, const Connector& connector,
                  const channels::MailSubmission& mail) {
        const auto servers = servers_of(account, connector);
        if (!servers) return NoAnswer{false, "this channel has no mail servers"};
        return submit_mail(*servers, mail);
    }
    Answer answer(const Account& account, const Connector& connector,
                  const channels::MailboxSearch& search) {
        const auto servers = servers_of(account, connector);
        if (!servers) return NoAnswer{false, "this channel has no mail servers"};
        return search_mailbox(*servers, search);
    }
    static std::optional<channels::MailServers> servers_of(const Account& account,
                                                           const Connector& connector) {
        if (connector.mail_servers == nullptr) return {};
        return connector.mail_servers(account);
    }

    net::HttpClient http_;
};

}  // namespace

std::unique_ptr<channels::Transport> make_net_transport() {
    return std::make_unique<NetTransport>();
}

}  // namespace aplomb::runtime

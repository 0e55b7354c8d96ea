// How a connector's questions reach its platform. The network's transport asks real servers; the
// demo and the simulator answer in the process, through the same dialogues.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.h"
#include "channels/connector.h"

namespace aplomb::channels {

// How far a mailbox has been read. A changed uid_validity means the uids start anew (RFC 9051
// §2.3.1.1); receipts are unique by Message-ID, so reading again doubles nothing.
struct MailCursor {
    std::uint32_t uid_validity = 0;
    std::uint32_t uid = 0;
};

struct ArrivedMail {
    MailCursor at;
    std::string raw;
};

class Transport {
  public:
    virtual ~Transport() = default;

    // Blocks until there is an answer, or certainty that none will come.
    virtual Answer ask(const Account& account, const Connector& connector, const Ask& question) = 0;

    // Reads a long stream, handing over bytes as they come, until it ends or `stop` is set.
    virtual Result<> stream(const Account& account, const HttpRequest& request,
                            const std::function<void(std::string_view)>& on_bytes,
                            const std::atomic<bool>& stop) = 0;

    // Hands over every mail behind `from` in order, then waits for more (IDLE), until `stop` is set
    // or the connection fails. With no cursor it begins with mails since `since`. An error of
    // `on_mail` (not kept) ends the watch, and the mail comes again next time.
    virtual Result<> watch_mailbox(const MailServers& servers, std::optional<MailCursor> from,
                                   Timestamp since,
                                   const std::function<Result<>(const ArrivedMail&)>& on_mail,
                                   const std::atomic<bool>& stop) = 0;
};

// A dialogue on its way to its outcome, one answer at a time: the runtime's workers wait for each
// answer, a simulation lets other things happen in between. A dialogue that asks more than it
// should is cut off as an outcome of the caller's choosing.
template<class Outcome>
class Talk {
  public:
    Talk(std::unique_ptr<Dialogue<Outcome>> dialogue, Outcome when_endless)
        : dialogue_(std::move(dialogue)), outcome_(std::move(when_endless)) {}

    // What to ask; nothing: there is an outcome.
    std::optional<Ask> begin(Timestamp now) { return next(dialogue_->begin(now)); }
    std::optional<Ask> hear(const Answer& answer, Timestamp now) {
        constexpr int exchanges_max = 200;
        if (++heard_ == exchanges_max) return {};
        return next(dialogue_->hear(answer, now));
    }
    [[nodiscard]] Outcome& outcome() { return outcome_; }

  private:
    std::optional<Ask> next(typename Dialogue<Outcome>::Step step) {
        if (auto* ask = std::get_if<Ask>(&step)) return std::move(*ask);
        outcome_ = std::move(std::get<Outcome>(step));
        return {};
    }

    std::unique_ptr<Dialogue<Outcome>> dialogue_;
    Outcome outcome_;
    int heard_ = 0;
};

// Carries a dialogue to its end on this thread.
template<class Outcome>
Outcome converse(std::unique_ptr<Dialogue<Outcome>> dialogue, const Account& account,
                 const Connector& connector, Transport& transport, const Clock& clock,
                 Outcome when_endless) {
    Talk<Outcome> talk(std::move(dialogue), std::move(when_endless));
    for (auto ask = talk.begin(clock.now()); ask;) {
        const Answer answer = transport.ask(account, connector, *ask);
        ask = talk.hear(answer, clock.now());
    }
    return std::move(talk.outcome());
}

}  // namespace aplomb::channels

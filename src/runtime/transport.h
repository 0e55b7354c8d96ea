// How a connector's questions reach its platform. The network's transport asks real servers; the
// demo and the simulator answer in the process, through the same dialogues.
#pragma once

#include <atomic>
#include <functional>
#include <string_view>
#include <variant>

#include "base/clock.h"
#include "channels/connector.h"

namespace aplomb::runtime {

class Transport {
  public:
    virtual ~Transport() = default;

    // Blocks until there is an answer, or certainty that none will come.
    virtual channels::Answer ask(const channels::Account& account,
                                 const channels::Connector& connector,
                                 const channels::Ask& question) = 0;

    // Reads a long stream, handing over bytes as they come, until it ends or `stop` is set.
    virtual Result<> stream(const channels::Account& account, const HttpRequest& request,
                            const std::function<void(std::string_view)>& on_bytes,
                            const std::atomic<bool>& stop) = 0;
};

// Carries a dialogue to its end. A dialogue that asks more than it should is cut off as trouble of
// the caller's choosing.
template<class Outcome>
Outcome converse(channels::Dialogue<Outcome>& dialogue, const channels::Account& account,
                 const channels::Connector& connector, Transport& transport, const Clock& clock,
                 Outcome when_endless) {
    constexpr int exchanges_max = 200;
    auto step = dialogue.begin(clock.now());
    for (int i = 0; i < exchanges_max; ++i) {
        if (auto* outcome = std::get_if<Outcome>(&step)) return std::move(*outcome);
        const channels::Answer answer =
            transport.ask(account, connector, std::get<channels::Ask>(step));
        step = dialogue.hear(answer, clock.now());
    }
    return when_endless;
}

}  // namespace aplomb::runtime

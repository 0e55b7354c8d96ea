// Connecting and minding channels, for the API and the command line.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "channels/transport.h"
#include "desk/ports.h"
#include "runtime/directory.h"

namespace aplomb::runtime {

class ConnectorAdmin final : public desk::ChannelAdmin {
  public:
    ConnectorAdmin(store::Store& store, ChannelDirectory& directory, channels::Transport& transport,
                   const Clock& clock, Random& random)
        : store_(store),
          directory_(directory),
          transport_(transport),
          clock_(clock),
          random_(random) {}

    [[nodiscard]] std::vector<KindInfo> kinds() const override;
    Result<Channel> add(const std::string& kind, const std::string& name,
                        const json::object& given) override;
    Result<Channel> configure(ChannelId id, const json::object& given) override;
    Result<Channel> set_state(ChannelId id, ChannelState state) override;
    Result<Health> test(ChannelId id) override;
    [[nodiscard]] Health health(const Channel& channel) const override;
    [[nodiscard]] Limit limit(const Channel& channel, Visibility visibility) const override;
    [[nodiscard]] std::optional<std::string> cannot_answer(const Channel& channel,
                                                           Visibility visibility) const override;
    Result<std::string> make_send_key(const Channel& channel) override;

  private:
    store::Store& store_;
    ChannelDirectory& directory_;
    channels::Transport& transport_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace aplomb::runtime

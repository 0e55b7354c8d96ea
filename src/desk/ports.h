// What the desk needs of the world beyond the store, as small interfaces. The runtime implements
// them; tests and the simulator have their own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "domain/channel.h"
#include "domain/vocabulary.h"

namespace aplomb::etiquette {
struct Policy;
}

namespace aplomb::desk {

// Connecting, checking and describing channels, which takes the connectors and the network.
class ChannelAdmin {
  public:
    struct SettingInfo {
        std::string name;
        bool required = false;
        bool secret = false;
        std::string help;
        std::string fallback;
    };
    struct KindInfo {
        std::string kind;
        std::string title;
        std::vector<SettingInfo> settings;
    };
    struct Limit {
        std::size_t max = 0;  // 0: none
        std::string unit;     // "characters", "graphemes", "bytes" …
    };
    struct Health {
        bool ok = false;
        std::string detail;
    };

    virtual ~ChannelAdmin() = default;
    [[nodiscard]] virtual std::vector<KindInfo> kinds() const = 0;
    // `given` mixes settings and secrets; unknown or missing ones are Invalid, naming the nearest.
    virtual Result<Channel> add(const std::string& kind, const std::string& name,
                                const json::object& given) = 0;
    virtual Result<Channel> configure(ChannelId id, const json::object& given) = 0;
    virtual Result<Channel> set_state(ChannelId id, ChannelState state) = 0;
    // Talks to the platform.
    virtual Result<Health> test(ChannelId id) = 0;
    // From what the last exchanges said, without asking the platform.
    [[nodiscard]] virtual Health health(const Channel& channel) const = 0;
    [[nodiscard]] virtual Limit limit(const Channel& channel, Visibility visibility) const = 0;
    // Whether an answer can be given there; the sentence says why not.
    [[nodiscard]] virtual std::optional<std::string> cannot_answer(const Channel& channel,
                                                                   Visibility visibility) const = 0;
    // A key its platform accepts for a new reply (Message::send_key).
    virtual Result<std::string> make_send_key(const Channel& channel) = 0;
};

// The policy in force; it may be replaced while running.
class PolicySource {
  public:
    virtual ~PolicySource() = default;
    [[nodiscard]] virtual std::shared_ptr<const etiquette::Policy> current() const = 0;
};

}  // namespace aplomb::desk

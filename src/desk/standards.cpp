#include "desk/standards.h"

#include <array>
#include <utility>

namespace aplomb::desk {

Milliseconds answer_within(std::string_view channel_kind) {
    using namespace std::chrono_literals;
    static constexpr std::array<std::pair<std::string_view, Milliseconds>, 7> standards{{
        {"x", 30min},
        {"webchat", 5min},
        {"facebook", 2h},
        {"messenger", 2h},
        {"bluesky", 1h},
        {"mastodon", 1h},
        {"email", 24h},
    }};
    for (const auto& [kind, within] : standards) {
        if (kind == channel_kind) return within;
    }
    return 8h;
}

}  // namespace aplomb::desk

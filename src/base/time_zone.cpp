#include "base/time_zone.h"

#include <date/tz.h>

#include <stdexcept>
#include <string>

namespace aplomb {
namespace {

const date::time_zone* find_zone(std::string_view zone) {
    if (zone.empty() || zone.size() > 64) return nullptr;
    try {
        return date::locate_zone(std::string(zone));
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

}  // namespace

std::optional<LocalTime> local_time(Timestamp time, std::string_view zone) {
    const date::time_zone* found = find_zone(zone);
    if (found == nullptr) return {};
    return LocalTime{found->to_local(time).time_since_epoch()};
}

std::optional<Timestamp> instant_of(LocalTime time, std::string_view zone) {
    const date::time_zone* found = find_zone(zone);
    if (found == nullptr) return {};
    const date::local_time<Milliseconds> wall{time.time_since_epoch()};
    return found->to_sys(wall, date::choose::earliest);
}

std::optional<OffsetSpan> offset_span(Timestamp time, std::string_view zone) {
    const date::time_zone* found = find_zone(zone);
    if (found == nullptr) return {};
    const date::sys_info info = found->get_info(time);
    return OffsetSpan{info.begin, info.end, info.offset};
}

bool is_time_zone(std::string_view zone) {
    return find_zone(zone) != nullptr;
}

}  // namespace aplomb

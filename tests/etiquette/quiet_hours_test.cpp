#include "etiquette/quiet_hours.h"

#include <gtest/gtest.h>

namespace aplomb::etiquette {
namespace {

Timestamp at(std::string_view text) {
    return parse_rfc3339(text).value();
}

std::string until(std::string_view now, std::string_view zone, const Policy& policy = {}) {
    const auto end = quiet_until(at(now), zone, policy);
    return end ? to_rfc3339(*end) : "";
}

TEST(QuietHours, EndAtSevenOnTheCustomersClock) {
    EXPECT_EQ(until("2026-11-22T23:30:00Z", "Europe/Berlin"), "2026-11-23T06:00:00Z");
    EXPECT_EQ(until("2026-11-23T03:00:00Z", "Europe/Berlin"), "2026-11-23T06:00:00Z");
    EXPECT_EQ(until("2026-11-23T06:00:00Z", "Europe/Berlin"), "");
    EXPECT_EQ(until("2026-11-22T20:59:59Z", "Europe/Berlin"), "");
    EXPECT_EQ(until("2026-11-22T21:00:00Z", "Europe/Berlin"), "2026-11-23T06:00:00Z");
}

TEST(QuietHours, FollowAChangeOfTheClocks) {
    // Clocks go forward at 01:00 UTC on 29 March, and back on 25 October.
    EXPECT_EQ(until("2026-03-29T00:30:00Z", "Europe/Berlin"), "2026-03-29T05:00:00Z");
    EXPECT_EQ(until("2026-10-25T00:30:00Z", "Europe/Berlin"), "2026-10-25T06:00:00Z");
}

TEST(QuietHours, AreUnknownWithoutAZone) {
    EXPECT_EQ(until("2026-11-22T23:30:00Z", ""), "");
    EXPECT_EQ(until("2026-11-22T23:30:00Z", "Mars/Olympus"), "");
}

TEST(QuietHours, CanBeSwitchedOff) {
    Policy none;
    none.quiet_start = none.quiet_end = std::chrono::minutes{0};
    EXPECT_EQ(until("2026-11-22T23:30:00Z", "Europe/Berlin", none), "");
}

TEST(LiveExchange, LastsTenMinutes) {
    const Timestamp now = at("2026-11-22T23:30:00Z");
    EXPECT_TRUE(is_live_exchange(now - std::chrono::minutes{10}, now));
    EXPECT_FALSE(is_live_exchange(now - std::chrono::minutes{11}, now));
    EXPECT_FALSE(is_live_exchange(std::nullopt, now));
}

}  // namespace
}  // namespace aplomb::etiquette

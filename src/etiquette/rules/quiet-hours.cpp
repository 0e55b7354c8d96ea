// It is night where the customer is, and the message would light up their telephone. A live
// exchange disturbs nobody, and e-mail waits in silence.
#include <fmt/format.h>

#include <array>

#include "base/time_zone.h"
#include "etiquette/quiet_hours.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

std::string clock_reading(Timestamp time, std::string_view zone) {
    const auto wall = local_time(time, zone);
    if (!wall) return {};
    const auto minutes = std::chrono::floor<std::chrono::minutes>(
        *wall - std::chrono::floor<std::chrono::days>(*wall));
    return fmt::format("{:02}:{:02}", minutes.count() / 60, minutes.count() % 60);
}

std::vector<Remark> check_quiet_hours(const Context& context) {
    const Draft& draft = context.draft();
    if (!draft.now || !draft.customer || draft.customer->time_zone.empty()) return {};
    if (!disturbs(draft.channel) || is_live_exchange(draft)) return {};
    const std::string& zone = draft.customer->time_zone;
    const auto until = quiet_until(*draft.now, zone, context.policy());
    if (!until) return {};
    return {{{},
             fmt::format("It is {} where the customer is. Aplomb can hold this and send it at {} "
                         "their time.",
                         clock_reading(*draft.now, zone), clock_reading(*until, zone)),
             {},
             {}}};
}

constexpr auto quiet_hours_bad = std::to_array<std::string_view>({
    R"({"channel":"whatsapp","now":"2026-03-03T02:30:00Z","text":"Yes, both sizes are back in )"
    R"(the shop.","customer":{"time_zone":"Europe/Madrid"},"thread":[{"from":"customer",)"
    R"("channel":"whatsapp","at":"2026-03-02T17:00:00Z","text":"Are the boots back?"}]})",
    R"({"channel":"sms","now":"2026-07-01T13:30:00Z","text":"Your bike is ready.",)"
    R"("customer":{"time_zone":"America/Los_Angeles"}})",
});
constexpr auto quiet_hours_good = std::to_array<std::string_view>({
    R"({"channel":"whatsapp","now":"2026-03-03T02:30:00Z","text":"I can see it: the lock is open )"
    R"(now.","customer":{"time_zone":"Europe/Madrid"},"thread":[{"from":"customer",)"
    R"("channel":"whatsapp","at":"2026-03-03T02:26:00Z","text":"The door code does not work"}]})",
    R"({"channel":"email","now":"2026-03-03T02:30:00Z","text":"The plan is attached.",)"
    R"("customer":{"time_zone":"Europe/Madrid"}})",
    R"({"channel":"sms","now":"2026-03-03T02:30:00Z","text":"Your bike is ready.",)"
    R"("customer":{"time_zone":"America/Los_Angeles"}})",
    R"({"channel":"sms","now":"2026-03-03T02:30:00Z","text":"Your bike is ready."})",
});

}  // namespace

extern const Rule quiet_hours;
const Rule quiet_hours{
    .id = "quiet-hours",
    .title = "a message that would arrive at night",
    .why =
        "One does not write when one would not call. Held until morning, the same words are "
        "welcome.",
    .source = "A4",
    .severity = Severity::Error,
    .languages = "",
    .options = "[quiet_hours] start and end, in the customer's time zone",
    .check = check_quiet_hours,
    .bad = quiet_hours_bad,
    .good = quiet_hours_good,
};

}  // namespace aplomb::etiquette

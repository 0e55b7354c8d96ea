#include "sim/trial/staff.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "base/time_zone.h"
#include "desk/policy.h"
#include "sim/dice.h"
#include "sim/trial/vacancies.h"
#include "store/accounts.h"

namespace aplomb::sim {
namespace {

constexpr std::array<std::string_view, 3> houses{"UTC", "Europe/Paris", "America/New_York"};
constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
constexpr int hours_looked_ahead = 24 * 9;

}  // namespace

// A shift belongs to the day it begins on, also past midnight.
bool Colleague::works_at(Timestamp when, const std::string& zone) const {
    const auto local = local_time(when, zone);
    if (!local) return true;
    const auto day = std::chrono::floor<std::chrono::days>(*local);
    const auto hour =
        static_cast<int>(std::chrono::floor<std::chrono::hours>(*local - day).count());
    const int since = (hour - begins + 24) % 24;
    const auto began = hour < begins ? day - std::chrono::days{1} : day;
    return since < hours && !days_off.contains(std::chrono::weekday{began}.c_encoding());
}

Staff::Staff(Stage& stage) : stage_(stage) {
    SeededRandom dice = stage_.fate.dice("clerks");
    zone_ = houses[dice.below(houses.size())];
    const std::size_t count = 3 + dice.below(vacancies.size() - 2);
    for (std::size_t i = 0; i < count; ++i) {
        const Vacancy& vacancy = vacancies[(i * 5 + 2) % vacancies.size()];
        Colleague clerk;
        clerk.name = vacancy.name;
        clerk.role = vacancy.role;
        clerk.token = fmt::format("token-of-clerk-{}", i);
        clerk.begins = vacancy.begins;
        clerk.careless = vacancy.careless;
        const auto off = static_cast<unsigned>(dice.below(7));
        clerk.days_off = {off, (off + 1) % 7};
        people_.push_back(std::move(clerk));
    }
    Colleague administrator;
    administrator.name = "Wren";
    administrator.role = Role::Admin;
    administrator.token = "token-of-the-administrator";
    people_.push_back(std::move(administrator));
}

void Staff::hire(DeskProcess& process) {
    const Timestamp now = stage_.now();
    const auto hired = process.store().write([&](store::Transaction& transaction) -> Result<> {
        for (Colleague& each : people_) {
            each.user = TRY(transaction.accounts().insert(
                User{{}, each.name, each.token + "@pellwick.example", each.role, {}, false, now}));
            TRY(transaction.accounts().insert(lasting_session(each.token, each.user, now)));
        }
        return {};
    });
    if (!hired) throw std::runtime_error("nobody can be hired: " + hired.error().what);
    put(process, "/api/v1/policy", policy());
    put(process, "/api/v1/roster", roster());
}

void Staff::put(DeskProcess& process, std::string_view what, const json::value& document) const {
    const HttpResponse answer =
        process.request(people_.back().token, "PUT", what, document, std::string(what));
    if (answer.status == 200) return;
    throw std::runtime_error(fmt::format("{} is not taken: {}", what, answer.body));
}

json::value Staff::roster() const {
    json::array people;
    for (std::size_t i = 0; i < size(); ++i) {
        const Colleague& each = people_[i];
        json::object week;
        for (unsigned day = 0; day < weekdays.size(); ++day) {
            if (each.days_off.contains(day)) continue;
            week[weekdays[day]] = json::array{json::value(
                fmt::format("{:02}:00-{:02}:00", each.begins, (each.begins + each.hours) % 24))};
        }
        people.push_back(json::object{
            {"user_id", each.user.text()}, {"zone", zone_}, {"week", std::move(week)}});
    }
    return json::object{{"people", std::move(people)}};
}

// Many trials have rules of their own: office hours, more eyes, little to give.
json::value Staff::policy() const {
    SeededRandom dice = stage_.fate.dice("policy of the house");
    json::object document = desk::shipped_policy_document();
    document["zone"] = zone_;
    json::object& approvals = document["approvals"].as_object();
    if (happens(dice, 0.5)) approvals["four_eyes_reach"] = 2'000;
    if (happens(dice, 0.5)) approvals["expire_after"] = "PT6H";
    if (happens(dice, 0.5)) {
        json::object week;
        for (unsigned day = 1; day < 6; ++day)
            week[weekdays[day]] = json::array{"08:30-12:00", "13:00-18:00"};
        document["calendars"].as_object()["house"] =
            json::object{{"zone", zone_}, {"week", std::move(week)}};
        document["standards"] =
            json::array{json::object{{"name", "house"},
                                     {"calendar", "house"},
                                     {"first", json::object{{"warn", "PT3H"}, {"limit", "PT4H"}}},
                                     {"resolve", json::object{{"limit", "PT24H"}}}}};
    }
    if (happens(dice, 0.4)) {
        document["making_up"].as_object()["monthly_budget"] =
            json::object{{"USD", "60.00"}, {"EUR", "300.00"}};
    }
    return document;
}

std::optional<std::size_t> Staff::find(std::string_view user_id) const {
    for (std::size_t i = 0; i < people_.size(); ++i) {
        if (people_[i].user.text() == user_id) return i;
    }
    return {};
}

Milliseconds Staff::until_at_work(std::size_t who, Timestamp when) const {
    for (int hour = 0; hour < hours_looked_ahead; ++hour) {
        const Milliseconds wait = std::chrono::hours{hour};
        if (people_[who].works_at(when + wait, zone_)) return wait;
    }
    return std::chrono::hours{hours_looked_ahead};
}

}  // namespace aplomb::sim

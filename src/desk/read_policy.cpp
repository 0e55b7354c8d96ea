// The policy document is written by people: whatever is wrong with it is said where it stands. What
// is read is checked as a whole too, because a standard that names a calendar without hours would
// otherwise fail on the first customer who writes.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>

#include "base/embedded_file.h"
#include "base/log.h"
#include "base/time_zone.h"
#include "desk/deadline.h"
#include "desk/policy.h"
#include "desk/policy_fields.h"

namespace aplomb::desk {

// Made by room.cmake.
std::span<const base::EmbeddedFile> desk_files();

namespace {

Result<std::optional<Limit>> read_limit(ObjectReader& standard, std::string_view key) {
    const json::object* object = standard.object(key);
    if (object == nullptr) return std::optional<Limit>{};
    const json::value value(*object);
    ObjectReader reader(value, standard.where(key));
    const auto limit = TRY(read_duration(reader, "limit"));
    const auto warn = TRY(read_duration(reader, "warn"));
    TRY(reader.done(UnknownKeys::Refuse));
    if (!limit) {
        return fail(ErrorKind::Invalid, "a limit is needed: \"limit\": \"PT12H\"",
                    standard.where(key));
    }
    // Two thirds of the way leaves time to act: eight hours of twelve.
    const Limit out{warn.value_or(*limit * 2 / 3), *limit};
    if (out.warn >= out.limit) {
        return fail(ErrorKind::Invalid, "the warning must come before the limit",
                    reader.where("warn"));
    }
    return std::optional(out);
}

Result<Standard> read_standard(const json::value& value, const std::string& where) {
    ObjectReader reader(value, where);
    Standard standard;
    standard.name = TRY(read_name(reader, "name"));
    standard.channels = TRY(read_texts(reader, "channels"));
    for (const std::string& kind : TRY(read_texts(reader, "kinds"))) {
        const auto known = case_kind_from(kind);
        if (!known) {
            return fail(ErrorKind::Invalid, fmt::format("there is no kind of case \"{}\"", kind),
                        reader.where("kinds"));
        }
        standard.kinds.push_back(*known);
    }
    standard.severity_min = static_cast<int>(reader.integer("severity", 1, 5).value_or(1));
    standard.tier = reader.text("tier").value_or("");
    if (const auto rating = reader.integer("rating_at_most", 1, 5)) {
        standard.rating_max = static_cast<int>(*rating);
    }
    standard.calendar = reader.text("calendar").value_or("");
    standard.first = TRY(read_limit(reader, "first"));
    standard.next = TRY(read_limit(reader, "next"));
    standard.resolve = TRY(read_limit(reader, "resolve"));
    TRY(reader.done(UnknownKeys::Refuse));
    for (const std::string& channel : standard.channels) {
        if (is_channel_kind(channel)) continue;
        return fail(ErrorKind::Invalid, fmt::format("there is no channel \"{}\"", channel),
                    reader.where("channels"));
    }
    return standard;
}

Result<SeniorityRule> read_seniority_rule(const json::value& value, const std::string& where) {
    ObjectReader reader(value, where);
    SeniorityRule rule;
    rule.name = TRY(read_name(reader, "name"));
    if (const auto severity = reader.integer("severity", 1, 5)) {
        rule.severity_min = static_cast<int>(*severity);
    }
    rule.reach_min = reader.integer("reach", 1);
    rule.words = TRY(read_texts(reader, "words"));
    const std::string least = reader.required_text("seniority");
    TRY(reader.done(UnknownKeys::Refuse));
    const auto seniority = seniority_named(least);
    if (!seniority) {
        return fail(ErrorKind::Invalid, "seniority is agent, senior, manager or executive",
                    reader.where("seniority"));
    }
    rule.least = *seniority;
    return rule;
}

Result<> read_approval_rules(const json::value& value, const std::string& where, Policy& policy) {
    ObjectReader reader(value, where);
    policy.least_seniority = TRY(read_list_of(reader, "least_seniority", read_seniority_rule));
    policy.four_eyes_reach = reader.integer("four_eyes_reach", 1).value_or(policy.four_eyes_reach);
    policy.approval_lasts =
        TRY(read_duration(reader, "expire_after")).value_or(policy.approval_lasts);
    return reader.done(UnknownKeys::Refuse);
}

Result<> read_small_sections(ObjectReader& reader, Policy& policy) {
    const json::value none{json::object{}};
    const auto section = [&](std::string_view key) {
        const json::object* found = reader.object(key);
        return found == nullptr ? none : json::value(*found);
    };
    const json::value hotter = section("hotter");
    ObjectReader hot(hotter, reader.where("hotter"));
    policy.hotter_from = static_cast<int>(hot.integer("from", 0, 100).value_or(20));
    policy.hotter_cut_percent = static_cast<int>(hot.integer("cut_percent", 0, 90).value_or(50));
    TRY(hot.done(UnknownKeys::Refuse));

    const json::value escalation = section("escalation");
    ObjectReader up(escalation, reader.where("escalation"));
    policy.escalate_every = TRY(read_duration(up, "every")).value_or(policy.escalate_every);
    policy.escalate_in_off_time = up.flag("in_off_time").value_or(false);
    TRY(up.done(UnknownKeys::Refuse));

    const json::value quiet = section("quiet");
    ObjectReader night(quiet, reader.where("quiet"));
    policy.closing_window_beats_night =
        night.one_of<bool>("closing_window", {{"hold", false}, {"send", true}}).value_or(false);
    if (night.text("cooling_off") == "PT0S") {
        policy.cooling_off = Milliseconds{0};
    } else {
        policy.cooling_off = TRY(read_duration(night, "cooling_off")).value_or(policy.cooling_off);
    }
    TRY(night.done(UnknownKeys::Refuse));

    const json::value phone = section("phone");
    ObjectReader call(phone, reader.where("phone"));
    policy.phone_permission_lasts = TRY(read_duration(call, "permission_lasts", ten_years))
                                        .value_or(policy.phone_permission_lasts);
    TRY(call.done(UnknownKeys::Refuse));

    const json::value appreciation = section("appreciation");
    ObjectReader fans(appreciation, reader.where("appreciation"));
    policy.notable_followers =
        fans.integer("notable_followers", 1).value_or(policy.notable_followers);
    return fans.done(UnknownKeys::Refuse);
}

bool fits_everything(const Standard& standard) {
    return standard.first && standard.channels.empty() && standard.kinds.empty() &&
           standard.severity_min <= 1 && standard.tier.empty() && !standard.rating_max;
}

// Nobody is left without an answer in time because no standard was written for them (rule B3).
Result<> add_what_is_shipped(Policy& policy) {
    const auto& own = policy.standards;
    if (std::any_of(own.begin(), own.end(), fits_everything)) return {};
    const json::value shipped(shipped_policy_document());
    ObjectReader reader(shipped);
    for (Standard& each : TRY(read_list_of(reader, "standards", read_standard)))
        policy.standards.push_back(std::move(each));
    return {};
}

Milliseconds longest_limit(const Standard& standard) {
    Milliseconds longest{0};
    for (const auto& limit : {standard.first, standard.next, standard.resolve})
        if (limit) longest = std::max(longest, limit->limit);
    return longest;
}

Result<> check_standards(const Policy& policy, Timestamp now) {
    for (std::size_t i = 0; i < policy.standards.size(); ++i) {
        const Standard& standard = policy.standards[i];
        const std::string where = "/standards/" + std::to_string(i);
        if (!standard.first && !standard.next && !standard.resolve) {
            return fail(ErrorKind::Invalid, "a standard sets \"first\", \"next\" or \"resolve\"",
                        where);
        }
        if (standard.calendar.empty()) continue;
        const auto calendar = policy.calendars.find(standard.calendar);
        if (calendar == policy.calendars.end()) {
            return fail(ErrorKind::Invalid,
                        fmt::format("there is no calendar \"{}\"; leave it out to count round the "
                                    "clock",
                                    standard.calendar),
                        where + "/calendar");
        }
        const auto some = deadline_after(now, std::chrono::minutes{1}, &calendar->second, {});
        if (!some) return fail(ErrorKind::Invalid, some.error().what, where + "/calendar");
        if (deadline_after(now, longest_limit(standard), &calendar->second, {})) continue;
        return fail(ErrorKind::Invalid,
                    fmt::format("in the calendar \"{}\" this limit takes centuries; give its week "
                                "more hours",
                                standard.calendar),
                    where + "/calendar");
    }
    return {};
}

json::object with_shipped(const json::object& given) {
    json::object whole = shipped_policy_document();
    for (const auto& [key, value] : given)
        whole[key] = value;
    return whole;
}

}  // namespace

const json::object& shipped_policy_document() {
    static const json::object document = [] {
        auto parsed = parse_json(desk_files().front().content);
        if (!parsed || !parsed->is_object()) {
            log::error("desk", "the shipped policy is not JSON", {});
            std::abort();
        }
        return parsed->get_object();
    }();
    return document;
}

Result<Policy> read_desk_policy(const json::value& given, Timestamp now) {
    if (!given.is_object()) return fail(ErrorKind::Invalid, "the policy is a JSON object");
    const json::value document(with_shipped(given.get_object()));
    ObjectReader reader(document);
    Policy policy;
    policy.zone = reader.text("zone").value_or("");
    const json::object* calendars = reader.object("calendars");
    policy.standards = TRY(read_list_of(reader, "standards", read_standard));
    TRY(read_small_sections(reader, policy));
    const json::object* approvals = reader.object("approvals");
    const json::object* skills = reader.object("skills");
    const json::object* making_up = reader.object("making_up");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!policy.zone.empty() && !is_time_zone(policy.zone)) {
        return fail(ErrorKind::Invalid,
                    "there is no time zone of that name; it looks like \"Europe/Berlin\"", "/zone");
    }
    for (const auto& [name, value] : calendars == nullptr ? json::object{} : *calendars) {
        const std::string key(name);
        policy.calendars[key] = TRY(read_calendar(value, key, "/calendars/" + key));
    }
    if (approvals != nullptr) {
        TRY(read_approval_rules(json::value(*approvals), "/approvals", policy));
    }
    if (making_up != nullptr) {
        TRY(read_making_up(json::value(*making_up), "/making_up", policy));
    }
    if (skills != nullptr) {
        const json::value value(*skills);
        ObjectReader each(value, "/skills");
        for (const auto& [skill, words] : *skills) {
            policy.skills[std::string(skill)] = TRY(read_texts(each, skill));
        }
        TRY(each.done(UnknownKeys::Refuse));
    }
    TRY(check_standards(policy, now));
    TRY(add_what_is_shipped(policy));
    return policy;
}

}  // namespace aplomb::desk

#include "desk/roster.h"

#include <fmt/format.h>

#include <algorithm>

namespace aplomb::desk {
namespace {

constexpr std::chrono::days roster_horizon{56};
constexpr std::chrono::minutes cover_step{15};
constexpr std::size_t people_max = 2'000;
constexpr std::size_t absences_max = 500;

Result<std::vector<std::string>> texts_of(ObjectReader& reader, std::string_view key) {
    std::vector<std::string> out;
    const json::array* list = reader.list(key);
    if (list == nullptr) return out;
    for (std::size_t i = 0; i < list->size(); ++i) {
        if (!(*list)[i].is_string()) {
            return fail(ErrorKind::Invalid, "this list holds texts only",
                        reader.where(key) + "/" + std::to_string(i));
        }
        out.emplace_back((*list)[i].get_string());
    }
    return out;
}

Result<std::vector<Absence>> read_absences(ObjectReader& person) {
    std::vector<Absence> out;
    const json::array* list = person.list("absences");
    if (list == nullptr) return out;
    if (list->size() > absences_max) {
        return fail(ErrorKind::Invalid, "the list is too long", person.where("absences"));
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        ObjectReader reader((*list)[i], person.where("absences") + "/" + std::to_string(i));
        const auto from = reader.time("from");
        const auto to = reader.time("to");
        const std::string reason = reader.text("reason").value_or("");
        TRY(reader.done(UnknownKeys::Refuse));
        if (!from || !to || *from >= *to) {
            return fail(ErrorKind::Invalid, "an absence has a \"from\" and a later \"to\"",
                        reader.where("to"));
        }
        out.push_back({*from, *to, reason});
    }
    return out;
}

// Their hours are a calendar whose keys stand beside the rest of the person.
Result<std::optional<Calendar>> read_hours(ObjectReader& person, const std::string& where) {
    json::object calendar;
    for (const std::string_view key : {"zone", "week", "days", "holidays", "holidays_ical"}) {
        if (const json::value* value = person.any(key)) calendar[key] = *value;
    }
    if (calendar.empty()) return std::optional<Calendar>{};
    return std::optional(TRY(read_calendar(json::value(std::move(calendar)), "hours", where)));
}

Result<RosterPerson> read_person(const json::value& value, const std::string& where) {
    ObjectReader reader(value, where);
    RosterPerson person;
    const std::string id = reader.required_text("user_id");
    person.skills = TRY(texts_of(reader, "skills"));
    person.languages = TRY(texts_of(reader, "languages"));
    person.channels = TRY(texts_of(reader, "channels"));
    person.capacity = static_cast<std::size_t>(reader.integer("capacity", 1, 10'000).value_or(50));
    person.hours = TRY(read_hours(reader, where));
    person.absences = TRY(read_absences(reader));
    TRY(reader.done(UnknownKeys::Refuse));
    const auto parsed = UserId::parse(id);
    if (!parsed) {
        return fail(ErrorKind::Invalid, "\"user_id\" must be an id: a number as text",
                    reader.where("user_id"));
    }
    person.user_id = *parsed;
    for (const std::string& channel : person.channels) {
        if (is_channel_kind(channel) || ChannelId::parse(channel)) continue;
        return fail(ErrorKind::Invalid, fmt::format("there is no channel \"{}\"", channel),
                    reader.where("channels"));
    }
    return person;
}

// When they work within [from, to), their absences taken out.
std::vector<Interval> duties(const RosterPerson* person, Timestamp from, Timestamp to) {
    std::vector<Interval> open{{from, to}};
    if (person == nullptr) return open;
    if (person->hours) open = open_intervals(*person->hours, from, to);
    for (const Absence& absence : person->absences) {
        std::vector<Interval> rest;
        for (const Interval& each : open) {
            const Interval before{each.from, std::min(each.to, absence.from)};
            const Interval after{std::max(each.from, absence.to), each.to};
            if (before.from < before.to) rest.push_back(before);
            if (after.from < after.to) rest.push_back(after);
        }
        open = std::move(rest);
    }
    return open;
}

// Who answers, in the order they are asked: as on the roster, then those not on it.
std::vector<UserId> in_order(const Roster& roster, const std::vector<User>& users) {
    std::vector<UserId> out;
    const auto people = who_answers(roster, users);
    for (const RosterPerson& person : roster.people) {
        const bool answers = std::any_of(people.begin(), people.end(), [&](const User* user) {
            return user->id == person.user_id;
        });
        if (answers) out.push_back(person.user_id);
    }
    for (const User* user : people) {
        if (find_person(roster, user->id) == nullptr) out.push_back(user->id);
    }
    return out;
}

}  // namespace

Result<Roster> read_roster(const json::value& document) {
    ObjectReader reader(document);
    Roster roster;
    const json::array* people = reader.list("people");
    TRY(reader.done(UnknownKeys::Refuse));
    if (people == nullptr) return roster;
    if (people->size() > people_max) {
        return fail(ErrorKind::Invalid, "a roster can have at most 2,000 people", "/people");
    }
    for (std::size_t i = 0; i < people->size(); ++i) {
        const std::string where = "/people/" + std::to_string(i);
        RosterPerson person = TRY(read_person((*people)[i], where));
        if (find_person(roster, person.user_id) != nullptr) {
            return fail(ErrorKind::Invalid, "this person is on the roster already",
                        where + "/user_id");
        }
        roster.people.push_back(std::move(person));
    }
    return roster;
}

const RosterPerson* find_person(const Roster& roster, UserId id) {
    const auto found =
        std::find_if(roster.people.begin(), roster.people.end(),
                     [&](const RosterPerson& person) { return person.user_id == id; });
    return found == roster.people.end() ? nullptr : &*found;
}

std::vector<const User*> who_answers(const Roster& roster, const std::vector<User>& users,
                                     std::optional<UserId> without) {
    for (const bool admins : {false, true}) {
        std::vector<const User*> out;
        for (const User& user : users) {
            if (user.disabled || user.id == without) continue;
            const bool runs_it =
                user.role == Role::Admin && find_person(roster, user.id) == nullptr;
            if (admins || !runs_it) out.push_back(&user);
        }
        if (!out.empty()) return out;
    }
    return {};
}

bool on_duty(const Roster& roster, UserId id, Timestamp at) {
    const RosterPerson* person = find_person(roster, id);
    if (person == nullptr) return true;
    if (person->hours && !is_open(*person->hours, at)) return false;
    return std::none_of(person->absences.begin(), person->absences.end(),
                        [&](const Absence& each) { return each.from <= at && at < each.to; });
}

std::optional<Timestamp> next_on_duty(const Roster& roster, UserId id, Timestamp at) {
    const auto ahead = duties(find_person(roster, id), at, at + roster_horizon);
    if (ahead.empty()) return {};
    return ahead.front().from;
}

std::optional<Timestamp> duty_ends(const Roster& roster, UserId id, Timestamp at) {
    const auto ahead = duties(find_person(roster, id), at, at + roster_horizon);
    if (ahead.empty() || ahead.front().from > at || ahead.front().to >= at + roster_horizon) {
        return {};
    }
    return ahead.front().to;
}

bool takes_channel(const RosterPerson& person, const Channel& channel) {
    if (person.channels.empty()) return true;
    return std::any_of(person.channels.begin(), person.channels.end(), [&](const auto& each) {
        return each == channel.kind || each == channel.id.text();
    });
}

Cover cover_at(const Roster& roster, const std::vector<User>& users, const Channel& channel,
               Timestamp at) {
    Cover cover;
    for (const UserId id : in_order(roster, users)) {
        const RosterPerson* person = find_person(roster, id);
        if (person != nullptr && !takes_channel(*person, channel)) continue;
        if (!on_duty(roster, id, at)) continue;
        if (cover.owner) {
            cover.deputy = id;
            break;
        }
        cover.owner = id;
    }
    return cover;
}

std::vector<CoverGap> cover_gaps(const Roster& roster, const std::vector<User>& users,
                                 const Channel& channel, Timestamp from, Timestamp to) {
    to = std::min(to, from + roster_horizon);
    std::vector<std::vector<Interval>> shifts;
    for (const UserId id : in_order(roster, users)) {
        const RosterPerson* person = find_person(roster, id);
        if (person != nullptr && !takes_channel(*person, channel)) continue;
        shifts.push_back(duties(person, from, to));
    }
    std::vector<CoverGap> gaps;
    for (Timestamp at = from; at < to; at += cover_step) {
        const auto there = std::count_if(shifts.begin(), shifts.end(), [&](const auto& shift) {
            return std::any_of(shift.begin(), shift.end(), [&](const Interval& each) {
                return each.from <= at && at < each.to;
            });
        });
        if (there > 1) continue;
        const bool no_owner = there == 0;
        const Timestamp end = std::min(at + cover_step, to);
        if (!gaps.empty() && gaps.back().when.to == at && gaps.back().no_owner == no_owner) {
            gaps.back().when.to = end;
        } else {
            gaps.push_back({{at, end}, no_owner});
        }
    }
    return gaps;
}

}  // namespace aplomb::desk

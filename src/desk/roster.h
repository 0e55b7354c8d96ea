// Who works when, on what (rules C2, D4, D9). People write it as one JSON document (GET and PUT
// /api/v1/roster). Somebody who is not on it works whenever and takes everything, so that a desk
// without a roster works as well.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "desk/calendar.h"
#include "domain/channel.h"
#include "domain/user.h"

namespace aplomb::desk {

struct Absence {
    Timestamp from;
    Timestamp to;
    std::string reason;
};

struct RosterPerson {
    UserId user_id;
    std::vector<std::string> skills;
    std::vector<std::string> languages;  // empty: any
    std::vector<std::string> channels;   // kinds or channel ids; empty: all
    std::size_t capacity = 50;           // open cases
    std::optional<Calendar> hours;       // nothing: always
    std::vector<Absence> absences;
};

struct Roster {
    std::vector<RosterPerson> people;  // in order of who is asked first
};

// {"people":[{"user_id":"3","skills":["billing"],"languages":["de"],"channels":["x"],"capacity":20,
//   "zone":"Europe/Berlin","week":{"monday":["09:00-17:00"]},"days":{…},"holidays":[…],
//   "absences":[{"from":"…","to":"…","reason":"leave"}]}]}
Result<Roster> read_roster(const json::value& document);

const RosterPerson* find_person(const Roster& roster, UserId id);

// Whoever answers customers: everybody enabled but the admins who are not on the roster, for they
// run the desk rather than work at it. Where there is nobody else, they do.
std::vector<const User*> who_answers(const Roster& roster, const std::vector<User>& users,
                                     std::optional<UserId> without = {});

bool on_duty(const Roster& roster, UserId id, Timestamp at);
// When they come back, at or after `at`; nothing within eight weeks.
std::optional<Timestamp> next_on_duty(const Roster& roster, UserId id, Timestamp at);
// When the duty they are on at `at` ends; nothing when they are not on it, or it has no end within
// eight weeks.
std::optional<Timestamp> duty_ends(const Roster& roster, UserId id, Timestamp at);

// Who answers for a channel: its owner and deputy at that moment are the first two on duty who take
// it, in the roster's order.
struct Cover {
    std::optional<UserId> owner;
    std::optional<UserId> deputy;
};
Cover cover_at(const Roster& roster, const std::vector<User>& users, const Channel& channel,
               Timestamp at);

// A stretch in which a channel has no owner, or nobody to stand in.
struct CoverGap {
    Interval when;
    bool no_owner = false;  // else only the deputy is missing
};
// In steps of a quarter of an hour, at most eight weeks.
std::vector<CoverGap> cover_gaps(const Roster& roster, const std::vector<User>& users,
                                 const Channel& channel, Timestamp from, Timestamp to);

bool takes_channel(const RosterPerson& person, const Channel& channel);

}  // namespace aplomb::desk

// Whose case is it (rules B5, D4, D9)? The one person who can do most for it, by a stated order:
// on duty before the deadline, senior enough, takes the channel, speaks the language, has room, has
// had this customer before, has the skill; then whoever is least senior of those who may, then
// least busy. Somebody is always found as long as anybody works here: a case that waits for the
// right person has a person to wait with.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "desk/policy.h"
#include "desk/roster.h"
#include "domain/case.h"
#include "domain/channel.h"
#include "domain/user.h"

namespace aplomb::desk {

struct RouteFacts {
    Channel channel;
    std::string language;             // BCP 47; empty when not known
    std::vector<std::string> skills;  // what it takes
    Seniority least = Seniority::Agent;
    std::optional<UserId> knows_them;  // had this customer's last case
    std::optional<UserId> not_them;    // gives it away
    std::optional<Timestamp> due_at;
};

struct Route {
    std::optional<UserId> owner;  // nothing: nobody works here
    std::vector<std::string> why;
    bool on_duty = false;
};

// Open cases by owner.
using Loads = std::map<UserId, std::size_t>;

Route choose_owner(const RouteFacts& facts, const Roster& roster, const std::vector<User>& users,
                   const Loads& loads, Timestamp now);

// How senior whoever answers must at least be, and by which rule; Agent and empty for anybody.
struct LeastSeniority {
    Seniority least = Seniority::Agent;
    std::string rule;
};
LeastSeniority least_seniority(const Policy& policy, const Case& value, std::string_view words);

// The skills whose words stand in what they said.
std::vector<std::string> skills_wanted(const Policy& policy, std::string_view words);

// Whether an owner should hand a case over now: they are off duty and not back before it is due.
bool should_hand_over(const Roster& roster, UserId owner, std::optional<Timestamp> due_at,
                      Timestamp now);

// What the next owner should know, in a few lines.
struct HandOver {
    std::string customer;
    std::string subject;
    std::string last_words;
    std::optional<Timestamp> waiting_since;
    std::optional<Timestamp> due_at;
    std::vector<std::string> open_promises;
};
std::string hand_over_summary(const HandOver& facts);

}  // namespace aplomb::desk

// What a company decides about its own desk: hours, service standards, who may answer what, what it
// gives when it was at fault. People write it as one JSON document (GET and PUT /api/v1/policy); a
// section that is not there is as shipped, in data/policy.json. docs/desk.md describes every key.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "desk/calendar.h"
#include "domain/money.h"
#include "domain/vocabulary.h"

namespace aplomb::desk {

// `warn` before `limit`, both counted from the start.
struct Limit {
    Milliseconds warn{0};
    Milliseconds limit{0};
};

// The first in the list that fits a case holds for it. Empty lists and nothings fit everything.
struct Standard {
    std::string name;
    std::vector<std::string> channels;  // kinds: "x", "email"
    std::vector<CaseKind> kinds;
    int severity_min = 1;
    std::string tier;
    std::optional<int> rating_max;
    std::string calendar;  // a calendar's name; empty: round the clock
    std::optional<Limit> first;
    std::optional<Limit> next;
    std::optional<Limit> resolve;
};

// Whoever answers a case this fits must stand at least that high (rule B5).
struct SeniorityRule {
    std::string name;
    std::optional<int> severity_min;
    std::optional<std::int64_t> reach_min;
    std::vector<std::string> words;  // any of them in what the customer said
    Seniority least = Seniority::Agent;
};

// Something we may give (rule B6).
struct CatalogueOffer {
    std::string key;
    std::string kind;  // "refund", "credit", "voucher", "replacement", "upgrade" …
    std::string title;
    std::optional<Money> amount;   // nothing: the agent says how much
    bool codes_from_list = false;  // uploaded single-use codes; else they are generated
    bool has_code = false;
    std::optional<Milliseconds> valid_for;
};

struct Policy {
    // Where the company is: the zone of customers of whom nothing better is known. Empty: not said,
    // then no night is assumed for them, and moments are read in UTC.
    std::string zone;
    std::map<std::string, Calendar> calendars;
    std::vector<Standard> standards;
    // A case whose fiasco index would stand at 100 has its limits cut by this much; below
    // `hotter_from` they stand as written.
    int hotter_from = 20;
    int hotter_cut_percent = 50;

    Milliseconds escalate_every{std::chrono::hours{1}};
    bool escalate_in_off_time = false;

    std::vector<SeniorityRule> least_seniority;
    std::int64_t four_eyes_reach = 100'000;
    Milliseconds approval_lasts{std::chrono::hours{24}};

    std::map<std::string, std::vector<std::string>> skills;  // skill → words that ask for it

    std::vector<CatalogueOffer> offers;
    // By seniority and currency: the most one of that rank may grant alone.
    std::map<std::pair<Seniority, std::string>, std::int64_t> grant_limits;
    std::map<std::string, std::int64_t> monthly_budget;  // by currency

    // A platform's window that closes during the customer's night: hold all the same, or send.
    bool closing_window_beats_night = false;
    // How long an answer waits that was sent although it defends itself (rule D5).
    Milliseconds cooling_off{std::chrono::minutes{10}};
    Milliseconds phone_permission_lasts{std::chrono::hours{24 * 365}};
    std::int64_t notable_followers = 10'000;
};

// Refuses unknown keys and whatever could not be kept (a standard without its calendar, a calendar
// without hours, a warning after its limit), naming the field as a JSON pointer.
Result<Policy> read_desk_policy(const json::value& document, Timestamp now);

// The document as shipped.
const json::object& shipped_policy_document();
// Who stands higher may give as much as who stands below. For whoever writes a policy; one that is
// in force already holds as it is.
Result<> check_limits(const Policy& policy);

}  // namespace aplomb::desk

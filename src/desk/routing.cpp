#include "desk/routing.h"

#include <algorithm>
#include <tuple>

#include "text/fold.h"

namespace aplomb::desk {
namespace {

bool speaks(const RosterPerson* person, std::string_view language) {
    if (person == nullptr || person->languages.empty() || language.empty()) return true;
    const std::string_view base = language.substr(0, language.find('-'));
    return std::any_of(person->languages.begin(), person->languages.end(), [&](const auto& each) {
        return std::string_view(each).substr(0, each.find('-')) == base;
    });
}

std::size_t skills_of(const RosterPerson* person, const std::vector<std::string>& wanted) {
    if (person == nullptr) return 0;
    return static_cast<std::size_t>(
        std::count_if(wanted.begin(), wanted.end(), [&](const auto& skill) {
            return std::find(person->skills.begin(), person->skills.end(), skill) !=
                   person->skills.end();
        }));
}

// Bigger is better, compared from the first on.
struct Fitness {
    bool there = false;
    bool senior_enough = false;
    bool takes_it = false;
    bool speaks = false;
    bool has_room = false;
    bool knows_them = false;
    std::size_t skills = 0;
    int modest = 0;  // the less senior, the better
    double idle = 0;
    std::int64_t earlier = 0;  // of equals, whoever came first

    [[nodiscard]] auto ranks() const {
        return std::tie(there, senior_enough, takes_it, speaks, has_room, knows_them, skills,
                        modest, idle, earlier);
    }
};

Fitness fitness_of(const User& user, const RouteFacts& facts, const Roster& roster,
                   const Loads& loads, Timestamp now) {
    const RosterPerson* person = find_person(roster, user.id);
    const auto load = loads.find(user.id);
    const double open = load == loads.end() ? 0 : static_cast<double>(load->second);
    const double room = person == nullptr ? 50 : static_cast<double>(person->capacity);
    const Seniority seniority = seniority_of(user.role);
    Fitness fitness;
    fitness.there = on_duty(roster, user.id, now);
    fitness.senior_enough = seniority >= facts.least;
    fitness.takes_it = person == nullptr || takes_channel(*person, facts.channel);
    fitness.speaks = speaks(person, facts.language);
    fitness.has_room = open < room;
    fitness.knows_them = facts.knows_them == user.id;
    fitness.skills = skills_of(person, facts.skills);
    fitness.modest = -static_cast<int>(seniority);
    fitness.idle = -open / room;
    fitness.earlier = -user.id.value;
    return fitness;
}

bool says_word(std::string_view folded, std::string_view word) {
    const auto letter = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    for (std::size_t at = folded.find(word); at != std::string_view::npos;
         at = folded.find(word, at + 1)) {
        const bool starts = at == 0 || !letter(folded[at - 1]);
        const std::size_t end = at + word.size();
        if (starts && (end == folded.size() || !letter(folded[end]))) return true;
    }
    return false;
}

}  // namespace

Route choose_owner(const RouteFacts& facts, const Roster& roster, const std::vector<User>& users,
                   const Loads& loads, Timestamp now) {
    Route route;
    auto people = who_answers(roster, users, facts.not_them);
    if (people.empty()) people = who_answers(roster, users);
    const User* best = nullptr;
    Fitness best_fitness;
    std::optional<Timestamp> best_back;
    for (const User* user : people) {
        Fitness fitness = fitness_of(*user, facts, roster, loads, now);
        std::optional<Timestamp> back;
        // Of those who are off, whoever is back first, so that it is looked at soonest.
        if (!fitness.there) back = next_on_duty(roster, user->id, now);
        const bool sooner = !fitness.there && best != nullptr && !best_fitness.there && back &&
                            (!best_back || *back < *best_back);
        const bool as_soon =
            fitness.there || best == nullptr || best_fitness.there || back == best_back;
        if (best == nullptr || sooner || (as_soon && fitness.ranks() > best_fitness.ranks())) {
            best = user;
            best_fitness = fitness;
            best_back = back;
        }
    }
    if (best == nullptr) return route;
    route.owner = best->id;
    route.on_duty = best_fitness.there;
    route.why.emplace_back(best_fitness.there ? "on duty" : "nobody is on duty; back first");
    if (facts.least > Seniority::Agent) {
        route.why.emplace_back(best_fitness.senior_enough ? "senior enough"
                                                          : "nobody senior enough is there");
    }
    if (best_fitness.knows_them) route.why.emplace_back("knows this customer");
    if (best_fitness.skills > 0) route.why.emplace_back("has the skill");
    if (!facts.language.empty() && best_fitness.speaks) route.why.emplace_back("speaks it");
    return route;
}

LeastSeniority least_seniority(const Policy& policy, const Case& value, std::string_view words) {
    LeastSeniority out;
    const std::string folded = text::casefold(words);
    for (const SeniorityRule& rule : policy.least_seniority) {
        if (rule.least <= out.least) continue;
        const bool grave = !rule.severity_min || value.severity >= *rule.severity_min;
        const bool seen = !rule.reach_min || value.reach >= *rule.reach_min;
        const bool said = rule.words.empty() ||
                          std::any_of(rule.words.begin(), rule.words.end(), [&](const auto& word) {
                              return says_word(folded, text::casefold(word));
                          });
        if (grave && seen && said) out = {rule.least, rule.name};
    }
    return out;
}

std::vector<std::string> skills_wanted(const Policy& policy, std::string_view words) {
    std::vector<std::string> out;
    const std::string folded = text::casefold(words);
    for (const auto& [skill, asked_by] : policy.skills) {
        const bool wanted = std::any_of(asked_by.begin(), asked_by.end(), [&](const auto& word) {
            return says_word(folded, text::casefold(word));
        });
        if (wanted) out.push_back(skill);
    }
    return out;
}

bool should_hand_over(const Roster& roster, UserId owner, std::optional<Timestamp> due_at,
                      Timestamp now) {
    if (on_duty(roster, owner, now)) return false;
    const auto back = next_on_duty(roster, owner, now);
    return !back || !due_at || *back >= *due_at;
}

std::string hand_over_summary(const HandOver& facts) {
    std::string out = facts.customer.empty() ? std::string("A customer") : facts.customer;
    out += ": " + (facts.subject.empty() ? std::string("(no subject)") : facts.subject) + ".";
    if (facts.waiting_since) out += " Waiting since " + to_rfc3339(*facts.waiting_since) + ".";
    if (facts.due_at) out += " Our answer is due " + to_rfc3339(*facts.due_at) + ".";
    if (!facts.last_words.empty()) out += " Last said: “" + facts.last_words + "”.";
    for (const std::string& promise : facts.open_promises)
        out += " We promised: “" + promise + "”.";
    return out;
}

}  // namespace aplomb::desk

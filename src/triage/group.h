// Messages that ask the same, found as they arrive (rules C4, C6). Each is compared with the recent
// ones: the nearest vote for the group it joins, and when none is near enough it begins a group of
// its own. What is the customer's own matter (their order, their booking, a number of theirs) or a
// question about the terms is never taken into a group: somebody answers it alone.
//
// Memory is bounded: a message is forgotten after the window, its group's number stays.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "triage/cues.h"
#include "triage/model.h"
#include "triage/signature.h"

namespace aplomb::triage {

struct GroupOptions {
    Milliseconds window = std::chrono::hours{72};
    std::size_t remembered_max = 20'000;  // messages compared with
    float likeness_min = 0.55f;           // a neighbour is at least so like
    std::size_t neighbours = 8;           // that vote
    // Two groups become one when this share of the smaller one's messages stood near to both.
    float bridge_share = 0.5f;
    std::size_t bridges_min = 2;
    bool set_own_matters_apart = true;
};

struct Group {
    std::size_t number = 0;            // from 1, in the order of their first messages
    std::vector<std::size_t> members;  // messages as they were added, from 0
    std::string label;                 // in the members' own words
    bool customer_specific = false;
};

// Whether a message is about the customer's own matter or the terms (rule C6).
bool is_customer_specific(const Tokens& tokens, const Cues& cues);

class Grouper {
  public:
    // `model` and `cues` must outlive it.
    Grouper(const Model& model, const Cues& cues, GroupOptions options);

    // The number of the group it joined; when that group is later found to be another's, its
    // messages are in that one's list. Messages without a time are all of one moment.
    std::size_t add(std::string_view text, std::optional<Timestamp> at);
    // All groups so far, singletons included, by number.
    [[nodiscard]] std::vector<Group> groups() const;

  private:
    struct Remembered {
        std::size_t group = 0;
        Timestamp at;
        Signature signature;
    };
    struct Live {
        std::vector<std::size_t> members;
        std::vector<std::string> samples;  // texts for the label, the first few
        bool customer_specific = false;
        std::size_t joined = 0;  // the group it became part of; its own index when none
    };

    void forget(Timestamp now);
    // Groups of the nearest messages, best first, with their votes.
    using Votes = std::vector<std::pair<std::size_t, float>>;
    [[nodiscard]] Votes vote(const Signature& signature) const;
    [[nodiscard]] std::size_t home_of(std::size_t group) const;
    void bridge(std::size_t first, std::size_t second);

    const Model& model_;
    const Cues& cues_;
    const GroupOptions options_;
    std::deque<Remembered> recent_;
    std::vector<Live> groups_;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> bridges_;
    std::size_t added_ = 0;
    Timestamp latest_{};
};

// The words that most members share: a run of up to five, without small words at its ends.
std::string label_of(const std::vector<std::string>& texts, const Model& model);

}  // namespace aplomb::triage

// Messages that ask the same, found as they arrive (rules C4, C6). Each is compared with the recent
// ones: the nearest vote for the group it joins, and when none is near enough it begins a group of
// its own. What many messages tell together may correct what each was told alone: `groups()` weighs
// all that is known by then (communities.h). What is the customer's own matter (their order, their
// booking, a number of theirs) or a question about the terms is never taken into a group: somebody
// answers it alone.
//
// Memory is bounded: a message is forgotten after the window, its group's number stays.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "triage/communities.h"
#include "triage/cues.h"
#include "triage/model.h"
#include "triage/signature.h"

namespace aplomb::triage {

struct GroupOptions {
    Milliseconds window = std::chrono::hours{72};
    std::size_t remembered_max = 20'000;  // messages compared with
    // Enough for messages to be of one group in the end, where others say so too …
    float likeness_min = 0.4f;
    // … enough to be told so at once, and enough never to be parted again.
    float likeness_told = 0.55f;
    float likeness_core = 0.7f;
    std::size_t neighbours = 15;  // that vote
    CommunityOptions communities;
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

    // The number of the group it joined, as far as can be told now. Messages without a time are all
    // of one moment.
    std::size_t add(std::string_view text, std::optional<Timestamp> at);
    // All groups as they stand, singletons included, by their first messages. A group keeps the
    // number that its first message was told, unless an earlier group has it.
    [[nodiscard]] std::vector<Group> groups() const;

  private:
    struct Remembered {
        std::uint32_t message = 0;
        Timestamp at;
        Signature signature;
    };
    struct Message {
        std::size_t told = 0;    // the number of its group when it came
        std::uint32_t core = 0;  // those it is never parted from
        bool apart = false;      // the customer's own matter
        std::string text;        // for the label
    };
    struct Near {
        float like = 0;
        std::uint32_t message = 0;
    };

    void forget(Timestamp now);
    // The nearest messages that are like enough, nearest first.
    [[nodiscard]] std::vector<Near> nearest(const Signature& signature) const;
    // What most and nearest neighbours of at least this likeness have, if there are any.
    template<class Have>
    [[nodiscard]] std::optional<std::size_t> vote(const std::vector<Near>& near, float likeness,
                                                  Have have) const;

    const Model& model_;
    const Cues& cues_;
    const GroupOptions options_;
    std::deque<Remembered> recent_;
    std::vector<Message> messages_;
    std::vector<Tie> ties_;
    std::size_t groups_told_ = 0;
    std::uint32_t cores_ = 0;
    Timestamp latest_{};
};

}  // namespace aplomb::triage

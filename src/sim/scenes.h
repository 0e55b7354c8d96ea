// What people write about. A scene is the beginning of one case and how its writer goes on: what
// they say when we ask back, what else they want to know, how they end. Scenes are data
// (data/scenes.jsonl), one a line; so are the short words that fit anywhere (data/reactions.jsonl).
//
// Texts may hold {us} (how the company is addressed there), {booking}, {sailing}, {time}, {port}
// and {ship} (company.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/company.h"

namespace aplomb::sim {

struct Scene {
    std::string id;
    std::string sort;  // complaint, rant, question, request, praise, suggestion, review, other
    std::vector<std::string> outlets;
    std::string language = "en";
    std::string subject;
    std::string text;
    std::string detail;     // when we ask something
    std::string follow_up;  // when they want to know more
    std::string end;        // when it is good
    std::string answer;     // what the company said, for cases of yesterday
    std::string edit;       // the text after they corrected it
    std::optional<int> rating;
    bool take_back = false;
    bool at_night = false;
    bool incident = false;    // one of many about the same thing
    bool names_us = true;     // false: about us, not to us
    bool never_back = false;  // nobody reads our answer
};

const std::vector<Scene>& all_scenes();
// Null when there is none.
const Scene* find_scene(std::string_view id);

struct Reaction {
    std::string when;    // thanks, cross, nudge, detail, native
    std::string temper;  // warm, patient, curt, hot, any
    std::string language;
    std::string text;
};
const std::vector<Reaction>& all_reactions();

// The text with its placeholders filled; where `us` is empty, the gap closes.
std::string filled(std::string_view text, const Trip& trip, std::string_view us);

}  // namespace aplomb::sim

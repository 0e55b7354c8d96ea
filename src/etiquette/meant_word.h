// What somebody meant who typed a word no dictionary has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/spelling.h"

namespace aplomb::etiquette {

struct MeantWord {
    std::string word;
    bool sure = false;  // no other word is as near
};

// The likeliest word one slip away (two letters swapped, one doubled, missing, too many or wrong),
// or a well-known misspelling's right form. `plain` is lower case; nothing when nothing is near.
std::optional<MeantWord> meant_word(const Spelling& spelling, std::string_view language,
                                    std::string_view plain);

}  // namespace aplomb::etiquette

// What CLD2 (Compact Language Detector 2, Apache-2.0) makes of a text: some eighty languages, good
// from a dozen letters on. Private to text/language.cpp.
#pragma once

#include <string>
#include <string_view>

namespace aplomb::text {

struct OtherLanguage {
    std::string language;  // ISO code, "" when it cannot tell
    bool reliable = false;
};

// `utf8` must be valid and hold letters and spaces only.
OtherLanguage ask_cld2(const std::string& utf8);

}  // namespace aplomb::text

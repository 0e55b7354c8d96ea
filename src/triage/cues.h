// Word patterns that point at something, by name: "stranded", "topic baggage", "suggestion".
// They are data (data/cues.txt), one a line under the name they stand for:
//
//   = stranded
//   stuck at|in|on          words in order; | separates alternatives
//   miss* .. connection     a star ends a prefix; .. is a gap of up to three words
//   sleep* on _ floor       _ is any one word
//
// The words are normal forms (triage/tokens.h). Matching costs one look-up for every word of a post
// and a walk through the few patterns that begin with it.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "triage/tokens.h"

namespace aplomb::triage {

struct CueHit {
    std::uint16_t cue = 0;    // index into Cues::names()
    std::uint32_t first = 0;  // tokens, inclusive
    std::uint32_t last = 0;
};

class Cues {
  public:
    // Invalid with the line at fault. `name` is what the text is called in errors.
    static Result<Cues> read(std::string_view text, std::string_view name);

    // In the order of the post.
    [[nodiscard]] std::vector<CueHit> find(const Tokens& tokens) const;
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  private:
    struct Alternative {
        std::string word;
        bool prefix = false;
        std::uint32_t hash = 0;  // tells nearly all other words apart at once
    };
    struct Step {
        std::vector<Alternative> any_of;  // empty: any word
        bool gap_before = false;
    };
    struct Pattern {
        std::uint16_t cue = 0;
        std::vector<Step> steps;
    };

    Result<Pattern> read_pattern(std::string_view line, std::uint16_t cue) const;
    void add(Pattern pattern);
    [[nodiscard]] bool match(const Pattern& pattern, const Tokens& tokens, std::size_t at,
                             std::size_t& last) const;
    void try_all(const std::vector<std::uint32_t>& candidates, const Tokens& tokens, std::size_t at,
                 std::vector<CueHit>& hits) const;

    std::vector<std::string> names_;
    std::vector<Pattern> patterns_;
    // By the first word, or the first three bytes of a first prefix.
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_word_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_prefix_;
    // Most words begin no pattern: a bit for the upper half of every hash above saves the look-up.
    std::bitset<1 << 16> words_begun_;
    std::bitset<1 << 16> prefixes_begun_;
};

}  // namespace aplomb::triage

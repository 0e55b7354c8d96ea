// What every rule wants to know about a text, found once: its words, its sentences, and which parts
// are not the writer's own words (quotations, addresses, names of accounts, code).
//
// Work is done on the folded text (text/fold.h), so that invisible characters and look-alikes hide
// nothing; all ranges are code points of the text as it was written.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/finding.h"
#include "text/fold.h"

namespace aplomb::etiquette {

// Whose words they are.
enum class Setting { Own, Quoted, Address, Account, Code, Bracketed };

struct Word {
    Range range;
    std::string plain;               // folded, lower case
    std::u32string_view as_written;  // folded, case kept; lives as long as the analysis
    std::size_t sentence = 0;
    std::size_t letters = 0;
    bool has_digit = false;
    bool capitals = false;  // has letters, all of them capitals
    Setting setting = Setting::Own;
};

struct Sentence {
    Range range;
    std::size_t first_word = 0;
    std::size_t end_word = 0;
    bool question = false;
};

struct Part {
    Range range;  // in folded code points
    Setting setting = Setting::Own;
};

struct Analysis {
    std::u32string points;  // as written
    text::Folded folded;
    std::vector<Word> words;
    std::vector<Sentence> sentences;
    std::vector<Part> parts;  // what is not the writer's own, in order, not overlapping

    Analysis() = default;
    // Words look into `folded`: an analysis stays where it was made or is moved, never copied.
    Analysis(Analysis&&) = default;
    Analysis& operator=(Analysis&&) = default;
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    // "en", "es", "fr", "de", "pt", "it"; empty when it cannot be told. Found when it is first
    // asked for, which of most turns of a thread it never is. Where the words alone are too few to
    // be sure of, the one they look most like is taken when it is also the one to expect.
    [[nodiscard]] const std::string& language() const;
    // The likeliest, however few the words; for those who know better than to rely on it.
    [[nodiscard]] std::string likeliest_language() const;
    // Who else knows which language to expect; asked only when the words do not tell.
    std::function<std::string()> expected_language{};

    // The setting at a folded code point.
    [[nodiscard]] Setting setting_at(std::size_t folded_at) const;
    // From folded code points to those of the text as written.
    [[nodiscard]] Range original(std::size_t start, std::size_t end) const {
        const text::Segment segment = folded.original(start, end);
        return {segment.start, segment.end};
    }

  private:
    // The writer's own words, with a blank behind each.
    [[nodiscard]] std::string own_words() const;

    mutable std::optional<std::string> language_;
};

Analysis analyse(std::string_view utf8);

// Whether `words` (lower case, separated by single spaces) stand in a row at `at`.
bool says(const Analysis& analysis, std::size_t at, std::string_view words);

}  // namespace aplomb::etiquette

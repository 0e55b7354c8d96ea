// What the finders of private data share: the folded text cut into words, and questions about the
// words around a place. Private to text/private_*.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"
#include "text/private_data.h"

namespace aplomb::text {

// Whether `word` is one of the words in `list`, which separates them by spaces.
bool one_of(std::string_view word, std::string_view list);

struct ScanWord {
    std::size_t start = 0;  // folded code points
    std::size_t end = 0;
    std::string plain;  // lower case; an inner hyphen or apostrophe belongs to the word
    std::size_t sentence = 0;
    bool capital = false;  // begins with one
    bool digits = false;   // has some
};

struct Found {
    PrivateKind kind = PrivateKind::Card;
    std::size_t start = 0;  // folded code points
    std::size_t end = 0;
    bool sure = true;
    std::string mask;
};

class Scan {
  public:
    Scan(const Folded& folded, const PrivateDataOptions& options);

    [[nodiscard]] const Folded& folded() const { return folded_; }
    [[nodiscard]] std::u32string_view lower() const { return folded_.lower; }
    [[nodiscard]] const std::vector<ScanWord>& words() const { return words_; }
    [[nodiscard]] const PrivateDataOptions& options() const { return options_; }
    [[nodiscard]] bool company_speaks() const { return options_.speaker == DataSpeaker::Company; }

    [[nodiscard]] char32_t at(std::size_t i) const {
        return i < folded_.lower.size() ? folded_.lower[i] : 0;
    }
    // A letter, digit or underscore right there.
    [[nodiscard]] bool in_word(std::size_t i) const;
    [[nodiscard]] bool begins_word(std::size_t i) const { return i == 0 || !in_word(i - 1); }

    // The first word at or behind a place; words().size() when there is none.
    [[nodiscard]] std::size_t word_from(std::size_t at) const;
    // Of the `count` words before the place, in its sentence: how many words back the nearest one
    // of `list` stands (1 is next to it), or nothing.
    [[nodiscard]] std::optional<std::size_t> back_to(std::size_t at, std::size_t count,
                                                     std::string_view list) const;
    // Whether one of `list` is among the `count` words behind the place, in its sentence.
    [[nodiscard]] bool follows(std::size_t at, std::size_t count, std::string_view list) const;
    [[nodiscard]] bool in_sentence(std::size_t at, std::string_view list) const;

    // Inside a web address, where digits name pages.
    [[nodiscard]] bool in_link(std::size_t at) const;

    [[nodiscard]] std::string text(std::size_t start, std::size_t end) const;
    [[nodiscard]] std::string digits(std::size_t start, std::size_t end) const;

  private:
    const Folded& folded_;
    const PrivateDataOptions& options_;
    std::vector<ScanWord> words_;
    std::vector<Segment> links_;
};

void find_numbers(const Scan& scan, std::vector<Found>& found);  // cards, IBAN, national ids
void find_emails(const Scan& scan, std::vector<Found>& found);
void find_phones(const Scan& scan, std::vector<Found>& found);
void find_addresses(const Scan& scan, std::vector<Found>& found);
void find_birth_dates(const Scan& scan, std::vector<Found>& found);
void find_references(const Scan& scan, std::vector<Found>& found);
void find_health_and_money(const Scan& scan, std::vector<Found>& found);

}  // namespace aplomb::text

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
#include "text/word_list.h"

namespace aplomb::text {

// Whose something is: "write to us", "reach me"…
inline constexpr WordList us_words =
    "us me our ours uns mir mich unser unsere unseren nos nosotros nuestra nuestro nous notre moi "
    "nosso nossa mi ci nostro nostra"_words;
inline constexpr WordList you_words =
    "you your yours ihnen ihre ihrer ihren ihr dir dein deine su sus tu te vous votre vos seu sua "
    "lhe suo tua tuo suoi him her his their them customer's"_words;

enum class Owner { Company, Customer, Unknown };

inline bool one_of(std::string_view word, const WordList& list) {
    return list.has(word);
}

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
    // The ASCII letter or digit there, letters in upper case; 0 for anything else.
    [[nodiscard]] char capital_at(std::size_t i) const {
        const char32_t c = at(i);
        if (c >= 'a' && c <= 'z') return static_cast<char>(c - 0x20);
        return c >= '0' && c <= '9' ? static_cast<char>(c) : '\0';
    }
    [[nodiscard]] bool begins_word(std::size_t i) const { return i == 0 || !in_word(i - 1); }

    // The first word at or behind a place; words().size() when there is none.
    [[nodiscard]] std::size_t word_from(std::size_t at) const;
    // Of the `count` words before the place, in its sentence: how many words back the nearest one
    // of `list` stands (1 is next to it), or nothing.
    [[nodiscard]] std::optional<std::size_t> back_to(std::size_t at, std::size_t count,
                                                     const WordList& list) const;
    // Whether one of `list` is among the `count` words behind the place, in its sentence.
    [[nodiscard]] bool follows(std::size_t at, std::size_t count, const WordList& list) const;
    // Among the forty words to each side of the place, in its sentence.
    [[nodiscard]] bool in_sentence(std::size_t at, const WordList& list) const;

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

void find_cards(const Scan& scan, std::vector<Found>& found);
void find_ibans(const Scan& scan, std::vector<Found>& found);
void find_national_ids(const Scan& scan, std::vector<Found>& found);
void find_emails(const Scan& scan, std::vector<Found>& found);
void find_phones(const Scan& scan, std::vector<Found>& found);
void find_addresses(const Scan& scan, std::vector<Found>& found);
void find_birth_dates(const Scan& scan, std::vector<Found>& found);
void find_references(const Scan& scan, std::vector<Found>& found);
void find_health_and_money(const Scan& scan, std::vector<Found>& found);

}  // namespace aplomb::text

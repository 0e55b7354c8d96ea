// Slips are tried by how often fingers make them: neighbours swapped, a letter doubled or doubled
// too little, a vowel for another, a letter missing, too many, any other letter. The first that is
// a word is the likeliest. It is sure when no second one is found: swapped neighbours are so much
// the commonest slip that only another swap speaks against one, and against any other slip all do.
// Each try costs a look into the dictionary, so a word gets only so many.
#include "etiquette/meant_word.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t looks_max = 700;
constexpr std::size_t letters_max = 24;

// Two slips and more, made by many.
constexpr auto well_known = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"tommorow", "tomorrow"},
    {"tommorrow", "tomorrow"},
    {"tomorow", "tomorrow"},
    {"definatly", "definitely"},
    {"definetly", "definitely"},
    {"definitly", "definitely"},
    {"neccesary", "necessary"},
    {"recieving", "receiving"},
    {"accomodate", "accommodate"},
    {"acommodation", "accommodation"},
    {"accomodations", "accommodations"},
    {"embarassed", "embarrassed"},
    {"appologise", "apologise"},
    {"appologies", "apologies"},
    {"inconvinience", "inconvenience"},
    {"inconvienence", "inconvenience"},
    {"inconveniance", "inconvenience"},
    {"untill", "until"},
    {"teh", "the"},
    {"adn", "and"},
    {"taht", "that"},
    {"wich", "which"},
    {"recived", "received"},
    {"adress", "address"},
    {"alot", "a lot"},
    {"occured", "occurred"},
    {"refering", "referring"},
    {"beleive", "believe"},
    {"calender", "calendar"},
    {"seperate", "separate"},
    {"seperately", "separately"},
    {"wether", "whether"},
    {"maintainance", "maintenance"},
    {"guarentee", "guarantee"},
    {"succesfull", "successful"},
    {"sucessfully", "successfully"},
    {"immediatly", "immediately"},
    {"unfortunatly", "unfortunately"},
    {"publically", "publicly"},
    {"buisness", "business"},
    {"responce", "response"},
    {"reccomend", "recommend"},
    {"recomend", "recommend"},
    {"truely", "truly"},
    {"shedule", "schedule"},
    {"schedual", "schedule"},
});

std::u32string_view alphabet_of(std::string_view language) {
    if (language == "es") return U"eaosrnidlctumpbgvyqhfzjñxáéíóúükw";
    if (language == "fr") return U"esaitnrulodcpmvqfbghjxyzéèêàâçîïôùûkwœë";
    if (language == "de") return U"enisratdhulcgmobwfkzvpüäößjyxq";
    if (language == "pt") return U"aeosrindmutclpvgqbfzhjxçãáéíóúâêôõàkwy";
    if (language == "it") return U"eaionltrscdupmvghfbqzàèéìòùjkwxy";
    return U"etaoinshrdlucmfwypvbgkjqxz'";
}

class Slips {
  public:
    Slips(const Spelling& spelling, std::string_view language, std::u32string word)
        : spelling_(spelling), language_(language), word_(std::move(word)) {}

    std::optional<MeantWord> undo() {
        swapped();
        if (words_.empty()) {
            static_cast<void>(doubled_too_much() || doubled_too_little() || vowels() || missing() ||
                              too_many() || wrong());
        }
        if (words_.empty()) return {};
        return MeantWord{text::encode(words_.front()), words_.size() == 1};
    }

  private:
    // Whether enough is known: the likeliest word, and that it is not the only one.
    bool is_enough(const std::u32string& candidate) {
        if (looks_++ >= looks_max) return true;
        // "parcel's" is no other word than "parcels".
        if (!words_.empty() && candidate.find(U'\'') != std::u32string::npos) return false;
        written_.clear();
        for (const char32_t letter : candidate)
            text::append_utf8(written_, letter);
        if (!spelling_.is_word(language_, written_)) return false;
        if (words_.empty() || words_.front() != candidate) words_.push_back(candidate);
        return words_.size() > 1;
    }

    bool swapped() {
        for (std::size_t i = 0; i + 1 < word_.size(); ++i) {
            if (word_[i] == word_[i + 1]) continue;
            std::u32string candidate = word_;
            std::swap(candidate[i], candidate[i + 1]);
            if (is_enough(candidate)) return true;
        }
        return false;
    }

    bool doubled_too_much() {
        for (std::size_t i = 0; i + 1 < word_.size(); ++i) {
            if (word_[i] == word_[i + 1] && is_enough(without(i))) return true;
        }
        return false;
    }

    bool doubled_too_little() {
        for (std::size_t i = 1; i < word_.size(); ++i) {
            if (is_enough(with(i, word_[i]))) return true;
        }
        return false;
    }

    bool vowels() {
        constexpr std::u32string_view vowels = U"aeiou";
        for (std::size_t i = 1; i < word_.size(); ++i) {
            if (vowels.find(word_[i]) != std::u32string_view::npos && replaced(i, vowels))
                return true;
        }
        return false;
    }

    bool missing() {
        for (std::size_t i = 1; i <= word_.size(); ++i) {
            for (const char32_t letter : alphabet_of(language_)) {
                if (letter != '\'' && is_enough(with(i, letter))) return true;
            }
        }
        return false;
    }

    bool too_many() {
        for (std::size_t i = 1; i < word_.size(); ++i) {
            if (is_enough(without(i))) return true;
        }
        return false;
    }

    bool wrong() {
        for (std::size_t i = 1; i < word_.size(); ++i) {
            if (replaced(i, alphabet_of(language_))) return true;
        }
        return false;
    }

    bool replaced(std::size_t i, std::u32string_view letters) {
        for (const char32_t letter : letters) {
            if (letter == word_[i] || letter == '\'') continue;
            std::u32string candidate = word_;
            candidate[i] = letter;
            if (is_enough(candidate)) return true;
        }
        return false;
    }

    [[nodiscard]] std::u32string without(std::size_t i) const {
        std::u32string candidate = word_;
        candidate.erase(i, 1);
        return candidate;
    }

    [[nodiscard]] std::u32string with(std::size_t i, char32_t letter) const {
        std::u32string candidate = word_;
        candidate.insert(i, 1, letter);
        return candidate;
    }

    const Spelling& spelling_;
    std::string_view language_;
    std::u32string word_;
    std::vector<std::u32string> words_;  // at most two: the likeliest, and another
    std::string written_;                // the candidate; kept for its room
    std::size_t looks_ = 0;
};

}  // namespace

std::optional<MeantWord> meant_word(const Spelling& spelling, std::string_view language,
                                    std::string_view plain) {
    if (language == "en") {
        const auto known = std::find_if(well_known.begin(), well_known.end(),
                                        [&](const auto& entry) { return entry.first == plain; });
        if (known != well_known.end()) return MeantWord{std::string(known->second), true};
    }
    std::u32string word = text::to_code_points(plain);
    if (word.size() < 3 || word.size() > letters_max) return {};
    return Slips(spelling, language, std::move(word)).undo();
}

}  // namespace aplomb::etiquette

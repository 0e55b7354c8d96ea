#include "etiquette/phrases.h"

#include <algorithm>

namespace aplomb::etiquette {
namespace {

constexpr std::size_t gap_max = 4;

bool matches_choice(std::string_view word, std::string_view choices) {
    while (true) {
        const std::size_t end = std::min(choices.find('|'), choices.size());
        const std::string_view choice = choices.substr(0, end);
        if (choice.ends_with('*') ? word.starts_with(choice.substr(0, choice.size() - 1))
                                  : word == choice) {
            return true;
        }
        if (end == choices.size()) return false;
        choices.remove_prefix(end + 1);
    }
}

// The word behind the rest of the phrase, when it goes on at word `at`.
std::optional<std::size_t> match_rest(const Analysis& analysis, std::size_t at, std::size_t limit,
                                      std::string_view phrase) {
    if (phrase.empty()) return at;
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    const std::string_view token = phrase.substr(0, end);
    const std::string_view rest = phrase.substr(std::min(end + 1, phrase.size()));
    if (token == "~") {
        for (std::size_t skipped = 0; skipped <= gap_max && at + skipped <= limit; ++skipped) {
            if (const auto found = match_rest(analysis, at + skipped, limit, rest)) return found;
        }
        return {};
    }
    if (at >= limit || !matches_choice(analysis.words[at].plain, token)) return {};
    return match_rest(analysis, at + 1, limit, rest);
}

}  // namespace

std::optional<WordSpan> phrase_at(const Analysis& analysis, std::size_t at,
                                  std::string_view phrase) {
    if (at >= analysis.words.size()) return {};
    const std::size_t limit = analysis.sentences[analysis.words[at].sentence].end_word;
    if (const auto end = match_rest(analysis, at, limit, phrase)) return WordSpan{at, *end};
    return {};
}

std::optional<WordSpan> find_phrase(const Analysis& analysis,
                                    std::span<const std::string_view> phrases, std::size_t from) {
    for (std::size_t at = from; at < analysis.words.size(); ++at) {
        for (const std::string_view phrase : phrases) {
            if (const auto found = phrase_at(analysis, at, phrase)) return found;
        }
    }
    return {};
}

PhraseSet::PhraseSet(std::span<const std::string_view> phrases) {
    for (const std::string_view phrase : phrases) {
        std::string_view choices = phrase.substr(0, phrase.find(' '));
        while (!choices.empty()) {
            const std::string_view choice = choices.substr(0, choices.find('|'));
            if (choice.ends_with('*')) {
                by_first_byte_[static_cast<unsigned char>(choice.front())].push_back(phrase);
            } else {
                first_words_.add(choice);
                by_word_[choice].push_back(phrase);
            }
            choices.remove_prefix(std::min(choice.size() + 1, choices.size()));
        }
    }
}

std::optional<WordSpan> PhraseSet::at(const Analysis& analysis, std::size_t word) const {
    const std::string_view plain = analysis.words[word].plain;
    const auto found = first_words_.may_hold(plain) ? by_word_.find(plain) : by_word_.end();
    if (found != by_word_.end()) {
        for (const std::string_view phrase : found->second) {
            if (const auto span = phrase_at(analysis, word, phrase)) return span;
        }
    }
    if (plain.empty()) return {};
    for (const std::string_view phrase : by_first_byte_[static_cast<unsigned char>(plain[0])]) {
        if (const auto span = phrase_at(analysis, word, phrase)) return span;
    }
    return {};
}

std::optional<WordSpan> PhraseSet::find_within(const Analysis& analysis, std::size_t from,
                                               std::size_t end) const {
    for (std::size_t word = from; word < std::min(end, analysis.words.size()); ++word) {
        if (const auto span = at(analysis, word)) return span;
    }
    return {};
}

std::optional<WordSpan> PhraseSet::find(const Analysis& analysis, std::size_t from) const {
    return find_within(analysis, from, analysis.words.size());
}

}  // namespace aplomb::etiquette

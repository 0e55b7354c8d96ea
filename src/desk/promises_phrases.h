// Tables of phrases to look for among words. They are looked up for every word of every message,
// so a table is sorted by first letter when it is compiled, and a look-up allocates nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "desk/text_words.h"

namespace aplomb::desk {

// How many words the phrase is, when it stands at `at`; else none.
inline std::size_t phrase_at(WordsView words, std::size_t at, std::string_view phrase) {
    std::size_t count = 0;
    while (!phrase.empty()) {
        const std::string_view wanted = phrase.substr(0, phrase.find(' '));
        phrase.remove_prefix(std::min(wanted.size() + 1, phrase.size()));
        if (word_at(words, at + count) != wanted) return 0;
        ++count;
    }
    return count;
}

template<std::size_t N>
class PhraseTable {
  public:
    constexpr explicit PhraseTable(std::array<std::string_view, N> phrases) : sorted_(phrases) {
        std::sort(sorted_.begin(), sorted_.end());
        for (const std::string_view each : sorted_)
            ++first_[slot(each) + 1U];
        for (std::size_t i = 1; i < first_.size(); ++i)
            first_[i] = static_cast<std::uint16_t>(first_[i] + first_[i - 1]);
    }

    // How many words the longest phrase at `at` is.
    [[nodiscard]] std::size_t at(WordsView words, std::size_t at) const {
        if (at >= words.size()) return 0;
        std::size_t longest = 0;
        const std::string_view word = words[at].text;
        const std::size_t own = slot(word);
        for (std::size_t i = first_[own]; i < first_[own + 1]; ++i) {
            if (sorted_[i].starts_with(word))
                longest = std::max(longest, phrase_at(words, at, sorted_[i]));
        }
        return longest;
    }
    [[nodiscard]] std::optional<std::size_t> find(WordsView words) const {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (at(words, i) > 0) return i;
        }
        return {};
    }
    [[nodiscard]] bool any(WordsView words) const { return find(words).has_value(); }

  private:
    static constexpr std::size_t slot(std::string_view text) {
        return text.empty() ? 0 : static_cast<unsigned char>(text.front());
    }

    std::array<std::string_view, N> sorted_;
    std::array<std::uint16_t, 257> first_{};
};

template<std::size_t N>
constexpr PhraseTable<N> phrases(const std::string_view (&list)[N]) {
    return PhraseTable<N>(std::to_array(list));
}

}  // namespace aplomb::desk

#include "triage/english.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string_view>

namespace aplomb::triage {
namespace {

// Frequent words of English that no other language of Latin letters has among its own.
constexpr std::array<std::string_view, 92> english_words{
    "the",   "and",   "you",    "my",    "this",   "that",   "with",    "have",   "your",
    "they",  "it's",  "i'm",    "what",  "just",   "when",   "not",     "of",     "for",
    "are",   "been",  "but",    "would", "could",  "should", "about",   "after",  "because",
    "their", "there", "then",   "these", "those",  "which",  "while",   "who",    "why",
    "how",   "i've",  "i'll",   "don't", "can't",  "didn't", "doesn't", "isn't",  "won't",
    "we",    "our",   "from",   "going", "know",   "think",  "people",  "today",  "tomorrow",
    "out",   "up",    "get",    "got",   "like",   "love",   "see",     "will",   "it",
    "him",   "she",   "her",    "his",   "than",   "them",   "only",    "really", "very",
    "again", "never", "always", "thank", "thanks", "please", "where",   "first",  "back",
    "being", "did",   "does",   "doing", "every",  "right",  "said",    "still",  "that's",
    "good",  "night"};
// Two such words, and every fifth word: other languages quote English, but not so much of it.
constexpr std::size_t hits_min = 2;
constexpr std::size_t words_per_hit_max = 5;
constexpr unsigned filter_shift = 20;

struct WordSet {
    std::array<std::uint32_t, english_words.size()> hashes{};
    std::bitset<(1u << (32 - filter_shift))> filter;

    WordSet() {
        std::transform(english_words.begin(), english_words.end(), hashes.begin(), word_hash);
        std::sort(hashes.begin(), hashes.end());
        for (const std::uint32_t hash : hashes)
            filter.set(hash >> filter_shift);
    }
    [[nodiscard]] bool has(std::uint32_t hash) const {
        return filter[hash >> filter_shift] &&
               std::binary_search(hashes.begin(), hashes.end(), hash);
    }
};

}  // namespace

bool is_plainly_english(const Tokens& tokens) {
    static const WordSet english;
    if (!tokens.ascii) return false;
    std::size_t words = 0;
    std::size_t hits = 0;
    for (const Token& token : tokens.list) {
        if (token.kind != TokenKind::Word) continue;
        ++words;
        hits += english.has(token.hash);
    }
    return hits >= hits_min && hits * words_per_hit_max >= words;
}

}  // namespace aplomb::triage

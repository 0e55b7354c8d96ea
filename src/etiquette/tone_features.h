// What the model of tones looks at: words, what stands beside them, groups of letters, and the
// grammar without the words ("you" + modal + "not" + verb), which is what two replies of the same
// tone share when their words differ.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "etiquette/wording.h"

namespace aplomb::etiquette {

// A feature of a text: its bucket, and the token it comes from.
struct ToneFeature {
    std::uint32_t bucket = 0;
    std::uint32_t token = 0;
};

// Words alone have buckets of their own above those of everything else, so that what is known of a
// word is not blurred by the many groups of letters.
inline constexpr std::uint32_t tone_group_buckets = std::uint32_t{1} << 18;
inline constexpr std::uint32_t tone_word_buckets = std::uint32_t{1} << 17;
inline constexpr std::uint32_t tone_buckets = tone_group_buckets + tone_word_buckets;

// The features of tokens [first, end), which lie in one sentence.
std::vector<ToneFeature> tone_features(const Wording& wording, std::size_t first, std::size_t end);

// The bucket of a word standing alone.
std::uint32_t tone_bucket_of(std::string_view plain);

}  // namespace aplomb::etiquette

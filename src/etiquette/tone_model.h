// How likely a sentence is sarcastic, rude, defensive or arguing, by a small trained model: hashed
// words, pairs of words and letter groups, one weight for each of four tones (models/manners.bin,
// made by train/manners). It knows English. Rules let it support what phrases suggest; alone it
// speaks only where it is sure.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "etiquette/wording.h"

namespace aplomb::etiquette {

enum class Tone { Sarcastic, Rude, Defensive, Arguing };
inline constexpr std::size_t tone_count = 4;

struct ToneScore {
    // 0 to 1 for each tone.
    std::array<double, tone_count> likelihood{};
    // The token that weighed most for each tone.
    std::array<std::size_t, tone_count> heaviest{};

    [[nodiscard]] double of(Tone tone) const { return likelihood[static_cast<std::size_t>(tone)]; }
};

// A feature of a text: its bucket, and the token it comes from.
struct ToneFeature {
    std::uint32_t bucket = 0;
    std::uint32_t token = 0;
};

inline constexpr std::uint32_t tone_bucket_bits = 16;

// The features of tokens [first, end).
std::vector<ToneFeature> tone_features(const Wording& wording, std::size_t first, std::size_t end);

class ToneModel {
  public:
    // The weights as train/manners writes them; a model that does not fit scores everything 0.
    explicit ToneModel(std::string_view file);

    // The one that is built in.
    static const ToneModel& shipped();

    [[nodiscard]] ToneScore score(const Wording& wording, std::size_t first, std::size_t end) const;

  private:
    std::string_view weights_;  // one byte for each tone of each bucket
    std::array<float, tone_count> bias_{};
    std::array<float, tone_count> step_{};  // what one unit of a weight is worth
    bool usable_ = false;
};

struct HeardSentence {
    std::size_t first = 0;  // tokens
    std::size_t end = 0;
    ToneScore score;
};

// Sentence by sentence; the shortest ones say too little and are left out.
std::vector<HeardSentence> hear(const ToneModel& model, const Wording& wording);

}  // namespace aplomb::etiquette

// How a reply sounds: sarcastic, suggestive, joking about what hurts, rude, defensive, arguing or
// canned, by a small trained model with one weight for each tone of each feature
// (models/manners.bin, made by train/manners). It knows English. The file also says from which
// margin on each tone is sure, and from which on it is worth a hint; both were found by
// cross-validation, so that a rule need not know how strict the model is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "etiquette/tone_features.h"
#include "etiquette/wording.h"

namespace aplomb::etiquette {

enum class Tone { Sarcastic, Innuendo, RiskyHumor, Rude, Defensive, Arguing, Canned };
inline constexpr std::size_t tone_count = 7;
inline constexpr std::array<std::string_view, tone_count> tone_names{
    "sarcastic", "innuendo", "risky-humor", "rude", "defensive", "arguing", "canned"};

// What the features of some words weigh together.
struct ToneSums {
    std::array<double, tone_count> sums{};
    std::size_t features = 0;

    ToneSums& operator+=(const ToneSums& other);
};

class ToneModel {
  public:
    // The weights as train/manners writes them; a model that does not fit hears nothing.
    explicit ToneModel(std::string_view file);

    // The one that is built in.
    static const ToneModel& shipped();

    // Of tokens [first, end) of one sentence.
    [[nodiscard]] ToneSums sums(const Wording& wording, std::size_t first, std::size_t end) const;
    // How far a tone is from sure: 0 and above is sure, -1 to 0 is worth a hint, below is nothing.
    [[nodiscard]] double certainty(const ToneSums& sums, Tone tone) const;
    // The run of tokens in [first, end), whole sentences, that speaks most for the tone, and its
    // end.
    [[nodiscard]] std::pair<std::size_t, std::size_t> strongest(const Wording& wording,
                                                                std::size_t first, std::size_t end,
                                                                Tone tone) const;

  private:
    [[nodiscard]] int weight(std::uint32_t bucket, std::size_t tone) const {
        return static_cast<signed char>(weights_[std::size_t{bucket} * tone_count + tone]);
    }

    struct Head {
        float bias = 0;
        float step = 0;  // what one unit of a weight is worth
        float sure = 0;  // margins
        float hint = 0;
    };

    std::string_view weights_;  // one byte for each tone of each bucket
    std::array<Head, tone_count> heads_{};
    bool usable_ = false;
};

// Words that were listened to together: a sentence, two in a row, or the whole reply.
struct Passage {
    std::size_t first = 0;  // tokens
    std::size_t end = 0;
    std::array<double, tone_count> certainty{};

    [[nodiscard]] double of(Tone tone) const { return certainty[static_cast<std::size_t>(tone)]; }
};

// The shortest sentences say too little alone.
std::vector<Passage> hear(const ToneModel& model, const Wording& wording);

}  // namespace aplomb::etiquette

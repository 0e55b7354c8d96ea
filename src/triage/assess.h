// What is this, how hot is it: the reading of a message. Two tiers read the same words: the fast
// one, for every post of a firehose, sums one row of small weights for every word and piece of a
// word; the deep one, for messages that become cases, also asks the encoder (encoder.h), whose
// errors are others, and looks for all private data.
//
// An Assessor is a value made of what it reads with; it keeps no state between messages and may be
// shared by threads.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "triage/assessment.h"
#include "triage/cues.h"
#include "triage/model.h"
#include "triage/severity.h"

namespace aplomb::triage {

enum class Tier : std::uint8_t { Fast, Deep };

class Assessor {
  public:
    Assessor(Cues cues, Model model, SeverityWeights weights);

    [[nodiscard]] Assessment assess(const Post& post, Tier tier) const;
    [[nodiscard]] const Cues& cues() const { return cues_; }
    [[nodiscard]] const Model& model() const { return model_; }

  private:
    Cues cues_;
    Model model_;
    SeverityWeights weights_;
};

// The one made of the files that ship in this room.
const Assessor& shipped_assessor();

// Deep, by the shipped assessor.
Assessment assess(std::string_view text, std::optional<int> rating);

}  // namespace aplomb::triage

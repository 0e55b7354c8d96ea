// What a rule is told: the draft, the policy, and the analysis of both sides' words. Analyses of
// the thread are made when the first rule asks.
#pragma once

#include <optional>
#include <vector>

#include "domain/draft.h"
#include "etiquette/analysis.h"
#include "etiquette/policy.h"
#include "etiquette/speech_acts.h"
#include "etiquette/tone_model.h"

namespace aplomb::etiquette {

class Context {
  public:
    Context(const Draft& draft, const Policy& policy)
        : draft_(draft), policy_(policy), text_(analyse(draft.text)) {}

    [[nodiscard]] const Draft& draft() const { return draft_; }
    [[nodiscard]] const Policy& policy() const { return policy_; }
    [[nodiscard]] const Analysis& text() const { return text_; }

    [[nodiscard]] const Turn* last_turn() const {
        return draft_.thread.empty() ? nullptr : &draft_.thread.back();
    }
    [[nodiscard]] const Turn* last_turn_of(Speaker speaker) const;

    // One analysis for each turn of the thread, in its order. Of very long threads only the last
    // thread_turns_max are read, which is more than anybody scrolls back.
    [[nodiscard]] const std::vector<Analysis>& thread() const;
    // The turn that thread()[i] is of.
    [[nodiscard]] const Turn& turn(std::size_t i) const {
        return draft_.thread[draft_.thread.size() - thread().size() + i];
    }

    // What the sentences of the draft, and of thread()[i], do.
    [[nodiscard]] const SpeechActs& acts() const;
    [[nodiscard]] const SpeechActs& thread_acts(std::size_t i) const;
    // Its words alone, for those who only look at words.
    [[nodiscard]] const Wording& thread_wording(std::size_t i) const;

    // How the model of tones hears each sentence of the draft.
    [[nodiscard]] const std::vector<HeardSentence>& heard() const;

    static constexpr std::size_t thread_turns_max = 60;

  private:
    const Draft& draft_;
    const Policy& policy_;
    Analysis text_;
    mutable std::optional<std::vector<Analysis>> thread_;
    mutable std::optional<SpeechActs> acts_;
    mutable std::optional<std::vector<HeardSentence>> heard_;
    mutable std::vector<std::optional<SpeechActs>> thread_acts_;
    mutable std::vector<std::optional<Wording>> thread_wordings_;
};

}  // namespace aplomb::etiquette

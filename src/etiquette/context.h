// What a rule is told: the draft, the policy, and the analysis of both sides' words. Each turn of
// the thread is analysed when the first rule asks for it: most drafts need few of them.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <vector>

#include "domain/draft.h"
#include "etiquette/analysis.h"
#include "etiquette/policy.h"
#include "etiquette/speech_acts.h"
#include "etiquette/tone_model.h"

namespace aplomb::etiquette {

// The last turns of a thread, oldest first, each analysed on its first use.
class ThreadReading {
  public:
    // `turns` outlives it. Of very long threads only the last turns_max are read, which is more
    // than anybody scrolls back.
    explicit ThreadReading(const std::vector<Turn>& turns);

    [[nodiscard]] std::size_t size() const { return read_.size(); }
    [[nodiscard]] bool empty() const { return read_.empty(); }
    [[nodiscard]] const Analysis& operator[](std::size_t i) const;

    class Iterator {
      public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Analysis;
        using difference_type = std::ptrdiff_t;
        using pointer = const Analysis*;
        using reference = const Analysis&;

        Iterator(const ThreadReading& thread, std::size_t at) : thread_(&thread), at_(at) {}
        const Analysis& operator*() const { return (*thread_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

      private:
        const ThreadReading* thread_;
        std::size_t at_;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

    static constexpr std::size_t turns_max = 60;

  private:
    const std::vector<Turn>& turns_;
    mutable std::vector<std::optional<Analysis>> read_;
};

class Context {
  public:
    Context(const Draft& draft, const Policy& policy)
        : draft_(draft), policy_(policy), text_(analyse(draft.text)), thread_(draft.thread) {
        text_.expected_language = [this] { return expected_language(); };
    }
    Context(const Context&) = delete;  // its text asks it
    Context& operator=(const Context&) = delete;

    [[nodiscard]] const Draft& draft() const { return draft_; }
    [[nodiscard]] const Policy& policy() const { return policy_; }
    [[nodiscard]] const Analysis& text() const { return text_; }

    [[nodiscard]] const Turn* last_turn() const {
        return draft_.thread.empty() ? nullptr : &draft_.thread.back();
    }
    [[nodiscard]] const Turn* last_turn_of(Speaker speaker) const;

    [[nodiscard]] const ThreadReading& thread() const { return thread_; }
    // The turn that thread()[i] is of.
    [[nodiscard]] const Turn& turn(std::size_t i) const {
        return draft_.thread[draft_.thread.size() - thread().size() + i];
    }

    // What the sentences of the draft, and of thread()[i], do.
    [[nodiscard]] const SpeechActs& acts() const;
    [[nodiscard]] const SpeechActs& thread_acts(std::size_t i) const;
    // Its words alone, for those who only look at words; they stay where they are until somebody
    // asks for the acts.
    [[nodiscard]] const Wording& thread_wording(std::size_t i) const;

    // How the model of tones hears the draft, passage by passage.
    [[nodiscard]] const std::vector<Passage>& heard() const;

  private:
    // That of the customer's last message that tells, else what their card says.
    [[nodiscard]] std::string expected_language() const;

    const Draft& draft_;
    const Policy& policy_;
    Analysis text_;
    ThreadReading thread_;
    mutable std::optional<SpeechActs> acts_;
    mutable std::optional<std::vector<Passage>> heard_;
    mutable std::vector<std::optional<SpeechActs>> thread_acts_;
    mutable std::vector<std::optional<Wording>> thread_wordings_;
};

}  // namespace aplomb::etiquette

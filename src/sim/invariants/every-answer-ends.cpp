#include <fmt/format.h>

#include "sim/trial/invariant.h"
#include "store/messages.h"

namespace aplomb::sim {
namespace {

std::string wrong_with(const Word& word, const Message& message) {
    const std::string state(name_of(message.state));
    switch (message.state) {
        case MessageState::Accepted:
        case MessageState::Delivered:
            if (word.landed > 0) return {};
            return fmt::format("\"{}\" (message {} of case {}) is {} and never arrived",
                               word.marker, message.id.text(), message.case_id.text(), state);
        case MessageState::Cancelled:
            if (word.landed == 0) return {};
            return fmt::format("\"{}\" is cancelled and arrived", word.marker);
        case MessageState::Failed:
            // Saying that nobody can tell is true either way.
            if (word.landed == 0 || message.error.find("whether") != std::string::npos) return {};
            return fmt::format("\"{}\" was given back ({}) and arrived", word.marker,
                               message.error);
        default:
            return fmt::format("\"{}\" (message {} of case {}) is still {}", word.marker,
                               message.id.text(), message.case_id.text(), state);
    }
}

Result<std::string> check(const WholeEvidence& evidence) {
    if (!evidence.at_the_end) return std::string{};
    for (const Word& word : evidence.books.words) {
        if (!word.message_id) continue;
        const auto message = TRY(evidence.desk.messages().find(*word.message_id));
        if (!message) return fmt::format("\"{}\" was taken and is gone", word.marker);
        if (std::string wrong = wrong_with(word, *message); !wrong.empty()) return wrong;
    }
    return std::string{};
}

}  // namespace

extern const Invariant every_answer_ends;
const Invariant every_answer_ends{
    .id = "every-answer-ends",
    .promise = "Every answer the desk took ends in a state, and the state is true.",
    .whole = check,
};

}  // namespace aplomb::sim

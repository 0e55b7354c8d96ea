#include <fmt/format.h>

#include "sim/trial/invariant.h"
#include "store/cases.h"
#include "store/messages.h"

namespace aplomb::sim {
namespace {

// People with the same trouble twice use the same words.
Result<bool> said_again(const store::Transaction& desk, CaseId id, const std::string& words) {
    for (const Message& message : TRY(desk.messages().of_case(id, 1'000))) {
        if (!message.deleted_at && message.text.find(words) != std::string::npos) return true;
    }
    return false;
}

Result<std::string> check(const WholeEvidence& evidence) {
    if (!evidence.at_the_end) return std::string{};
    for (const TakenBack& word : evidence.books.taken_back) {
        const ChannelId channel = evidence.books.channels.at(word.channel);
        const auto message = TRY(evidence.desk.messages().find(channel, word.external_id));
        if (!message) continue;  // it was gone before it came
        if (!message->deleted_at || !message->text.empty()) {
            return fmt::format("the words of {} are still there", word.external_id);
        }
        if (!TRY(evidence.desk.messages().revisions(message->id)).empty()) {
            return fmt::format("earlier words of {} are still there", word.external_id);
        }
        const auto about = TRY(evidence.desk.cases().find(message->case_id));
        const std::string beginning = word.text.substr(0, 40);
        if (TRY(said_again(evidence.desk, message->case_id, beginning))) continue;
        if (about && (about->preview.find(beginning) != std::string::npos ||
                      about->subject.find(beginning) != std::string::npos)) {
            return fmt::format("case {} still shows the words of {}", about->id.text(),
                               word.external_id);
        }
    }
    return std::string{};
}

}  // namespace

extern const Invariant taken_back_is_gone;
const Invariant taken_back_is_gone{
    .id = "taken-back-is-gone",
    .promise = "Of what a customer took back nothing is left.",
    .whole = check,
};

}  // namespace aplomb::sim

#include <fmt/format.h>

#include <array>

#include "casework/calls.h"
#include "sim/trial/invariant.h"
#include "store/messages.h"
#include "store/phone.h"
#include "store/promises.h"

namespace aplomb::sim {
namespace {

constexpr std::size_t promises_max = 100'000;
// Sentences of the colleagues that are a promise whenever they are said.
constexpr std::array<std::string_view, 2> promising{"come back to you within 24 hours",
                                                    "tickets within two days"};

Result<std::string> check_open(const WholeEvidence& evidence) {
    const auto page = TRY(evidence.desk.promises().page(PromiseState::Open, {}, promises_max));
    for (const Promise& promise : page.promises) {
        if (evidence.overdue(promise.due_at + casework::call_grace)) {
            return fmt::format("the promise {} was due {} and is still open", promise.id.text(),
                               to_rfc3339(promise.due_at));
        }
    }
    const auto calls = TRY(evidence.desk.phone().page(CallState::Booked, {}, promises_max));
    for (const PhoneCall& call : calls.calls) {
        if (evidence.overdue(call.due_at + casework::call_grace)) {
            return fmt::format("the call {} was due {} and nobody missed it", call.id.text(),
                               to_rfc3339(call.due_at));
        }
    }
    return std::string{};
}

// Noted with the message, or with another one that promised the same for the same moment: two of
// ours that are known to be there from one batch.
Result<bool> is_noted(const WholeEvidence& evidence, const Message& message,
                      std::string_view phrase) {
    if (!TRY(evidence.desk.promises().of_message(message.id)).empty()) return true;
    const auto all = TRY(evidence.desk.promises().of_case(message.case_id));
    return std::any_of(all.begin(), all.end(), [&](const Promise& each) {
        return each.said_at >= message.at && each.words.find(phrase) != std::string::npos;
    });
}

// A promise that arrived is on the desk's list.
Result<std::string> check_noted(const WholeEvidence& evidence) {
    for (const Word& word : evidence.books.words) {
        if (!word.message_id || word.landed == 0) continue;
        const auto message = TRY(evidence.desk.messages().find(*word.message_id));
        const bool known_to_be_there = message && (message->state == MessageState::Accepted ||
                                                   message->state == MessageState::Delivered);
        if (!known_to_be_there) continue;
        for (const std::string_view phrase : promising) {
            if (message->text.find(phrase) == std::string::npos) continue;
            if (TRY(is_noted(evidence, *message, phrase))) continue;
            return fmt::format("\"{}\" promised something that nobody wrote down", word.marker);
        }
    }
    return std::string{};
}

Result<std::string> check(const WholeEvidence& evidence) {
    if (auto wrong = TRY(check_open(evidence)); !wrong.empty()) return wrong;
    if (!evidence.at_the_end) return std::string{};
    return check_noted(evidence);
}

}  // namespace

extern const Invariant every_promise_ends;
const Invariant every_promise_ends{
    .id = "every-promise-ends",
    .promise = "Every promise and every call we agreed on is noted, and ends in a state.",
    .whole = check,
};

}  // namespace aplomb::sim

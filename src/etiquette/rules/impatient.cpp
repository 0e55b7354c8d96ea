// A chaser before the customer's own time to answer has passed since our last message.
//
// What chases: asking whether our message was seen, pressing for the answer, or asking again when
// our last message asked already. What we announced ourselves is an update, not a chaser, unless it
// presses too. With no rhythm known nothing is expected.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "etiquette/follow_ups.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

using Hours = std::chrono::duration<double, std::ratio<3600>>;

std::string spoken(Hours span) {
    const auto counted = [](double count, std::string_view unit) {
        const long long whole = std::llround(count);
        return fmt::format("{} {}{}", whole, unit, whole == 1 ? "" : "s");
    };
    const double hours = span.count();
    if (hours >= 47) return counted(hours / 24, "day");
    if (hours >= 1) return counted(hours, "hour");
    return counted(std::max(hours * 60, 1.0), "minute");
}

bool asks(const Analysis& analysis) {
    return std::any_of(analysis.sentences.begin(), analysis.sentences.end(),
                       [](const Sentence& sentence) { return sentence.question; });
}

// Our last message, when nothing of theirs came after it.
const Turn* our_unanswered(const Draft& draft) {
    for (auto turn = draft.thread.rbegin(); turn != draft.thread.rend(); ++turn) {
        if (turn->from == Speaker::Customer) return nullptr;
        if (turn->from == Speaker::Us) return &*turn;
    }
    return nullptr;
}

std::vector<Remark> check_patience(const Context& context) {
    const Draft& draft = context.draft();
    if (!draft.now || !draft.customer || !draft.customer->answers_in_hours) return {};
    const Turn* ours = our_unanswered(draft);
    if (ours == nullptr || !ours->at) return {};
    const Hours rhythm{*draft.customer->answers_in_hours};
    const Hours waited = *draft.now - *ours->at;
    if (waited >= rhythm) return {};
    const auto nudge = find_nudge(context.text());
    if (!nudge && (!asks(context.text()) || is_announced(context))) return {};
    return {{nudge,
             fmt::format("This customer usually answers in about {}, and our last message is {} "
                         "old. Nothing is late yet; let them come.",
                         spoken(rhythm), spoken(std::max(waited, Hours{0}))),
             {},
             {}}};
}

constexpr auto impatient_bad = std::to_array<std::string_view>({
    R"({"channel":"whatsapp","text":"Hello Ben, did you get a chance to look at the two frames?",)"
    R"("now":"2026-03-03T15:00:00Z","customer":{"answers_in_hours":30},"thread":[{"from":"us",)"
    R"("channel":"whatsapp","at":"2026-03-03T11:00:00Z","text":"Here are both frames. Which one )"
    R"(do you like?"}]})",
    R"({"channel":"email","text":"Bonjour, nous sommes toujours en attente de votre réponse.",)"
    R"("now":"2026-03-03T15:00:00Z","customer":{"answers_in_hours":72},"thread":[{"from":"us",)"
    R"("channel":"email","at":"2026-03-02T15:00:00Z","text":"Le devis est joint."}]})",
});
constexpr auto impatient_good = std::to_array<std::string_view>({
    R"({"channel":"whatsapp","text":"Hello Ben, did you get a chance to look at the two frames?",)"
    R"("now":"2026-03-05T15:00:00Z","customer":{"answers_in_hours":30},"thread":[{"from":"us",)"
    R"("channel":"whatsapp","at":"2026-03-03T11:00:00Z","text":"Here are both frames. Which one )"
    R"(do you like?"}]})",
    R"({"channel":"email","text":"As promised, the lab report: all clear.",)"
    R"("now":"2026-03-03T15:00:00Z","customer":{"answers_in_hours":72},"thread":[{"from":"us",)"
    R"("channel":"email","at":"2026-03-02T15:00:00Z","text":"I'll write to you tomorrow with the )"
    R"(lab report."}]})",
    R"({"channel":"sms","text":"Any thoughts?","now":"2026-03-03T15:00:00Z","thread":[)"
    R"({"from":"us","channel":"sms","at":"2026-03-03T14:00:00Z","text":"Blue or red?"}]})",
});

}  // namespace

extern const Rule impatient;
const Rule impatient{
    .id = "impatient",
    .title = "a chaser before this customer's own time to answer has passed",
    .why =
        "Everybody has a speed of their own. Who is asked again too soon feels pushed, and answers "
        "later rather than sooner.",
    .source = "A6",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_patience,
    .bad = impatient_bad,
    .good = impatient_good,
};

}  // namespace aplomb::etiquette

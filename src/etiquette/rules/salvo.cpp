// Our last word stands unanswered and here comes another.
//
// Not a salvo: the next step of something we announced ("let me check", "I'll write at noon"),
// unless what comes is an afterthought or a nudge; a follow-up once the customer's own rhythm has
// passed, or, where no rhythm is known, a week; the private half of a public answer; a call; an
// answer to somebody else who joined the thread meanwhile.
#include <array>
#include <chrono>

#include "etiquette/follow_ups.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

// Behind this long a silence nobody calls it a volley, even with no rhythm known.
constexpr std::chrono::hours long_silence{7 * 24};

bool has_waited_enough(const Draft& draft, const Turn& last) {
    if (!draft.now || !last.at) return false;
    const auto waited = *draft.now - *last.at;
    if (draft.customer && draft.customer->answers_in_hours) {
        const std::chrono::duration<double, std::ratio<3600>> rhythm{
            *draft.customer->answers_in_hours};
        return waited >= rhythm;
    }
    return waited >= long_silence;
}

std::vector<Remark> check_salvo(const Context& context) {
    const Draft& draft = context.draft();
    const Turn* last = context.last_turn();
    if (last == nullptr || last->from != Speaker::Us) return {};
    if (last->channel != draft.channel || last->visibility != draft.visibility) return {};
    if (draft.channel == "phone" || has_waited_enough(draft, *last)) return {};
    const bool more_of_the_same =
        opens_as_afterthought(context.text()) || find_nudge(context.text());
    if (!more_of_the_same && is_announced(context)) return {};
    return {{{},
             "Our last message has no answer yet, and this would be one more on top of it. Put "
             "everything into one complete message, or wait for theirs.",
             {},
             {}}};
}

constexpr auto salvo_bad = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"It also comes in grey.","thread":[{"from":"customer",)"
    R"("channel":"webchat","text":"Is the lamp still available?"},{"from":"us",)"
    R"("channel":"webchat","text":"Yes, eleven of them are left."}]})",
    R"({"channel":"x","text":"And bring a towel!","now":"2026-05-01T10:04:00Z",)"
    R"("thread":[{"from":"us","channel":"x","at":"2026-05-01T10:00:00Z","text":"The pool opens )"
    R"(at 7, Mia. I'll confirm the price in a minute."}]})",
});
constexpr auto salvo_good = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"It is on shelf 4, and I have kept one for you.",)"
    R"("thread":[{"from":"customer","channel":"webchat","text":"Is the lamp still available?"},)"
    R"({"from":"us","channel":"webchat","text":"Let me look in the stock room."}]})",
    R"({"channel":"email","text":"Is the room still of interest?","now":"2026-05-04T12:00:00Z",)"
    R"("customer":{"answers_in_hours":48},"thread":[{"from":"us","channel":"email",)"
    R"("at":"2026-05-01T10:00:00Z","text":"The room is free on your dates. Shall we hold it?"}]})",
    R"({"channel":"webchat","text":"Blue it is.","thread":[{"from":"us","channel":"webchat",)"
    R"("text":"Blue or green?"},{"from":"customer","channel":"webchat","text":"blue pls"}]})",
    R"({"channel":"facebook","visibility":"private","text":"Here is the form for your papers.",)"
    R"("thread":[{"from":"customer","channel":"facebook","text":"How do I prove my address?"},)"
    R"({"from":"us","channel":"facebook","text":"Gladly, and better in private: the form is on )"
    R"(its way to you by message right now."}]})",
});

}  // namespace

extern const Rule salvo;
const Rule salvo{
    .id = "salvo",
    .title = "another message before they answered the last",
    .why =
        "One complete answer is a conversation; several in a row are a barrage that buzzes and "
        "buzzes. Say it all at once, then wait.",
    .source = "A10",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_salvo,
    .bad = salvo_bad,
    .good = salvo_good,
};

}  // namespace aplomb::etiquette

// Saying the opposite of what is meant, at somebody's expense.
//
// Phrases come in three strengths. Some are sarcastic whatever is around them ("who would have
// thought", a crystal ball). Mock praise and mock pity ("how generous of you", "however did you
// survive") mean what they say towards a happy customer and are only taken for mockery when the
// customer complains. The slight ones (a tag question, "wow, a whole…") count in pairs.
#include <array>

#include "etiquette/situation.h"
#include "etiquette/tone_phrases.h"

namespace aplomb::etiquette {
namespace {

bool is(const PhraseHit& hit, Irony what) {
    return hit.label == static_cast<int>(what);
}

const PhraseBook& irony_book() {
    static const PhraseBook book{irony_phrases()};
    return book;
}

constexpr std::string_view irony_message =
    "This reads as sarcasm. Written words have no tone of voice: say it straight, or leave it out.";

Remark mockery(const Context& context, const PhraseHit& hit, std::optional<Severity> at_most) {
    return {context.acts().wording.range_of(hit.first, hit.end), std::string(irony_message),
            without_sentence(context, hit.first), at_most};
}

std::vector<Remark> check_sarcasm(const Context& context) {
    const SpeechActs& acts = context.acts();
    const bool complains = is_complaint(context) || is_upset(context);
    const bool friendly = is_friendly(context) || (customer_laughs(context) && !complains);
    // Whoever apologises means the pity they show.
    const bool sorry = acts.has(Act::Apology);
    std::vector<Remark> remarks;
    std::optional<PhraseHit> first_lesser;
    int weight = 0;
    for (const PhraseHit& hit : irony_book().find(acts.wording)) {
        if (is(hit, Irony::Certain)) {
            if (!friendly) remarks.push_back(mockery(context, hit, {}));
            continue;
        }
        if (!first_lesser || (is(hit, Irony::Mock) && weight < 2)) first_lesser = hit;
        weight += is(hit, Irony::Mock) && complains ? 2 : 1;
    }
    if (remarks.empty() && !friendly && !sorry && weight >= 2) {
        remarks.push_back(mockery(context, *first_lesser, Severity::Warning));
    }
    if (!remarks.empty()) return remarks;
    const auto heard = overtone(context, Tone::Sarcastic);
    if (heard && (heard->sure || !sorry)) {
        remarks.push_back({heard->range,
                           std::string(irony_message),
                           {},
                           heard->sure || weight > 0 ? Severity::Warning : Severity::Hint});
    }
    return remarks;
}

constexpr auto sarcasm_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Oh sure, we keep a crystal ball at the till. It opens at nine."})",
    R"({"channel":"webchat","text":"A login page that asks for a password. Who would have )"
    R"(thought."})",
    R"({"channel":"facebook","text":"How generous of you to share, Pia.","case":)"
    R"({"kind":"complaint","severity":3},"thread":[{"from":"customer","channel":"facebook",)"
    R"("text":"The tiles came broken."}]})",
});
constexpr auto sarcasm_good = std::to_array<std::string_view>({
    R"({"channel":"facebook","text":"How generous of you to write, thank you! The choir sends )"
    R"(its love.","case":{"kind":"praise"},"thread":[{"from":"customer","channel":"facebook",)"
    R"("text":"Best concert of my life"}]})",
    R"({"channel":"x","text":"You are right, the sign is hard to see. We have moved it to the )"
    R"(door.","case":{"kind":"complaint","severity":2}})",
    R"({"channel":"webchat","text":"Well done on the first race, Ben! Your photo is in the )"
    R"(gallery."})",
});

}  // namespace

extern const Rule sarcasm;
const Rule sarcasm{
    .id = "sarcasm",
    .title = "sarcasm and mock praise",
    .why =
        "Words have no tone of voice. What sounded witty in the writer's head reads as contempt, "
        "and everybody else reads it too.",
    .source = "A2",
    .severity = Severity::Error,
    .languages = "en",
    .options = "",
    .check = check_sarcasm,
    .bad = sarcasm_bad,
    .good = sarcasm_good,
};

}  // namespace aplomb::etiquette

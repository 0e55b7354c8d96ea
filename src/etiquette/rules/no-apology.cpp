// A complaint answered without an apology for what the customer went through.
//
// An apology of ours earlier in the thread counts. "Sorry you feel that way" and "sorry if" do not:
// they are pointed at, where they stand. A customer who has already said thank you is owed none. A
// grumble that we agree with is only hinted at.
#include <array>

#include "etiquette/situation.h"

namespace aplomb::etiquette {
namespace {

bool customer_thanked(const Context& context) {
    for (std::size_t i = context.thread().size(); i > 0; --i) {
        if (context.turn(i - 1).from != Speaker::Customer) continue;
        return i > 1 && context.thread_acts(i - 1).has(Act::Thanks);
    }
    return false;
}

std::vector<Remark> check_no_apology(const Context& context) {
    if (!is_complaint(context)) return {};
    const SpeechActs& acts = context.acts();
    if (acts.has(Act::Apology) || acts.wording.tokens.empty()) return {};
    if (!knows_language(language_of_reply(context))) return {};
    if (did_before(context, Act::Apology) || customer_thanked(context)) return {};
    Remark remark;
    if (const Said* pseudo = acts.first(Act::PseudoApology)) {
        remark.range = acts.range_of(*pseudo);
        remark.message =
            "This is sorry for how they feel, not for what happened. Apologise for the thing "
            "itself.";
    } else {
        remark.message = "There is no apology yet. Say sorry for what they went through, first.";
    }
    const auto fault = context.draft().case_->at_fault;
    const bool grumble = context.draft().case_->severity == 1 && acts.has(Act::Agreement);
    if (fault == false || grumble) remark.at_most = Severity::Hint;
    return {std::move(remark)};
}

constexpr auto no_apology_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"The lift is mended now, Ole, and the ticket is refunded.","case":)"
    R"({"kind":"complaint"}})",
    R"({"channel":"x","text":"We are sorry you feel that way, Ole. The lift is mended.","case":)"
    R"({"kind":"complaint"}})",
    R"({"channel":"email","text":"Guten Tag Frau Voss, der Aufzug fährt wieder und Sie bekommen )"
    R"(zehn Euro zurück.","case":{"kind":"complaint"}})",
});
constexpr auto no_apology_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Two hours in a lift, Ole, we are so sorry. It is mended.","case":)"
    R"({"kind":"complaint"}})",
    R"({"channel":"x","text":"The refund is on its way, Ole.","case":{"kind":"complaint"},)"
    R"("thread":[{"from":"customer","channel":"x","text":"Stuck in your lift!"},{"from":"us",)"
    R"("channel":"x","text":"I'm so sorry, Ole. Are you out?"},{"from":"customer",)"
    R"("channel":"x","text":"yes. refund?"}]})",
    R"({"channel":"x","text":"It opens at ten.","case":{"kind":"question"}})",
    R"({"channel":"email","text":"Hissin on korjattu, ja saat rahasi takaisin huomenna.","case":)"
    R"({"kind":"complaint"}})",
});

}  // namespace

extern const Rule no_apology;
const Rule no_apology{
    .id = "no-apology",
    .title = "a complaint without an apology",
    .why =
        "Apologise for their experience, offer help, and only then decide the rest. Without the "
        "first the others are not heard.",
    .source = "D6",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_no_apology,
    .bad = no_apology_bad,
    .good = no_apology_good,
};

}  // namespace aplomb::etiquette

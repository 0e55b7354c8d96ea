// Defending ourselves instead of taking in what happened.
//
// "In our defence", "nobody else complains", "not our fault", praise of ourselves: in a complaint
// one of them is enough. Excuses (short of staff, the season, the supplier) explain as often as
// they defend, so they count in pairs, or behind a "but". Where nothing is known of the case only
// two clear signs together are a finding. Asked about our training or our ratings, we may say so.
#include <algorithm>
#include <array>

#include "etiquette/situation.h"

namespace aplomb::etiquette {
namespace {

// A "but", "however" or "still" that turns an apology round.
bool turns_round(const Wording& wording, std::size_t first) {
    for (std::size_t back = 1; back <= 8 && back <= first; ++back) {
        const std::string& plain = wording.tokens[first - back].plain;
        if (plain == "but" || plain == "however" || plain == "although" || plain == "though" ||
            plain == "still" || plain == "pero" || plain == "mais" || plain == "aber" ||
            plain == "mas" || plain == "ma" || plain == "però") {
            return true;
        }
    }
    return false;
}

std::vector<Remark> check_defensive(const Context& context) {
    const bool complaint = is_complaint(context);
    const auto& known = context.draft().case_;
    if (known && known->kind && !complaint) return {};
    const SpeechActs& acts = context.acts();
    std::vector<const Said*> signs;
    std::size_t excuses = 0;
    bool turned = false;
    for (const Said& said : acts.said) {
        if (said.denied) continue;
        if (said.act == Act::SelfDefence) signs.push_back(&said);
        if (said.act != Act::Excuse) continue;
        ++excuses;
        if (turns_round(acts.wording, said.first)) {
            signs.push_back(&said);
            turned = true;
        } else if (excuses >= 2 && !acts.has(Act::Compensation)) {
            signs.push_back(&said);
        }
    }
    const bool enough = complaint ? !signs.empty() : signs.size() >= 2;
    if (!enough) {
        const auto heard = complaint ? overtone(context, Tone::Defensive) : std::nullopt;
        if (!heard || !(heard->sure || is_cold(context))) return {};
        return {{heard->range,
                 "This may read as defending ourselves. Say first what it was like for them.",
                 {},
                 heard->sure || excuses > 0 ? Severity::Warning : Severity::Hint}};
    }
    // Amends and an apology around it make a lone sign the lesser evil.
    const bool softened =
        acts.has(Act::Apology) && acts.has(Act::Compensation) && !turned && signs.size() == 1;
    std::vector<Remark> remarks;
    for (const Said* said : signs) {
        Remark remark;
        remark.range = acts.range_of(*said);
        remark.message =
            "This defends us before it takes in what happened. Others read along: leave it out.";
        remark.fix = without_sentence(context, said->first);
        if (!complaint || said->act == Act::Excuse) remark.at_most = Severity::Warning;
        if (softened) remark.at_most = Severity::Hint;
        remarks.push_back(std::move(remark));
    }
    return remarks;
}

constexpr auto defensive_bad = std::to_array<std::string_view>({
    R"({"channel":"google_reviews","text":"In our defence, the lift is serviced every year and )"
    R"(nobody else has complained.","case":{"kind":"complaint"}})",
    R"({"channel":"x","text":"The snow was beyond our control.","case":{"kind":"complaint"}})",
    R"({"channel":"facebook","text":"Sorry, Ole, but we are a small team and it is peak season.",)"
    R"("case":{"kind":"complaint"}})",
});
constexpr auto defensive_good = std::to_array<std::string_view>({
    R"({"channel":"linkedin","text":"Yes, all our guides are trained in first aid.","case":)"
    R"({"kind":"question"}})",
    R"({"channel":"x","text":"The snow held up the van, Ole, and we should have told you at noon. )"
    R"(Sorry! It is with you by six and the delivery is free.","case":{"kind":"complaint"}})",
});

}  // namespace

extern const Rule defensive;
const Rule defensive{
    .id = "defensive",
    .title = "defending ourselves",
    .why =
        "A defensive first answer is read by everybody who watches, and it tells them who matters "
        "here. Hold it back until it is about the customer.",
    .source = "D5",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_defensive,
    .bad = defensive_bad,
    .good = defensive_good,
};

}  // namespace aplomb::etiquette

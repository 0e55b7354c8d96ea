// A complaint answered without a word of what happened to the customer.
//
// To acknowledge is to name it: an apology or a word of sympathy with something specific in its
// sentence ("sorry about the leak"), owning it and going on with what it was ("That's on us. Our
// pipe leaked"), or a sentence that speaks to the customer of what they told ("you waited two
// hours"). An offer or an instruction that happens to share a word with the complaint names
// nothing; neither does "sorry for the inconvenience". What we acknowledged earlier in the thread
// is acknowledged.
#include <algorithm>
#include <array>

#include "etiquette/matter.h"
#include "etiquette/situation.h"
#include "text/fold.h"

namespace aplomb::etiquette {
namespace {

bool is_about_waiting(std::string_view plain) {
    return plain.starts_with("wait") || plain.starts_with("delay") || plain.starts_with("queu");
}

// The matter of everything the customer wrote.
std::vector<std::string> complaint_matter(const Context& context) {
    std::vector<std::string> matter;
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from != Speaker::Customer) continue;
        for (std::string& word : matter_of(context.thread_wording(i)))
            matter.push_back(std::move(word));
        // Every letter says it, but not every customer.
        for (const Token& token : context.thread_wording(i).tokens) {
            if (is_about_waiting(token.plain)) matter.push_back(token.plain);
        }
    }
    return matter;
}

bool is_name(const Context& context, std::string_view plain) {
    const Draft& draft = context.draft();
    const auto holds = [&](const std::string& name) {
        return (" " + text::casefold(name) + " ").find(" " + std::string(plain) + " ") !=
               std::string::npos;
    };
    return (draft.customer && holds(draft.customer->name)) ||
           (draft.agent && holds(draft.agent->name));
}

bool speaks_to_them(std::string_view plain) {
    constexpr auto second_person = std::to_array<std::string_view>(
        {"you",  "your",  "yours", "su",   "sus", "tu",   "tus",   "te",    "le",
         "vous", "votre", "vos",   "sie",  "ihr", "ihre", "ihren", "ihnen", "dein",
         "seu",  "sua",   "seus",  "suas", "suo", "lei",  "ti"});
    return std::find(second_person.begin(), second_person.end(), plain) != second_person.end();
}

class Acknowledgement {
  public:
    Acknowledgement(const Context& context, const std::vector<std::string>& matter)
        : context_(context), matter_(matter) {}

    [[nodiscard]] bool in(const SpeechActs& acts) const {
        const auto& tokens = acts.wording.tokens;
        std::size_t sentences = 0;
        bool owned = false;  // in the sentence before
        for (std::size_t first = 0; first < tokens.size();) {
            const std::size_t end = acts.wording.sentence_around(first).second;
            if (acknowledges(acts, first, end, {sentences < 2, owned})) return true;
            owned = acts.has_in_sentence(Act::Ownership, tokens[first].sentence);
            if (end - first > 3) ++sentences;
            first = end;
        }
        return false;
    }

  private:
    struct Place {
        bool opening = false;  // among the first sentences
        bool behind_owning = false;
    };

    [[nodiscard]] bool acknowledges(const SpeechActs& acts, std::size_t first, std::size_t end,
                                    Place place) const {
        const auto& tokens = acts.wording.tokens;
        std::size_t specific = 0;
        std::size_t shared = 0;
        bool told_to_them = false;
        for (std::size_t i = first; i < end; ++i) {
            const std::string& plain = tokens[i].plain;
            const bool named = is_specific(plain) || is_about_waiting(plain);
            if (!named || is_name(context_, plain) || greeted(acts, first, i)) {
                continue;
            }
            ++specific;
            if (plain == "<quote>" || !speaks_of(plain, matter_)) continue;
            ++shared;
            for (std::size_t back = 1; back <= 4 && back <= i - first; ++back) {
                const bool own = tokens[i - back + 1].plain == "own";
                told_to_them = told_to_them || (!own && speaks_to_them(tokens[i - back].plain));
            }
        }
        if (instructs(tokens, first, end)) return false;
        const auto does = [&](Act act) {
            return acts.has_in_sentence(act, tokens[first].sentence);
        };
        const bool feels = does(Act::Apology) || does(Act::Sympathy) || does(Act::Ownership) ||
                           does(Act::Agreement);
        if (feels) return shared >= 1 || specific >= 2;
        const bool offers = does(Act::Help) || does(Act::Compensation) || does(Act::Remedy) ||
                            does(Act::Boilerplate);
        if (offers) return shared >= 2 && place.opening && told_to_them;
        if (place.behind_owning && shared >= 1 && specific >= 2) return true;
        return shared >= 2 || (shared == 1 && (told_to_them || (place.opening && first == 0)));
    }

    // "Please note that …", "You can still …": what holds for everybody, or what to do.
    static bool instructs(const std::vector<Token>& tokens, std::size_t first, std::size_t end) {
        const auto plain = [&](std::size_t i) {
            return i < end ? std::string_view(tokens[i].plain) : std::string_view{};
        };
        const std::size_t verb =
            plain(first) == "please" || plain(first) == "kindly" ? first + 1 : first;
        if (plain(verb) == "note" || plain(verb) == "remember") return true;
        if (plain(verb) == "be" || plain(verb) == "bear") {
            return plain(verb + 1) == "aware" || plain(verb + 1) == "advised" ||
                   plain(verb + 1) == "in";
        }
        return plain(first) == "you" && (plain(first + 1) == "can" || plain(first + 1) == "may");
    }

    // The name behind a greeting is nothing that happened.
    static bool greeted(const SpeechActs& acts, std::size_t first, std::size_t at) {
        return at == first + 1 && std::any_of(acts.said.begin(), acts.said.end(), [&](auto& said) {
                   return said.act == Act::Greeting && said.first == first;
               });
    }

    const Context& context_;
    const std::vector<std::string>& matter_;
};

std::vector<Remark> check_no_acknowledgement(const Context& context) {
    if (!is_complaint(context)) return {};
    const SpeechActs& acts = context.acts();
    const std::string language = language_of_reply(context);
    if (acts.wording.tokens.empty() || !knows_language(language)) return {};
    const std::vector<std::string> matter = complaint_matter(context);
    if (matter.size() < 2) return {};
    const Acknowledgement acknowledgement(context, matter);
    if (acknowledgement.in(acts)) return {};
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from == Speaker::Us && acknowledgement.in(context.thread_acts(i)))
            return {};
    }
    Remark remark;
    remark.message =
        "Nothing here says what happened to them. Name it in your own words before anything else.";
    const bool general = context.draft().case_->specificity == Specificity::General;
    if (general || language != "en") remark.at_most = Severity::Hint;
    return {std::move(remark)};
}

constexpr auto no_acknowledgement_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Sorry about that. Here is a voucher for you: LIFT10.","case":)"
    R"({"kind":"complaint"},"thread":[{"from":"customer","channel":"x","text":"Stuck in your )"
    R"(lift for two hours with my grandmother."}]})",
    R"({"channel":"email","text":"Dear Mr Olsen, we apologise for any inconvenience. Please )"
    R"(contact our service team.","case":{"kind":"complaint"},"thread":[{"from":"customer",)"
    R"("channel":"email","text":"The tiles you sent are cracked, all forty of them."}]})",
});
constexpr auto no_acknowledgement_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Two hours in a lift with your grandmother, Ole: we are so sorry. )"
    R"(Here is a voucher: LIFT10.","case":{"kind":"complaint"},"thread":[{"from":"customer",)"
    R"("channel":"x","text":"Stuck in your lift for two hours with my grandmother."}]})",
    R"({"channel":"email","text":"Dear Mr Olsen, I'm sorry the tiles came cracked. New ones )"
    R"(leave today.","case":{"kind":"complaint"},"thread":[{"from":"customer",)"
    R"("channel":"email","text":"The tiles you sent are cracked, all forty of them."}]})",
});

}  // namespace

extern const Rule no_acknowledgement;
const Rule no_acknowledgement{
    .id = "no-acknowledgement",
    .title = "a complaint whose matter is not named",
    .why =
        "Be a sponge: take in what they went through before explaining anything. Who is not heard "
        "says it again, louder.",
    .source = "B4",
    .severity = Severity::Warning,
    .languages = "en",
    .options = "",
    .check = check_no_acknowledgement,
    .bad = no_acknowledgement_bad,
    .good = no_acknowledgement_good,
};

}  // namespace aplomb::etiquette

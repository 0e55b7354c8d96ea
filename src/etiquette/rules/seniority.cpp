// Somebody writes who stands below what the case asks for. The desk sets that level from severity,
// reach, money and topic; where either is not known there is nothing to say.
#include <fmt/format.h>

#include <array>

#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

std::string_view level_name(Seniority level) {
    switch (level) {
        case Seniority::Agent:
            return "an agent";
        case Seniority::Senior:
            return "a senior agent";
        case Seniority::Manager:
            return "a manager";
        case Seniority::Executive:
            return "an executive";
    }
    return "somebody more senior";
}

// What the case says, else what policy.toml says of its severity.
std::optional<Seniority> required_level(const Context& context) {
    const auto& found = context.draft().case_;
    if (!found) return {};
    if (found->required_seniority) return found->required_seniority;
    if (!found->severity || *found->severity < 1 || *found->severity > 5) return {};
    return context.policy().level_for_severity[static_cast<std::size_t>(*found->severity - 1)];
}

std::vector<Remark> check_seniority(const Context& context) {
    const Draft& draft = context.draft();
    if (!draft.agent || !draft.agent->seniority) return {};
    const auto required = required_level(context);
    if (!required || *draft.agent->seniority >= *required) return {};
    return {{{},
             fmt::format("This case asks for an answer from {} or above, and the writer is {}. "
                         "Send it for approval.",
                         level_name(*required), level_name(*draft.agent->seniority)),
             {},
             {}}};
}

constexpr auto seniority_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Ms Lund, the roof will be mended on Tuesday at our cost.",)"
    R"("agent":{"name":"Ro","seniority":1},"case":{"kind":"complaint","severity":5,)"
    R"("required_seniority":3}})",
    R"({"channel":"x","text":"We pulled the batch this morning and a lab is testing it.",)"
    R"("agent":{"seniority":3},"case":{"required_seniority":4}})",
});
constexpr auto seniority_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Ms Lund, the roof will be mended on Tuesday at our cost.",)"
    R"("agent":{"name":"Vera","seniority":3},"case":{"required_seniority":3}})",
    R"({"channel":"email","text":"The roof will be mended on Tuesday.",)"
    R"("case":{"required_seniority":3}})",
    R"({"channel":"sms","text":"Your glasses are ready.","agent":{"seniority":1}})",
});

}  // namespace

extern const Rule seniority;
const Rule seniority{
    .id = "seniority",
    .title = "an answer from below the level the case asks for",
    .why =
        "Grave matters deserve somebody who can decide. The customer hears at once whether the "
        "answer comes from there.",
    .source = "B5",
    .severity = Severity::Error,
    .languages = "",
    .options = "[levels] severity_1 to severity_5: who may answer when the case does not say",
    .check = check_seniority,
    .bad = seniority_bad,
    .good = seniority_good,
};

}  // namespace aplomb::etiquette

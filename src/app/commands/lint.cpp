// Judges drafts: JSON lines in, JSON lines out, or one draft by hand with --text. A line that is
// wrong is told with its number and what to do about it; the others are still answered.
#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/command.h"
#include "app/flags.h"
#include "app/line_input.h"
#include "base/json.h"
#include "domain/vocabulary.h"
#include "etiquette/diagnostics.h"
#include "etiquette/linter.h"
#include "etiquette/policy.h"
#include "etiquette/rule.h"
#include "etiquette/wire.h"

namespace aplomb::app {
namespace {

constexpr std::array<Flag, 7> lint_flags{{
    {"policy", "FILE", "the company's policy.toml"},
    {"text", "DRAFT", "judge this draft instead of JSON lines"},
    {"channel", "KIND", "with --text: the channel it would go out on (x, email …)"},
    {"visibility", "public|private", "with --text: who reads it (default: usual for the channel)"},
    {"fix", "", "mend what can be mended, and show the draft as it then reads"},
    {"list", "", "list the rules"},
    {"explain", "RULE", "explain one rule, with examples"},
}};

Result<etiquette::Policy> policy_from(const Flags& flags) {
    const auto path = flags.find("policy");
    etiquette::Policy shipped;
    shipped.spelling = system_spelling();
    if (!path) return shipped;
    std::ifstream file(*path, std::ios::binary);
    if (!file) {
        return fail(ErrorKind::Invalid,
                    fmt::format("{}: cannot be read; check the path of --policy", *path));
    }
    std::ostringstream content;
    content << file.rdbuf();
    etiquette::Policy policy = TRY(etiquette::read_policy(content.str(), *path));
    policy.spelling = shipped.spelling;
    return policy;
}

int status_of(const std::vector<Finding>& findings) {
    return etiquette::may_leave(findings) ? exit_fine : exit_found_something;
}

Result<int> lint_text(const Flags& flags, const etiquette::Policy& policy, Streams& streams) {
    if (!flags.words().empty()) {
        return fail(ErrorKind::Invalid,
                    fmt::format("\"{}\" stands beside --text; put the whole draft in quotes, or "
                                "leave --text away to judge a file",
                                flags.words().front()));
    }
    json::object input;
    input["text"] = *flags.find("text");
    if (const auto channel = flags.find("channel"))
        input["channel"] = *channel;
    else
        return fail(ErrorKind::Invalid, "--text needs --channel, such as --channel email");
    if (const auto visibility = flags.find("visibility")) input["visibility"] = *visibility;
    const Draft draft = TRY(etiquette::read_draft(json::value(std::move(input))));
    if (flags.has("fix")) {
        const etiquette::Mended mended = etiquette::mend(draft, policy);
        streams.out << mended.text << '\n';
        for (const std::string& aside : mended.asides)
            streams.out << "\nIn private:\n" << aside << '\n';
        if (!mended.left.empty()) {
            streams.err << etiquette::to_diagnostics(mended.text, mended.left);
        }
        return status_of(mended.left);
    }
    const auto findings = etiquette::lint(draft, policy);
    streams.out << etiquette::to_diagnostics(draft.text, findings);
    return status_of(findings);
}

struct LineLint {
    const etiquette::Policy& policy;
    bool fix = false;
    int status = exit_fine;
};

Result<std::string> lint_line(std::string_view line, LineLint& job) {
    const Draft draft = TRY(etiquette::read_draft(line));
    const auto findings = etiquette::lint(draft, job.policy);
    json::object verdict = etiquette::verdict_to_json(draft.id, findings);
    int status = status_of(findings);
    if (job.fix) {
        const etiquette::Mended mended = etiquette::mend(draft, job.policy);
        verdict["fixed"] = mended.text;
        if (!mended.asides.empty()) verdict["private"] = json::value_from(mended.asides);
        json::array left;
        for (const Finding& finding : mended.left)
            left.push_back(etiquette::to_json(finding));
        verdict["left"] = std::move(left);
        status = status_of(mended.left);
    }
    if (job.status == exit_fine) job.status = status;
    return json::serialize(verdict);
}

// Each answer is written when the next question is not already waiting.
int lint_lines(LineInput input, LineLint job, Streams& streams) {
    for (std::string line; input.next(line);) {
        if (const auto answer = lint_line(line, job)) {
            streams.out << *answer << '\n';
            if (!input.more_waits()) streams.out.flush();
        } else {
            input.complain_about_line(answer.error(), streams.err);
            job.status = exit_bad_input;
        }
    }
    streams.out.flush();
    return job.status;
}

Result<int> run_lint(const std::vector<std::string>& arguments, Streams& streams) {
    const Flags flags = TRY(Flags::parse(arguments, lint_flags));
    if (flags.has("list")) {
        streams.out << etiquette::to_list(etiquette::rule_catalogue());
        return exit_fine;
    }
    if (const auto id = flags.find("explain")) {
        if (const etiquette::Rule* rule = etiquette::find_rule(*id)) {
            streams.out << etiquette::explain(*rule);
            return exit_fine;
        }
        std::vector<std::string_view> known;
        for (const etiquette::Rule* rule : etiquette::rule_catalogue())
            known.push_back(rule->id);
        const auto close = nearest(*id, known);
        return fail(ErrorKind::Invalid,
                    fmt::format("there is no rule \"{}\"; {}", *id,
                                close ? fmt::format("did you mean \"{}\"?", *close)
                                      : "aplomb lint --list shows them"));
    }
    const etiquette::Policy policy = TRY(policy_from(flags));
    if (flags.has("text")) return lint_text(flags, policy, streams);
    if (flags.has("channel") || flags.has("visibility")) {
        return fail(ErrorKind::Invalid, "--channel and --visibility go with --text");
    }
    LineInput input = TRY(LineInput::open(flags, "lint", streams));
    return lint_lines(std::move(input), LineLint{policy, flags.has("fix")}, streams);
}

int lint_main(const std::vector<std::string>& arguments, Streams& streams) {
    if (wants_help(arguments)) {
        print_usage(streams.out, "lint", "[FILE|-]", "judge the manners of drafts", lint_flags);
        return exit_fine;
    }
    const auto status = run_lint(arguments, streams);
    return status ? *status : complain(streams, status.error());
}

}  // namespace

extern const Command lint;
const Command lint{"lint", "judge the manners of drafts (JSON lines, or --text)", lint_main};

}  // namespace aplomb::app

// Judges drafts: JSON lines in, JSON lines out, or one draft by hand with --text. A line that is
// wrong is told with its number and what to do about it; the others are still answered.
#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/command.h"
#include "app/flags.h"
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
    {"fix", "", "mend what can be mended"},
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

// The draft mended as far as it goes, and what is left to say about it.
std::vector<Finding> mend(Draft& draft, const etiquette::Policy& policy) {
    std::vector<Finding> findings = etiquette::lint(draft, policy);
    constexpr int rounds_max = 3;
    for (int round = 0; round < rounds_max; ++round) {
        std::string fixed = etiquette::apply_fixes(draft.text, findings);
        if (fixed == draft.text) break;
        draft.text = std::move(fixed);
        findings = etiquette::lint(draft, policy);
    }
    return findings;
}

int status_of(const std::vector<Finding>& findings) {
    return etiquette::may_leave(findings) ? exit_fine : exit_found_something;
}

Result<int> lint_text(const Flags& flags, const etiquette::Policy& policy, Streams& streams) {
    json::object input;
    input["text"] = *flags.find("text");
    if (const auto channel = flags.find("channel"))
        input["channel"] = *channel;
    else
        return fail(ErrorKind::Invalid, "--text needs --channel, such as --channel email");
    if (const auto visibility = flags.find("visibility")) input["visibility"] = *visibility;
    Draft draft = TRY(etiquette::read_draft(json::value(std::move(input))));
    if (flags.has("fix")) {
        const auto findings = mend(draft, policy);
        streams.out << draft.text << '\n';
        if (!findings.empty()) streams.err << etiquette::to_diagnostics(draft.text, findings);
        return status_of(findings);
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
    Draft draft = TRY(etiquette::read_draft(line));
    const auto findings = job.fix ? mend(draft, job.policy) : etiquette::lint(draft, job.policy);
    if (job.status == exit_fine) job.status = status_of(findings);
    json::object verdict = etiquette::verdict_to_json(draft.id, findings);
    if (job.fix) verdict["text"] = draft.text;
    return json::serialize(verdict);
}

// Each answer is written when the next question is not already waiting.
int lint_lines(std::istream& in, std::string_view name, LineLint job, Streams& streams) {
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        if (const auto answer = lint_line(line, job)) {
            streams.out << *answer << '\n';
            if (in.rdbuf()->in_avail() <= 0) streams.out.flush();
            continue;
        } else {
            const Error& error = answer.error();
            streams.err << "aplomb: " << name << ':' << number << ": "
                        << (error.field.empty() ? "" : error.field + ": ") << error.what << '\n';
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
    if (flags.words().size() > 1) {
        return fail(ErrorKind::Invalid, "one file at a time: aplomb lint [FILE|-]");
    }
    const std::string path = flags.words().empty() ? "-" : flags.words().front();
    const LineLint job{policy, flags.has("fix")};
    if (path == "-") return lint_lines(streams.in, "stdin", job, streams);
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorKind::Invalid, path + ": cannot be read; check the path");
    return lint_lines(file, path, job, streams);
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

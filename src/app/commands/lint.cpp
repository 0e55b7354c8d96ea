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

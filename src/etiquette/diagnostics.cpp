#include "etiquette/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "etiquette/policy.h"
#include "text/segments.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

struct Place {
    std::size_t line = 1;
    std::size_t line_start = 0;  // code points
    std::size_t line_end = 0;
};

Place place_of(std::u32string_view points, std::size_t at) {
    Place place;
    for (std::size_t i = 0; i < at && i < points.size(); ++i) {
        if (points[i] != '\n') continue;
        ++place.line;
        place.line_start = i + 1;
    }
    place.line_end = std::min(points.find(U'\n', place.line_start), points.size());
    return place;
}

std::size_t columns(std::u32string_view points) {
    return text::graphemes(points).size();
}

// The line itself, shortened around what is meant, and the carets under it.
std::string marked_line(std::u32string_view points, const Place& place, Range range) {
    constexpr std::size_t before_max = 40;
    constexpr std::size_t shown_max = 90;
    const std::size_t end = std::min(std::max(range.end, range.start + 1), place.line_end);
    std::size_t from = place.line_start;
    if (range.start - from > before_max) from = range.start - before_max;
    const std::size_t to = std::min(place.line_end, from + shown_max);
    const std::string lead = from > place.line_start ? "…" : "";
    const std::string rest = to < place.line_end ? "…" : "";
    const auto part = [&](std::size_t a, std::size_t b) {
        return points.substr(std::min(a, points.size()), b > a ? b - a : 0);
    };
    const std::size_t indent = columns(part(from, range.start)) + (lead.empty() ? 0 : 1);
    const std::size_t width =
        std::max<std::size_t>(1, columns(part(range.start, std::min(end, to))));
    return fmt::format("    {}{}{}\n    {}^{}\n", lead, text::encode(part(from, to)), rest,
                       std::string(indent, ' '), std::string(width - 1, '~'));
}

std::string in_one_line(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// What else an example says, beside text and place: "case: {…}".
void append_circumstances(std::string& out, const json::object& example) {
    for (const auto& field : example) {
        const std::string_view key = field.key();
        if (key == "text" || key == "channel" || key == "visibility" || key == "thread") continue;
        out += fmt::format("        {}: {}\n", key,
                           field.value().is_string() ? std::string(field.value().get_string())
                                                     : json::serialize(field.value()));
    }
}

void append_example(std::string& out, std::string_view json_text) {
    const auto parsed = parse_json(json_text);
    if (!parsed) return;
    const json::object& example = parsed->as_object();
    const json::value* visibility = example.if_contains("visibility");
    out += fmt::format("    [{}{}] {}\n", std::string_view(example.at("channel").as_string()),
                       visibility == nullptr
                           ? std::string{}
                           : fmt::format(", {}", std::string_view(visibility->as_string())),
                       in_one_line(std::string_view(example.at("text").as_string())));
    if (const json::value* thread = example.if_contains("thread")) {
        for (const json::value& turn : thread->as_array()) {
            out += fmt::format("        {} wrote: {}\n",
                               turn.at("from").as_string() == "us"
                                   ? "we"
                                   : std::string_view(turn.at("from").as_string()),
                               in_one_line(std::string_view(turn.at("text").as_string())));
        }
    }
    append_circumstances(out, example);
}

std::string_view spoken_of(std::string_view languages) {
    return languages.empty() ? std::string_view{"any; it does not depend on words"} : languages;
}

// Where the source rule stands.
std::string_view source_text(std::string_view source) {
    switch (source.empty() ? ' ' : source.front()) {
        case 'A':
            return "how we speak";
        case 'B':
            return "who answers, how fast, with what";
        case 'C':
            return "do it with a plan";
        case 'D':
            return "in public view";
        case 'E':
            return "turning it round";
        default:
            return "the rules";
    }
}

}  // namespace

std::string to_diagnostics(std::string_view text, const std::vector<Finding>& findings) {
    const std::u32string points = text::to_code_points(text);
    std::string out;
    std::size_t errors = 0;
    for (const Finding& finding : findings) {
        errors += finding.severity == Severity::Error ? 1 : 0;
        if (finding.range) {
            const Place place = place_of(points, finding.range->start);
            out += fmt::format("draft:{}:{}: {}: {} [{}]\n", place.line,
                               finding.range->start - place.line_start + 1,
                               name_of(finding.severity), finding.message, finding.rule);
            out += marked_line(points, place, *finding.range);
        } else {
            out += fmt::format("draft: {}: {} [{}]\n", name_of(finding.severity), finding.message,
                               finding.rule);
        }
        if (const Rule* rule = find_rule(finding.rule))
            out += fmt::format("    why: {}\n", rule->why);
        if (finding.fix) {
            out += fmt::format("    fix: {}\n", finding.fix->text.empty()
                                                    ? std::string("leave it out")
                                                    : in_one_line(finding.fix->text));
        }
        out += '\n';
    }
    if (findings.empty()) return "Nothing to mend.\n";
    out +=
        counted(errors, "error") + ", " + counted(findings.size() - errors, "other finding") + "\n";
    return out;
}

std::string to_list(std::span<const Rule* const> rules) {
    std::string out;
    for (const Rule* rule : rules) {
        out += fmt::format("{:<24}{:<9}{}\n", rule->id, name_of(rule->severity), rule->title);
    }
    return out;
}

std::string explain(const Rule& rule) {
    std::string out = fmt::format(
        "{}: {}\n\n{}\n\nFrom rule {} ({}).\nSeverity: {} unless policy.toml says otherwise.\n"
        "Languages: {}.\n",
        rule.id, rule.title, rule.why, rule.source, source_text(rule.source),
        name_of(rule.severity), spoken_of(rule.languages));
    out += fmt::format("Options: [rules] {}{}{}.\n", rule.id, rule.options.empty() ? "" : "; ",
                       rule.options);
    out +=
        fmt::format("Fix: {}.\n", rule.mends.empty() ? "none; a person must decide" : rule.mends);
    out += "\nFound:\n";
    for (const std::string_view example : rule.bad)
        append_example(out, example);
    out += "\nLeft in peace:\n";
    for (const std::string_view example : rule.good)
        append_example(out, example);
    return out;
}

std::string to_page(const Rule& rule) {
    std::string out = fmt::format("# {}\n\nFinds {}.\n\n{}\n\n", rule.id, rule.title, rule.why);
    out += "| | |\n|---|---|\n";
    out += fmt::format("| comes from | rule {}: {} |\n", rule.source, source_text(rule.source));
    out += fmt::format("| severity | {}, unless [policy.toml](../policy.md) says otherwise |\n",
                       name_of(rule.severity));
    out += fmt::format("| languages | {} |\n", spoken_of(rule.languages));
    out += fmt::format("| options | `[rules] {}`{}{} |\n", rule.id,
                       rule.options.empty() ? "" : "; ", rule.options);
    out += fmt::format("| fix | {} |\n\n",
                       rule.mends.empty() ? "none; a person must decide" : rule.mends);
    out += "Each line below is input for `aplomb lint`.\n\nFound:\n\n```json\n";
    for (const std::string_view example : rule.bad)
        out += fmt::format("{}\n", example);
    out += "```\n\nLeft in peace:\n\n```json\n";
    for (const std::string_view example : rule.good)
        out += fmt::format("{}\n", example);
    return out + "```\n";
}

std::string to_contents(std::span<const Rule* const> rules) {
    std::string out =
        "# Manners\n\nWhat `aplomb lint` looks for. The pages are made from the rules "
        "themselves.\n\n"
        "| rule | finds | severity | from |\n|---|---|---|---|\n";
    for (const Rule* rule : rules) {
        out += fmt::format("| [{0}]({0}.md) | {1} | {2} | {3} |\n", rule->id, rule->title,
                           name_of(rule->severity), rule->source);
    }
    return out;
}

}  // namespace aplomb::etiquette

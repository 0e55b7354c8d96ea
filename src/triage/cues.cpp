#include "triage/cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace aplomb::triage {
namespace {

constexpr std::size_t prefix_size = 3;
constexpr std::size_t gap_max = 3;

std::string_view trimmed(std::string_view line) {
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

}  // namespace

Result<Cues::Pattern> Cues::read_pattern(std::string_view line, std::uint16_t cue) const {
    Pattern pattern{cue, {}};
    bool gap = false;
    while (!line.empty()) {
        std::string_view word = take_until(line, ' ');
        if (word.empty()) continue;
        if (word == "..") {
            gap = true;
            continue;
        }
        Step step;
        step.gap_before = gap;
        gap = false;
        while (word != "_" && !word.empty()) {
            std::string_view one = take_until(word, '|');
            const bool prefix = one.size() > prefix_size && one.ends_with('*');
            if (prefix) one.remove_suffix(1);
            if (one.empty() || one.find('*') != std::string_view::npos) {
                return fail(ErrorKind::Invalid,
                            "a star stands at the end of three letters or more");
            }
            step.any_of.push_back({std::string(one), prefix, word_hash(one)});
        }
        pattern.steps.push_back(std::move(step));
    }
    if (pattern.steps.empty() || gap || pattern.steps.front().gap_before ||
        pattern.steps.front().any_of.empty()) {
        return fail(ErrorKind::Invalid, "a pattern begins and ends with a word");
    }
    return pattern;
}

void Cues::add(Pattern pattern) {
    const auto index = static_cast<std::uint32_t>(patterns_.size());
    for (const Alternative& first : pattern.steps.front().any_of) {
        if (first.prefix) {
            const auto hash = word_hash(std::string_view(first.word).substr(0, prefix_size));
            by_prefix_[hash].push_back(index);
            prefixes_begun_.set(hash >> 16);
        } else {
            const auto hash = word_hash(first.word);
            by_word_[hash].push_back(index);
            words_begun_.set(hash >> 16);
        }
    }
    patterns_.push_back(std::move(pattern));
}

Result<Cues> Cues::read(std::string_view text, std::string_view name) {
    Cues cues;
    std::optional<std::uint16_t> current;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::string_view line = trimmed(take_until(text, '\n'));
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("= ")) {
            const std::string_view title = trimmed(line.substr(2));
            const auto found = std::find(cues.names_.begin(), cues.names_.end(), title);
            current = static_cast<std::uint16_t>(found - cues.names_.begin());
            if (found == cues.names_.end()) cues.names_.emplace_back(title);
            continue;
        }
        if (!current) {
            return fail(
                ErrorKind::Invalid,
                fmt::format("{}:{}: a line \"= name\" comes before patterns", name, number));
        }
        auto pattern = cues.read_pattern(line, *current);
        if (!pattern) {
            return fail(ErrorKind::Invalid,
                        fmt::format("{}:{}: {}", name, number, pattern.error().what));
        }
        cues.add(std::move(*pattern));
    }
    return cues;
}

bool Cues::match(const Pattern& pattern, const Tokens& tokens, std::size_t at,
                 std::size_t& last) const {
    const auto fits = [&](const Step& step, std::size_t where) {
        if (where >= tokens.list.size()) return false;
        const Token& token = tokens.list[where];
        if (step.any_of.empty()) return token.kind != TokenKind::Punctuation;
        const std::string_view normal = tokens.normal_of(token);
        return std::any_of(step.any_of.begin(), step.any_of.end(), [&](const Alternative& one) {
            return one.prefix ? normal.starts_with(one.word)
                              : token.hash == one.hash && normal == one.word;
        });
    };
    std::size_t next = at;
    for (const Step& step : pattern.steps) {
        std::size_t skipped = 0;
        while (step.gap_before && skipped < gap_max && !fits(step, next)) {
            ++next;
            ++skipped;
        }
        if (!fits(step, next)) return false;
        last = next++;
    }
    return true;
}

void Cues::try_all(const std::vector<std::uint32_t>& candidates, const Tokens& tokens,
                   std::size_t at, std::vector<CueHit>& hits) const {
    for (const std::uint32_t index : candidates) {
        const Pattern& pattern = patterns_[index];
        std::size_t last = at;
        if (!match(pattern, tokens, at, last)) continue;
        hits.push_back(
            {pattern.cue, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(last)});
    }
}

std::vector<CueHit> Cues::find(const Tokens& tokens) const {
    std::vector<CueHit> hits;
    for (std::size_t i = 0; i < tokens.list.size(); ++i) {
        const Token& token = tokens.list[i];
        if (words_begun_[token.hash >> 16]) {
            const auto found = by_word_.find(token.hash);
            if (found != by_word_.end()) try_all(found->second, tokens, i, hits);
        }
        if (token.normal_size < prefix_size) continue;
        const auto start = word_hash(tokens.normal_of(token).substr(0, prefix_size));
        if (!prefixes_begun_[start >> 16]) continue;
        const auto found = by_prefix_.find(start);
        if (found != by_prefix_.end()) try_all(found->second, tokens, i, hits);
    }
    return hits;
}

}  // namespace aplomb::triage

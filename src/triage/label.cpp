#include "triage/label.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"
#include "triage/tokens.h"

namespace aplomb::triage {
namespace {

constexpr std::size_t words_min = 2;
constexpr std::size_t words_max = 4;
constexpr std::size_t words_tried = 24;
// Words more common than this say nothing by themselves.
constexpr float importance_min = 0.3f;
constexpr float unknown_importance = 0.8f;
// A further word says at least this much of what the first does.
constexpr float worth_saying = 0.2f;
constexpr float most_share = 0.51f;
// What other groups say as often keeps this much.
constexpr float shared_share = 0.5f;
constexpr std::size_t written_max = 60;

// "fails", "failed" and "failing" are one word here; how it is written does not matter.
std::string stem_of(std::string_view word) {
    constexpr std::size_t kept_min = 3;
    for (const std::string_view end : {"ings", "ing", "ed", "es", "s"})
        if (word.ends_with(end) && word.size() >= end.size() + kept_min)
            return std::string(word.substr(0, word.size() - end.size()));
    return std::string(word);
}

struct Said {
    std::string word;
    std::string stem;
    float importance = 0;
};
using Text = std::vector<Said>;

Text read(const std::string& text, const Model& model, Tokens& tokens) {
    Text out;
    tokenize(text, tokens);
    for (const Token& token : tokens.list) {
        if (token.kind != TokenKind::Word && token.kind != TokenKind::Hashtag) continue;
        const Model::Word word = model.word(token.hash);
        const float importance = word.vector.empty() ? unknown_importance : word.importance;
        if (importance < importance_min) continue;
        const std::string_view normal = tokens.normal_of(token);
        out.push_back({std::string(normal), stem_of(normal), importance});
    }
    return out;
}

struct Count {
    std::size_t texts = 0;
    float importance = 0;
};
using Counts = std::map<std::string, Count>;

Counts count(const std::vector<Text>& texts) {
    Counts counts;
    std::unordered_map<std::string, std::size_t> latest;
    for (std::size_t number = 1; number <= texts.size(); ++number) {
        for (const Said& said : texts[number - 1]) {
            Count& one = counts[said.stem];
            one.importance = std::max(one.importance, said.importance);
            one.texts += std::exchange(latest[said.stem], number) != number;
        }
    }
    return counts;
}

struct Candidate {
    float score = 0;
    float share = 0;  // of the group's texts
    std::string stem;
};
using Scored = std::vector<Candidate>;

// Best first.
Scored score(const Counts& counts, std::size_t texts, const Counts& all, std::size_t all_texts) {
    Scored scored;
    for (const auto& [stem, one] : counts) {
        const auto share = static_cast<float>(one.texts) / static_cast<float>(texts);
        const std::size_t outside = all.at(stem).texts - one.texts;
        const std::size_t others = std::max<std::size_t>(all_texts - texts, 1);
        const auto usual = static_cast<float>(outside) / static_cast<float>(others);
        const float telling = std::max(shared_share, 1 - usual / share);
        scored.push_back({share * one.importance * telling, share, stem});
    }
    std::sort(scored.begin(), scored.end(), [](const Candidate& a, const Candidate& b) {
        return a.score != b.score ? a.score > b.score : a.stem < b.stem;
    });
    return scored;
}

// The words of one text that are among the best, in its order, and what they say together.
std::pair<float, std::string> in_order(const Text& text, const Scored& best) {
    float sum = 0;
    std::string out;
    std::vector<std::string_view> used;
    for (const Said& said : text) {
        const auto found = std::find_if(best.begin(), best.end(),
                                        [&](const auto& each) { return each.stem == said.stem; });
        if (found == best.end()) continue;
        if (std::find(used.begin(), used.end(), said.stem) != used.end()) continue;
        used.push_back(said.stem);
        sum += found->score;
        out += (out.empty() ? "" : " ") + said.word;
    }
    return {sum, out};
}

// The member that says most of it.
std::string best_order(const std::vector<Text>& texts, const Scored& scored) {
    std::pair<float, std::string> best{0, {}};
    for (const Text& text : texts) {
        auto one = in_order(text, scored);
        if (one.first > best.first) best = std::move(one);
    }
    return best.second;
}

std::string label(const std::vector<Text>& texts, const Scored& scored) {
    // Two words in any case; more only where most of the group say them.
    Scored best;
    for (const Candidate& each : scored) {
        const bool more =
            each.score >= worth_saying * scored.front().score && each.share >= most_share;
        if (best.size() < words_min || (best.size() < words_max && more)) best.push_back(each);
    }
    std::string found = best_order(texts, best);
    // Where no member says the two best, the best goes with the next that stands beside it.
    for (std::size_t next = words_min;
         next < std::min(scored.size(), words_tried) && found.find(' ') == std::string::npos;
         ++next) {
        const std::string pair = best_order(texts, {scored.front(), scored[next]});
        if (pair.find(' ') != std::string::npos) found = pair;
    }
    return found;
}

std::string beginning_of(const std::string& text) {
    std::size_t end = 0;
    for (std::size_t next = 0; next < text.size() && next <= written_max;) {
        end = next;
        text::next_code_point(text, next);
        if (next == text.size() && next <= written_max) end = next;
    }
    return text.substr(0, end);
}

}  // namespace

std::vector<std::string> label_groups(const std::vector<std::vector<std::string>>& groups,
                                      const Model& model) {
    std::vector<std::vector<Text>> read_groups;
    std::vector<Counts> counts;
    Counts all;
    std::size_t all_texts = 0;
    Tokens tokens;
    for (const auto& group : groups) {
        std::vector<Text>& texts = read_groups.emplace_back();
        for (const std::string& text : group)
            texts.push_back(read(text, model, tokens));
        for (const auto& [stem, one] : counts.emplace_back(count(texts)))
            all[stem].texts += one.texts;
        all_texts += texts.size();
    }
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::vector<Text>& texts = read_groups[i];
        std::string words = label(texts, score(counts[i], texts.size(), all, all_texts));
        if (words.empty() && !groups[i].empty()) words = beginning_of(groups[i].front());
        labels.push_back(std::move(words));
    }
    return labels;
}

}  // namespace aplomb::triage

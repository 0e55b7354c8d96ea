#include "triage/group.h"

#include <algorithm>
#include <array>
#include <map>

namespace aplomb::triage {
namespace {

constexpr std::size_t samples_max = 40;
constexpr std::size_t label_words_max = 5;
// Words more common than this carry no label at its ends.
constexpr float label_importance_min = 0.35f;
// Every shortlisted neighbour is compared by letters too.
constexpr std::size_t shortlist = 32;
// A second group is as near when it has this share of the first one's votes.
constexpr float bridge_votes_share = 0.5f;

bool is_reference(const Token& token, std::string_view normal) {
    if (token.kind != TokenKind::Number) return false;
    const auto digits =
        std::count_if(normal.begin(), normal.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool plain = normal.find_first_of(".,:/-") == std::string_view::npos;
    return plain && (digits >= 5 || (digits >= 2 && normal.size() >= 6));
}

}  // namespace

bool is_customer_specific(const Tokens& tokens, const Cues& cues) {
    bool own = false;
    bool terms = false;
    bool outage = false;
    for (const CueHit& hit : cues.find(tokens)) {
        const std::string& name = cues.names()[hit.cue];
        own |= name == "own_case";
        terms |= name == "terms";
        outage |= name == "outage";
    }
    const bool numbered = std::any_of(
        tokens.list.begin(), tokens.list.end(),
        [&](const Token& token) { return is_reference(token, tokens.normal_of(token)); });
    return terms || numbered || (own && !outage);
}

Grouper::Grouper(const Model& model, const Cues& cues, GroupOptions options)
    : model_(model), cues_(cues), options_(options) {}

void Grouper::forget(Timestamp now) {
    while (!recent_.empty() &&
           (recent_.size() > options_.remembered_max || recent_.front().at + options_.window < now))
        recent_.pop_front();
}

Grouper::Votes Grouper::vote(const Signature& signature) const {
    struct Near {
        float like = 0;
        const Remembered* message = nullptr;
    };
    std::vector<Near> near;
    near.reserve(recent_.size());
    for (const Remembered& each : recent_)
        near.push_back({meaning_likeness(signature, each.signature), &each});
    const auto closer = [](const Near& a, const Near& b) { return a.like > b.like; };
    const std::size_t few = std::min(shortlist, near.size());
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(few), near.end(),
                      closer);
    near.resize(few);
    for (Near& each : near)
        each.like = likeness(signature, each.message->signature);
    std::sort(near.begin(), near.end(), closer);
    near.resize(std::min(near.size(), options_.neighbours));
    std::map<std::size_t, float> votes;
    for (const Near& each : near) {
        if (each.like >= options_.likeness_min)
            votes[home_of(each.message->group)] += each.like - options_.likeness_min + 0.01f;
    }
    Votes out(votes.begin(), votes.end());
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return out;
}

std::size_t Grouper::home_of(std::size_t group) const {
    while (groups_[group].joined != group)
        group = groups_[group].joined;
    return group;
}

// A message near to both: when many are, the two are one cause told in two ways.
void Grouper::bridge(std::size_t first, std::size_t second) {
    const auto pair = std::minmax(first, second);
    const std::size_t count = ++bridges_[pair];
    Live& older = groups_[pair.first];
    Live& younger = groups_[pair.second];
    const auto smaller = static_cast<float>(std::min(older.members.size(), younger.members.size()));
    if (count < options_.bridges_min || static_cast<float>(count) < options_.bridge_share * smaller)
        return;
    older.members.insert(older.members.end(), younger.members.begin(), younger.members.end());
    std::sort(older.members.begin(), older.members.end());
    for (std::string& sample : younger.samples)
        if (older.samples.size() < samples_max) older.samples.push_back(std::move(sample));
    younger.members.clear();
    younger.samples.clear();
    younger.joined = pair.first;
}

std::size_t Grouper::add(std::string_view text, std::optional<Timestamp> at) {
    latest_ = std::max(latest_, at.value_or(latest_));
    forget(latest_);
    const Tokens tokens = tokenize(text);
    const std::size_t message = added_++;
    const bool apart = options_.set_own_matters_apart && is_customer_specific(tokens, cues_);
    Signature signature = sign(tokens, model_);
    const bool compared = !apart && !signature.empty;
    const Votes votes = compared ? vote(signature) : Votes{};
    std::size_t group = groups_.size();
    if (votes.empty()) {
        groups_.push_back({{}, {}, apart, group});
    } else {
        group = votes.front().first;
    }
    Live& live = groups_[group];
    live.members.push_back(message);
    if (live.samples.size() < samples_max) live.samples.emplace_back(text);
    if (compared) recent_.push_back({group, at.value_or(latest_), std::move(signature)});
    if (votes.size() > 1 && votes[1].second >= bridge_votes_share * votes[0].second)
        bridge(votes[0].first, votes[1].first);
    return home_of(group) + 1;
}

std::vector<Group> Grouper::groups() const {
    std::vector<Group> out;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        if (groups_[i].joined != i) continue;
        out.push_back({i + 1, groups_[i].members, label_of(groups_[i].samples, model_),
                       groups_[i].customer_specific});
    }
    return out;
}

std::string label_of(const std::vector<std::string>& texts, const Model& model) {
    struct Run {
        std::size_t texts = 0;
        float weight = 0;
        std::size_t last_text = 0;
    };
    std::map<std::string, Run> runs;
    Tokens tokens;
    for (std::size_t number = 1; number <= texts.size(); ++number) {
        tokenize(texts[number - 1], tokens);
        const auto& list = tokens.list;
        const auto weight_of = [&](std::size_t i) {
            const bool plain =
                list[i].kind == TokenKind::Word || list[i].kind == TokenKind::Hashtag;
            if (!plain) return -1.0f;
            const Model::Word word = model.word(list[i].hash);
            return word.vector.empty() ? 0.8f : word.importance;
        };
        for (std::size_t from = 0; from < list.size(); ++from) {
            std::string words;
            float weight = 0;
            for (std::size_t to = from; to < std::min(from + label_words_max, list.size()); ++to) {
                const float each = weight_of(to);
                if (each < 0) break;
                words += (words.empty() ? "" : " ") + std::string(tokens.normal_of(list[to]));
                weight += each;
                if (weight_of(from) < label_importance_min || each < label_importance_min) continue;
                Run& run = runs[words];
                run.weight = weight;
                if (run.last_text != number) ++run.texts;
                run.last_text = number;
            }
        }
    }
    const std::string* best = nullptr;
    float best_score = 0;
    for (const auto& [words, run] : runs) {
        // Half of the members must say it; among those, the longer and rarer.
        const auto share = static_cast<float>(run.texts) / static_cast<float>(texts.size());
        const float score = run.weight * share * share;
        if (score > best_score) {
            best_score = score;
            best = &words;
        }
    }
    if (best != nullptr) return *best;
    return texts.empty() ? std::string() : texts.front().substr(0, 60);
}

}  // namespace aplomb::triage

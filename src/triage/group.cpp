#include "triage/group.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "triage/label.h"

namespace aplomb::triage {
namespace {

constexpr std::size_t samples_max = 40;
// Every shortlisted neighbour is compared by letters too.
constexpr std::size_t shortlist = 32;
// Likeness a little above the least still counts.
constexpr float vote_floor = 0.01f;

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

std::vector<Grouper::Near> Grouper::nearest(const Signature& signature) const {
    std::vector<std::pair<float, const Remembered*>> by_meaning;
    by_meaning.reserve(recent_.size());
    for (const Remembered& each : recent_)
        by_meaning.emplace_back(meaning_likeness(signature, each.signature), &each);
    const std::size_t few = std::min(shortlist, by_meaning.size());
    std::partial_sort(by_meaning.begin(), by_meaning.begin() + static_cast<std::ptrdiff_t>(few),
                      by_meaning.end(), [](const auto& a, const auto& b) {
                          return a.first != b.first ? a.first > b.first
                                                    : a.second->message < b.second->message;
                      });
    std::vector<Near> near;
    for (std::size_t i = 0; i < few; ++i) {
        const Remembered& each = *by_meaning[i].second;
        const float like = std::max(likeness(signature, each.signature),
                                    copy_likeness(signature, each.signature, model_));
        if (like >= options_.likeness_min) near.push_back({like, each.message});
    }
    std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
        return a.like != b.like ? a.like > b.like : a.message < b.message;
    });
    near.resize(std::min(near.size(), options_.neighbours));
    return near;
}

template<class Have>
std::optional<std::size_t> Grouper::vote(const std::vector<Near>& near, float likeness,
                                         Have have) const {
    std::map<std::size_t, float> votes;
    for (const Near& each : near)
        if (each.like >= likeness)
            votes[have(messages_[each.message])] += each.like - likeness + vote_floor;
    if (votes.empty()) return {};
    return std::max_element(votes.begin(), votes.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

std::size_t Grouper::add(std::string_view text, std::optional<Timestamp> at) {
    latest_ = std::max(latest_, at.value_or(latest_));
    forget(latest_);
    const Tokens tokens = tokenize(text);
    const auto message = static_cast<std::uint32_t>(messages_.size());
    const bool apart = options_.set_own_matters_apart && is_customer_specific(tokens, cues_);
    Signature signature = sign(tokens, model_);
    std::optional<std::size_t> told;
    std::optional<std::size_t> core;
    if (!apart && !signature.empty) {
        const std::vector<Near> near = nearest(signature);
        for (const Near& each : near)
            ties_.push_back(
                {each.message, message, each.like - options_.likeness_min + vote_floor});
        told = vote(near, options_.likeness_told, [](const Message& each) { return each.told; });
        core = vote(near, options_.likeness_core, [](const Message& each) { return each.core; });
        recent_.push_back({message, at.value_or(latest_), std::move(signature)});
    }
    if (!told) told = ++groups_told_;
    if (!core) core = cores_++;
    messages_.push_back({*told, static_cast<std::uint32_t>(*core), apart, std::string(text)});
    return *told;
}

std::vector<Group> Grouper::groups() const {
    std::vector<Tie> ties;
    ties.reserve(ties_.size());
    for (const Tie& tie : ties_)
        ties.push_back({messages_[tie.first].core, messages_[tie.second].core, tie.strength});
    const auto communities = find_communities(cores_, ties, options_.communities);
    std::vector<Group> out;
    std::set<std::size_t> taken;
    std::size_t next = groups_told_;
    for (std::size_t i = 0; i < messages_.size(); ++i) {
        const std::uint32_t community = communities[messages_[i].core];
        if (community == out.size()) {
            const bool is_free = taken.insert(messages_[i].told).second;
            out.push_back({is_free ? messages_[i].told : ++next, {}, {}, messages_[i].apart});
        }
        out[community].members.push_back(i);
    }
    std::vector<std::vector<std::string>> samples;
    for (const Group& group : out) {
        std::vector<std::string>& texts = samples.emplace_back();
        for (std::size_t i = 0; i < std::min(group.members.size(), samples_max); ++i)
            texts.push_back(messages_[group.members[i]].text);
    }
    std::vector<std::string> labels = label_groups(samples, model_);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i].label = std::move(labels[i]);
    return out;
}

}  // namespace aplomb::triage

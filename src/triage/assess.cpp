#include "triage/assess.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "base/embedded_file.h"
#include "text/language.h"
#include "triage/questions.h"
#include "triage/tokens.h"

namespace aplomb::triage {

std::span<const base::EmbeddedFile> triage_files();

namespace {

// Words that carry the reading on their own in most trades.
constexpr std::array<std::string_view, 24> displeasure{
    "broken",   "damaged",   "refund",       "terrible",     "awful",     "worst",
    "useless",  "late",      "lost",         "missing",      "wrong",     "cancelled",
    "canceled", "rude",      "unacceptable", "disappointed", "disgusted", "ridiculous",
    "scam",     "complaint", "never",        "overcharged",  "waiting",   "failed"};
constexpr std::array<std::string_view, 12> pleasure{
    "thanks",  "thank",     "love",  "great",     "amazing",   "awesome",
    "perfect", "brilliant", "kudos", "excellent", "wonderful", "helpful"};

template<std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct Reading {
    const Post& post;
    const Cues& cues;
    const Tokens& tokens;
    const std::vector<Range>& ranges;
    const std::vector<CueHit>& hits;

    [[nodiscard]] bool has(std::string_view cue) const {
        return std::any_of(hits.begin(), hits.end(),
                           [&](const CueHit& hit) { return cues.names()[hit.cue] == cue; });
    }
};

void read_kind(const Reading& reading, Assessment& out) {
    int displeased = 0;
    int pleased = 0;
    bool digits = false;
    for (std::size_t i = 0; i < reading.tokens.list.size(); ++i) {
        const Token& token = reading.tokens.list[i];
        const std::string_view word = reading.tokens.normal_of(token);
        digits |= token.kind == TokenKind::Number;
        if (contains(displeasure, word)) {
            ++displeased;
            out.why.push_back({"kind", reading.ranges[i]});
        }
        pleased += contains(pleasure, word);
    }
    const auto rating = reading.post.rating;
    const bool unhappy = rating ? *rating <= 2 : displeased > pleased;
    const bool happy = rating ? *rating >= 4 : pleased > displeased;
    if (unhappy) {
        out.kind = CaseKind::Complaint;
        out.sentiment = Sentiment::Negative;
        out.sentiment_scores = {0.7f, 0.2f, 0.1f};
        out.complaint = 0.7f;
    } else if (!out.questions.empty()) {
        out.kind = CaseKind::Question;
    } else if (happy) {
        out.kind = CaseKind::Praise;
        out.sentiment = Sentiment::Positive;
        out.sentiment_scores = {0.1f, 0.2f, 0.7f};
    } else if (reading.has("request")) {
        out.kind = CaseKind::Request;
    }
    if (digits && out.kind != CaseKind::Praise) out.specificity = Specificity::Specific;
}

void read_topics(const Reading& reading, Assessment& out) {
    constexpr std::string_view prefix = "topic ";
    for (const CueHit& hit : reading.hits) {
        std::string_view name = reading.cues.names()[hit.cue];
        if (!name.starts_with(prefix)) continue;
        name.remove_prefix(prefix.size());
        if (std::find(out.topics.begin(), out.topics.end(), name) == out.topics.end())
            out.topics.push_back(name);
    }
}

std::string language_of(const Reading& reading) {
    if (!reading.post.language.empty()) {
        return std::string(
            reading.post.language.substr(0, reading.post.language.find_first_of("-_")));
    }
    std::vector<std::string_view> words;
    for (const Token& token : reading.tokens.list) {
        if (token.kind == TokenKind::Word) words.push_back(reading.tokens.normal_of(token));
    }
    return text::guess_language(words);
}

std::string_view shipped_file(std::string_view path) {
    for (const base::EmbeddedFile& file : triage_files()) {
        if (file.path == path) return file.content;
    }
    throw std::logic_error("triage: a file of the room is missing from the binary");
}

}  // namespace

std::string_view name_of(Emotion value) {
    constexpr std::array<std::string_view, 4> names{"anger", "joy", "optimism", "sadness"};
    return names[static_cast<std::size_t>(value)];
}

Assessor::Assessor(Cues cues, SeverityWeights weights)
    : cues_(std::move(cues)), weights_(weights) {}

Assessment Assessor::assess(const Post& post, Tier tier) const {
    const Tokens tokens = tokenize(post.text);
    const std::vector<Range> ranges = ranges_of(tokens, post.text);
    const std::vector<CueHit> hits = cues_.find(tokens);
    const Reading reading{post, cues_, tokens, ranges, hits};
    Assessment out;
    out.language = language_of(reading);
    out.modelled = out.language.empty() || out.language == "en";
    out.questions = find_questions(tokens, ranges, cues_, hits);
    if (tier == Tier::Deep) out.private_data = text::find_private_data(post.text);
    read_kind(reading, out);
    read_topics(reading, out);
    weigh(post, cues_, hits, ranges, weights_, out);
    return out;
}

const Assessor& shipped_assessor() {
    static const Assessor assessor = [] {
        auto cues = Cues::read(shipped_file("cues.txt"), "cues.txt");
        if (!cues) throw std::logic_error(cues.error().what);
        return Assessor(std::move(*cues), SeverityWeights{});
    }();
    return assessor;
}

Assessment assess(std::string_view text, std::optional<int> rating) {
    Post post;
    post.text = text;
    post.rating = rating;
    return shipped_assessor().assess(post, Tier::Deep);
}

}  // namespace aplomb::triage

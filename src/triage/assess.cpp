#include "triage/assess.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "base/embedded_file.h"
#include "text/language.h"
#include "triage/english.h"
#include "triage/features.h"
#include "triage/kind.h"
#include "triage/questions.h"

namespace aplomb::triage {

std::span<const base::EmbeddedFile> triage_files();
std::span<const base::EmbeddedFile> model_files();

namespace {

constexpr float specific_from = 0.5f;
constexpr std::size_t reasons_max = 4;

// Memory that a thread uses again for every message.
struct Scratch {
    Tokens tokens;
    Features features;
};

struct Reading {
    const Post& post;
    const Tokens& tokens;
    const Features& features;
    const std::vector<Range>& ranges;
    const std::vector<CueHit>& hits;
};

// The one that stands out most above its usual share: a missed grievance costs more than a mild
// word taken amiss.
std::size_t most_unusual(std::span<const float> shares, std::span<const float> usual) {
    std::size_t found = 0;
    for (std::size_t i = 1; i < shares.size(); ++i)
        if (shares[i] * usual[found] > shares[found] * usual[i]) found = i;
    return found;
}

void read_feelings(const Model& model, const Evidence& evidence, bool deep, Assessment& out) {
    const auto sentiment = model.decide(HeadName::Sentiment, evidence, deep);
    std::copy_n(sentiment.begin(), out.sentiment_scores.size(), out.sentiment_scores.begin());
    out.sentiment =
        static_cast<Sentiment>(most_unusual(out.sentiment_scores, model.usual_sentiments()));
    const auto emotion = model.decide(HeadName::Emotion, evidence, deep);
    std::copy_n(emotion.begin(), out.emotion_scores.size(), out.emotion_scores.begin());
    out.emotion = static_cast<Emotion>(most_unusual(out.emotion_scores, model.usual_emotions()));
    out.irony = model.decide(HeadName::Irony, evidence, deep)[0];
    out.offensive = model.decide(HeadName::Offensive, evidence, deep)[0];
    out.complaint = model.decide(HeadName::Complaint, evidence, deep)[0];
    out.crisis = model.decide(HeadName::Crisis, evidence, deep)[0];
    out.specific = model.decide(HeadName::Specific, evidence, deep)[0];
}

// The words that added most to a margin.
void explain(std::string_view field, const std::vector<float>& shares, const Reading& reading,
             Assessment& out) {
    std::vector<std::size_t> order(shares.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const std::size_t few = std::min(reasons_max, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(few), order.end(),
                      [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
    order.resize(few);
    while (!order.empty() && shares[order.back()] <= 0)
        order.pop_back();
    std::sort(order.begin(), order.end());
    for (const std::size_t i : order) {
        const Range range = reading.ranges[i];
        const bool joins = !out.why.empty() && out.why.back().field == field &&
                           out.why.back().range.end + 1 >= range.start;
        if (joins) {
            out.why.back().range.end = range.end;
        } else {
            out.why.push_back({field, range});
        }
    }
}

void explain_by_words(std::string_view cue, const Reading& reading, const Cues& cues,
                      Assessment& out) {
    for (const CueHit& hit : reading.hits) {
        if (cues.names()[hit.cue] != cue || out.why.size() >= reasons_max) continue;
        out.why.push_back(
            {"kind", {reading.ranges[hit.first].start, reading.ranges[hit.last].end}});
    }
}

void explain_kind(const Reading& reading, const Model& model, const Cues& cues, Assessment& out) {
    const auto by_weight = [&](Margin margin) {
        explain("kind", model.shares(reading.tokens, reading.features, margin), reading, out);
    };
    switch (out.kind) {
        case CaseKind::Complaint:
            // No model weighs what it cannot read; the words that told it do.
            for (const std::string_view cue : {"danger", "sarcasm", "grievance"})
                explain_by_words(cue, reading, cues, out);
            if (out.why.empty()) by_weight(ComplaintMargin);
            break;
        case CaseKind::Praise:
            by_weight(PositiveMargin);
            break;
        case CaseKind::Question:
            for (const Range& range : out.questions)
                if (out.why.size() < reasons_max) out.why.push_back({"kind", range});
            break;
        case CaseKind::Request:
            explain_by_words("bidding", reading, cues, out);
            explain_by_words("request", reading, cues, out);
            break;
        case CaseKind::Suggestion:
            explain_by_words("suggestion", reading, cues, out);
            break;
        case CaseKind::Spam:
            explain_by_words("hard_sell", reading, cues, out);
            explain_by_words("spam", reading, cues, out);
            break;
        case CaseKind::Other:
            break;
    }
}

void read_topics(const Reading& reading, const Cues& cues, Assessment& out) {
    constexpr std::string_view prefix = "topic ";
    for (const CueHit& hit : reading.hits) {
        std::string_view name = cues.names()[hit.cue];
        if (!name.starts_with(prefix)) continue;
        name.remove_prefix(prefix.size());
        if (std::find(out.topics.begin(), out.topics.end(), name) == out.topics.end())
            out.topics.push_back(name);
    }
}

// "EN", "en-GB" and "en_us" are "en"; what says nothing ("und") is empty.
std::string base_language(std::string_view tag) {
    std::string base(tag.substr(0, tag.find_first_of("-_")));
    for (char& c : base)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    const bool unknown = base == "und" || base == "mul" || base == "zxx";
    return unknown ? std::string() : base;
}

// What the platform says, or else what the text looks like.
text::LanguageGuess language_of(const Post& post, const Tokens& tokens, bool deep) {
    const std::string said = base_language(post.language);
    if (!said.empty()) return {{{said, 1.0}}, true};
    if (!deep && is_plainly_english(tokens)) return {{{"en", 1.0}}, true};
    return text::guess_language_of(post.text);
}

bool is_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || static_cast<unsigned char>(c) >= 0x80;
}

// A mention has no name before its sign.
bool may_hold_address(std::string_view text) {
    for (std::size_t sign = text.find('@'); sign != std::string_view::npos;
         sign = text.find('@', sign + 1)) {
        const bool named = sign > 0 && sign + 1 < text.size() && is_of_name(text[sign - 1]) &&
                           is_of_name(text[sign + 1]);
        if (named && text.find('.', sign) != std::string_view::npos) return true;
    }
    return false;
}

// Looking for private data costs more than all the rest: the fast tier looks only where digits (not
// those of links) or an address could hold some that a checksum or a form proves.
bool may_hold_private_data(const Tokens& tokens, std::string_view text) {
    constexpr int digits_enough = 7;
    int digits = 0;
    for (const Token& token : tokens.list) {
        if (token.kind != TokenKind::Number) continue;
        for (const char c : tokens.normal_of(token))
            digits += c >= '0' && c <= '9';
    }
    return digits >= digits_enough || may_hold_address(text);
}

bool knows(std::string_view language) {
    return language == "en";
}

std::string_view shipped_file(std::span<const base::EmbeddedFile> files, std::string_view path) {
    for (const base::EmbeddedFile& file : files)
        if (file.path == path) return file.content;
    throw std::logic_error("triage: a file of the room is missing from the binary");
}

}  // namespace

std::string_view name_of(Emotion value) {
    constexpr std::array<std::string_view, 4> names{"anger", "joy", "optimism", "sadness"};
    return names[static_cast<std::size_t>(value)];
}

Assessor::Assessor(Cues cues, Model model, SeverityWeights weights)
    : cues_(std::move(cues)), model_(std::move(model)), weights_(weights) {}

Assessment Assessor::assess(const Post& post, Tier tier) const {
    thread_local Scratch scratch;
    tokenize(post.text, scratch.tokens);
    const Tokens& tokens = scratch.tokens;
    const std::vector<Range> ranges = ranges_of(tokens, post.text);
    const std::vector<CueHit> hits = cues_.find(tokens);
    extract(tokens, scratch.features);
    const Reading reading{post, tokens, scratch.features, ranges, hits};
    const bool deep = tier == Tier::Deep;
    Assessment out;
    const text::LanguageGuess language = language_of(post, tokens, deep);
    out.language = language.best();
    // What may be any language is read as English rather than not at all.
    out.modelled = (!language.sure || knows(out.language)) && !tokens.list.empty();
    out.questions = find_questions(tokens, ranges, cues_, hits);
    if (deep || may_hold_private_data(tokens, post.text))
        out.private_data = text::find_private_data(post.text);
    KindEvidence kind{post, cues_, hits, ranges};
    if (out.modelled) {
        Evidence evidence;
        evidence.margins = model_.margins(tokens, scratch.features);
        if (deep) model_.read_deep(tokens, evidence);
        read_feelings(model_, evidence, deep, out);
        kind.forms = model_.decide(HeadName::Kind, evidence, deep);
        if (out.specific >= specific_from) out.specificity = Specificity::Specific;
    }
    const auto has = [&](TokenKind wanted, std::size_t from) {
        return std::any_of(tokens.list.begin() + static_cast<std::ptrdiff_t>(from),
                           tokens.list.end(),
                           [&](const Token& token) { return token.kind == wanted; });
    };
    kind.has_link = has(TokenKind::Link, 0);
    kind.has_handle = has(TokenKind::Mention, std::min<std::size_t>(2, tokens.list.size()));
    out.kind = decide_kind(kind, out);
    explain_kind(reading, model_, cues_, out);
    if (deep && out.specificity == Specificity::Specific) {
        explain("specificity", model_.shares(tokens, scratch.features, SpecificMargin), reading,
                out);
    }
    read_topics(reading, cues_, out);
    weigh(post, cues_, hits, ranges, weights_, out);
    return out;
}

const Assessor& shipped_assessor() {
    static const Assessor assessor = [] {
        auto cues = Cues::read(shipped_file(triage_files(), "cues.txt"), "cues.txt");
        if (!cues) throw std::logic_error(cues.error().what);
        auto model = Model::read(shipped_file(model_files(), "triage.bin"));
        if (!model) throw std::logic_error(model.error().what + ": " + model.error().field);
        return Assessor(std::move(*cues), std::move(*model), SeverityWeights{});
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

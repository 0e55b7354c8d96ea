// What triage has to say about a message, with the evidence for it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/finding.h"
#include "domain/vocabulary.h"
#include "text/private_data.h"

namespace aplomb::triage {

enum class Emotion : std::uint8_t { Anger, Joy, Optimism, Sadness };
std::string_view name_of(Emotion value);

// What is known of a message when it arrives. Empty: not known.
struct Post {
    std::string_view text;
    std::string_view channel;
    std::string_view language;  // as the platform or the author's profile says, such as "en-GB"
    std::optional<std::int64_t> followers;
    std::optional<int> rating;  // 1–5, of a review
    std::optional<Timestamp> at;
};

// The words that weighed most for a field. Code points of the text as written.
struct Reason {
    std::string_view field;
    Range range;
    bool operator==(const Reason&) const = default;
};

// What raised the severity or the urgency, and by how much.
struct Point {
    std::string_view what;  // "stranded", "reach" …: names in severity.h
    int points = 0;         // of severity
    std::optional<Range> range;
    bool operator==(const Point&) const = default;
};

// Probabilities are calibrated where a model gave them. `modelled` is false for a language no model
// knows: then feelings are neutral, probabilities say nothing, and only the word patterns, which
// can raise severity and never lower it, and the language-free parts speak.
struct Assessment {
    CaseKind kind = CaseKind::Other;
    Specificity specificity = Specificity::General;
    Sentiment sentiment = Sentiment::Neutral;
    int severity = 1;                                 // 1–5
    std::array<float, 3> sentiment_scores{0, 1, 0};   // negative, neutral, positive
    Emotion emotion = Emotion::Optimism;              // the likeliest of the four, however unlikely
    std::array<float, 4> emotion_scores{0, 0, 0, 0};  // as Emotion counts
    float irony = 0;
    float offensive = 0;
    float complaint = 0;
    float specific = 0;
    float crisis = 0;   // speaks of a disaster or public emergency
    float urgency = 0;  // 0–1
    std::string language;
    bool modelled = true;
    std::vector<text::PrivateDatum> private_data;
    std::vector<Range> questions;
    std::vector<std::string_view> topics;
    std::vector<Reason> why;
    std::vector<Point> points;
};

}  // namespace aplomb::triage

#include "triage/tone.h"

#include <gtest/gtest.h>

namespace aplomb::triage {
namespace {

// "good" is pleasant, "bad" is not, and nothing else is in the lexicon.
Tone hear(std::string_view text) {
    const Tokens tokens = tokenize(text);
    std::vector<float> valences;
    for (const Token& token : tokens.list) {
        const std::string_view word = tokens.normal_of(token);
        valences.push_back(word == "good" ? 0.5f : word == "bad" ? -0.6f : 0.0f);
    }
    return tone_of(tokens, valences);
}

TEST(Tone, IsNothingWithoutWords) {
    EXPECT_EQ(hear(""), Tone{});
    EXPECT_EQ(hear("the train"), Tone{});
}

TEST(Tone, TurnsWithANotAndRisesWithAVery) {
    EXPECT_GT(hear("good")[0], 0.0f);
    EXPECT_LT(hear("not good")[0], 0.0f);
    EXPECT_GT(hear("very good")[0], hear("good")[0]);
    EXPECT_GT(hear("GOOD")[0], hear("good")[0]);
    EXPECT_LT(hear("slightly good")[0], hear("good")[0]);
}

TEST(Tone, HearsWhatComesAfterTheTurn) {
    const Tone mixed = hear("good food but bad service");
    EXPECT_LT(mixed[12], 0.0f);
    EXPECT_GT(mixed[10], 0.0f);
    EXPECT_LT(mixed[11], 0.0f);
    EXPECT_GT(mixed[14], 0.0f);
}

}  // namespace
}  // namespace aplomb::triage

// The model of tones as it is shipped, and what the rules about tone share.
#include <gtest/gtest.h>

#include <algorithm>

#include "etiquette/matter.h"
#include "etiquette/tone_model.h"

namespace aplomb::etiquette {
namespace {

// How sure the shipped model is of a tone: the loudest of all passages.
double certainty(std::string_view text, Tone tone) {
    const Analysis analysis = analyse(text);
    double loudest = -100;
    for (const Passage& passage : hear(ToneModel::shipped(), wording_of(analysis)))
        loudest = std::max(loudest, passage.of(tone));
    return loudest;
}

TEST(ToneModel, HearsRudenessWhereItIs) {
    EXPECT_GE(certainty("Stop whining and learn to read, you are wasting my time.", Tone::Rude),
              0.0);
    EXPECT_LT(certainty("Thank you for the photo, a new one is on its way.", Tone::Rude), -1.0);
}

TEST(ToneModel, HearsBoilerplate) {
    EXPECT_GE(certainty("Your feedback is valuable to us and has been passed on to the team.",
                        Tone::Canned),
              0.0);
    EXPECT_LT(certainty("The second violin is tuned and waits at the stage door.", Tone::Canned),
              -1.0);
}

TEST(ToneModel, NamesWordsOfThePassage) {
    const Analysis analysis = analyse("Please wait a moment. You idiot, learn to read the sign.");
    const Wording wording = wording_of(analysis);
    const std::size_t second = wording.sentence_around(0).second;
    const auto [first, end] =
        ToneModel::shipped().strongest(wording, second, wording.tokens.size(), Tone::Rude);
    EXPECT_GE(first, second);
    EXPECT_LT(first, end);
    EXPECT_LE(end, wording.tokens.size());
}

TEST(ToneModel, HearsNothingWithoutWeightsItUnderstands) {
    const Analysis analysis = analyse("You idiot, you should really learn to read.");
    for (const std::string_view file : {"", "APLTONE1", "APLTONE2", "something else"}) {
        for (const Passage& passage : hear(ToneModel(file), wording_of(analysis)))
            EXPECT_LT(passage.of(Tone::Rude), -1.0);
    }
}

TEST(ToneModel, LeavesTheShortestSentencesOut) {
    const Analysis analysis = analyse("Hi Ana! Your table is ready by the window.");
    const auto passages = hear(ToneModel::shipped(), wording_of(analysis));
    ASSERT_FALSE(passages.empty());
    EXPECT_EQ(passages.front().first, 2u);
}

TEST(Matter, AgreesUpToEndings) {
    EXPECT_TRUE(same_matter("leak", "leaking"));
    EXPECT_TRUE(same_matter("forty", "40"));
    EXPECT_TRUE(same_matter("strawberry", "strawberries"));
    EXPECT_FALSE(same_matter("cat", "catastrophe"));
    EXPECT_FALSE(same_matter("4", "40"));
}

TEST(Matter, LeavesOutWhatEveryLetterSays) {
    EXPECT_EQ(matter_of(wording_of(analyse("Sorry for the inconvenience, your feedback is "
                                           "valuable, and the piano was scratched."))),
              (std::vector<std::string>{"piano", "scratched"}));
}

}  // namespace
}  // namespace aplomb::etiquette

// The model of tones as it is shipped, and what the rules about tone share.
#include <gtest/gtest.h>

#include "etiquette/matter.h"
#include "etiquette/tone_model.h"

namespace aplomb::etiquette {
namespace {

ToneScore heard(std::string_view text) {
    const Analysis analysis = analyse(text);
    const Wording wording = wording_of(analysis);
    return ToneModel::shipped().score(wording, 0, wording.tokens.size());
}

TEST(ToneModel, HearsRudenessWhereItIs) {
    const double rude =
        heard("Stop whining and learn to read, you are wasting my time.").of(Tone::Rude);
    const double kind = heard("Thank you for the photo, a new one is on its way.").of(Tone::Rude);
    EXPECT_GT(rude, 0.5);
    EXPECT_LT(kind, 0.5);
    EXPECT_GT(rude, kind);
}

TEST(ToneModel, NamesTheWordThatWeighedMost) {
    const Analysis analysis = analyse("Please wait a moment, you idiot.");
    const Wording wording = wording_of(analysis);
    const ToneScore score = ToneModel::shipped().score(wording, 0, wording.tokens.size());
    EXPECT_LT(score.heaviest[static_cast<std::size_t>(Tone::Rude)], wording.tokens.size());
}

TEST(ToneModel, ScoresNothingWithoutWeightsItUnderstands) {
    const Analysis analysis = analyse("You idiot, learn to read.");
    const Wording wording = wording_of(analysis);
    for (const std::string_view file : {"", "APLTONE1", "something else"}) {
        EXPECT_EQ(ToneModel(file).score(wording, 0, wording.tokens.size()).of(Tone::Rude), 0.0);
    }
}

TEST(ToneModel, LeavesTheShortestSentencesOut) {
    const Analysis analysis = analyse("Hi Ana! Your table is ready by the window.");
    const auto sentences = hear(ToneModel::shipped(), wording_of(analysis));
    ASSERT_EQ(sentences.size(), 1u);
    EXPECT_EQ(sentences.front().first, 2u);
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

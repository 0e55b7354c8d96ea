#include "triage/cues.h"

#include <gtest/gtest.h>

namespace aplomb::triage {
namespace {

std::vector<std::string> found(const std::string& patterns, std::string_view text) {
    const auto cues = Cues::read("= it\n" + patterns, "test");
    if (!cues) return {cues.error().what};
    std::vector<std::string> out;
    const Tokens tokens = tokenize(text);
    for (const CueHit& hit : cues->find(tokens)) {
        out.emplace_back(text.substr(tokens.list[hit.first].start,
                                     tokens.list[hit.last].end - tokens.list[hit.first].start));
    }
    return out;
}

using Found = std::vector<std::string>;

TEST(Cues, MatchWordsInOrderWithAlternativesAndPrefixes) {
    EXPECT_EQ(found("strand*\nstuck at|in", "Stranded, stuck in Leeds, stuck up"),
              (Found{"Stranded", "stuck in"}));
}

TEST(Cues, LeapOverAFewWordsButNoMore) {
    EXPECT_EQ(found("charged .. twice", "you charged my card twice"),
              (Found{"charged my card twice"}));
    EXPECT_EQ(found("charged .. twice", "charged for one two three four twice"), Found{});
}

TEST(Cues, TakeAnyOneWordForAnUnderscore) {
    EXPECT_EQ(found("sleep on _ floor", "we sleep on the floor"), (Found{"sleep on the floor"}));
    EXPECT_EQ(found("sleep on _ floor", "we sleep on floor"), Found{});
}

TEST(Cues, SayWhichLineIsWrong) {
    EXPECT_EQ(found("good\nab*", "x"),
              (Found{"test:3: a star stands at the end of three letters or more"}));
    EXPECT_FALSE(Cues::read("lonely", "test"));
}

}  // namespace
}  // namespace aplomb::triage

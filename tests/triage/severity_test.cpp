#include "triage/severity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "triage/questions.h"

namespace aplomb::triage {
namespace {

constexpr std::string_view patterns =
    "= safety\nburning\n= stranded\nstranded\n= vulnerable\nbaby\n= deadline\ntonight\n= legal\n"
    "lawyer\n= money\nrefund\n= waited\nwaiting\n= health\nallergic\n= discrimination\nracist\n";

Assessment weighed(std::string_view text, Assessment assessment, const Post& known = {}) {
    const auto cues = Cues::read(patterns, "test");
    const Tokens tokens = tokenize(text);
    Post post = known;
    post.text = text;
    weigh(post, *cues, cues->find(tokens), ranges_of(tokens, text), SeverityWeights{}, assessment);
    return assessment;
}

Assessment grumbling() {
    Assessment assessment;
    assessment.kind = CaseKind::Complaint;
    assessment.complaint = 0.8f;
    assessment.sentiment_scores = {0.7f, 0.2f, 0.1f};
    return assessment;
}

TEST(Severity, NamesEveryPointAndItsPlace) {
    const Assessment found = weighed("stranded with a baby", grumbling());
    ASSERT_EQ(found.points.size(), 3u);
    EXPECT_EQ(found.points[0].what, "stranded");
    EXPECT_EQ(found.points[0].range, (Range{0, 8}));
    EXPECT_EQ(found.points[1].what, "vulnerable");
    EXPECT_EQ(found.points[2].what, "complaint");
    EXPECT_EQ(found.severity, 4);
}

TEST(Severity, LeavesHappyFigureOfSpeechAlone) {
    Assessment happy;
    happy.sentiment_scores = {0.02f, 0.08f, 0.9f};
    EXPECT_EQ(weighed("that gig was burning", happy).severity, 1);
    EXPECT_GE(weighed("that socket was burning", Assessment{}).severity, 4);
}

TEST(Severity, TakesWeightsAsGiven) {
    const auto cues = Cues::read(patterns, "test");
    const Tokens tokens = tokenize("burning");
    SeverityWeights mild;
    mild.safety = {1, 0.1f};
    Assessment out;
    weigh({}, *cues, cues->find(tokens), ranges_of(tokens, "burning"), mild, out);
    EXPECT_EQ(out.severity, 2);
}

RC_GTEST_PROP(Severity, OnlyRisesWithMoreEvidence, ()) {
    constexpr std::array<std::string_view, 9> words{"burning", "stranded", "baby",
                                                    "tonight", "lawyer",   "refund",
                                                    "waiting", "allergic", "racist"};
    std::string text = "hello";
    const auto picks = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, words.size()));
    Post post;
    post.followers = *rc::gen::inRange(0, 1'000'000);
    Assessment before = weighed(text, grumbling(), post);
    for (const std::size_t pick : picks) {
        text += " " + std::string(words[pick]);
        const Assessment after = weighed(text, grumbling(), post);
        RC_ASSERT(after.severity >= before.severity);
        RC_ASSERT(after.urgency >= before.urgency - 1e-6f);
        before = after;
    }
    post.followers = *post.followers * 10;
    RC_ASSERT(weighed(text, grumbling(), post).severity >= before.severity);
}

}  // namespace
}  // namespace aplomb::triage

#include "triage/assess.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "text/utf8.h"

namespace aplomb::triage {
namespace {

Assessment read(std::string_view text, Tier tier = Tier::Deep) {
    Post post;
    post.text = text;
    return shipped_assessor().assess(post, tier);
}

bool has_point(const Assessment& assessment, std::string_view what) {
    return std::any_of(assessment.points.begin(), assessment.points.end(),
                       [&](const Point& point) { return point.what == what; });
}

TEST(Assess, HearsAPlainComplaintAndShowsItsWords) {
    const Assessment found = read("My order 48213 arrived broken and support is useless");
    EXPECT_EQ(found.kind, CaseKind::Complaint);
    EXPECT_EQ(found.sentiment, Sentiment::Negative);
    EXPECT_FALSE(found.why.empty());
    EXPECT_NE(std::find(found.topics.begin(), found.topics.end(), "order"), found.topics.end());
}

TEST(Assess, FindsTheQuestionsWhereTheyStand) {
    const std::string text = "Hi 😀 nice shop. When do you open on Sunday? Thanks!";
    const Assessment found = read(text);
    ASSERT_EQ(found.questions.size(), 1u);
    const auto points = text::to_code_points(text);
    const Range asked = found.questions.front();
    EXPECT_EQ(
        text::encode(std::u32string_view(points).substr(asked.start, asked.end - asked.start)),
        "When do you open on Sunday?");
}

TEST(Assess, TakesDangerAndNeedSeriously) {
    const Assessment danger = read("The charger caught fire while my daughter slept next to it");
    EXPECT_GE(danger.severity, 4);
    EXPECT_TRUE(has_point(danger, "safety"));
    const Assessment stranded = read("We are stranded in Oslo tonight with two kids, please help");
    EXPECT_GE(stranded.severity, 4);
    EXPECT_GT(stranded.urgency, 0.6f);
}

TEST(Assess, FindsAnAddressInEitherTier) {
    for (const Tier tier : {Tier::Fast, Tier::Deep}) {
        EXPECT_EQ(read("hi @shop, write to jo.doe@example.com please", tier).private_data.size(),
                  1u);
        EXPECT_TRUE(read("(@shop) nothing came. At all", tier).private_data.empty());
    }
}

TEST(Assess, CountsReachAndStars) {
    Post post;
    post.text = "not good at all";
    const Assessment small = shipped_assessor().assess(post, Tier::Deep);
    post.followers = 2'000'000;
    post.rating = 1;
    const Assessment vast = shipped_assessor().assess(post, Tier::Deep);
    EXPECT_GT(vast.severity, small.severity);
    EXPECT_EQ(vast.kind, CaseKind::Complaint);
    EXPECT_TRUE(has_point(vast, "reach"));
    EXPECT_TRUE(has_point(vast, "rating"));
}

TEST(Assess, MarksLanguagesNoModelKnowsAndStillRaisesThem) {
    const Assessment calm = read("Hola, ¿dónde está mi pedido por favor?");
    EXPECT_FALSE(calm.modelled);
    EXPECT_EQ(calm.sentiment, Sentiment::Neutral);
    Post post;
    post.text = "el cargador es peligroso, mi bebé está en el hospital";
    post.language = "es";
    EXPECT_GE(shipped_assessor().assess(post, Tier::Deep).severity, 4);
}

TEST(Assess, AnswersEmptyTextEmojiAndAMegabyte) {
    EXPECT_EQ(read("").kind, CaseKind::Other);
    EXPECT_EQ(read("").severity, 1);
    read("😀🔥💔");
    std::string large;
    while (large.size() < 1'000'000)
        large += "late again! ";
    EXPECT_GE(read(large).severity, 1);
}

RC_GTEST_PROP(Assess, StaysInsideAnyBytes, (const std::string& text)) {
    const Assessment found = read(text, Tier::Fast);
    const std::size_t length = text::count_code_points(text);
    for (const Reason& reason : found.why)
        RC_ASSERT(reason.range.start <= reason.range.end && reason.range.end <= length);
    for (const Range& range : found.questions)
        RC_ASSERT(range.start <= range.end && range.end <= length);
    for (const Point& point : found.points)
        RC_ASSERT(!point.range || point.range->end <= length);
    RC_ASSERT(found.severity >= 1 && found.severity <= 5);
    RC_ASSERT(found.urgency >= 0 && found.urgency <= 1);
}

struct Plain {
    std::string_view text;
    CaseKind kind;
};
void PrintTo(const Plain& plain, std::ostream* out) {
    *out << plain.text;
}

class PlainKinds : public ::testing::TestWithParam<Plain> {};

TEST_P(PlainKinds, AreReadAsAnybodyWould) {
    EXPECT_EQ(name_of(read(GetParam().text).kind), name_of(GetParam().kind));
}

INSTANTIATE_TEST_SUITE_P(
    Assess, PlainKinds,
    ::testing::Values(
        Plain{"The benches were filthy and nobody came to clean them.", CaseKind::Complaint},
        Plain{"No hot water since Sunday and my baby is ill.", CaseKind::Complaint},
        Plain{"Refund me now or I call my lawyer", CaseKind::Complaint},
        Plain{"We waited two hours and then the soup was cold", CaseKind::Complaint},
        Plain{"What do I do if my card gets damaged?", CaseKind::Question},
        Plain{"What time does the last bus leave on Sunday?", CaseKind::Question},
        Plain{"Please send me a copy of my invoice.", CaseKind::Request},
        Plain{"It would be great if the app remembered my address.", CaseKind::Suggestion},
        Plain{"Just wanted to say your night nurse was wonderful.", CaseKind::Praise},
        Plain{"Get 10k followers in 24h, cheap! http://grow.example/x", CaseKind::Spam},
        Plain{"Congratulations, you have won a prize! Claim it at http://win.example",
              CaseKind::Spam},
        Plain{"Happy Friday everyone!", CaseKind::Other}));

}  // namespace
}  // namespace aplomb::triage

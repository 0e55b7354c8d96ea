// Fixes: each does what its rule offers, together they come to rest, and none makes things worse.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "etiquette/linter.h"
#include "etiquette/rule.h"
#include "etiquette/wire.h"
#include "tests/etiquette/shipped_policy.h"
#include "text/length.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

Mended mended(std::string_view json) {
    return mend(read_draft(json).value(), shipped_policy());
}

TEST(Mend, PutsCapitalsIntoSentenceCaseAndSpellsShorthandOut) {
    EXPECT_EQ(
        mended(R"({"channel":"webchat","text":"YOUR ROOM IS READY!!! It's at the desk, IIRC.",)"
               R"("thread":[{"from":"customer","channel":"webchat","text":"Is it done"}]})")
            .text,
        "Your room is ready! It's at the desk, if I remember correctly.");
}

TEST(Mend, TakesSmallWordsOfAShoutedRowForWords) {
    EXPECT_EQ(mended(R"({"channel":"webchat","text":"PLEASE WRITE TO US AT NINE."})").text,
              "Please write to us at nine.");
    EXPECT_EQ(mended(R"({"channel":"webchat","text":"Olive, THANK YOU VERY MUCH for telling us.",)"
                     R"("agent":{"name":"You"}})")
                  .text,
              "Olive, thank you very much for telling us.");
}

TEST(Mend, MasksWhatIsPrivate) {
    EXPECT_EQ(mended(R"({"channel":"x","text":"We refunded card 4012 8888 8888 1881."})")
                  .text.find("8888 8888"),
              std::string::npos);
}

TEST(Mend, WritesTheCustomersName) {
    EXPECT_EQ(mended(R"({"channel":"email","text":"Dear Mr Karlson, the boat is yours.",)"
                     R"("customer":{"name":"Erik Carlsson"}})")
                  .text,
              "Dear Mr Carlsson, the boat is yours.");
}

TEST(Mend, AddsTheBulletinAndATime) {
    const auto bulletin =
        mended(R"({"channel":"x","text":"The lifts stand still.","thread":[{"from":"customer",)"
               R"("channel":"x","text":"why are no lifts running?"}],)"
               R"("case":{"incident":{"bulletin_url":"https://ski.example/lifts"}}})");
    EXPECT_EQ(bulletin.text, "The lifts stand still. https://ski.example/lifts");
    EXPECT_EQ(mended(R"({"channel":"x","text":"Please send us a DM with your pass number."})").text,
              "Please send us a DM with your pass number. You'll have our answer within 12 hours.");
}

TEST(Mend, SplitsWhatIsTooLongIntoAPublicLineAndAPrivateMessage) {
    std::string text = "Yes, the old stamps are still good.";
    for (int i = 0; i < 12; ++i)
        text += " Put them on any letter and drop it into the red box.";
    Draft draft;
    draft.channel = "x";
    draft.text = text;
    const Mended split = mend(draft, shipped_policy());
    EXPECT_TRUE(split.text.starts_with("Yes, the old stamps are still good."));
    EXPECT_TRUE(split.text.ends_with("in a private message right now."));
    EXPECT_TRUE(text::fits(split.text, *text::length_limit("x", text::Audience::Public)));
    ASSERT_EQ(split.asides.size(), 1u);
    EXPECT_TRUE(split.asides[0].ends_with("into the red box."));
    EXPECT_TRUE(may_leave(split.left));
}

TEST(Mend, CountsCodePointsBehindEmoji) {
    Draft draft;
    draft.channel = "email";
    draft.visibility = Visibility::Private;
    draft.text = "🎻🎻 Your violin is repaird and waits for you in the workshop. 🎻";
    const auto findings = lint(draft, shipped_policy());
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].range, (Range{18, 25}));
    EXPECT_EQ(apply_fixes(draft.text, findings),
              "🎻🎻 Your violin is repaired and waits for you in the workshop. 🎻");
}

TEST(Mend, WritesAWordOnlyWhereNoOtherIsAsNear) {
    EXPECT_EQ(
        mended(R"({"channel":"email","text":"We recieved it and will chek it tommorow."})").text,
        "We received it and will chek it tomorrow.");
    const Mended unsure =
        mended(R"({"channel":"email","text":"Muchas grasias por su paciencia con el pedido.",)"
               R"("customer":{"language":"es"}})");
    EXPECT_EQ(unsure.text, "Muchas grasias por su paciencia con el pedido.");
    ASSERT_EQ(unsure.left.size(), 1u);
    EXPECT_EQ(unsure.left[0].rule, "spelling");
    EXPECT_TRUE(unsure.left[0].fix);
}

TEST(Findings, OfOneRuleAboutTheSameWordsAreOne) {
    const std::string_view json = R"({"channel":"email","case":{"kind":"complaint"},"text":)"
                                  R"("You clearly did not read it. That is not true at all, )"
                                  R"(you are wrong, and our records show that you opened it."})";
    const auto findings = lint(read_draft(json).value(), shipped_policy());
    EXPECT_FALSE(findings.empty());
    for (const Finding& one : findings) {
        for (const Finding& other : findings) {
            if (&one == &other || one.rule != other.rule || !one.range || !other.range) continue;
            EXPECT_TRUE(one.range->end <= other.range->start ||
                        other.range->end <= one.range->start)
                << one.rule;
        }
    }
}

std::size_t errors_of(const Rule& rule, const std::vector<Finding>& findings) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) {
            return finding.rule == rule.id && finding.severity == Severity::Error;
        }));
}

// Pieces of text that rules mend, in any order.
rc::Gen<std::string> mendable_text() {
    const auto piece = rc::gen::element<std::string>(
        "PLEASE CALM DOWN ", "WOW!!! ", "lol ", "Dear customer, ", "Hi Tomas, ", "IIRC ",
        "4111 1111 1111 1111 ", "Send us a DM. ", "We'll be in touch. ", "repaird ", "tommorow ",
        "Dear {{first_name}}, ", "écrivez-nous en privé. ", "BITTE SOFORT LESEN. ", "🎻", "\n", ". ",
        "The lifts stand still. ", "a@b.example ", "GB82 WEST 1234 5698 7654 32 ", "é");
    // A draft has a dozen or two of them, not a hundred.
    const auto pieces_of_a_draft =
        rc::gen::scale(0.25, rc::gen::container<std::vector<std::string>>(piece));
    return rc::gen::map(pieces_of_a_draft, [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& one : pieces)
            text += one;
        return text;
    });
}

Draft mendable_draft() {
    Draft draft;
    draft.text = *mendable_text();
    draft.channel = *rc::gen::element<std::string>("x", "email", "facebook");
    draft.visibility = *rc::gen::element(Visibility::Public, Visibility::Private);
    draft.customer.emplace();
    draft.customer->name = "Tomás Rey";
    Turn turn;
    turn.channel = draft.channel;
    turn.text = "Why do the lifts stand still?";
    draft.thread.push_back(turn);
    draft.case_.emplace();
    draft.case_->bulletin_url = *rc::gen::element<std::string>("", "https://ski.example/lifts");
    return draft;
}

RC_GTEST_PROP(Mend, NeverLeavesARuleWithMoreErrors, ()) {
    const Draft draft = mendable_draft();
    const auto before = lint(draft, shipped_policy());
    const Mended after = mend(draft, shipped_policy());
    for (const Rule* rule : rule_catalogue())
        RC_ASSERT(errors_of(*rule, after.left) <= errors_of(*rule, before));
}

RC_GTEST_PROP(Mend, ComesToRest, ()) {
    Draft draft = mendable_draft();
    draft.text = mend(draft, shipped_policy()).text;
    RC_ASSERT(mend(draft, shipped_policy()).text == draft.text);
}

RC_GTEST_PROP(Mend, ChangesOnlyWhatAFixNames, ()) {
    const Draft draft = mendable_draft();
    const std::size_t length = text::count_code_points(draft.text);
    for (const Finding& finding : lint(draft, shipped_policy())) {
        if (!finding.fix) continue;
        RC_ASSERT(finding.fix->range.start <= finding.fix->range.end);
        RC_ASSERT(finding.fix->range.end <= length);
    }
}

}  // namespace
}  // namespace aplomb::etiquette

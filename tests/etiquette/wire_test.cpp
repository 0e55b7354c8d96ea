#include "etiquette/wire.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "etiquette/diagnostics.h"
#include "etiquette/linter.h"

namespace aplomb::etiquette {
namespace {

Result<Draft> draft_of(std::string_view json) {
    return read_draft(json);
}

Error error_of(std::string_view json) {
    const auto draft = read_draft(json);
    return draft ? Error{} : draft.error();
}

TEST(LintInput, FillsInWhatTheChannelImplies) {
    EXPECT_EQ(draft_of(R"({"channel":"x","text":"a"})")->visibility, Visibility::Public);
    EXPECT_EQ(draft_of(R"({"channel":"email","text":"a"})")->visibility, Visibility::Private);
}

TEST(LintInput, TellsAnAbsentOfferFromNone) {
    EXPECT_FALSE(draft_of(R"({"channel":"x","text":"a","case":{}})")->case_->offer_known);
    const auto none = draft_of(R"({"channel":"x","text":"a","case":{"offer":null}})");
    EXPECT_TRUE(none->case_->offer_known);
    EXPECT_FALSE(none->case_->offer);
}

TEST(LintInput, RefusesWhatPeopleMisspellAndNamesThePlace) {
    EXPECT_EQ(error_of(R"({"chanel":"x","text":"a"})").what,
              "\"chanel\" is not a known key; did you mean \"channel\"?");
    EXPECT_EQ(error_of(R"({"channel":"mastodn","text":"a"})").what,
              "there is no channel \"mastodn\"; did you mean \"mastodon\"?");
    const Error turn = error_of(
        R"({"channel":"x","text":"a","thread":[{"from":"us","channel":"x","text":"b","when":1}]})");
    EXPECT_EQ(turn.field, "/thread/0/when");
    EXPECT_EQ(error_of(R"({"channel":"x","text":"a","agent":{"seniority":9}})").field,
              "/agent/seniority");
    EXPECT_EQ(error_of(R"({"channel":"x","text":7})").field, "/text");
    EXPECT_EQ(error_of(R"({"channel":"x"})").what, "\"text\" is missing");
    const Error zone =
        error_of(R"({"channel":"x","text":"a","customer":{"time_zone":"Europe/Pariss"}})");
    EXPECT_EQ(zone.field, "/customer/time_zone");
    EXPECT_TRUE(zone.what.starts_with("there is no time zone \"Europe/Pariss\""));
    EXPECT_TRUE(error_of("nope").what.starts_with("not JSON"));
}

TEST(LintInput, MendsBytesAndSurrogatesThatAreNoCharacters) {
    EXPECT_EQ(draft_of("{\"channel\":\"x\",\"text\":\"a\xFF\"}")->text, "a\xEF\xBF\xBD");
    EXPECT_EQ(draft_of(R"({"channel":"x","text":"a\ud83d."})")->text, "a\xEF\xBF\xBD.");
    EXPECT_EQ(draft_of(R"({"channel":"x","text":"\ud83d\ude00"})")->text, "\xF0\x9F\x98\x80");
    EXPECT_EQ(draft_of("\xEF\xBB\xBF{\"channel\":\"x\",\"text\":\"a\"}")->text, "a");
}

TEST(Verdict, HasTheShapeOfTheContract) {
    const Draft draft = draft_of(R"({"id":"c17","channel":"x","text":"é PLEASE DO it"})").value();
    EXPECT_EQ(boost::json::serialize(verdict_to_json(draft.id, lint(draft, {}))),
              R"({"id":"c17","ok":false,"findings":[{"rule":"shouting","severity":"error",)"
              R"("start":2,"end":11,"message":"Capitals read as shouting.",)"
              R"("fix":{"start":2,"end":11,"text":"please do"},"source":"A9"}]})");
    Finding whole{"salvo", Severity::Warning, {}, "m", {}, "A10"};
    EXPECT_EQ(boost::json::serialize(to_json(whole)),
              R"({"rule":"salvo","severity":"warning","start":null,"end":null,"message":"m",)"
              R"("fix":null,"source":"A10"})");
}

TEST(Verdict, NamesWhatKeepsAReplyHereBeforeWhatOnlyWarns) {
    const Draft draft =
        draft_of(
            R"({"channel":"x","text":"We are sorry about that.","case":{"kind":"complaint"},)"
            R"("thread":[{"from":"us","channel":"x","text":"We looked at your order today."}]})")
            .value();
    const auto findings = lint(draft, {});
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[0].rule, "salvo");
    EXPECT_EQ(findings[1].rule, "no-help-offered");
}

TEST(Verdict, TellsOneSlipOnce) {
    const Draft draft =
        draft_of(R"({"channel":"x","text":"As we already told you, it opens at ten."})").value();
    const auto findings = lint(draft, {});
    EXPECT_EQ(std::count_if(findings.begin(), findings.end(),
                            [](const Finding& f) { return f.rule == "arguing"; }),
              1);
}

TEST(Diagnostics, PointAtTheWordsLikeACompiler) {
    const Draft draft = draft_of(R"({"channel":"email","text":"Hi.\nPLEASE WAIT here"})").value();
    const std::string shown = to_diagnostics(draft.text, lint(draft, {}));
    EXPECT_TRUE(
        shown.starts_with("draft:2:1: error: Capitals read as shouting. [shouting]\n"
                          "    PLEASE WAIT here\n"
                          "    ^~~~~~~~~~~\n"))
        << shown;
    EXPECT_NE(shown.find("fix: Please wait"), std::string::npos) << shown;
    EXPECT_EQ(to_diagnostics("ok", {}), "Nothing to mend.\n");
}

}  // namespace
}  // namespace aplomb::etiquette

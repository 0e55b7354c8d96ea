// Every rule is held to the examples it carries, and to what holds for all rules: ranges lie inside
// the text, a fix cures what it is offered for, and no bytes at all upset the linter.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <ctime>

#include "domain/vocabulary.h"
#include "etiquette/linter.h"
#include "etiquette/rule.h"
#include "etiquette/wire.h"
#include "tests/etiquette/shipped_policy.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

std::vector<Finding> findings_of(const Rule& rule, const Draft& draft) {
    std::vector<Finding> findings = lint(draft, shipped_policy());
    std::erase_if(findings, [&](const Finding& finding) { return finding.rule != rule.id; });
    return findings;
}

Draft example(std::string_view json) {
    auto draft = read_draft(json);
    EXPECT_TRUE(draft) << json << "\n" << draft.error().field << ": " << draft.error().what;
    return draft.value_or(Draft{});
}

TEST(Rules, FindTheirBadExamplesAndSpareTheGoodOnes) {
    ASSERT_GE(rule_catalogue().size(), 8u);
    for (const Rule* rule : rule_catalogue()) {
        EXPECT_FALSE(rule->bad.empty()) << rule->id;
        EXPECT_FALSE(rule->good.empty()) << rule->id;
        for (const std::string_view json : rule->bad) {
            EXPECT_FALSE(findings_of(*rule, example(json)).empty())
                << rule->id << " misses " << json;
        }
        for (const std::string_view json : rule->good) {
            EXPECT_TRUE(findings_of(*rule, example(json)).empty())
                << rule->id << " is wrong about " << json;
        }
    }
}

TEST(Rules, ExplainThemselves) {
    for (const Rule* rule : rule_catalogue()) {
        EXPECT_FALSE(rule->title.empty()) << rule->id;
        EXPECT_FALSE(rule->why.empty()) << rule->id;
        EXPECT_FALSE(rule->source.empty()) << rule->id;
        EXPECT_EQ(find_rule(rule->id), rule);
        for (const std::string_view json : rule->bad) {
            for (const Finding& finding : findings_of(*rule, example(json))) {
                EXPECT_EQ(finding.message.find("You are"), std::string::npos) << finding.message;
                EXPECT_TRUE(finding.message.ends_with('.')) << finding.message;
                EXPECT_EQ(finding.source, rule->source);
            }
        }
    }
}

TEST(Rules, FixesCureWhatTheyAreOfferedFor) {
    for (const Rule* rule : rule_catalogue()) {
        for (const std::string_view json : rule->bad) {
            Draft draft = example(json);
            const auto before = findings_of(*rule, draft);
            const bool mechanical =
                std::all_of(before.begin(), before.end(), [](const Finding& f) { return f.fix; });
            if (!mechanical) continue;
            draft.text = apply_fixes(draft.text, before);
            EXPECT_TRUE(findings_of(*rule, draft).empty()) << rule->id << ": " << draft.text;
        }
    }
}

// Text put together from what the rules look for, broken bytes included.
rc::Gen<std::string> troublesome_text() {
    const auto piece = rc::gen::element<std::string>(
        "PLEASE ", "NOW", "!!!", " ! ", "lol ", "w/ ", "{{name}}", "[EVENT NAME]", "%NAME%", "Hi ,",
        "4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "call us on 0161 496 0000 ",
        "your order #4711-22", "18 Cornwall Road, Bristol BS5 7QT", "a@b.example", "\"", "'", "`",
        "https://example.com/x(y", "@ana@social.example", "\xF0\x9F\x91\xA9\xE2\x80\x8D", "\xFF",
        "\xE2\x80\x8B", "１２", "é", "👍🏽", ". ", "\n", "born 14 March 1979", "$XX", "XX:XX",
        "THE ", "WAND ", "ß", "İ", "ﬁ", "…", "+49 30 1234567", "4 1 1 1", "(", ")", "-", "/", " ");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) {
                            std::string text;
                            for (const std::string& one : pieces)
                                text += one;
                            return text;
                        });
}

Draft any_draft(const std::string& text) {
    Draft draft;
    draft.text = text;
    draft.channel = *rc::gen::elementOf(channel_kinds());
    draft.visibility = *rc::gen::element(Visibility::Public, Visibility::Private);
    draft.now = from_ms(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000));
    draft.customer.emplace();
    draft.customer->name = *troublesome_text();
    draft.customer->time_zone = *rc::gen::element<std::string>("", "Europe/Paris", "No/Where");
    for (int turns = *rc::gen::inRange(0, 4); turns > 0; --turns) {
        Turn turn;
        turn.from = *rc::gen::element(Speaker::Customer, Speaker::Us, Speaker::Other);
        turn.channel = draft.channel;
        turn.text = *troublesome_text();
        draft.thread.push_back(turn);
    }
    return draft;
}

void hold_for(const Draft& draft) {
    const std::size_t length = text::count_code_points(draft.text);
    for (const Finding& finding : lint(draft, shipped_policy())) {
        if (!finding.range) continue;
        RC_ASSERT(finding.range->start <= finding.range->end);
        RC_ASSERT(finding.range->end <= length);
        if (finding.fix) RC_ASSERT(finding.fix->range.end <= length);
    }
}

RC_GTEST_PROP(Rules, KeepTheirRangesInsideAnyText, ()) {
    hold_for(any_draft(*troublesome_text()));
}

RC_GTEST_PROP(Rules, SurviveAnyBytes, (const std::string& bytes)) {
    hold_for(any_draft(bytes));
}

RC_GTEST_PROP(Rules, FixesOfCapitalsLeaveNoShouting, ()) {
    Draft draft = any_draft(*troublesome_text());
    draft.thread.clear();
    const Rule& rule = *find_rule("shouting");
    const auto before = findings_of(rule, draft);
    for (const Finding& finding : before) {
        if (!finding.fix) return;
    }
    draft.text = apply_fixes(draft.text, before);
    RC_ASSERT(findings_of(rule, draft).size() <= before.size());
}

// Processor seconds to judge a text of `piece` over and over.
double effort_for(const std::string& piece, std::size_t bytes) {
    Draft draft;
    draft.channel = "x";  // where long texts are split as well
    draft.visibility = Visibility::Public;
    while (draft.text.size() < bytes)
        draft.text += piece;
    const std::clock_t before = std::clock();
    lint(draft, shipped_policy());
    return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

// Four times the text may take nine times the effort, and what a busy machine adds; a search that
// begins anew at every mark takes sixteen times, and minutes for a text of a megabyte.
void expect_linear_effort(const std::string& piece) {
    constexpr std::size_t bytes = 10'000;
    constexpr double noise = 0.2;
    effort_for(piece, 100);
    EXPECT_LT(effort_for(piece, 4 * bytes), 9 * effort_for(piece, bytes) + noise) << piece;
}

// Marks that open something, that addresses, numbers and fields are made of, and small words.
const std::vector<std::string> tiresome_pieces{
    "Your order 88-4120976 is with (0161) 496 0000 !!! \"THE 4111 1111 ",
    "…",
    "_",
    ".",
    "+",
    "@a",
    "1-",
    "1.",
    "a-",
    "a.",
    "4-",
    "www.",
    "http://",
    "[",
    "{",
    "‹",
    "«",
    "`",
    "<",
    "%a",
    "'a",
    "\"",
    "x",
    "XX-",
    "!",
    "?",
    "(",
    "a@",
    "@1",
    "#_",
    "__a",
    "a.co/(",
    "a.co.1.",
    "4 ",
    "a_",
    "A",
    "IT ",
    "Hi ",
    "é",
    "/",
    ":",
    "*|",
    "${",
    "a.co/",
    "http://a.co/",
    "-",
    "\n",
    "a\n",
    "not ",
    "you ",
    "a, ",
    "order `! ",
    "NOT you ? "};

TEST(Rules, TakeLinearTimeOnLongDrafts) {
    for (const std::string& piece : tiresome_pieces)
        expect_linear_effort(piece);
}

RC_GTEST_PROP(Rules, TakeLinearTimeOnAnyMixRepeated, ()) {
    if (*rc::gen::inRange(0, 10) != 0) return;  // one in ten mixes is enough
    const std::string piece = *troublesome_text();
    if (!piece.empty()) expect_linear_effort(piece);
}

}  // namespace
}  // namespace aplomb::etiquette

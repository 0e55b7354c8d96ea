#include "etiquette/policy.h"

#include <gtest/gtest.h>

#include "etiquette/linter.h"
#include "etiquette/wire.h"

namespace aplomb::etiquette {
namespace {

Policy policy_of(std::string_view toml) {
    auto policy = read_policy(toml, "policy.toml");
    EXPECT_TRUE(policy) << policy.error().what;
    return policy.value_or(Policy{});
}

std::string complaint_about(std::string_view toml) {
    const auto policy = read_policy(toml, "policy.toml");
    return policy ? "" : policy.error().what;
}

std::vector<Finding> judged(std::string_view json, const Policy& policy) {
    return lint(read_draft(json).value(), policy);
}

TEST(Policy, SetsSeverityForEachRuleAndChannel) {
    const Policy policy = policy_of(
        "[rules]\nshouting = { severity = \"hint\", channels = { email = \"off\" } }\n"
        "salvo = \"off\"\n");
    const auto on_x = judged(R"({"channel":"x","text":"THE SHOP IS OPEN."})", policy);
    ASSERT_EQ(on_x.size(), 1u);
    EXPECT_EQ(on_x[0].severity, Severity::Hint);
    EXPECT_TRUE(judged(R"({"channel":"email","text":"THE SHOP IS OPEN."})", policy).empty());
}

TEST(Policy, KnowsTheCompanysOwnWordsAndContacts) {
    const Policy policy = policy_of(
        "[own]\nphones = [\"+44 161 496 0000\"]\nemails = [\"@acme.example\"]\n"
        "[vocabulary]\ncapitals = [\"BEST\", \"FRIENDS\"]\nshorthand = [\"fyi\"]\n");
    EXPECT_TRUE(
        judged(
            R"({"channel":"x","text":"We'll call you at 9 tomorrow from 0161 496 0000, FYI, about )"
            R"(BEST FRIENDS; sent from jo.lee@acme.example.",)"
            R"("thread":[{"from":"customer","channel":"x","text":"when?"}]})",
            policy)
            .empty());
}

TEST(Policy, MovesTheQuietHours) {
    const Policy policy = policy_of("[quiet_hours]\nstart = \"13:00\"\nend = \"15:00\"\n");
    const std::string_view siesta = R"({"channel":"sms","text":"Ready.",)"
                                    R"("now":"2026-06-01T12:30:00Z",)"
                                    R"("customer":{"time_zone":"Europe/Madrid"}})";
    EXPECT_EQ(judged(siesta, policy).size(), 1u);
    EXPECT_TRUE(judged(siesta, {}).empty());
}

TEST(Policy, NamesTheLineAndWhatWasProbablyMeant) {
    EXPECT_EQ(complaint_about("[quiet_hours]\n\nstrat = \"22:00\"\n"),
              "policy.toml:3: there is no key \"strat\"; it is one of start, end");
    EXPECT_EQ(complaint_about("[vocabulary]\ncapitols = []\n"),
              "policy.toml:2: there is no key \"capitols\"; did you mean \"capitals\"?");
    EXPECT_EQ(complaint_about("[rules]\nshoutin = \"off\"\n"),
              "policy.toml:2: there is no rule \"shoutin\"; did you mean \"shouting\"?");
    EXPECT_EQ(complaint_about("[rules]\nsalvo = \"loud\"\n"),
              "policy.toml:2: a severity is \"error\", \"warning\", \"hint\" or \"off\"");
    EXPECT_EQ(complaint_about("[quiet_hours]\nstart = \"25:00\"\n"),
              "policy.toml:2: \"start\" must be a time of day such as \"22:00\"");
    EXPECT_EQ(complaint_about("[own]\nphones = [\n  \"abc\"]\n"),
              "policy.toml:3: \"abc\" is no phone number; write it as in \"+44 800 555 0142\"");
    EXPECT_TRUE(complaint_about("[own]\nemails = [\"not an email\"]\n")
                    .starts_with("policy.toml:2: \"not an email\" is no e-mail address; write"));
    EXPECT_TRUE(complaint_about("[own\n").starts_with("policy.toml:1: not TOML"));
}

}  // namespace
}  // namespace aplomb::etiquette

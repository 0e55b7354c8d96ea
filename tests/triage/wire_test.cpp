#include "triage/wire.h"

#include <gtest/gtest.h>

namespace aplomb::triage {
namespace {

TEST(TriageWire, ReadsAMessageWithAllThatIsKnownOfIt) {
    const auto post =
        read_post(R"({"id":"m1","text":"hi","channel":"x","lang":"en","author":{"followers":12},)"
                  R"("rating":2,"at":"2026-11-22T15:04:00Z"})");
    ASSERT_TRUE(post);
    EXPECT_EQ(post->id, "m1");
    EXPECT_EQ(post->followers, 12);
    EXPECT_EQ(post->rating, 2);
    EXPECT_TRUE(post->at);
}

TEST(TriageWire, NamesTheFieldAtFault) {
    EXPECT_EQ(read_post(R"({"id":"1"})").error().field, "/text");
    EXPECT_EQ(read_post(R"({"text":"a","rating":7})").error().field, "/rating");
    EXPECT_EQ(read_post(R"({"text":"a","chanel":"x"})").error().what,
              "\"chanel\" is not a known key; did you mean \"channel\"?");
    EXPECT_EQ(read_post(R"({"text":"a","author":{"followers":-1}})").error().field,
              "/author/followers");
    EXPECT_FALSE(read_post("nonsense"));
}

TEST(TriageWire, MendsBrokenBytesAndHalvesOfEmoji) {
    const auto bytes = read_post("{\"text\":\"caf\xff!\"}");
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->text, "caf\xEF\xBF\xBD!");
    const auto half = read_post(R"({"text":"a \ud83d b \ud83d\ude00"})");
    ASSERT_TRUE(half);
    EXPECT_EQ(half->text, "a \xEF\xBF\xBD b 😀");
}

TEST(TriageWire, WritesJsonThatCanBeReadBack) {
    Assessment assessment;
    assessment.questions.push_back({3, 9});
    assessment.points.push_back({"reach", 1, {}});
    assessment.private_data.push_back({text::PrivateKind::Card, {1, 2}, true, ""});
    assessment.topics.push_back("order");
    assessment.why.push_back({"kind", {0, 4}});
    std::string line;
    append_assessment(line, "a\"\\\n\x01", assessment);
    const auto value = parse_json(line);
    ASSERT_TRUE(value) << line;
    const json::object& object = value->as_object();
    EXPECT_EQ(object.at("id").as_string(), "a\"\\\n\x01");
    for (const char* key :
         {"kind", "specificity", "sentiment", "sentiment_scores", "emotion", "emotion_scores",
          "irony", "offensive", "complaint", "urgency", "severity", "crisis", "language",
          "private_data", "questions", "topics", "why"}) {
        EXPECT_TRUE(object.contains(key)) << key;
    }
    EXPECT_EQ(object.at("questions").as_array().at(0).at("end").as_int64(), 9);
}

}  // namespace
}  // namespace aplomb::triage

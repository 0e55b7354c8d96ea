#include "text/length.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>
#include <sstream>
#include <string>

#include "tests/shared_data.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

std::size_t weighted(std::string_view text) {
    return length(text, Counting::Weighted);
}

TEST(Length, WeighsScriptsAsXDoes) {
    EXPECT_EQ(weighted("plain"), 5u);
    EXPECT_EQ(weighted("é\u2019"), 2u);  // Latin and general punctuation
    EXPECT_EQ(weighted("e\u0301"), 1u);  // composed before it is counted
    EXPECT_EQ(weighted("저찀쯿쿿"), 8u);
    EXPECT_EQ(weighted("\u2060"), 2u);  // word joiner lies outside the light ranges
    EXPECT_EQ(weighted("…"), 2u);
}

TEST(Length, CountsAnEmojiAsTwoHoweverItIsPutTogether) {
    EXPECT_EQ(weighted("😷👾😡🔥💩"), 10u);
    EXPECT_EQ(weighted("👨‍👩‍👧‍👦"), 2u);
    EXPECT_EQ(weighted("🙋🏽"), 2u);
    EXPECT_EQ(weighted("🇩🇪"), 2u);
    EXPECT_EQ(weighted("1️⃣"), 2u);
    EXPECT_EQ(weighted("☺️"), 2u);
    EXPECT_EQ(weighted("©"), 1u);
    EXPECT_EQ(weighted("🏴󠁧󠁢󠁥󠁮󠁧󠁿"), 2u);
    // Nobody lists a family of one woman and a pizza: it is shown as two.
    EXPECT_EQ(weighted("👩‍🍕"), 2u + 1u + 2u);
}

TEST(Length, CountsEveryAddressAs23OnX) {
    EXPECT_EQ(weighted("https://example.com/a/very/long/path/indeed?with=query"), 23u);
    EXPECT_EQ(weighted("see example.com now"), 4u + 23u + 4u);
    EXPECT_EQ(weighted("mail bob@example.com"), 20u);
    EXPECT_EQ(weighted("v1.2 and notes.txt"), 18u);
    EXPECT_EQ(weighted("https://shop.example/returns"), 23u);
}

TEST(Length, CountsRemoteMentionsByTheLocalPartOnMastodon) {
    EXPECT_EQ(length("@ana@social.example hi", Counting::MastodonCharacters), 7u);
    EXPECT_EQ(length("https://social.example/@ana@x.example", Counting::MastodonCharacters), 23u);
    EXPECT_EQ(length("example.com", Counting::MastodonCharacters), 11u);
}

TEST(Length, HoldsBlueskyToGraphemesAndBytes) {
    const auto limit = length_limit("bluesky", Audience::Public);
    ASSERT_TRUE(limit);
    std::string family;
    for (int i = 0; i < 120; ++i)
        family += "👩‍👩‍👧‍👦";
    EXPECT_TRUE(fits(family, *limit));
    EXPECT_FALSE(fits(family + "👩‍👩‍👧‍👦", *limit));
    EXPECT_TRUE(fits(std::string(300, 'a'), *limit));
    EXPECT_FALSE(fits(std::string(301, 'a'), *limit));
}

TEST(Length, KnowsEachPlatformsLimit) {
    EXPECT_EQ(length_limit("x", Audience::Public)->max, 280u);
    EXPECT_EQ(length_limit("x", Audience::Private)->max, 10'000u);
    EXPECT_EQ(length_limit("instagram", Audience::Private)->counting, Counting::Bytes);
    EXPECT_EQ(length("😀", length_limit("telegram", Audience::Private)->counting), 2u);
    EXPECT_EQ(length("ü", length_limit("google_reviews", Audience::Public)->counting), 2u);
    EXPECT_FALSE(length_limit("email", Audience::Private));
    EXPECT_FALSE(length_limit("carrier_pigeon", Audience::Private));
}

TEST(Length, AgreesWithThePlatformsCases) {
    const auto content = test::read_shared("data/platform_rules/length_cases.json");
    SKIP_WITHOUT_SHARED(content, "data/platform_rules");
    const boost::json::value cases = boost::json::parse(*content);
    for (const auto& value : cases.as_array()) {
        const auto& item = value.as_object();
        const std::string platform(item.at("platform").as_string());
        const std::string text(item.at("text").as_string());
        const auto limit = length_limit(platform, Audience::Public);
        ASSERT_TRUE(limit) << platform;
        EXPECT_EQ(static_cast<std::int64_t>(length(text, limit->counting)),
                  item.at("length").as_int64())
            << platform << ": " << item.at("why").as_string();
        EXPECT_EQ(fits(text, *limit), item.at("fits").as_bool()) << item.at("why").as_string();
    }
}

TEST(Length, GivesEveryEmojiOfUnicodeTwo) {
    const auto content = test::read_shared("data/unicode/emoji-test.txt");
    SKIP_WITHOUT_SHARED(content, "data/unicode/emoji-test.txt");
    std::istringstream lines(*content);
    std::size_t seen = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line.find("fully-qualified") == std::string::npos &&
            line.find("minimally-qualified") == std::string::npos) {
            continue;
        }
        std::istringstream codes(line.substr(0, line.find(';')));
        std::string emoji;
        for (std::string code; codes >> code;) {
            append_utf8(emoji, static_cast<char32_t>(std::stoul(code, nullptr, 16)));
        }
        EXPECT_EQ(weighted(emoji), 2u) << line;
        EXPECT_EQ(length(emoji, Counting::Graphemes), 1u) << line;
        ++seen;
    }
    EXPECT_GT(seen, 3'000u);
}

// X's own configuration, code point by code point.
TEST(Length, WeighsAsTheConfigurationOfXSays) {
    const auto content = test::read_shared("data/twitter_text/v3.json");
    SKIP_WITHOUT_SHARED(content, "data/twitter_text/v3.json");
    const boost::json::value config = boost::json::parse(*content);
    const auto scale = config.at("scale").as_int64();
    EXPECT_EQ(length_limit("x", Audience::Public)->max,
              config.at("maxWeightedTweetLength").to_number<std::size_t>());
    EXPECT_EQ(weighted("https://example.com"),
              config.at("transformedURLLength").to_number<std::size_t>());
    for (char32_t point = 0x20; point < 0x30000; point += point < 0x3000 ? 1 : 61) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        std::int64_t expected = config.at("defaultWeight").as_int64();
        for (const auto& range : config.at("ranges").as_array()) {
            if (point >= range.at("start").to_number<char32_t>() &&
                point <= range.at("end").to_number<char32_t>()) {
                expected = range.at("weight").as_int64();
            }
        }
        std::string text;
        append_utf8(text, point);
        // What Unicode composes from one character into others is weighed as those.
        const std::size_t got = weighted(text);
        if (static_cast<std::int64_t>(got) != expected / scale) {
            ADD_FAILURE() << "U+" << std::hex << static_cast<std::uint32_t>(point) << " weighs "
                          << got;
        }
    }
}

RC_GTEST_PROP(Length, WhatFitsIsAPrefixThatFits, (const std::string& bytes)) {
    const std::string text = bytes + bytes + " https://example.com/x " + bytes;
    for (const char* kind : {"x", "bluesky", "mastodon", "google_reviews"}) {
        LengthLimit limit = *length_limit(kind, Audience::Public);
        limit.max = 20;
        const std::size_t count = fitting_code_points(text, limit);
        RC_ASSERT(count <= count_code_points(text));
        RC_ASSERT((count == count_code_points(text)) == fits(text, limit));
    }
}

}  // namespace
}  // namespace aplomb::text

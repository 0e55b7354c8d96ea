// The Standard Webhooks scheme, held to its published vector and to round trips.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/crypto.h"
#include "channels/standard_webhooks.h"
#include "tests/channels/connector_harness.h"
#include "tests/shared_data.h"

namespace aplomb::channels {
namespace {

using testing::at;

constexpr std::string_view published_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

const Timestamp now = at("2026-11-22T15:00:00Z");

std::string key(char c) {
    return std::string(32, c);
}

std::string secret_of(const std::string& key_bytes) {
    return "whsec_" + crypto::to_base64(key_bytes);
}

HttpRequest signed_request(const std::vector<std::string>& keys, Timestamp when = now) {
    HttpRequest request;
    request.body = R"({"type":"message.created"})";
    sign_webhook(request, keys, "msg_1", when);
    return request;
}

TEST(StandardWebhooks, AgreesWithThePublishedVector) {
    const auto keys = webhook_keys(published_secret);
    ASSERT_TRUE(keys);
    EXPECT_EQ(webhook_signature(keys->front(), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                                R"({"test": 2432232314})"),
              "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(StandardWebhooks, AgreesWithEverySharedVectorOfItsKind) {
    const auto content = test::read_shared("data/api/signatures/vectors.json");
    SKIP_WITHOUT_SHARED(content, "data/api/signatures");
    const auto vectors = parse_json(*content);
    ASSERT_TRUE(vectors);
    int seen = 0;
    for (const json::value& value : vectors->as_array()) {
        const json::object& vector = value.as_object();
        if (vector.at("platform") != "standard-webhooks") continue;
        ++seen;
        const auto keys = webhook_keys(std::string(vector.at("secret").as_string()));
        ASSERT_TRUE(keys);
        EXPECT_EQ(webhook_signature(keys->front(), vector.at("webhook_id").as_string(),
                                    std::stoll(vector.at("webhook_timestamp").as_string().c_str()),
                                    vector.at("body").as_string()),
                  std::string(vector.at("expected").as_string()));
    }
    EXPECT_GE(seen, 1);
}

TEST(StandardWebhooks, AcceptsWhatItSigned) {
    EXPECT_TRUE(verify_webhook({key('a')}, signed_request({key('a')}), now));
}

TEST(StandardWebhooks, AcceptsEitherSecretWhileTheyAreChanged) {
    EXPECT_TRUE(verify_webhook({key('b'), key('a')}, signed_request({key('a')}), now));
    EXPECT_TRUE(verify_webhook({key('b'), key('a')}, signed_request({key('b')}), now));
    EXPECT_TRUE(verify_webhook({key('b')}, signed_request({key('a'), key('b')}), now));
}

TEST(StandardWebhooks, RefusesAnotherKeyAnotherBodyAnotherIdAndOtherVersions) {
    EXPECT_FALSE(verify_webhook({key('b')}, signed_request({key('a')}), now));
    HttpRequest body = signed_request({key('a')});
    body.body += ' ';
    EXPECT_FALSE(verify_webhook({key('a')}, body, now));
    HttpRequest id = signed_request({key('a')});
    id.headers.set("webhook-id", "msg_2");
    EXPECT_FALSE(verify_webhook({key('a')}, id, now));
    HttpRequest version = signed_request({key('a')});
    std::string signature(*version.headers.find("webhook-signature"));
    signature[1] = '2';
    version.headers.set("webhook-signature", signature);
    const auto refused = verify_webhook({key('a')}, version, now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Unauthorized);
}

TEST(StandardWebhooks, RefusesWhenAHeaderIsMissing) {
    for (const char* name : {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
        HttpRequest request = signed_request({key('a')});
        std::erase_if(request.headers.fields, [&](auto& field) { return field.first == name; });
        const auto refused = verify_webhook({key('a')}, request, now);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().kind, ErrorKind::Unauthorized);
        EXPECT_NE(refused.error().what.find(name), std::string::npos);
    }
}

TEST(StandardWebhooks, AllowsFiveMinutesEitherWayAndNoMore) {
    using std::chrono::seconds;
    for (const int off : {-300, 0, 300}) {
        EXPECT_TRUE(
            verify_webhook({key('a')}, signed_request({key('a')}, now + seconds(off)), now));
    }
    for (const int off : {-301, 301, -86400}) {
        EXPECT_FALSE(
            verify_webhook({key('a')}, signed_request({key('a')}, now + seconds(off)), now));
    }
    HttpRequest odd = signed_request({key('a')});
    odd.headers.set("webhook-timestamp", "soon");
    EXPECT_FALSE(verify_webhook({key('a')}, odd, now));
}

TEST(StandardWebhooks, SaysWhatIsWrongWithASecret) {
    EXPECT_FALSE(webhook_keys(""));
    EXPECT_FALSE(webhook_keys("secret"));
    EXPECT_FALSE(webhook_keys("whsec_!!"));
    EXPECT_FALSE(webhook_keys("whsec_YWJj"));
    const std::string two = secret_of(key('a')) + " " + secret_of(key('b'));
    EXPECT_EQ(webhook_keys(two)->size(), 2u);
    EXPECT_FALSE(webhook_keys(two + " " + secret_of(key('c'))));
}

RC_GTEST_PROP(StandardWebhooks, WhateverIsSignedVerifiesAndNothingElseDoes,
              (const std::string& body, std::uint8_t flipped)) {
    HttpRequest request;
    request.body = body;
    sign_webhook(request, {key('k')}, "id", now);
    RC_ASSERT(verify_webhook({key('k')}, request, now).has_value());
    if (body.empty()) return;
    request.body[flipped % body.size()] ^= 1;
    RC_ASSERT(!verify_webhook({key('k')}, request, now).has_value());
}

}  // namespace
}  // namespace aplomb::channels

// An account, answers and bodies the Bluesky tests share.
#pragma once

#include "tests/channels/connector_harness.h"

namespace aplomb::channels {

extern const Connector bluesky;

namespace testing {

inline constexpr std::string_view us = "did:plc:us";

inline Account bluesky_account(bool logged_in = true) {
    Account account;
    account.id = ChannelId{3};
    account.kind = "bluesky";
    account.settings = {
        {"identifier", "shop.test"}, {"service", "http://pds.test"}, {"dms", "off"}};
    account.secrets = {{"password", "aaaa-bbbb"}};
    if (logged_in) {
        account.state["session"] = {
            {"did", us},       {"handle", "shop.test"},     {"access", "A1"},
            {"refresh", "R1"}, {"identifier", "shop.test"}, {"service", "http://pds.test"}};
    }
    return account;
}

inline std::string tokens(std::string_view access, std::string_view refresh) {
    return json::serialize(json::object{
        {"accessJwt", access}, {"refreshJwt", refresh}, {"did", us}, {"handle", "shop.test"}});
}

inline constexpr std::string_view expired = R"({"error":"ExpiredToken","message":"old"})";

// A post as notifications and searches show it.
inline json::object post_view(std::string_view uri, std::string_view indexed,
                              std::string_view text = "hello",
                              std::string_view did = "did:plc:ana") {
    return {{"uri", uri},
            {"cid", "cid-" + std::string(uri)},
            {"author", {{"did", did}, {"handle", "ana.test"}, {"displayName", "Ana"}}},
            {"reason", "mention"},
            {"record",
             {{"$type", "app.bsky.feed.post"},
              {"text", text},
              {"createdAt", indexed},
              {"langs", json::array{"en"}}}},
            {"indexedAt", indexed}};
}

inline std::string_view bearer(const HttpRequest& request) {
    return request.headers.find("authorization").value_or("");
}

inline bool calls(const HttpRequest& request, std::string_view method) {
    return request.url.starts_with("http://pds.test/xrpc/" + std::string(method));
}

}  // namespace testing
}  // namespace aplomb::channels

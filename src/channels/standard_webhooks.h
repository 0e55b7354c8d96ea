// Signing and checking by the Standard Webhooks scheme: HMAC-SHA256 over "ID.TIMESTAMP.BODY", sent
// as `webhook-id`, `webhook-timestamp` (epoch seconds) and `webhook-signature` (a list of
// "v1,BASE64" with spaces between). Used for the webhook channel in both directions and for the
// desk's own outgoing webhooks. Source: connectors/standards.md, "Outgoing webhooks".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/http.h"
#include "base/result.h"
#include "base/time.h"

namespace aplomb::channels {

// How far a sender's clock may be off, either way, and how old a delivery may be.
constexpr Milliseconds webhook_tolerance{5 * 60 * 1000};

// One or two "whsec_BASE64" with a space between (two while a secret is being changed), to their
// raw bytes, newest first. Invalid says what is wrong with which.
Result<std::vector<std::string>> webhook_keys(std::string_view secrets);

// "v1,BASE64".
std::string webhook_signature(std::string_view key, std::string_view id,
                              std::int64_t timestamp_seconds, std::string_view body);

// Sets the three headers on a request of ours, one signature for every key.
void sign_webhook(HttpRequest& request, const std::vector<std::string>& keys, std::string_view id,
                  Timestamp now);

// Unauthorized unless one of the signatures fits one of the keys and the time is near. Every
// signature is compared with every key in constant time, so that the time taken tells nothing.
Result<> verify_webhook(const std::vector<std::string>& keys, const HttpRequest& request,
                        Timestamp now);

}  // namespace aplomb::channels

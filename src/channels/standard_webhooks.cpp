#include "channels/standard_webhooks.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "base/crypto.h"

namespace aplomb::channels {
namespace {

constexpr std::size_t key_bytes_min = 16;  // the scheme asks for 24 to 64; some senders give 16
constexpr std::size_t key_bytes_max = 128;
constexpr std::size_t keys_max = 2;
constexpr std::size_t signatures_max = 16;

std::string_view next_word(std::string_view& text) {
    const std::size_t start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) {
        text = {};
        return {};
    }
    text.remove_prefix(start);
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

std::int64_t seconds_of(Timestamp time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

Result<std::int64_t> timestamp_in(const HttpRequest& request, Timestamp now) {
    const auto header = request.headers.find("webhook-timestamp");
    if (!header) return fail(ErrorKind::Unauthorized, "the header webhook-timestamp is missing");
    std::int64_t seconds = 0;
    const char* last = header->data() + header->size();
    const auto [end, error] = std::from_chars(header->data(), last, seconds);
    if (error != std::errc{} || end != last) {
        return fail(ErrorKind::Unauthorized, "webhook-timestamp must be whole seconds since 1970");
    }
    const std::int64_t tolerance = webhook_tolerance.count() / 1000;
    const std::int64_t here = seconds_of(now);
    if (seconds < here - tolerance || seconds > here + tolerance) {
        return fail(ErrorKind::Unauthorized,
                    "webhook-timestamp is more than 5 minutes off; check the sender's clock");
    }
    return seconds;
}

}  // namespace

Result<std::vector<std::string>> webhook_keys(std::string_view secrets) {
    std::vector<std::string> keys;
    for (std::string_view word = next_word(secrets); !word.empty(); word = next_word(secrets)) {
        if (!word.starts_with("whsec_")) {
            return fail(ErrorKind::Invalid, "a secret looks like whsec_ followed by base64");
        }
        const auto key = crypto::from_base64(word.substr(6));
        if (!key) {
            return fail(ErrorKind::Invalid, "what follows whsec_ in the secret is not base64");
        }
        if (key->size() < key_bytes_min || key->size() > key_bytes_max) {
            return fail(ErrorKind::Invalid,
                        fmt::format("a secret holds {} to {} bytes (24 to 64 is usual); this one "
                                    "holds {}",
                                    key_bytes_min, key_bytes_max, key->size()));
        }
        if (keys.size() == keys_max) {
            return fail(ErrorKind::Invalid,
                        "at most two secrets, the new one and the one it replaces");
        }
        keys.push_back(*key);
    }
    if (keys.empty()) return fail(ErrorKind::Invalid, "the secret is empty");
    return keys;
}

std::string webhook_signature(std::string_view key, std::string_view id,
                              std::int64_t timestamp_seconds, std::string_view body) {
    std::string signed_text;
    signed_text.reserve(id.size() + body.size() + 24);
    signed_text.append(id).append(".").append(std::to_string(timestamp_seconds)).append(".");
    signed_text.append(body);
    return "v1," + crypto::to_base64(crypto::hmac_sha256(key, signed_text));
}

void sign_webhook(HttpRequest& request, const std::vector<std::string>& keys, std::string_view id,
                  Timestamp now) {
    std::string signatures;
    for (const std::string& key : keys) {
        if (!signatures.empty()) signatures += ' ';
        signatures += webhook_signature(key, id, seconds_of(now), request.body);
    }
    request.headers.set("webhook-id", std::string(id));
    request.headers.set("webhook-timestamp", std::to_string(seconds_of(now)));
    request.headers.set("webhook-signature", std::move(signatures));
}

Result<> verify_webhook(const std::vector<std::string>& keys, const HttpRequest& request,
                        Timestamp now) {
    const auto id = request.headers.find("webhook-id");
    if (!id || id->empty() || id->size() > 256) {
        return fail(ErrorKind::Unauthorized, "the header webhook-id is missing or too long");
    }
    const auto list = request.headers.find("webhook-signature");
    if (!list) return fail(ErrorKind::Unauthorized, "the header webhook-signature is missing");
    const std::int64_t seconds = TRY(timestamp_in(request, now));

    std::vector<std::string> expected;
    for (const std::string& key : keys)
        expected.push_back(webhook_signature(key, *id, seconds, request.body));

    bool fits = false;
    std::string_view rest = *list;
    for (std::size_t count = 0; count < signatures_max; ++count) {
        const std::string_view given = next_word(rest);
        if (given.empty()) break;
        for (const std::string& wanted : expected)
            fits |= crypto::equal_in_constant_time(given, wanted);
    }
    if (!fits) {
        return fail(ErrorKind::Unauthorized,
                    "no signature in webhook-signature fits this channel's secret");
    }
    return {};
}

}  // namespace aplomb::channels

// The few cryptographic operations the desk needs, over OpenSSL (hashes) and libsodium (passwords,
// secrets at rest). Byte strings are std::string.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace aplomb::crypto {

std::string sha256(std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);

std::string to_hex(std::string_view bytes);
std::string to_base64(std::string_view bytes);
// URL-safe alphabet without padding (RFC 4648 §5).
std::string to_base64url(std::string_view bytes);
// Either alphabet, padding optional; nothing when it is not base64.
std::optional<std::string> from_base64(std::string_view text);

// Takes the same time wherever they differ; lengths are not secret.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// Argon2id in libsodium's string form. Costs about 64 MiB and 50–100 ms on purpose.
Result<std::string> hash_password(std::string_view password);
bool verify_password(std::string_view hash, std::string_view password);

// Secrets at rest: XChaCha20-Poly1305, nonce in front. `context` (such as "channel:7") is
// authenticated, so that a sealed secret cannot be moved to another row. Key: 32 bytes.
std::string seal(std::string_view key, std::string_view context, std::string_view plain,
                 Random& random);
Result<std::string> open(std::string_view key, std::string_view context, std::string_view sealed);

}  // namespace aplomb::crypto

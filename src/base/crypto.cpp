#include "base/crypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

namespace aplomb::crypto {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string encode(std::string_view bytes, int variant) {
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
    out.pop_back();  // the terminator libsodium counts
    return out;
}

}  // namespace

std::string sha256(std::string_view data) {
    std::string out(32, '\0');
    unsigned int size = 0;
    EVP_Digest(data.data(), data.size(), bytes_of(out), &size, EVP_sha256(), nullptr);
    return out;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    std::string out(32, '\0');
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(data), data.size(),
         bytes_of(out), &size);
    return out;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
    return out;
}

std::string to_base64(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string to_base64url(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> from_base64(std::string_view text) {
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    const bool url_safe = text.find_first_of("-_") != std::string_view::npos;
    std::string out(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int variant = url_safe ? sodium_base64_VARIANT_URLSAFE_NO_PADDING
                                 : sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    if (sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &size, &end,
                          variant) != 0 ||
        end != text.data() + text.size()) {
        return {};
    }
    out.resize(size);
    return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<std::string> hash_password(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        return fail(ErrorKind::Unavailable, "not enough memory to hash a password");
    }
    return std::string(out.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
    return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) ==
           0;
}

std::string seal(std::string_view key, std::string_view context, std::string_view plain,
                 Random& random) {
    const std::string nonce = random.bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    std::string out(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(out), &size, bytes_of(plain), plain.size(),
                                               bytes_of(context), context.size(), nullptr,
                                               bytes_of(nonce), bytes_of(key));
    out.resize(size);
    return nonce + out;
}

Result<std::string> open(std::string_view key, std::string_view context, std::string_view sealed) {
    constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES ||
        sealed.size() < nonce_size + tag_size) {
        return fail(ErrorKind::Corrupt, "a sealed secret is damaged");
    }
    const std::string_view body = sealed.substr(nonce_size);
    std::string out(body.size() - tag_size, '\0');
    unsigned long long size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(out), &size, nullptr, bytes_of(body),
                                                   body.size(), bytes_of(context), context.size(),
                                                   bytes_of(sealed), bytes_of(key)) != 0) {
        return fail(ErrorKind::Corrupt,
                    "a sealed secret does not open with this data directory's key file");
    }
    out.resize(size);
    return out;
}

}  // namespace aplomb::crypto

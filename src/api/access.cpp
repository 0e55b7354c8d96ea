#include "api/access.h"

#include <algorithm>
#include <cctype>

#include "base/crypto.h"
#include "store/accounts.h"

namespace aplomb::api {
namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::string_view token_prefix = "apl_";
// Prolonging at most this often keeps reading from becoming writing.
constexpr Milliseconds extend_every{std::chrono::hours{1}};

std::optional<std::string> cookie_value(const net::Request& request, std::string_view name) {
    for (const auto& [field, value] : request.http.headers.fields) {
        if (!equal_ignoring_case(field, "Cookie")) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            std::string_view pair = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
            pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
            const std::size_t equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
                return std::string(pair.substr(equals + 1));
            }
        }
    }
    return {};
}

std::optional<std::string> bearer_token(const net::Request& request) {
    const auto header = request.http.headers.find("Authorization");
    if (!header) return {};
    const std::size_t blank = std::min(header->find(' '), header->size());
    // Another scheme counts as a credential too, one that is not good.
    if (!equal_ignoring_case(header->substr(0, blank), "Bearer")) return std::string{};
    std::string_view token = header->substr(blank);
    token.remove_prefix(std::min(token.find_first_not_of(' '), token.size()));
    return std::string(token);
}

Result<Identification> by_token(const Services& services, const std::string& token) {
    return services.store.read_for<Identification>(
        [&](const store::Transaction& transaction) -> Result<Identification> {
            auto found = TRY(transaction.accounts().find_token(token_hash(token)));
            if (!found || found->revoked_at) {
                return fail(ErrorKind::Unauthorized, "this token is not valid");
            }
            Identification out;
            out.asker.token = std::move(found);
            return out;
        });
}

Result<Identification> by_session(const Services& services, const std::string& cookie,
                                  Timestamp now) {
    const std::string hash = token_hash(cookie);
    std::optional<Session> session;
    std::optional<User> user;
    TRY(services.store.read([&](const store::Transaction& transaction) -> Result<> {
        session = TRY(transaction.accounts().find_session(hash));
        if (session) user = TRY(transaction.accounts().find(session->user_id));
        return {};
    }));
    // An old cookie is not an attack: whoever shows it is simply nobody.
    if (!session || !user || user->disabled || session->expires_at <= now) return Identification{};

    Identification out;
    out.by_cookie = true;
    out.asker.user = std::move(user);
    out.asker.session_hash = hash;
    out.asker.csrf = session->csrf;
    const Timestamp end = std::min(now + services.settings.session_idle_max,
                                   session->created_at + services.settings.session_age_max);
    if (end - session->expires_at >= extend_every) {
        const auto extended = services.store.write([&](store::Transaction& transaction) {
            return transaction.accounts().extend_session(hash, end);
        });
        // A full disk must not lock people out of reading.
        if (extended) out.extended_cookie = session_cookie(services.settings, cookie);
    }
    return out;
}

// "https://desk.example.com:8443/path" to "https://desk.example.com:8443".
std::string_view origin_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    return url.substr(0, url.find('/', scheme + 3));
}

}  // namespace

std::string_view session_cookie_name(const Settings& settings) {
    return settings.secure_cookies ? "__Host-aplomb_session" : "aplomb_session";
}

std::string session_cookie(const Settings& settings, std::string_view token) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(settings.session_idle_max).count();
    return std::string(session_cookie_name(settings)) + "=" + std::string(token) +
           "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds) +
           (settings.secure_cookies ? "; Secure" : "");
}

std::string expired_cookie(const Settings& settings) {
    return std::string(session_cookie_name(settings)) +
           "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0" +
           (settings.secure_cookies ? "; Secure" : "");
}

Result<Identification> identify(const Services& services, const net::Request& request) {
    if (const auto token = bearer_token(request)) return by_token(services, *token);
    const auto cookie = cookie_value(request, session_cookie_name(services.settings));
    if (cookie && !cookie->empty()) return by_session(services, *cookie, services.clock.now());
    return Identification{};
}

Result<> same_origin(const Settings& settings, const net::Request& request) {
    constexpr std::string_view foreign = "this request comes from another web site";
    const auto site = request.http.headers.find("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") {
        return fail(ErrorKind::Forbidden, std::string(foreign));
    }
    const auto origin = request.http.headers.find("Origin");
    if (!origin) return {};
    if (!settings.public_url.empty() && *origin == origin_of(settings.public_url)) return {};
    const auto host = request.http.headers.find("Host");
    const std::size_t scheme = origin->find("://");
    if (host && scheme != std::string_view::npos &&
        equal_ignoring_case(origin->substr(scheme + 3), *host)) {
        return {};
    }
    return fail(ErrorKind::Forbidden, std::string(foreign));
}

Result<> csrf_matches(const Asker& asker, const net::Request& request) {
    const auto header = request.http.headers.find("X-CSRF-Token");
    if (header && crypto::equal_in_constant_time(*header, asker.csrf)) return {};
    return fail(ErrorKind::Forbidden,
                "the X-CSRF-Token header is missing or not this session's; load the page again");
}

bool may(const Asker& asker, Permission permission) {
    if (permission == Permission::Anyone) return true;
    // Permission::Agent stands at 1 where Role::Agent stands at 0.
    return asker.known() && static_cast<int>(asker.role()) + 1 >= static_cast<int>(permission);
}

NewSession make_session(Services& services, UserId user, Timestamp now) {
    NewSession made;
    made.token = crypto::to_base64url(services.random.bytes(secret_bytes));
    made.session.token_hash = token_hash(made.token);
    made.session.user_id = user;
    made.session.csrf = crypto::to_base64url(services.random.bytes(secret_bytes));
    made.session.created_at = now;
    made.session.expires_at = now + services.settings.session_idle_max;
    return made;
}

std::string make_api_token(Random& random) {
    return std::string(token_prefix) + crypto::to_base64url(random.bytes(secret_bytes));
}

std::string token_hash(std::string_view token) {
    return crypto::to_hex(crypto::sha256(token));
}

Result<std::string> checked_email(std::string_view email, std::string_view field) {
    std::string out(email);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::size_t at = out.find('@');
    const bool plain = std::none_of(out.begin(), out.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == 0x7f;
    });
    if (!plain || at == std::string::npos || at == 0 || at + 1 == out.size() ||
        out.find('@', at + 1) != std::string::npos || out.size() > 254) {
        return fail(ErrorKind::Invalid, "that is not an e-mail address", std::string(field));
    }
    return out;
}

Result<> check_password(std::string_view password, std::string_view field) {
    if (password.size() < 12) {
        return fail(ErrorKind::Invalid, "a password needs at least 12 characters",
                    std::string(field));
    }
    if (password.size() > 1'024) {
        return fail(ErrorKind::Invalid, "a password can have at most 1,024 characters",
                    std::string(field));
    }
    return {};
}

std::string client_address(const Settings& settings, const net::Request& request) {
    if (!settings.behind_proxy) return request.remote_address;
    // The last entry is the one our own proxy wrote; those before it are hearsay.
    std::string_view last;
    for (const auto& [name, value] : request.http.headers.fields) {
        if (equal_ignoring_case(name, "X-Forwarded-For")) last = value;
    }
    if (const std::size_t comma = last.rfind(','); comma != std::string_view::npos) {
        last.remove_prefix(comma + 1);
    }
    last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
    return last.empty() ? request.remote_address : std::string(last);
}

}  // namespace aplomb::api

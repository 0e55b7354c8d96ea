#include "channels/mail/mailbox_account.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/crypto.h"
#include "channels/account_settings.h"
#include "channels/mail/headers.h"

namespace aplomb::channels::mail {
namespace {

constexpr std::string_view id_prefix = "aplomb.";
constexpr std::size_t random_letters = 20;
constexpr std::size_t mac_letters = 12;
constexpr std::size_t own_ids_looked_at_max = 1000;

// Five bits a letter, none of which can be taken for another.
std::string letters_of(std::string_view bytes, std::size_t count) {
    constexpr std::string_view alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    std::string out;
    unsigned int bits = 0;
    int have = 0;
    for (std::size_t i = 0; out.size() < count && i < bytes.size();) {
        if (have < 5) {
            bits = bits << 8 | static_cast<unsigned char>(bytes[i++]);
            have += 8;
        }
        while (have >= 5 && out.size() < count) {
            have -= 5;
            out += alphabet[bits >> have & 31];
        }
    }
    return out;
}

std::string mac(const std::string& key, std::string_view purpose, std::string_view text) {
    return letters_of(crypto::hmac_sha256(key, fmt::format("{}:{}", purpose, text)), mac_letters);
}

struct HostPort {
    std::string host;
    int port = 0;
};

std::optional<HostPort> host_port(const std::string& text, int usual_port) {
    const std::size_t colon = text.rfind(':');
    const std::size_t bracket = text.rfind(']');
    HostPort out{text, usual_port};
    if (colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
        const std::string_view digits = std::string_view(text).substr(colon + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
        if (error != std::errc{} || end != digits.data() + digits.size()) return {};
        out.host = text.substr(0, colon);
    }
    if (out.host.starts_with('[') && out.host.ends_with(']')) {
        out.host = out.host.substr(1, out.host.size() - 2);
    }
    const bool odd = out.host.empty() || out.host.find_first_of(" /@") != std::string::npos;
    if (odd || out.port < 1 || out.port > 65535) return {};
    return out;
}

struct UsualPorts {
    int imap;
    int smtp;
};

UsualPorts usual_ports(std::string_view tls) {
    if (tls == "starttls") return {143, 587};
    if (tls == "none") return {143, 25};
    return {993, 465};
}

}  // namespace

MailboxAccount MailboxAccount::of(const Account& account) {
    MailboxAccount out;
    out.address = lowered(setting(account, "address"));
    const std::size_t sign = out.address.rfind('@');
    out.local = out.address.substr(0, sign);
    out.domain = sign == std::string::npos ? "localhost" : out.address.substr(sign + 1);
    out.name = setting(account, "sender_name");
    out.mailbox = setting(account, "mailbox", "INBOX");
    out.link_key = secret(account, "link_key");
    out.plus_addressing = flag_in(account.settings, "plus_addressing", true);
    const auto grace = whole_in(account.settings, "proof_grace_seconds");
    if (grace) out.proof_grace = Milliseconds{std::clamp<std::int64_t>(*grace, 0, 86'400) * 1000};
    return out;
}

std::string MailboxAccount::with_detail(std::string_view detail) const {
    return plus_addressing ? fmt::format("{}+{}@{}", local, detail, domain) : address;
}

bool MailboxAccount::is_ours(std::string_view given) const {
    const std::string text = lowered(given);
    if (text == address) return true;
    return text.ends_with("@" + domain) && text.starts_with(local + "+");
}

std::string MailboxAccount::reply_address(ConversationId conversation) const {
    const std::string number = conversation.text();
    return with_detail(fmt::format("c{}.{}", number, mac(link_key, "conversation", number)));
}

std::optional<ConversationId> MailboxAccount::conversation_in(std::string_view given) const {
    const std::string text = lowered(given);
    const std::string start = local + "+c";
    if (!text.starts_with(start) || !text.ends_with("@" + domain) || link_key.empty()) return {};
    const std::string_view detail =
        std::string_view(text).substr(start.size(), text.size() - start.size() - domain.size() - 1);
    const std::size_t dot = detail.find('.');
    if (dot == std::string_view::npos) return {};
    const auto id = ConversationId::parse(detail.substr(0, dot));
    if (!id) return {};
    const std::string wanted = mac(link_key, "conversation", detail.substr(0, dot));
    if (!crypto::equal_in_constant_time(wanted, detail.substr(dot + 1))) return {};
    return id;
}

std::string MailboxAccount::make_message_id(Random& random) const {
    const std::string unique = letters_of(random.bytes(16), random_letters);
    return fmt::format("{}{}.{}@{}", id_prefix, unique, mac(link_key, "message", unique), domain);
}

bool MailboxAccount::made_message_id(std::string_view id) const {
    if (!id.starts_with(id_prefix) || link_key.empty()) return false;
    id.remove_prefix(id_prefix.size());
    const std::size_t dot = id.find('.');
    const std::size_t sign = id.find('@');
    if (dot == std::string_view::npos || sign == std::string_view::npos || sign < dot) return false;
    return id.substr(sign + 1) == domain &&
           crypto::equal_in_constant_time(mac(link_key, "message", id.substr(0, dot)),
                                          id.substr(dot + 1, sign - dot - 1));
}

std::string MailboxAccount::own_message_id_in(std::string_view text) const {
    std::size_t at = text.find(id_prefix);
    for (std::size_t i = 0; at != std::string_view::npos && i < own_ids_looked_at_max; ++i) {
        const std::size_t size =
            id_prefix.size() + random_letters + 1 + mac_letters + 1 + domain.size();
        const std::string_view candidate = text.substr(at, size);
        if (made_message_id(candidate)) return std::string(candidate);
        at = text.find(id_prefix, at + 1);
    }
    return {};
}

Result<> configure_mailbox(json::object& settings, json::object& secrets) {
    const std::string address = lowered(text_in(settings, "address"));
    const std::size_t sign = address.find('@');
    const bool odd = sign == std::string::npos || sign == 0 || sign + 1 == address.size() ||
                     address.find_first_of(" <>,;\"\r\n+") != std::string::npos ||
                     address.find('@', sign + 1) != std::string::npos;
    if (odd) {
        return fail(ErrorKind::Invalid,
                    "address must be the plain mail address of this mailbox, such as "
                    "support@example.org",
                    "address");
    }
    settings["address"] = address;
    std::string tls = text_in(settings, "tls");
    if (tls.empty()) tls = "implicit";
    if (tls != "implicit" && tls != "starttls" && tls != "none") {
        return fail(ErrorKind::Invalid, "tls must be implicit, starttls or none", "tls");
    }
    settings["tls"] = tls;
    for (const char* key : {"imap", "smtp"}) {
        if (!host_port(text_in(settings, key), 1)) {
            return fail(
                ErrorKind::Invalid,
                fmt::format("{} must be HOST or HOST:PORT, such as mail.example.org:993", key),
                key);
        }
    }
    if (text_in(secrets, "password").empty() && text_in(secrets, "access_token").empty()) {
        return fail(ErrorKind::Invalid, "password is missing", "password");
    }
    if (settings.contains("proof_grace_seconds") && !whole_in(settings, "proof_grace_seconds")) {
        return fail(ErrorKind::Invalid, "proof_grace_seconds must be a whole number",
                    "proof_grace_seconds");
    }
    if (text_in(secrets, "link_key").empty()) {
        SecureRandom random;
        secrets["link_key"] = crypto::to_base64url(random.bytes(32));
    }
    return {};
}

std::optional<MailServers> mail_servers_of(const Account& account) {
    MailServers out;
    out.tls = setting(account, "tls", "implicit");
    const auto [imap_port, smtp_port] = usual_ports(out.tls);
    const auto imap = host_port(setting(account, "imap"), imap_port);
    const auto smtp = host_port(setting(account, "smtp"), smtp_port);
    if (!imap || !smtp) return {};
    out.imap_host = imap->host;
    out.imap_port = imap->port;
    out.smtp_host = smtp->host;
    out.smtp_port = smtp->port;
    out.username = setting(account, "username", setting(account, "address"));
    out.password = secret(account, "password");
    out.access_token = secret(account, "access_token");
    out.mailbox = setting(account, "mailbox", "INBOX");
    return out;
}

}  // namespace aplomb::channels::mail

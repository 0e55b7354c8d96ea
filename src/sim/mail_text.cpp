#include "sim/mail_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/crypto.h"
#include "base/http.h"

namespace aplomb::sim {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string header_words(const std::string& text) {
    return is_ascii(text) ? text : "=?utf-8?B?" + crypto::to_base64(text) + "?=";
}

std::string mail_date(Timestamp time) {
    constexpr std::string_view days[]{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::string_view months[]{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} +0000", days[std::chrono::weekday{day}.c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
        clock.seconds().count());
}

std::string from_quoted_printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            out += text[i];
        } else if (text.substr(i + 1, 2) == "\r\n") {
            i += 2;
        } else if (text.substr(i + 1, 1) == "\n") {
            i += 1;
        } else {
            out += percent_decode("%" + std::string(text.substr(i + 1, 2)));
            i += 2;
        }
    }
    return out;
}

struct Part {
    std::string_view head;
    std::string_view body;
};

Part split(std::string_view raw) {
    const auto blank = raw.find("\r\n\r\n");
    if (blank == std::string_view::npos) return {raw, {}};
    return {raw.substr(0, blank + 2), raw.substr(blank + 4)};
}

std::string boundary_of(std::string_view type) {
    const auto at = type.find("boundary=");
    if (at == std::string_view::npos) return {};
    std::string_view value = type.substr(at + 9);
    if (value.starts_with('"')) {
        value.remove_prefix(1);
        return std::string(value.substr(0, value.find('"')));
    }
    return std::string(trimmed(value.substr(0, value.find(';'))));
}

std::string decoded_text(std::string_view raw) {
    const Part part = split(raw);
    const std::string type = mail_header(part.head, "Content-Type");
    if (const std::string boundary = boundary_of(type); !boundary.empty()) {
        const std::string mark = "--" + boundary + "\r\n";
        const auto start = part.body.find(mark);
        if (start == std::string_view::npos) return {};
        std::string_view first = part.body.substr(start + mark.size());
        return decoded_text(first.substr(0, first.find("\r\n--" + boundary)));
    }
    const std::string encoding = mail_header(part.head, "Content-Transfer-Encoding");
    if (equal_ignoring_case(encoding, "quoted-printable")) return from_quoted_printable(part.body);
    if (equal_ignoring_case(encoding, "base64")) {
        std::string packed(part.body);
        std::erase_if(packed, [](char c) { return c == '\r' || c == '\n'; });
        return crypto::from_base64(packed).value_or("");
    }
    return std::string(part.body);
}

}  // namespace

std::string write_mail(const PlainMail& mail) {
    std::string out =
        fmt::format("From: {} <{}>\r\nTo: <{}>\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}>\r\n",
                    header_words(mail.from_name), mail.from, mail.to, header_words(mail.subject),
                    mail_date(mail.date), mail.message_id);
    if (!mail.references.empty()) {
        out += fmt::format("In-Reply-To: <{}>\r\nReferences: <{}>\r\n", mail.references.back(),
                           fmt::join(mail.references, ">\r\n <"));
    }
    out +=
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n";
    for (const char c : mail.text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out + "\r\n";
}

std::string mail_header(std::string_view raw, std::string_view name) {
    while (!raw.empty() && !raw.starts_with("\r\n")) {
        auto end = raw.find("\r\n");
        while (end != std::string_view::npos && end + 2 < raw.size() &&
               (raw[end + 2] == ' ' || raw[end + 2] == '\t')) {
            end = raw.find("\r\n", end + 2);
        }
        const std::string_view line = raw.substr(0, end);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && equal_ignoring_case(line.substr(0, colon), name)) {
            std::string value(trimmed(line.substr(colon + 1)));
            std::erase_if(value, [](char c) { return c == '\r' || c == '\n'; });
            return value;
        }
        if (end == std::string_view::npos) break;
        raw.remove_prefix(end + 2);
    }
    return {};
}

std::string in_brackets(std::string_view value) {
    const auto open = value.find('<');
    const auto close = value.find('>', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
        return std::string(trimmed(value));
    }
    return std::string(value.substr(open + 1, close - open - 1));
}

std::string mail_words(std::string_view raw) {
    const std::string text = decoded_text(raw);
    std::string words;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find('\n', start), text.size());
        std::string_view line = std::string_view(text).substr(start, end - start);
        if (line.ends_with('\r')) line.remove_suffix(1);
        start = end + 1;
        if (line.starts_with('>')) continue;
        if (line == "-- ") break;
        words += line;
        words += '\n';
    }
    return std::string(trimmed(words));
}

}  // namespace aplomb::sim

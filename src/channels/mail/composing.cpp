#include "channels/mail/composing.h"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>

#include "channels/mail/quotes.h"

namespace aplomb::channels::mail {
namespace {

constexpr std::size_t references_max = 20;
constexpr std::size_t header_line_max = 76;
constexpr std::size_t text_line_max = 76;

void start_gmime() {
    [[maybe_unused]] static const bool ready = [] {
        g_mime_init();
        return true;
    }();
}

// Nobody smuggles a header into ours by a line end in a name or a subject.
std::string one_line_of(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return out;
}

std::string taken(char* text) {
    std::string out = text == nullptr ? "" : text;
    g_free(text);
    return out;
}

std::string encoded_text(std::string_view text) {
    start_gmime();
    return taken(g_mime_utils_header_encode_text(nullptr, one_line_of(text).c_str(), "utf-8"));
}

std::string named_address(std::string_view name, const std::string& address) {
    const std::string plain = one_line_of(address);
    if (name.empty()) return plain;
    start_gmime();
    return taken(g_mime_utils_header_encode_phrase(nullptr, one_line_of(name).c_str(), "utf-8")) +
           " <" + plain + ">";
}

// Breaks between words; a word alone may be longer than a line.
std::string folded(std::string_view name, std::string_view value) {
    std::string out(name);
    out += ':';
    std::size_t column = out.size();
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(' '), value.size());
        const std::string_view word = value.substr(0, end);
        value.remove_prefix(std::min(end + 1, value.size()));
        if (word.empty()) continue;
        if (column + 1 + word.size() > header_line_max && column > name.size() + 1) {
            out += "\r\n";
            column = 0;
        }
        out += ' ';
        out += word;
        column += 1 + word.size();
    }
    return out + "\r\n";
}

std::string mail_date_of(Timestamp time) {
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    return fmt::format(
        "{}, {} {} {} {:02}:{:02}:{:02} +0000", days[std::chrono::weekday(day).c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
        clock.seconds().count());
}

// RFC 2045 §6.7. A dot that begins a line is written as a code, so that no server between can
// mistake it for the end, and so is the F of "From ", which some programs change.
std::string quoted_printable(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            out += "\r\n";
            column = 0;
            continue;
        }
        if (c == '\r') continue;
        const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
        const bool blank = c == ' ' || c == '\t';
        bool plain = (c > 0x20 && c < 0x7F && c != '=') || (blank && !ends_line);
        const bool line_start = column == 0;
        if (line_start && (c == '.' || text.substr(i, 5) == "From ")) plain = false;
        const std::size_t width = plain ? 1 : 3;
        if (column + width > text_line_max - 1 && !(ends_line && column + width <= text_line_max)) {
            out += "=\r\n";
            column = 0;
            if (c == '.') plain = false;
        }
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'=', hex[byte >> 4], hex[byte & 15]};
        }
        column += plain ? 1 : 3;
    }
    return out + "\r\n";
}

std::string bracketed(const std::vector<std::string>& ids) {
    std::string out;
    for (const std::string& id : ids)
        out += (out.empty() ? "<" : " <") + one_line_of(id) + ">";
    return out;
}

}  // namespace

std::vector<std::string> trimmed_references(std::vector<std::string> ids) {
    std::vector<std::string> out;
    for (std::string& id : ids) {
        // A mail that is answered twice stands where it stood last.
        std::erase(out, id);
        if (!id.empty()) out.push_back(std::move(id));
    }
    if (out.size() > references_max) {
        out.erase(out.begin() + 1,
                  out.begin() + 1 + static_cast<std::ptrdiff_t>(out.size() - references_max));
    }
    return out;
}

std::string answering_subject(std::string_view subject) {
    const std::string bare = bare_subject(subject);
    return "Re: " + (bare.empty() ? std::string("your message") : bare);
}

std::string compose(const OutgoingMail& mail) {
    std::string out;
    out += folded("Date", mail_date_of(mail.date));
    out += folded("From", named_address(mail.from_name, mail.from_address));
    out += folded("To", named_address(mail.to_name, mail.to_address));
    if (!mail.reply_to.empty()) {
        out += folded("Reply-To", named_address(mail.from_name, mail.reply_to));
    }
    out += folded("Subject", encoded_text(mail.subject));
    out += folded("Message-ID", bracketed({mail.message_id}));
    if (!mail.in_reply_to.empty()) out += folded("In-Reply-To", bracketed({mail.in_reply_to}));
    if (!mail.references.empty()) out += folded("References", bracketed(mail.references));
    out += "MIME-Version: 1.0\r\n";
    out += "Content-Type: text/plain; charset=utf-8\r\n";
    out += "Content-Transfer-Encoding: quoted-printable\r\n";
    out += "\r\n";
    out += quoted_printable(mail.text);
    return out;
}

}  // namespace aplomb::channels::mail

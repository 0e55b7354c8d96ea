// Mail addresses, as they are and as people spell them for other people only, and whose they are.
//
// When a company speaks, most addresses in its texts are its own, offered on purpose. The words
// decide: "write to me at", "our desk" offer; "your address", "sent to" tell. A name of the
// customer in the address, or a free mail host, tells as well.
#include <algorithm>
#include <optional>
#include <string>

#include "text/links.h"
#include "text/private_scan.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

constexpr WordList role_names =
    "abuse phishing security legal postmaster webmaster tips info hello help support contact "
    "service services care customercare customerservice jobs job "
    "career careers manager management office mail team press media sales shop store orders order "
    "booking bookings reservations returns refunds billing accounts privacy admin reception desk "
    "events feedback complaints claims news kontakt hilfe kundenservice service bewerbung hola "
    "ayuda atencion contacto reservas bonjour aide contato ajuda apoio direcao geral reservas "
    "assistenza info prenotazioni direzione welcome hi director owner crew studio"_words;
constexpr WordList free_mail_hosts =
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com msn.com yahoo.com "
    "yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.de "
    "gmx.net web.de t-online.de orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it "
    "bol.com.br uol.com.br terra.com.br mail.com zoho.com yandex.ru mail.ru qq.com 163.com"_words;
constexpr WordList sent_words =
    "sent send sending emailed e-mailed mailed forwarded confirmation registered file record "
    "linked "
    "envié enviado enviamos envoyé gesendet geschickt enviei inviato"_words;

bool is_local_char(char32_t c) {
    return c < 0x80 && (is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '%' ||
                        c == '+' || c == '-');
}

bool names_person(std::string_view local, std::string_view name) {
    const std::string plain = casefold(name);
    for (std::size_t from = 0; from < plain.size();) {
        const std::size_t end = std::min(plain.find(' ', from), plain.size());
        const std::string_view part = std::string_view(plain).substr(from, end - from);
        if (part.size() >= 3 && local.find(part) != std::string_view::npos) return true;
        from = end + 1;
    }
    return false;
}

bool is_listed_email(const PrivateDataOptions& options, std::string_view address) {
    return std::any_of(options.own_emails.begin(), options.own_emails.end(), [&](const auto& own) {
        const std::string plain = casefold(own);
        return plain.starts_with('@') ? address.ends_with(plain) : address == plain;
    });
}

// "Send the ticket to …", "please forward it to …": told to write there, so it is an address that
// is offered.
bool is_told_to_write(const Scan& scan, std::size_t start) {
    constexpr std::size_t reach = 10;
    const auto verb = scan.back_to(
        start, reach,
        "send email e-mail mail forward post write drop upload submit address direct report"_words);
    const std::size_t at = scan.word_from(start);
    if (!verb || *verb > at) return false;
    const std::size_t word = at - *verb;
    if (word == 0) return true;
    const ScanWord& before = scan.words()[word - 1];
    if (one_of(before.plain, "please just kindly simply then and or so to"_words)) {
        return before.plain != "to" || scan.back_to(before.start, 3, you_words).has_value();
    }
    for (std::size_t i = before.end; i < scan.words()[word].start; ++i) {
        if (scan.at(i) != ' ' && scan.at(i) != '-') return true;
    }
    return false;
}

Owner owner_of_email(const Scan& scan, std::size_t start, std::size_t end,
                     std::string_view address) {
    if (is_listed_email(scan.options(), address)) return Owner::Company;
    if (!scan.company_speaks()) return Owner::Customer;
    const std::string_view local = address.substr(0, address.find('@'));
    const std::string_view host = address.substr(address.find('@') + 1);
    if (names_person(local, scan.options().customer_name)) return Owner::Customer;
    if (one_of(host, free_mail_hosts)) return Owner::Customer;
    const auto us = scan.back_to(start, 5, us_words);
    const auto you = scan.back_to(start, 5, you_words);
    if (you && (!us || *you < *us)) return Owner::Customer;
    if (us && !scan.back_to(start, 3, "sent emailed e-mailed forwarded"_words))
        return Owner::Company;
    if (one_of(local, role_names) || names_person(local, scan.options().agent_name)) {
        return Owner::Company;
    }
    if (is_told_to_write(scan, start)) return Owner::Company;
    if (scan.back_to(start, 8, sent_words)) return Owner::Customer;
    if (scan.back_to(start, 4,
                     "contact write email e-mail mail reach ask schreiben escriba "
                     "escriban escríbanos écrivez escreva scriva questions"_words) ||
        scan.follows(end, 3, "answers replies reads helps looks is"_words)) {
        return Owner::Company;
    }
    return Owner::Unknown;
}

void add_email(const Scan& scan, std::size_t start, std::size_t end, std::string_view address,
               std::vector<Found>& found) {
    const Owner owner = owner_of_email(scan, start, end, address);
    if (owner == Owner::Company) return;
    std::string mask;
    std::size_t first = 0;
    append_utf8(mask, next_code_point(address, first));
    found.push_back({PrivateKind::Email, start, end, owner == Owner::Customer, mask + "•••"});
}

// Of those behind `sign`; 0 when there is none.
std::size_t last_dot(std::u32string_view text, std::size_t sign, std::size_t end) {
    for (std::size_t i = end; i > sign + 1; --i) {
        if (text[i - 1] == '.') return i - 1;
    }
    return 0;
}

void find_written_emails(const Scan& scan, std::vector<Found>& found) {
    const std::u32string_view text = scan.lower();
    for (std::size_t sign = text.find('@'); sign != std::u32string_view::npos;
         sign = text.find('@', sign + 1)) {
        std::size_t start = sign;
        while (start > 0 && is_local_char(text[start - 1]))
            --start;
        while (start < sign && (text[start] == '.' || text[start] == '-'))
            ++start;
        std::size_t end = sign + 1;
        std::size_t dot = 0;
        while (is_local_char(scan.at(end)) && scan.at(end) != '%' && scan.at(end) != '+') {
            if (scan.at(end) == '.') dot = end;
            ++end;
        }
        while (end > sign + 1 && !is_letter(text[end - 1]) && !is_digit(text[end - 1])) {
            --end;
            if (dot >= end) dot = last_dot(text, sign, end);
        }
        // "@name@server" is an account, not an address.
        const bool account = start > 0 && (text[start - 1] == '@' || text[start - 1] == '/');
        if (start == sign || account || dot <= sign + 1 || end - dot < 3 ||
            !is_letter(text[end - 1])) {
            continue;
        }
        add_email(scan, start, end, encode(text.substr(start, end - start)), found);
    }
}

// "name at host dot com", "name (at) host.com", "name @ host . com": the parts of an address with
// words, brackets or spaces between. Read by characters from the sign outwards.
class SpelledEmail {
  public:
    explicit SpelledEmail(const Scan& scan) : scan_(scan) {}

    // `from` and `to` are the edges of the word or sign for "at".
    bool read(std::size_t from, std::size_t to) {
        const bool sign = scan_.at(from) == '@';
        const char32_t before = from > 0 ? scan_.at(from - 1) : U' ';
        marked_ = is_bracket(before) || (sign && before == ' ' && scan_.at(to) == ' ');
        if (sign && !marked_) return false;
        return read_host(to) && read_local(from) && is_meant();
    }

    std::size_t start = 0;
    std::size_t end = 0;
    std::string address;

  private:
    static constexpr std::size_t labels_max = 6;
    static constexpr std::size_t label_length_max = 64;

    static bool is_bracket(char32_t c) {
        return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' || c == '<' ||
               c == '>';
    }
    static bool is_gap(char32_t c) { return c == ' ' || is_bracket(c); }
    static bool is_label_char(char32_t c) {
        return c < 0x80 && (is_letter(c) || is_digit(c) || c == '-');
    }

    [[nodiscard]] std::size_t past_gap(std::size_t i) const {
        std::size_t past = i;
        while (is_gap(scan_.at(past)) && past < i + 4)
            ++past;
        return past;
    }
    [[nodiscard]] std::size_t before_gap(std::size_t i) const {
        std::size_t before = i;
        while (before > 0 && is_gap(scan_.at(before - 1)) && before + 4 > i)
            --before;
        return before;
    }

    // The place behind a dot, written or spelled, or nothing.
    std::optional<std::size_t> past_dot(std::size_t i) {
        const std::size_t from = past_gap(i);
        if (scan_.at(from) == '.') {
            const std::size_t past = past_gap(from + 1);
            const bool tight = from == i && past == from + 1;
            if (!tight && !marked_) return {};
            spaced_ = spaced_ || !tight;
            return past;
        }
        std::size_t to = from;
        while (is_label_char(scan_.at(to)) && to < from + 6)
            ++to;
        if (from == i ||
            !one_of(scan_.text(from, to), "dot punto punkt ponto point DOT Dot"_words)) {
            return {};
        }
        spelled_ = true;
        return past_gap(to);
    }

    bool read_host(std::size_t to) {
        std::size_t i = past_gap(to);
        std::string top;
        for (std::size_t labels = 0; labels < labels_max; ++labels) {
            const std::size_t label = i;
            while (is_label_char(scan_.at(i)) && i < label + label_length_max)
                ++i;
            if (i == label || scan_.in_word(i)) return false;
            top = casefold(scan_.text(label, i));
            host_ += (labels > 0 ? "." : "") + top;
            end = i;
            const auto next = past_dot(i);
            // A dot may also end the sentence.
            if (!next || !is_label_char(scan_.at(*next)) ||
                (labels > 0 && spaced_ && is_known(top))) {
                return labels > 0 && is_known(top);
            }
            i = *next;
        }
        return false;
    }

    static bool is_known(const std::string& top) {
        return is_top_level_domain(top) || top == "example" || top == "invalid" || top == "test";
    }

    bool read_local(std::size_t from) {
        std::size_t i = before_gap(from);
        if (i == from) return false;
        for (std::size_t parts = 0; parts < labels_max; ++parts) {
            const std::size_t behind = i;
            while (i > 0 && is_local_char(scan_.at(i - 1)) && behind - i < label_length_max)
                --i;
            if (i == behind) break;
            start = i;
            local_ = casefold(scan_.text(i, behind)) + local_;
            // "ann dot lee at …"
            const std::size_t word_end = before_gap(i);
            std::size_t word = word_end;
            while (word > 0 && is_local_char(scan_.at(word - 1)) && word_end - word < 11)
                --word;
            if (word_end == i || !one_of(casefold(scan_.text(word, word_end)),
                                         "dot underscore dash punto punkt ponto point"_words)) {
                break;
            }
            local_ = "." + local_;
            i = before_gap(word);
            if (i == word) break;
        }
        return !local_.empty();
    }

    // "look at example dot com" is no address, and "ann at example.com" may be a shop.
    bool is_meant() {
        constexpr WordList verbs =
            "look looking us me you shop order visit find online available check see is are here "
            "it "
            "out be and found sold up arrive arrived start starts meet ends opens stop live at in "
            "on work works buy bought go going page site website store stay book booked account "
            "orders them ordered team again more also"_words;
        address = local_ + "@" + host_;
        if (marked_) return true;
        if (one_of(local_, verbs)) return false;
        return spelled_ || one_of(host_, free_mail_hosts) ||
               local_.find_first_of("._0123456789") != std::string::npos;
    }

    const Scan& scan_;
    bool marked_ = false;   // brackets or spaces around the sign
    bool spelled_ = false;  // a dot in words
    bool spaced_ = false;   // a dot with spaces around
    std::string host_;
    std::string local_;
};

void find_spelled_emails(const Scan& scan, std::vector<Found>& found) {
    const auto look = [&](std::size_t from, std::size_t to) {
        SpelledEmail email(scan);
        if (email.read(from, to)) add_email(scan, email.start, email.end, email.address, found);
    };
    for (const ScanWord& word : scan.words()) {
        if (one_of(word.plain, "at arroba klammeraffe arobase chiocciola"_words)) {
            look(word.start, word.end);
        }
    }
    const std::u32string_view text = scan.lower();
    for (std::size_t sign = text.find('@'); sign != std::u32string_view::npos;
         sign = text.find('@', sign + 1)) {
        look(sign, sign + 1);
    }
}

}  // namespace

void find_emails(const Scan& scan, std::vector<Found>& found) {
    find_written_emails(scan, found);
    find_spelled_emails(scan, found);
}

}  // namespace aplomb::text

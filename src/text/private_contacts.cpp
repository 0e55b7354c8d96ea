// Ways to reach somebody: mail addresses and telephone numbers, and whose they are.
//
// When a company speaks, most addresses and numbers in its texts are its own, offered on purpose.
// The words decide: "write to me at", "our hotline", "call 0161 …" offer; "your number", "sent to",
// "call you on" tell. A name of the customer in the address, or a free mail host, tells as well.
#include <algorithm>

#include "text/links.h"
#include "text/private_scan.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

constexpr std::string_view role_names =
    "abuse phishing security legal postmaster webmaster tips info hello help support contact "
    "service services care customercare customerservice jobs job "
    "career careers manager management office mail team press media sales shop store orders order "
    "booking bookings reservations returns refunds billing accounts privacy admin reception desk "
    "events feedback complaints claims news kontakt hilfe kundenservice service bewerbung hola "
    "ayuda atencion contacto reservas bonjour aide contato ajuda apoio direcao geral reservas "
    "assistenza info prenotazioni direzione welcome hi director owner crew studio";
constexpr std::string_view free_mail_hosts =
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com msn.com yahoo.com "
    "yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.de "
    "gmx.net web.de t-online.de orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it "
    "bol.com.br uol.com.br terra.com.br mail.com zoho.com yandex.ru mail.ru qq.com 163.com";
// "write to us", "reach me"…
constexpr std::string_view us_words =
    "us me our ours uns mir mich unser unsere unseren nos nosotros nuestra nuestro nous notre moi "
    "nosso nossa mi ci nostro nostra";
constexpr std::string_view you_words =
    "you your yours ihnen ihre ihrer ihren ihr dir dein deine su sus tu te vous votre vos seu sua "
    "lhe suo tua tuo suoi him her his their them customer's";
constexpr std::string_view sent_words =
    "sent send sending emailed e-mailed mailed forwarded confirmation registered file record "
    "linked "
    "envié enviado enviamos envoyé gesendet geschickt enviei inviato";

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

enum class Owner { Company, Customer, Unknown };

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
    if (us && !scan.back_to(start, 3, "sent emailed e-mailed forwarded")) return Owner::Company;
    if (one_of(local, role_names) || names_person(local, scan.options().agent_name)) {
        return Owner::Company;
    }
    if (scan.back_to(start, 8, sent_words)) return Owner::Customer;
    if (scan.back_to(start, 4,
                     "contact write email e-mail mail reach ask schreiben escriba "
                     "escriban escríbanos écrivez escreva scriva questions") ||
        scan.follows(end, 3, "answers replies reads helps looks is")) {
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
            if (dot >= end) dot = text.substr(0, end).rfind('.');
        }
        // "@name@server" is an account, not an address.
        const bool account = start > 0 && (text[start - 1] == '@' || text[start - 1] == '/');
        if (start == sign || account || dot == std::u32string_view::npos || dot <= sign + 1 ||
            end - dot < 3 || !is_letter(text[end - 1])) {
            continue;
        }
        add_email(scan, start, end, encode(text.substr(start, end - start)), found);
    }
}

// "name at host dot com", with or without brackets.
void find_spelled_emails(const Scan& scan, std::vector<Found>& found) {
    constexpr std::string_view verbs =
        "look us me shop order visit find online available check see is are here it out be and "
        "found sold up arrive arrived start starts meet ends opens stop live at in on";
    const auto& words = scan.words();
    for (std::size_t i = 1; i + 2 < words.size(); ++i) {
        if (!one_of(words[i].plain, "at arroba")) continue;
        const bool bracketed = words[i].start > 0 && (scan.at(words[i].start - 1) == '(' ||
                                                      scan.at(words[i].start - 1) == '[');
        const auto dotted = [&](std::size_t left) {
            return left + 1 < words.size() && words[left + 1].start == words[left].end + 1 &&
                   scan.at(words[left].end) == '.';
        };
        std::size_t last = i + 1;
        std::string host = words[last].plain;
        while (true) {
            const bool spelled = last + 2 < words.size() &&
                                 one_of(words[last + 1].plain, "dot punto punkt ponto point");
            if (!spelled && !(bracketed && dotted(last))) break;
            last += spelled ? 2 : 1;
            host += "." + words[last].plain;
        }
        if (last == i + 1) continue;
        const std::string& top = words[last].plain;
        if (!is_top_level_domain(top) && top != "example") continue;
        std::size_t first = i - 1;
        while (first >= 1) {
            if (first >= 2 && one_of(words[first - 1].plain, "dot underscore punto punkt ponto")) {
                first -= 2;
            } else if (dotted(first - 1)) {
                --first;
            } else {
                break;
            }
        }
        if (!bracketed && one_of(words[i - 1].plain, verbs)) continue;
        add_email(scan, words[first].start, words[last].end, words[i - 1].plain + "@" + host,
                  found);
    }
}

// A telephone number as it may be written: where it is, its digits, and what speaks for it.
struct Number {
    std::size_t start = 0;
    std::size_t end = 0;
    std::string digits;
    std::vector<std::size_t> groups;
    bool plus = false;
    bool brackets = false;
    bool slash = false;
    std::size_t separators = 0;
};

Number number_at(const Scan& scan, std::size_t start) {
    Number number;
    number.start = start;
    std::size_t i = start;
    if (scan.at(i) == '+') {
        number.plus = true;
        ++i;
    }
    std::size_t group = 0;
    const auto close_group = [&] {
        if (group > 0) number.groups.push_back(group);
        group = 0;
    };
    while (true) {
        const char32_t c = scan.at(i);
        if (is_digit(c)) {
            number.digits += static_cast<char>(c);
            ++group;
            number.end = ++i;
            continue;
        }
        close_group();
        const bool joint =
            c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == 0xB7;
        if (!joint) break;
        std::size_t next = i;
        while (scan.at(next) == ' ' || scan.at(next) == '-' || scan.at(next) == '(' ||
               scan.at(next) == ')' || scan.at(next) == '.' || scan.at(next) == '/' ||
               scan.at(next) == 0xB7) {
            number.brackets = number.brackets || scan.at(next) == '(' || scan.at(next) == ')';
            number.slash = number.slash || scan.at(next) == '/';
            ++next;
        }
        if (next - i > 3 || !is_digit(scan.at(next))) break;
        ++number.separators;
        i = next;
    }
    if (start > 0 && scan.at(start - 1) == '(') {
        number.brackets = true;
        --number.start;
    }
    return number;
}

constexpr std::string_view phone_words =
    "phone telephone tel mobile cell cellphone number call ring dial text sms whatsapp fax reach "
    "called rang phoned line hotline helpline callback contact teléfono telefono móvil llamar "
    "llame "
    "llámenos número téléphone portable appeler appelez numéro telefon handy nummer anrufen "
    "telefonnummer handynummer rufen telefone celular telemóvel ligar ligue cellulare chiamare "
    "chiami numero desk office ext extension";
constexpr std::string_view other_number_words =
    "order booking reservation ref reference part serial isbn account acct tracking ticket case "
    "invoice model imo code token article item batch version policy claim flight route room "
    "confirmation meter policy sku imei vin iban bestellung bestellnummer pedido commande ordine "
    "artikel rechnung kundennummer points balance";

bool is_something_else_with_digits(const Number& number) {
    const auto& g = number.groups;
    // One digit over and over is nobody's, and 3-2-4 is how social security numbers are written.
    if (number.digits.find_first_not_of(number.digits[0]) == std::string::npos) return true;
    if (g.size() == 3 && g[0] == 3 && g[1] == 2 && g[2] == 4) return true;
    if (g.size() == 3 && g[0] <= 2 && g[1] <= 2 && (g[2] == 4 || g[2] == 2)) return true;
    if (g.size() == 3 && g[0] == 4 && g[1] == 2 && g[2] == 2) return true;
    // Four groups of up to three digits with dots: a machine's address, when small enough.
    return g.size() == 4 && std::all_of(g.begin(), g.end(), [](std::size_t n) { return n <= 3; }) &&
           number.digits.size() <= 9;
}

// Written the way telephones are, so that no word need say so.
bool is_phone_shaped(const Number& number) {
    const auto& g = number.groups;
    const std::size_t n = number.digits.size();
    if (number.plus) return n >= 7 && n <= 15;
    if (number.brackets) return n >= 8 && n <= 13 && g.size() >= 2 && g[0] >= 2 && g[0] <= 5;
    const bool american =
        g.size() == 3 && g[0] == 3 && g[1] == 3 && g[2] == 4 && number.digits[0] >= '2';
    const bool american_long = g.size() == 4 && g[0] == 1 && g[1] == 3 && g[2] == 3 && g[3] == 4;
    if (american || american_long) return true;
    if (number.digits[0] != '0') return false;
    if (number.digits.starts_with("00") && n >= 10 && n <= 16) return true;
    const bool pairs = n == 10 && g.size() == 5;
    const bool trunk = n >= 9 && n <= 12 && g.size() >= 2 && g[0] >= 2 && g[0] <= 6;
    const bool whole = g.size() == 1 && (n == 10 || n == 11);
    return pairs || trunk || whole;
}

bool is_phone(const Scan& scan, const Number& number) {
    const std::size_t n = number.digits.size();
    if (n < 6 || n > 16 || is_something_else_with_digits(number)) return false;
    if (scan.in_word(number.end) || !scan.begins_word(number.start)) return false;
    const char32_t before = number.start > 0 ? scan.at(number.start - 1) : U' ';
    if (before == '#' || before == '$' || before == 0x20AC || before == 0xA3 || before == '-' ||
        before == ',' || before == '.' || before == '/') {
        return false;
    }
    if (scan.at(number.end) == '%' || scan.at(number.end) == 0x20AC) return false;
    const auto other = scan.back_to(number.start, 4, other_number_words);
    const auto cue = scan.back_to(number.start, 6, phone_words);
    if (other && (!cue || *other <= *cue)) return false;
    if (is_phone_shaped(number)) return true;
    // With a word for it, anything that is long enough and not a year or a price.
    return cue && n >= 7 && n <= 13 && number.groups.size() <= 6;
}

bool is_toll_free(const Number& number) {
    std::string_view digits = number.digits;
    if (number.plus && digits.starts_with("44"))
        digits.remove_prefix(2);
    else if (digits.starts_with("0"))
        digits.remove_prefix(1);
    if (digits.starts_with("800") || digits.starts_with("808") || digits.starts_with("900")) {
        return true;
    }
    if (digits.starts_with("1") && digits.size() == 11) digits.remove_prefix(1);
    return digits.size() == 10 && digits[0] == '8' && digits[1] == digits[2] &&
           one_of(digits.substr(0, 3), "800 833 844 855 866 877 888");
}

bool is_listed_phone(const PrivateDataOptions& options, std::string_view digits) {
    return std::any_of(options.own_phones.begin(), options.own_phones.end(), [&](const auto& own) {
        std::string plain;
        for (const char c : own) {
            if (c >= '0' && c <= '9') plain += c;
        }
        const std::size_t size = std::min({plain.size(), digits.size(), std::size_t{9}});
        return size >= 5 &&
               plain.substr(plain.size() - size) == digits.substr(digits.size() - size);
    });
}

Owner owner_of_phone(const Scan& scan, const Number& number) {
    if (is_listed_phone(scan.options(), number.digits)) return Owner::Company;
    if (!scan.company_speaks()) return Owner::Customer;
    const std::size_t at = number.start;
    if (is_toll_free(number) && !scan.back_to(at, 3, you_words)) return Owner::Company;
    const auto you = scan.back_to(at, 8, you_words);
    const auto us = scan.back_to(at, 6, us_words);
    if (you && (!us || *you < *us)) return Owner::Customer;
    if (us) return Owner::Company;
    if (scan.back_to(at, 6,
                     "hotline helpline line switchboard reception desk office clinic shop "
                     "store branch depot team emergency service")) {
        return Owner::Company;
    }
    const bool offered = scan.back_to(at, 5,
                                      "call ring phone dial text telephone tel llame llamar "
                                      "appelez appeler anrufen ligue chiami chiamate")
                             .has_value();
    const bool announced =
        scan.back_to(at, 8, "i'll we'll i'm we're will i we called rang").has_value();
    if (offered && !announced) return Owner::Company;
    return Owner::Unknown;
}

}  // namespace

void find_emails(const Scan& scan, std::vector<Found>& found) {
    find_written_emails(scan, found);
    find_spelled_emails(scan, found);
}

void find_phones(const Scan& scan, std::vector<Found>& found) {
    for (std::size_t i = 0; i < scan.lower().size();) {
        const bool plus = scan.at(i) == '+' && (is_digit(scan.at(i + 1)) || scan.at(i + 1) == '(');
        if (!plus && !is_digit(scan.at(i))) {
            ++i;
            continue;
        }
        const Number number = number_at(scan, i);
        if (is_phone(scan, number)) {
            const Owner owner = owner_of_phone(scan, number);
            if (owner != Owner::Company) {
                found.push_back({PrivateKind::Phone, number.start, number.end,
                                 owner == Owner::Customer,
                                 "••• " + number.digits.substr(number.digits.size() - 2)});
            }
        }
        i = std::max(number.end, i + 1);
    }
}

}  // namespace aplomb::text

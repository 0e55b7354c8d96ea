// Where somebody lives and when they were born.
//
// An address is a house number and a street in one of three orders: "18 Cornwall Road", "Lindenweg
// 4", "calle Mayor 12" / "12 rue des Lilas"; a flat before it and a town with its postcode behind
// it belong to it. A shop has an address as well, so when the company speaks the words decide: a
// parcel goes to the customer's, "our office" and "you find us at" are the company's.
#include <algorithm>
#include <optional>

#include "text/private_scan.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

constexpr WordList english_streets =
    "street st road rd avenue ave av lane ln drive dr court ct close crescent cres place pl square "
    "sq terrace terr way boulevard blvd parkway pkwy row gardens gdns grove mews hill walk highway "
    "hwy circle cir trail quay wharf parade rise view vale green park yard"_words;
constexpr WordList romance_streets =
    "rue avenue av boulevard bd place impasse allée quai chemin calle c/ avenida avda plaza paseo "
    "carrer via viale piazza corso largo rua travessa praça estrada avenida alameda ul ulica al "
    "aleja osiedle plac"_words;
constexpr WordList german_endings =
    "straße strasse str weg platz allee gasse ring damm ufer steig chaussee straat laan gracht "
    "kade "
    "dijk singel gatan vägen vejen gade gaden veien katu"_words;
constexpr WordList flat_words =
    "flat apt apartment unit suite wohnung appartement piso apto apartamento interno"_words;
constexpr WordList company_place_words =
    "our us we office offices shop store stores branch depot studio museum gallery hotel "
    "restaurant "
    "cafe café desk clinic practice station library warehouse centre center garage salon theatre "
    "theater venue headquarters showroom counter market located entrance visit located nuestra "
    "nuestro tienda oficina boutique magasin bureau laden filiale geschäft büro nossa nosso loja "
    "negozio ufficio nostra nostro unser unsere urgent pharmacy school surgery church "
    "stop bus"_words;
constexpr WordList customer_place_words =
    "your deliver delivers delivered delivering delivery ship ships shipped shipping sent send "
    "sending way dispatched dispatch left parcel package courier driver rider engineer technician "
    "plumber electrician home house live lives living address registered file moved move billing "
    "collected picked liefern geliefert unterwegs entregar entregado enviado livrer livré entregue "
    "consegna consegnato ihre ihr ihrer tu su votre vous sua"_words;

bool ends_like_german_street(const ScanWord& word) {
    return std::any_of(german_endings.begin(), german_endings.end(), [&](std::string_view ending) {
        return word.plain.size() > ending.size() + 2 && word.plain.ends_with(ending);
    });
}

bool is_house_number(const ScanWord& word) {
    if (!word.digits || word.plain.size() > 6 || word.plain[0] < '0' || word.plain[0] > '9') {
        return false;
    }
    const std::size_t letters = static_cast<std::size_t>(
        std::count_if(word.plain.begin(), word.plain.end(), [](char c) { return c > '9'; }));
    return letters <= 1 && word.plain.size() - letters <= 5;
}

// Ordinals as in "5th Avenue" are part of a street's name.
bool is_ordinal(const ScanWord& word) {
    return word.digits && (word.plain.ends_with("th") || word.plain.ends_with("st") ||
                           word.plain.ends_with("nd") || word.plain.ends_with("rd"));
}

class AddressFinder {
  public:
    explicit AddressFinder(const Scan& scan) : scan_(scan), words_(scan.words()) {}

    void find(std::vector<Found>& found) {
        for (std::size_t i = 0; i < words_.size();) {
            auto last = english(i);
            if (!last) last = german(i);
            if (!last) last = romance(i);
            if (!last) last = box(i);
            if (!last) {
                ++i;
                continue;
            }
            std::size_t first = i;
            const bool flat = extend_to_flat(first);
            const std::size_t end = extend_to_town(*last);
            add(first, end, flat || end > *last, found);
            i = end + 1;
        }
    }

  private:
    // Words next to each other but for a space, and a comma or a stop where allowed.
    [[nodiscard]] bool adjoin(std::size_t a, std::size_t b, std::string_view between = " ") const {
        if (b >= words_.size() || words_[b].start - words_[a].end > 3) return false;
        for (std::size_t i = words_[a].end; i < words_[b].start; ++i) {
            const char32_t c = scan_.at(i);
            if (c >= 0x80 || between.find(static_cast<char>(c)) == std::string_view::npos)
                return false;
        }
        return true;
    }

    // "18 Cornwall Road": the index of the last word.
    [[nodiscard]] std::optional<std::size_t> english(std::size_t i) const {
        if (!is_house_number(words_[i])) return {};
        const char32_t before = words_[i].start > 0 ? scan_.at(words_[i].start - 1) : U' ';
        if (before == ':' || before == '.' || before == '$' || before == 0xA3 || before == 0x20AC) {
            return {};
        }
        for (std::size_t k = i + 1; k <= i + 4 && adjoin(k - 1, k, " ."); ++k) {
            if (k > i + 1 && one_of(words_[k].plain, english_streets) && words_[k].capital)
                return k;
            if (!words_[k].capital && !is_ordinal(words_[k])) return {};
        }
        return {};
    }

    // "Lindenweg 4", "Berliner Str. 12"
    [[nodiscard]] std::optional<std::size_t> german(std::size_t i) const {
        if (!words_[i].capital || i + 1 >= words_.size()) return {};
        std::size_t last = i;
        const bool alone = ends_like_german_street(words_[i]);
        const bool apart = adjoin(i, i + 1, " -") && words_[i + 1].capital &&
                           one_of(words_[i + 1].plain, german_endings);
        if (!alone && !apart) return {};
        last += apart && !alone ? 1 : 0;
        if (!adjoin(last, last + 1, " .") || !is_house_number(words_[last + 1])) return {};
        return last + 1;
    }

    // "calle Mayor 12", "12 rue des Lilas"
    [[nodiscard]] std::optional<std::size_t> romance(std::size_t i) const {
        const bool number_first = is_house_number(words_[i]);
        const std::size_t street = number_first ? i + 1 : i;
        if (street >= words_.size() || !one_of(words_[street].plain, romance_streets)) return {};
        if (number_first && !adjoin(i, street, " ,")) return {};
        std::size_t last = street;
        bool named = false;
        for (std::size_t k = street + 1; k <= street + 5 && adjoin(k - 1, k, " ,.º"); ++k) {
            const ScanWord& word = words_[k];
            if (is_house_number(word)) {
                if (number_first) break;
                return named ? std::optional(k) : std::nullopt;
            }
            const bool joins = one_of(word.plain,
                                      "de la las los del des du le les d l da do dos das "
                                      "della dei degli delle di"_words);
            if (!word.capital && !joins) break;
            named = named || word.capital;
            if (word.capital) last = k;
        }
        return number_first && named ? std::optional(last) : std::nullopt;
    }

    // "PO Box 1234", "Postfach 10 20"
    [[nodiscard]] std::optional<std::size_t> box(std::size_t i) const {
        constexpr WordList one_word = "postfach postbus apartado bp"_words;
        std::size_t number = i + 1;
        if (one_of(words_[i].plain, "po pobox casella p"_words)) {
            while (number < i + 3 && number < words_.size() &&
                   one_of(words_[number].plain, "o box postale"_words)) {
                ++number;
            }
            if (number == i + 1 && words_[i].plain != "pobox") return {};
        } else if (!one_of(words_[i].plain, one_word) || !words_[i].capital) {
            return {};
        }
        if (number < words_.size() && one_of(words_[number].plain, "de correos"_words)) return {};
        const bool close = number < words_.size() && adjoin(number - 1, number, " .:#");
        return close && words_[number].digits ? std::optional(number) : std::nullopt;
    }

    // "Flat 3, 18 Cornwall Road"
    bool extend_to_flat(std::size_t& first) const {
        if (first < 2 || !adjoin(first - 1, first, " ,") || !adjoin(first - 2, first - 1, " .#")) {
            return false;
        }
        if (!one_of(words_[first - 2].plain, flat_words)) return false;
        first -= 2;
        return true;
    }

    // On a line of its own, digits with more digits behind are a telephone number.
    [[nodiscard]] bool begins_number(std::size_t k) const {
        const std::size_t end = words_[k].end;
        const bool own_line = words_[k].start > 0 && scan_.at(words_[k].start - 1) == '\n';
        return own_line && !is_letter(scan_.at(end)) && is_digit(scan_.at(end + 1));
    }

    // Capitalised words and postcodes behind commas.
    [[nodiscard]] std::size_t extend_to_town(std::size_t last) const {
        std::size_t end = last;
        bool code_before = false;
        bool flat_before = false;
        for (std::size_t k = last + 1; k <= last + 7; ++k) {
            if (!adjoin(k - 1, k, flat_before ? " .#" : " ,\n-")) break;
            const bool code = words_[k].digits && (flat_before || is_postcode(k, code_before));
            const bool comma =
                scan_.at(words_[k - 1].end) == ',' || scan_.at(words_[k - 1].end) == '\n';
            const bool flat = one_of(words_[k].plain, flat_words);
            if (!code && !words_[k].capital && !flat) break;
            if (code && begins_number(k)) break;
            // A capital may as well begin the next clause: behind the street a comma must lead to
            // it.
            if (!code && k == last + 1 && !comma && !flat) break;
            if (code || k + 1 >= words_.size() || comma || end + 1 == k) end = k;
            code_before = code;
            flat_before = flat;
        }
        return end;
    }

    // "62704", "BS5", and of two groups ("111 22", "31-147") either.
    [[nodiscard]] bool is_postcode(std::size_t k, bool code_before) const {
        const std::size_t size = words_[k].plain.size();
        if (size > 7 || size < 2) return false;
        if (size > 2 || code_before) return true;
        return adjoin(k, k + 1, " -") && words_[k + 1].digits && words_[k + 1].plain.size() >= 2;
    }

    void add(std::size_t first, std::size_t last, bool whole, std::vector<Found>& found) const {
        const std::size_t start = words_[first].start;
        const std::size_t end = words_[last].end;
        bool sure = true;
        if (scan_.company_speaks()) {
            if (is_listed(start, end)) return;
            const auto theirs = scan_.back_to(start, 12, customer_place_words);
            const auto ours = scan_.back_to(start, 12, company_place_words);
            const bool flat = one_of(words_[first].plain, flat_words);
            if (ours && (!theirs || *ours <= *theirs) && !flat) return;
            if (!theirs && !flat) {
                // Nobody says whose it is: with a town it is probably meant for somebody.
                if (!whole || scan_.in_sentence(start, company_place_words)) return;
                sure = false;
            }
        }
        found.push_back({PrivateKind::Address, start, end, sure, "•••"});
    }

    [[nodiscard]] bool is_listed(std::size_t start, std::size_t end) const {
        const std::string written = casefold(scan_.text(start, end));
        const auto& own = scan_.options().own_addresses;
        return std::any_of(own.begin(), own.end(), [&](const std::string& address) {
            const std::string listed = casefold(address);
            return listed.find(written) != std::string::npos ||
                   written.find(listed) != std::string::npos;
        });
    }

    const Scan& scan_;
    const std::vector<ScanWord>& words_;
};

constexpr WordList birth_words =
    "geb urodzony urodzona ur doğum född fødselsdato geboortedatum born birth dob d.o.b birthdate "
    "birthday geboren geburtsdatum geburtstag né née naissance "
    "nacido nacida nacimiento nascido nascida nascimento nato nata nascita"_words;
constexpr WordList months =
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre enero "
    "febrero "
    "marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro "
    "março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio "
    "giugno luglio settembre ottobre dicembre"_words;

// What the leading digits say; long runs are no day and no year, so six of them are enough.
int number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits.substr(0, 6)) {
        if (c < '0' || c > '9') break;
        value = value * 10 + (c - '0');
    }
    return value;
}

bool is_year(const ScanWord& word) {
    const int year = number_of(word.plain);
    return word.plain.size() == 4 && year >= 1900 && year <= 2025;
}

bool is_day(const ScanWord& word) {
    const int day = number_of(word.plain);
    return word.digits && word.plain.size() <= 4 && day >= 1 && day <= 31;
}

// The last word of a date with its year that begins at word i.
std::optional<std::size_t> date_at(const Scan& scan, std::size_t i) {
    const auto& words = scan.words();
    // Small words of other languages may stand between: "14 de marzo de 1979".
    std::vector<std::size_t> parts;
    for (std::size_t k = i; k < words.size() && k < i + 5 && parts.size() < 3; ++k) {
        if (words[k].start - (k > i ? words[k - 1].end : words[k].start) > 3) break;
        if (k > i && one_of(words[k].plain, "of de do the"_words)) continue;
        parts.push_back(k);
    }
    if (parts.size() < 3) return {};
    const ScanWord& a = words[parts[0]];
    const ScanWord& b = words[parts[1]];
    const ScanWord& c = words[parts[2]];
    const bool named =
        (is_day(a) && one_of(b.plain, months)) || (one_of(a.plain, months) && is_day(b));
    if (named && is_year(c)) return parts[2];
    const bool numbers = is_day(a) && is_day(b) && c.digits && (is_year(c) || c.plain.size() == 2);
    if (numbers || (is_year(a) && is_day(b) && is_day(c))) return parts[2];
    return {};
}

}  // namespace

void find_addresses(const Scan& scan, std::vector<Found>& found) {
    AddressFinder(scan).find(found);
}

void find_birth_dates(const Scan& scan, std::vector<Found>& found) {
    const auto& words = scan.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto last = date_at(scan, i);
        if (!last || !scan.back_to(words[i].start, 6, birth_words)) continue;
        found.push_back({PrivateKind::BirthDate, words[i].start, words[*last].end, true, "•••"});
        i = *last;
    }
}

}  // namespace aplomb::text

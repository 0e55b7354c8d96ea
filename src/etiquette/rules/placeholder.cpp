// A field of a template that nobody filled in: {{first_name}}, %NAME%, [EVENT DATE], <order no>,
// *|FNAME|*, ${amount}, "Dear ,", "£XX".
//
// Each bracketing has its own idea of what may stand inside, since each means other things as well:
// square brackets hold remarks, angle brackets mark-up, single braces code. What the customer wrote
// themselves, what stands in code or next to a slash (an API path), a Markdown link and a masked
// number are no placeholders.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

using text::is_digit;
using text::is_letter;

// Words that name a field rather than say something.
constexpr auto field_words = std::to_array<std::string_view>(
    {"name",     "firstname", "lastname",  "surname", "fname",         "lname",     "nickname",
     "customer", "client",    "guest",     "user",    "agent",         "company",   "brand",
     "date",     "time",      "day",       "month",   "year",          "order",     "number",
     "nr",       "ref",       "reference", "amount",  "price",         "total",     "product",
     "item",     "event",     "link",      "url",     "address",       "email",     "phone",
     "city",     "location",  "store",     "code",    "insert",        "signature", "title",
     "subject",  "nombre",    "apellido",  "fecha",   "nom",           "prenom",    "prénom",
     "vorname",  "datum",     "nachname",  "betrag",  "bestellnummer", "nome",      "cognome",
     "data",     "montant",   "importe",   "insérer", "einfügen"});
constexpr auto greetings = std::to_array<std::string_view>(
    {"hi", "hello", "hey", "dear", "hola", "querido", "querida", "estimado", "estimada", "bonjour",
     "cher", "chère", "hallo", "liebe", "lieber", "olá", "ciao", "gentile"});

bool is_field_word(std::u32string_view word) {
    const std::string plain = text::encode(word);
    return std::find(field_words.begin(), field_words.end(), plain) != field_words.end();
}

// Works on the folded text; `lower` is what is compared, `written` tells capitals.
class PlaceholderFinder {
  public:
    explicit PlaceholderFinder(const Analysis& analysis)
        : analysis_(analysis), lower_(analysis.folded.lower), written_(analysis.folded.points) {}

    std::vector<text::Segment> find() {
        for (std::size_t i = 0; i < lower_.size();) {
            auto end = analysis_.setting_at(i) == Setting::Code ? std::nullopt : field_at(i);
            if (end) found_.push_back({i, *end});
            i = end.value_or(i + 1);
        }
        return std::move(found_);
    }

  private:
    [[nodiscard]] char32_t at(std::size_t i) const { return i < lower_.size() ? lower_[i] : 0; }
    [[nodiscard]] bool has(std::size_t i, std::u32string_view part) const {
        return lower_.substr(std::min(i, lower_.size())).starts_with(part);
    }

    [[nodiscard]] std::optional<std::size_t> field_at(std::size_t i) const {
        switch (lower_[i]) {
            case '{':
                return braces(i);
            case '[':
                return square(i);
            case '<':
                return angle(i);
            case '%':
                return percent(i);
            case '$':
                return dollar(i);
            case '*':
                return has(i, U"*|") ? closed_by(i + 2, U"|*", [](auto) { return true; })
                                     : std::nullopt;
            case '(':
                return has(i, U"(insert ")
                           ? closed_by(i + 8, U")", [](auto inside) { return inside.size() < 40; })
                           : std::nullopt;
            case '_':
                return blank(i);
            case 'x':
                return crosses(i);
            default:
                if (!starts_word(i)) return {};
                return lower_[i] == 't' ? to_be_told(i) : empty_greeting(i);
        }
    }

    // The end behind `close`, when what stands before it within a line satisfies `fits`.
    template<class Fits>
    [[nodiscard]] std::optional<std::size_t> closed_by(std::size_t from, std::u32string_view close,
                                                       Fits fits) const {
        constexpr std::size_t field_length_max = 60;
        const auto near = lower_.substr(from, field_length_max + close.size());
        const std::size_t end = near.find(close);
        if (end == std::u32string_view::npos || end == 0) return {};
        const auto inside = near.substr(0, end);
        if (inside.find('\n') != std::u32string_view::npos || !fits(inside)) return {};
        return from + end + close.size();
    }

    static bool is_identifier(std::u32string_view inside) {
        return !inside.empty() && is_letter(inside[0]) &&
               std::all_of(inside.begin(), inside.end(), [](char32_t c) {
                   return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-' ||
                          c == ' ' || c == '|' || c == ':' || c == '\'' || c == '"';
               });
    }

    [[nodiscard]] bool beside_slash(std::size_t start, std::size_t end) const {
        return (start > 0 && lower_[start - 1] == '/') || at(end) == '/' ||
               analysis_.setting_at(start) == Setting::Address;
    }

    [[nodiscard]] std::optional<std::size_t> braces(std::size_t i) const {
        if (has(i, U"{{")) {
            return closed_by(i + 2, U"}}", [](auto inside) { return inside.size() < 60; });
        }
        if (has(i, U"{!") || has(i, U"{%")) {
            return closed_by(i + 2, U"}", [](auto) { return true; });
        }
        const auto end = closed_by(i + 1, U"}", [&](auto inside) {
            return is_identifier(inside) &&
                   (inside.find(' ') == std::u32string_view::npos || names_field(i + 1, inside));
        });
        return end && !beside_slash(i, *end) ? end : std::nullopt;
    }

    // Whether the words inside name a field ("customer name", "order_no", "date/time").
    [[nodiscard]] bool names_field(std::size_t from, std::u32string_view inside) const {
        std::size_t word = 0;
        std::size_t letters = 0;
        bool all_capitals = true;
        bool several = false;
        for (std::size_t k = 0; k <= inside.size(); ++k) {
            if (k < inside.size() && is_letter(inside[k])) {
                ++letters;
                all_capitals = all_capitals && text::is_upper(written_[from + k]);
                continue;
            }
            if (k > word && is_field_word(inside.substr(word, k - word))) return true;
            several = several || (k > word && k < inside.size() && word > 0);
            word = k + 1;
        }
        // "[EVENT HALL]": in capitals and more than an abbreviation.
        return all_capitals && (letters >= 6 || (several && letters >= 5));
    }

    [[nodiscard]] std::optional<std::size_t> square(std::size_t i) const {
        if (has(i, U"[[")) return closed_by(i + 2, U"]]", is_identifier);
        const auto end = closed_by(i + 1, U"]", [&](std::u32string_view inside) {
            constexpr std::array<std::u32string_view, 6> remarks{U"sic",    U"update", U"edit",
                                                                 U"solved", U"closed", U"updated"};
            if (std::find(remarks.begin(), remarks.end(), inside) != remarks.end()) return false;
            return std::all_of(inside.begin(), inside.end(),
                               [](char32_t c) {
                                   return is_letter(c) || is_digit(c) || c == ' ' || c == '_' ||
                                          c == '-' || c == '/' || c == '\'' || c == '.' ||
                                          c == '#' || c == ':';
                               }) &&
                   is_letter(inside[0]) && names_field(i + 1, inside);
        });
        // [text](address) is a Markdown link.
        return end && at(*end) != '(' ? end : std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> angle(std::size_t i) const {
        const bool twice = at(i + 1) == '<';
        return closed_by(i + (twice ? 2 : 1), twice ? U">>" : U">", [&](auto inside) {
            return is_identifier(inside) && names_field(i + (twice ? 2 : 1), inside);
        });
    }

    [[nodiscard]] std::optional<std::size_t> percent(std::size_t i) const {
        if (i > 0 && (is_digit(lower_[i - 1]) || is_letter(lower_[i - 1]))) return {};
        if (i > 1 && lower_[i - 1] == ' ' && is_digit(lower_[i - 2])) return {};  // "5 %"
        return closed_by(i + 1, U"%", [](std::u32string_view inside) {
            return inside.size() >= 2 && is_identifier(inside) &&
                   inside.find(' ') == std::u32string_view::npos;
        });
    }

    [[nodiscard]] std::optional<std::size_t> dollar(std::size_t i) const {
        if (has(i, U"${")) return closed_by(i + 2, U"}", is_identifier);
        if (is_letter(at(i + 1)) || at(i + 1) == '_') {
            std::size_t end = i + 1;
            while (is_letter(at(end)) || is_digit(at(end)) || at(end) == '_')
                ++end;
            const auto name = lower_.substr(i + 1, end - i - 1);
            const bool joined = name.find('_') != std::u32string_view::npos;
            if (name.find_first_not_of('x') == std::u32string_view::npos) return end;
            if (at(end) == '$' || (joined && names_field(i + 1, name))) {
                return at(end) == '$' ? end + 1 : end;
            }
        }
        return {};
    }

    // "Dear ____,"
    [[nodiscard]] std::optional<std::size_t> blank(std::size_t i) const {
        // Judged where it begins, or behind the mark that belongs to a word: not mark by mark.
        const bool goes_on = i > 0 && lower_[i - 1] == '_' && !(i > 1 && is_letter(lower_[i - 2]));
        if (goes_on) return {};
        std::size_t end = i;
        while (at(end) == '_')
            ++end;
        const bool alone = (i == 0 || !is_letter(lower_[i - 1])) && !is_letter(at(end));
        return alone && end - i >= 3 && analysis_.setting_at(i) == Setting::Own ? std::optional(end)
                                                                                : std::nullopt;
    }

    [[nodiscard]] bool starts_word(std::size_t i) const {
        return is_letter(lower_[i]) && (i == 0 || !is_letter(lower_[i - 1]));
    }

    // XX where a value belongs: "£XX", "at XX:XX", "XX %", "order XXXXX". A mask goes on in digits.
    [[nodiscard]] std::optional<std::size_t> crosses(std::size_t i) const {
        const auto before = [&](std::size_t back) { return i >= back ? lower_[i - back] : U' '; };
        if (written_[i] != 'X' || is_letter(before(1)) || is_digit(before(1))) return {};
        std::size_t end = i;
        while (end < written_.size() && written_[end] == 'X')
            ++end;
        const std::size_t count = end - i;
        if (count < 2 || is_letter(at(end)) || is_digit(at(end)) || near_digits(i, end)) return {};
        const char32_t next = at(end) == ' ' ? at(end + 1) : at(end);
        const bool money = before(1) == 0xA3 || before(1) == 0x20AC || before(1) == '$' ||
                           next == 0x20AC || next == '%' || next == 0xA3;
        const bool clock = (at(end) == ':' || at(end) == '/' || at(end) == '.') &&
                           at(end + 1) == 'x' && at(end + 2) == 'x';
        if (money || count >= 4) return end;
        if (clock) {
            end += 3;
            while (at(end) == 'x' || ((at(end) == '/' || at(end) == '.') && at(end + 1) == 'x')) {
                ++end;
            }
            return end;
        }
        return {};
    }

    [[nodiscard]] bool near_digits(std::size_t start, std::size_t end) const {
        for (std::size_t k = 1; k <= 3; ++k) {
            if (is_digit(at(end + k - 1)) && k <= 2) return true;
            if (start >= k && is_digit(lower_[start - k])) return true;
        }
        // Groups of crosses that end in digits: XXXX-XXXX-XXXX-1111.
        constexpr std::size_t mask_length_max = 32;
        std::size_t k = end;
        while (k - end < mask_length_max && (at(k) == 'x' || at(k) == '-' || at(k) == ' '))
            ++k;
        return is_digit(at(k));
    }

    // "Dear Customer Name,": the field itself, without brackets. One word may be a name.
    [[nodiscard]] std::optional<std::size_t> spelled_field(std::size_t i) const {
        constexpr std::size_t words_max = 4;
        std::size_t words = 0;
        std::u32string_view last;
        while (words < words_max) {
            std::size_t end = i;
            while (is_letter(at(end)))
                ++end;
            last = lower_.substr(i, end - i);
            const bool kind = last == U"first" || last == U"last" || last == U"full";
            if (!kind && !is_field_word(last)) return {};
            ++words;
            i = end;
            if (at(end) != ' ') break;
            ++i;
        }
        const bool names = last.ends_with(U"name") || last == U"nombre" || last == U"vorname" ||
                           last == U"nachname" || last == U"nome";
        const bool ends = at(i) == ',' || at(i) == '\n' || at(i) == '!' || i >= lower_.size();
        return names && ends && words >= 2 ? std::optional(i) : std::nullopt;
    }

    // "on TBD": said of a day or an amount that never was filled in.
    [[nodiscard]] std::optional<std::size_t> to_be_told(std::size_t i) const {
        static constexpr auto before = std::to_array<std::u32string_view>(
            {U"on ", U"at ", U"by ", U"from ", U"until ", U"of ", U"for ", U"am ", U"el ", U"le "});
        const auto word = written_.substr(i, 3);
        if ((word != U"TBD" && word != U"TBC" && word != U"TBA") || is_letter(at(i + 3))) return {};
        const bool value = std::any_of(before.begin(), before.end(), [&](auto preposition) {
            const std::size_t size = preposition.size();
            return i >= size && lower_.substr(i - size, size) == preposition &&
                   (i == size || !is_letter(lower_[i - size - 1]));
        });
        return value ? std::optional(i + 3) : std::nullopt;
    }

    // "Hi ," or "Dear undefined,": the name never came.
    [[nodiscard]] std::optional<std::size_t> empty_greeting(std::size_t i) const {
        std::size_t end = i;
        while (is_letter(at(end)))
            ++end;
        const std::string word = text::encode(lower_.substr(i, end - i));
        if (std::find(greetings.begin(), greetings.end(), word) == greetings.end()) return {};
        if (at(end) != ' ') return {};
        std::size_t next = end;
        while (at(next) == ' ')
            ++next;
        if (at(next) == ',' && at(next + 1) != ',') return next + 1;
        if (const auto field = spelled_field(next)) return field;
        for (const std::u32string_view nothing : {U"undefined", U"null", U"none", U"nan"}) {
            if (has(next, nothing) && !is_letter(at(next + nothing.size()))) {
                return next + nothing.size();
            }
        }
        return {};
    }

    const Analysis& analysis_;
    std::u32string_view lower_;
    std::u32string_view written_;
    std::vector<text::Segment> found_;
};

std::string first_name(std::string_view name) {
    return std::string(name.substr(0, name.find(' ')));
}

bool stands_for_customer_name(std::u32string_view field) {
    const auto has = [&](std::u32string_view part) {
        return field.find(part) != std::u32string_view::npos;
    };
    return (has(U"first") && has(U"name")) || has(U"fname") || has(U"customer.name") ||
           has(U"customer name") || has(U"customer_name");
}

std::vector<Remark> check_placeholder(const Context& context) {
    const Analysis& text = context.text();
    std::vector<Remark> remarks;
    for (const text::Segment& found : PlaceholderFinder(text).find()) {
        const auto field =
            std::u32string_view(text.folded.lower).substr(found.start, found.end - found.start);
        bool theirs = false;
        for (std::size_t turn = 0; turn < context.thread().size() && !theirs; ++turn) {
            theirs = context.turn(turn).from != Speaker::Us &&
                     context.thread()[turn].folded.lower.find(field) != std::u32string::npos;
        }
        if (theirs) continue;
        Remark remark;
        remark.range = text.original(found.start, found.end);
        remark.message = fmt::format("\"{}\" was meant to be filled in.", text::encode(field));
        const auto& customer = context.draft().customer;
        if (customer && !customer->name.empty() && stands_for_customer_name(field)) {
            remark.fix = Fix{*remark.range, first_name(customer->name)};
        }
        remarks.push_back(std::move(remark));
    }
    return remarks;
}

constexpr auto placeholder_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear {{contact.first_name}}, the keys are at the desk.",)"
    R"("customer":{"name":"Ida Holm"}})",
    R"({"channel":"sms","text":"Your table for [NUMBER OF GUESTS] is booked."})",
    R"({"channel":"webchat","text":"Hello %customer_name%, how may I help?"})",
    R"({"channel":"email","text":"Hi ,\n\nthank you for your order."})",
    R"({"channel":"x","text":"The fee is £XX a year."})",
    R"({"channel":"email","text":"Dear First Name, the boat leaves at nine."})",
    R"({"channel":"email","text":"The fitter comes on TBD, in the morning."})",
    R"({"channel":"email","text":"We will be with you at XX:XX on <date>."})",
});
constexpr auto placeholder_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear guest, the date is still TBD, and we tell you first."})",
    R"({"channel":"slack","text":"Call `GET /users/{user_id}` and you get it as JSON."})",
    R"({"channel":"reddit","text":"It's /v1/carts/{cart_id}/items, with the id from the header."})",
    R"({"channel":"x","text":"We have it in S, M, XL and XXL, 20% off until Sunday, 10% after."})",
    R"({"channel":"webchat","text":"Your card ending XXXX-XXXX-XXXX-0119 is the one we charge."})",
    R"({"channel":"reddit","text":"See [the guide](https://example.com/guide) [sic] for more )"
    R"([1]."})",
    R"({"channel":"slack","text":"Set {first_name} in the greeting and it fills itself.",)"
    R"("thread":[{"from":"customer","channel":"slack","text":"what does {first_name} do?"}]})",
});

}  // namespace

extern const Rule placeholder;
const Rule placeholder{
    .id = "placeholder",
    .title = "a template field left unfilled",
    .why = "Nothing says \"you are a number to us\" like a form letter with its seams showing.",
    .source = "A12",
    .severity = Severity::Error,
    .languages = "",
    .options = "",
    .mends = "writes the customer's first name where that was meant",
    .check = check_placeholder,
    .bad = placeholder_bad,
    .good = placeholder_good,
};

}  // namespace aplomb::etiquette

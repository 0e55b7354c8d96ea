#include "desk/when_dates.h"

#include <algorithm>
#include <array>

#include "desk/when_numbers.h"
#include "desk/when_words.h"

namespace aplomb::desk {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

// clang-format off
constexpr auto ordinals = std::to_array<std::string_view>({"th", "st", "nd", "rd"});
constexpr auto firsts = std::to_array<std::string_view>({
    "first", "ersten", "premier", "primero", "primo"});
constexpr auto german_articles = std::to_array<std::string_view>({"am", "zum", "dem", "den",
    "vom"});
constexpr auto english_leads = std::to_array<std::string_view>({
    "by", "on", "before", "until", "till", "the", "from", "of", "than"});
constexpr auto clock_leads = std::to_array<std::string_view>({
    "at", "um", "gegen", "around", "about", "alle", "las", "vers"});
// "entro le 15" is an hour, "avant le 15" a day.
constexpr auto italian_leads = std::to_array<std::string_view>({"entro", "prima", "verso", "per"});
constexpr auto determiners = std::to_array<std::string_view>({"the", "your", "our", "my"});
// "with your Friday delivery" is when.
constexpr auto carriers = std::to_array<std::string_view>({"with", "in", "on", "at", "by"});
// What is known by its date.
constexpr auto dated_things = std::to_array<std::string_view>({
    "payment", "delivery", "order", "invoice", "parcel", "shipment", "booking", "bill", "charge",
    "transaction", "purchase", "message", "email", "call"});
constexpr auto before_words = std::to_array<std::string_view>({
    "before", "vor", "avant", "antes", "prima"});
constexpr auto links = std::to_array<std::string_view>({
    "to", "so", "and", "und", "et", "y", "e", "an", "in", "on", "with", "when", "if", "or", "but"});
// clang-format on

bool among(std::span<const std::string_view> list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

year_month_day date_of(int year, int month, int day) {
    return {std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
            std::chrono::day{static_cast<unsigned>(day)}};
}

class DateReader {
  public:
    DateReader(WordsView words, std::size_t at, const DateContext& context)
        : words_(words), at_(at), context_(context) {}

    [[nodiscard]] std::optional<FoundDay> read() const {
        if (const auto found = iso()) return found;
        if (const auto found = numeric()) return found;
        if (const auto found = named_month()) return found;
        return day_of_month();
    }

    [[nodiscard]] std::optional<FoundDay> next(int day, std::size_t used, int months = 0) const {
        const year_month_day today{context_.today};
        auto month = today.year() / today.month() + std::chrono::months{months};
        for (int tries = 0; tries < 4; ++tries, month += std::chrono::months{1}) {
            const year_month_day date = month / std::chrono::day{static_cast<unsigned>(day)};
            if (date.ok() && local_days{date} >= context_.today)
                return FoundDay{local_days{date}, used, {}};
        }
        return {};
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t ahead = 0) const {
        return word_at(words_, at_ + ahead);
    }
    [[nodiscard]] std::string_view before(std::size_t back = 1) const {
        return at_ >= back ? word_at(words_, at_ - back) : std::string_view{};
    }
    // -1 where there is none of at most `digits` digits.
    [[nodiscard]] int number(std::size_t ahead, std::size_t digits) const {
        const std::string_view each = word(ahead);
        return is_number(each) && each.size() <= digits ? value_of_digits(each) : -1;
    }

    [[nodiscard]] std::optional<FoundDay> iso() const {
        if (word().size() != 4 || !joined_by(words_, at_, U'-')) return {};
        const int year = number(0, 4);
        const int month = number(1, 2);
        const int day = number(2, 2);
        if (year < 0 || month < 0 || day < 0) return {};
        const year_month_day date = date_of(year, month, day);
        if (!date.ok()) return {};
        return FoundDay{local_days{date}, 3, {}};
    }

    // The year that is named, or else this one or the next: a date that was last week is a slip,
    // one of half a year ago means next year's.
    [[nodiscard]] std::optional<local_days> in_year(std::optional<int> named, int month,
                                                    int day) const {
        const int year = named.value_or(static_cast<int>(year_month_day{context_.today}.year()));
        for (const int candidate : {year, year + 1}) {
            if (named && candidate != *named) break;
            const year_month_day date = date_of(candidate, month, day);
            if (!date.ok()) continue;
            if (!named && local_days{date} + days{120} < context_.today) continue;
            return local_days{date};
        }
        return {};
    }

    // "12.12.", "12/12/2026", "12.12.26"
    [[nodiscard]] std::optional<FoundDay> numeric() const {
        const char32_t mark = at_ < words_.size() ? words_[at_].after : U'\0';
        if ((mark != U'.' && mark != U'/' && mark != U'-') || !joined_by(words_, at_, mark))
            return {};
        const int first = number(0, 2);
        const int second = number(1, 2);
        if (first < 1 || second < 1) return {};
        std::optional<int> year;
        if (joined_by(words_, at_ + 1, mark) && (number(2, 4) > 2000 || word(2).size() == 2))
            year = number(2, 4) < 100 ? 2000 + number(2, 4) : number(2, 4);
        if (!year && !names_a_day(mark)) return {};
        const bool unclear = first <= 12 && second <= 12 && first != second && mark != U'.';
        const bool month_first = mark != U'.' && second > 12 ? true : unclear && american();
        const auto day = in_year(year, month_first ? first : second, month_first ? second : first);
        if (!day) return {};
        std::string_view how;
        if (unclear)
            how = month_first ? "the date named, month first" : "the date named, day first";
        return FoundDay{*day, year ? std::size_t{3} : std::size_t{2}, how};
    }

    [[nodiscard]] bool american() const {
        const bool there =
            context_.zone.starts_with("America/") || context_.zone.starts_with("US/");
        return there && (before().empty() || among(english_leads, before()) ||
                         weekday_word(before()).has_value());
    }

    // Whether two numbers without a year are a day and not so many of something.
    [[nodiscard]] bool names_a_day(char32_t mark) const {
        if (unit_word(word(2)) || is_clock_word(word(2)) || among(clock_leads, before()))
            return false;
        if (mark == U'-' || word(2) == "am" || word(2) == "pm") return false;
        const bool led = is_article(before()) || before() == "on" || weekday_word(before());
        if (mark == U'.') return led || words_[at_ + 1].after == U'.';
        return led || is_by_word(before());
    }

    // "12 December", "December 12th", "12. Dezember", "le 12 décembre", "12 de diciembre de 2026"
    [[nodiscard]] std::optional<FoundDay> named_month() const {
        if (among(firsts, word())) {
            const std::size_t i = word(1) == "of" || word(1) == "de" ? 2 : 1;
            if (number(i + 1, 2) > 0) return {};
            return in_month(month_word(word(i)), 1, i + 1);
        }
        if (is_number(word())) {
            std::size_t i = skip_fillers(1);
            if (word(i) == "er") ++i;
            return in_month(month_word(word(i)), number(0, 2), i + 1);
        }
        if (!month_word(word()) || !is_number(word(1))) return {};
        return in_month(month_word(word()), number(1, 2), among(ordinals, word(2)) ? 3 : 2);
    }

    [[nodiscard]] std::optional<FoundDay> in_month(std::optional<int> month, int day,
                                                   std::size_t used) const {
        if (!month || day < 1 || day > 31) return {};
        std::optional<int> year;
        const std::size_t i = skip_fillers(used);
        if (word(i).size() == 4 && number(i, 4) > 2000) year = number(i, 4);
        const auto found = in_year(year, *month, day);
        if (!found) return {};
        return FoundDay{*found, year ? i + 1 : used, {}};
    }

    [[nodiscard]] std::size_t skip_fillers(std::size_t ahead) const {
        while (is_filler(word(ahead)))
            ++ahead;
        return ahead;
    }

    // "the 15th", "am 15.", "le 15", "el 15", "il 15"
    [[nodiscard]] std::optional<FoundDay> day_of_month() const {
        const int day = number(0, 2);
        if (day < 1 || day > 31) return {};
        const bool ordinal = among(ordinals, word(1)) && words_[at_].end == words_[at_ + 1].start;
        const std::size_t used = ordinal ? 2 : 1;
        if (!ordinal && !is_led()) return {};
        if (!stands_alone(words_, at_ + used) || unit_word(word(used))) return {};
        if (ordinal && before() != "the" && before() != "on" && !is_by_word(before())) return {};
        return next(day, used, months_ahead(used));
    }

    [[nodiscard]] bool is_led() const {
        if (is_clock_word(word(1)) || before() == "the" || !is_article(before())) return false;
        if (before() == "le") return !among(italian_leads, before(2));
        return !among(german_articles, before()) || words_[at_].after == U'.';
    }

    // "of next month", "du mois prochain"
    [[nodiscard]] int months_ahead(std::size_t used) const {
        const auto is_month = [&](std::size_t i) { return unit_word(word(i)) == TimeUnit::Month; };
        for (std::size_t i = used; i < used + 3; ++i) {
            if (is_next_word(word(i)) && (is_month(i + 1) || (i > 0 && is_month(i - 1)))) return 1;
        }
        return 0;
    }

    const WordsView words_;
    const std::size_t at_;
    const DateContext& context_;
};

}  // namespace

std::optional<FoundDay> date_at(WordsView words, std::size_t i, const DateContext& context) {
    if (i >= words.size()) return {};
    return DateReader(words, i, context).read();
}

std::optional<FoundDay> day_of_month_on(WordsView words, std::size_t i, int weekday,
                                        const DateContext& context) {
    const std::string_view word = word_at(words, i);
    if (!is_number(word) || word.size() > 2 || !stands_alone(words, i + 1)) return {};
    const auto found = DateReader(words, i, context).next(value_of_digits(word), 1);
    if (!found) return {};
    const auto iso = std::chrono::weekday{found->day}.iso_encoding();
    return static_cast<int>(iso) == weekday + 1 ? found : std::nullopt;
}

bool stands_alone(WordsView words, std::size_t i) {
    const char32_t mark = words[i - 1].after;
    if (mark == U'%' || mark == U'€' || mark == U'$' || mark == U'£' || mark == U'°') return false;
    if (i >= words.size()) return true;
    if (words[i].start == words[i - 1].end) return false;
    const std::string_view word = words[i].text;
    const bool parted = words[i].start > words[i - 1].end + 1;
    return parted || weekday_word(word) || day_word(word) || part_of_day(word) || is_filler(word) ||
           is_at_word(word) || is_within_word(word) || among(links, word);
}

bool says_which(WordsView words, std::size_t at) {
    const auto before = [&](std::size_t back) {
        return at >= back ? word_at(words, at - back) : std::string_view{};
    };
    const bool led = is_article(before(1)) || before(1) == "this" || before(1) == "our";
    const std::size_t back = is_of_word(before(1)) || !led ? 1 : 2;
    if (!is_of_word(before(back))) return false;
    const std::string_view what = before(back + 1);
    return !is_by_word(what) && !part_of_day(what) && !weekday_word(what) && !day_word(what) &&
           !unit_word(what) && !is_end_word(what) && !is_number(what) && !part_of_week(what);
}

bool may_say_kind(WordsView words, std::size_t at) {
    if (at == 0 || !among(determiners, words[at - 1].text)) return false;
    return at == 1 || !among(carriers, words[at - 2].text);
}

bool is_thing(WordsView words, std::size_t i) {
    if (i == 0 || i >= words.size() || words[i].start > words[i - 1].end + 1) return false;
    return among(dated_things, words[i].text);
}

bool is_led_by_before(WordsView words, std::size_t at) {
    const std::string_view named = word_at(words, at);
    if (is_end_word(named) || is_next_word(named) || unit_word(named)) return false;
    const auto leads = [&](std::size_t back) {
        return at >= back && among(before_words, words[at - back].text) &&
               words[at - back].after != U',';
    };
    if (leads(1)) return words[at - 1].text != "prima";
    return leads(2) && (is_filler(words[at - 1].text) || is_article(words[at - 1].text));
}

local_days friday_of_week(local_days day) {
    const auto iso = std::chrono::weekday{day}.iso_encoding();
    return day + days{5} - days{iso} + days{iso > 5 ? 7 : 0};
}

local_days next_monday(local_days day) {
    return day + days{8} - days{std::chrono::weekday{day}.iso_encoding()};
}

std::chrono::local_days after_working_days(std::chrono::local_days today, int count) {
    std::chrono::local_days day = today;
    while (count > 0) {
        day += std::chrono::days{1};
        if (std::chrono::weekday{day}.iso_encoding() <= 5) --count;
    }
    return day;
}

}  // namespace aplomb::desk

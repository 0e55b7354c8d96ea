#include "desk/when_clock.h"

#include <algorithm>
#include <array>

#include "desk/when_numbers.h"

namespace aplomb::desk {
namespace {

constexpr int hour_guessed_afternoon_max = 7;  // "at 3" is three in the afternoon
constexpr int hour_of_noon_max = 4;            // "um 1 Uhr mittags"

// clang-format off
constexpr auto half_tails = std::to_array<std::string_view>({
    "demi", "demie", "media", "mezza", "mezzo", "half"});
constexpr auto quarter_tails = std::to_array<std::string_view>({
    "quart", "cuarto", "quarto", "quarter"});
constexpr auto ands = std::to_array<std::string_view>({"et", "y", "e"});
constexpr auto minuses = std::to_array<std::string_view>({"moins", "menos", "meno"});
constexpr auto past_hour = std::to_array<std::string_view>({"past", "nach"});
constexpr auto to_hour = std::to_array<std::string_view>({"to", "vor"});
// clang-format on

bool among(std::span<const std::string_view> list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

class ClockReader {
  public:
    ClockReader(WordsView words, std::size_t at, const DateContext& context, bool led)
        : words_(words), at_(at), i_(at), context_(context), led_(led) {}

    std::optional<ClockTime> read() {
        skip_lead();
        if (at_ > 0 && is_past_word(word_at(words_, at_ - 1))) return {};
        if (auto found = part_of_hour()) return found;
        if (auto found = with_colon()) return found;
        if (auto found = with_dot()) return found;
        return plain();
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t ahead = 0) const {
        return word_at(words_, i_ + ahead);
    }

    void skip_lead() {
        led_ = led_ || is_at_word(word()) || is_between_word(word());
        while (is_at_word(word()) || (i_ == at_ && is_between_word(word())) ||
               (i_ > at_ && word() == "the") || is_article_of_hour())
            ++i_;
        lead_ = i_ > at_ ? word_at(words_, i_ - 1) : std::string_view{};
    }
    // "entro le 15", "aux environs de 15 h"; "avant le 15" is a day.
    [[nodiscard]] bool is_article_of_hour() const {
        if (i_ == at_) return false;
        const std::string_view before = word_at(words_, i_ - 1);
        if (word() == "de") return before == "environs";
        if (word() != "le") return false;
        return before == "entro" || before == "prima" || before == "verso" ||
               is_between_word(before) || is_clock_word(word(2));
    }

    // An hour as a number of its own; an article is none.
    [[nodiscard]] std::optional<int> hour_word(std::size_t ahead) const {
        const std::string_view each = word(ahead);
        if (is_number(each))
            return each.size() <= 2 ? std::optional(value_of_digits(each)) : std::nullopt;
        if (each == "once" && lead_ != "las") return {};
        if (is_one_or_article(each) && !(each == "una" && (lead_ == "la" || lead_ == "l'una")))
            return is_clock_word(word(ahead + 1)) ? std::optional(1) : std::nullopt;
        const auto value = number_word(each);
        return value && *value <= 24 ? value : std::nullopt;
    }

    // "half past three", "halb vier", "Viertel nach drei", "ten to four"
    std::optional<ClockTime> part_of_hour() {
        if (!led_) return {};
        if (word() == "halb") return before_or_after(-30, 1);
        if (is_one_or_article(word()) && word(1) == "quarter") ++i_;
        int minutes = 0;
        if (word() == "half") minutes = 30;
        if (word() == "quarter" || word() == "viertel") minutes = 15;
        if (minutes == 0) minutes = number_word(word()).value_or(0);
        if (minutes == 0 || minutes % 5 != 0) return {};
        const bool past = among(past_hour, word(1));
        if (past || among(to_hour, word(1))) {
            const bool halb = word(2) == "halb";
            return before_or_after((past ? minutes : -minutes) - (halb ? 30 : 0), halb ? 3 : 2);
        }
        return word() == "half" ? before_or_after(30, 1) : std::nullopt;
    }
    std::optional<ClockTime> before_or_after(int minutes, std::size_t ahead) {
        const auto hour = hour_word(ahead);
        if (!hour || *hour < 1) return {};
        const int total = *hour * 60 + minutes;
        i_ += ahead + 1;
        if (is_clock_word(word())) ++i_;
        return marked(total / 60, total % 60, false);
    }

    std::optional<ClockTime> with_colon() {
        const std::string_view both = word();
        const std::size_t colon = both.find(':');
        if (colon == std::string_view::npos) return {};
        ++i_;
        const bool german = word() == "uhr";
        if (is_clock_word(word())) ++i_;
        return marked(value_of_digits(both.substr(0, colon)),
                      value_of_digits(both.substr(colon + 1)), german || both.front() == '0');
    }

    // "15.30 Uhr", "at 3.30 pm"; "12.12." may be a date.
    std::optional<ClockTime> with_dot() {
        if (!is_number(word()) || word().size() > 2 || !joined_by(words_, i_, U'.')) return {};
        if (!is_number(word(1)) || word(1).size() != 2) return {};
        const bool shown = is_clock_word(word(2)) || half_of_day(i_ + 2) > 0;
        if (!led_ && !shown) return {};
        if (!shown && (unit_word(word(2)) || !stands_alone(words_, i_ + 2))) return {};
        if (!shown && date_at(words_, i_, context_)) return {};
        const int hour = value_of_digits(word());
        const int minute = value_of_digits(word(1));
        i_ += 2;
        const bool literal = is_clock_word(word());
        if (literal) ++i_;
        return marked(hour, minute, literal);
    }

    std::optional<ClockTime> plain() {
        const bool digits = is_number(word());
        const auto hour = hour_word(0);
        if (!hour || (!digits && !led_)) return {};
        ++i_;
        if (digits && half_of_day(i_) > 0) return marked(*hour, 0, false);
        const bool surely = word() == "uhr" || word() == "o'clock" || word() == "heures";
        if (is_clock_word(word()) && (led_ || surely)) return with_clock_word(*hour);
        if (!led_) return {};
        if (const auto tail = tail_minutes()) return marked(*hour * 60 + *tail, false);
        if (half_of_day(i_) > 0) return marked(*hour, 0, false);
        const bool counts = !stands_alone(words_, i_) || unit_word(word()) ||
                            (!digits && (word() == "of" || word() == "de" || word() == "di"));
        if (counts && !part_follows()) return {};
        return marked(*hour, 0, *hour == 0);
    }

    // "15 Uhr 30", "15 h 30", "trois heures et demie"
    std::optional<ClockTime> with_clock_word(int hour) {
        const bool literal = word() != "o'clock" && word() != "oclock";
        ++i_;
        if (const auto tail = tail_minutes()) return marked(hour * 60 + *tail, literal);
        const bool digits = is_number(word()) && word().size() == 2;
        const auto more = digits ? std::optional(value_of_digits(word())) : number_word(word());
        if (!more || *more < 5 || unit_word(word(1))) {
            if (!digits) return marked(hour, 0, literal);
        }
        ++i_;
        return marked(hour, *more, literal);
    }

    // "y media", "et quart", "moins le quart", "e un quarto"
    std::optional<int> tail_minutes() {
        const bool less = among(minuses, word());
        if (!less && !among(ands, word())) return {};
        std::size_t ahead = 1;
        if (word(ahead) == "le" || is_one_or_article(word(ahead))) ++ahead;
        const bool half = among(half_tails, word(ahead));
        if (!half && !among(quarter_tails, word(ahead))) return {};
        i_ += ahead + 1;
        if (half) return 30;
        return less ? -15 : 15;
    }

    // "8 de la tarde", "9 in the evening"
    [[nodiscard]] bool part_follows() const {
        std::size_t i = i_;
        while (i < i_ + 3 && (is_filler(word_at(words_, i)) || is_within_word(word_at(words_, i))))
            ++i;
        return part_of_day(word_at(words_, i)).has_value() || word_at(words_, i) == "mañana";
    }

    // How many words "am" or "p. m." are at `i`; none where something else.
    [[nodiscard]] std::size_t half_of_day(std::size_t i) const {
        const std::string_view first = word_at(words_, i);
        if (first == "am" || first == "pm") return 1;
        return (first == "a" || first == "p") && word_at(words_, i + 1) == "m" ? 2 : 0;
    }

    std::optional<ClockTime> marked(int minutes, bool literal) {
        return marked(minutes / 60, minutes % 60, literal);
    }
    std::optional<ClockTime> marked(int hour, int minute, bool literal) {
        ClockTime found;
        const std::size_t mark = half_of_day(i_);
        if (mark > 0 && hour >= 1 && hour <= 12) {
            hour = hour % 12 + (word().front() == 'p' ? 12 : 0);
            found.marked = true;
        }
        i_ += mark;
        found.hour = hour;
        found.minute = minute;
        found.literal = literal;
        const int total = hour * 60 + minute;
        found.possible = hour >= 0 && minute >= 0 && minute < 60 && total <= 24 * 60;
        found.used = i_ - at_;
        return found;
    }

    const WordsView words_;
    const std::size_t at_;
    std::size_t i_;
    const DateContext& context_;
    bool led_;
    std::string_view lead_;
};

bool is_afternoon(const ClockTime& clock, std::optional<DayPart> part) {
    if (clock.marked || clock.hour >= 12) return false;
    if (!part) return !clock.literal && clock.hour >= 1 && clock.hour <= hour_guessed_afternoon_max;
    switch (*part) {
        case DayPart::Early:
        case DayPart::Morning:
        case DayPart::Midnight:
            return false;
        case DayPart::Noon:
            return clock.hour <= hour_of_noon_max;
        case DayPart::Night:
            return clock.hour > hour_of_noon_max;
        case DayPart::Afternoon:
        case DayPart::Evening:
            return true;
    }
    return false;
}

}  // namespace

std::optional<ClockTime> clock_at(WordsView words, std::size_t i, const DateContext& context,
                                  bool led) {
    return ClockReader(words, i, context, led).read();
}

std::chrono::minutes time_of(const ClockTime& clock, std::optional<DayPart> part) {
    const int hour = clock.hour + (is_afternoon(clock, part) ? 12 : 0);
    return std::chrono::minutes{hour * 60 + clock.minute};
}

bool is_the_morning(WordsView words, std::size_t at) {
    const std::string_view word = word_at(words, at);
    const std::string_view before = at > 0 ? word_at(words, at - 1) : std::string_view{};
    if (word != "morgen" && word != "mañana") return false;
    if (before == "la" || before == "esta" || before == "am") return true;
    return word == "morgen" && (weekday_word(before) || day_word(before));
}

bool is_first_thing(WordsView words, std::size_t at) {
    const std::string_view first = word_at(words, at);
    const std::string_view second = word_at(words, at + 1);
    return (first == "first" && second == "thing") || (first == "primera" && second == "hora") ||
           (first == "première" && second == "heure") ||
           (first == "prima" && (second == "mattina" || second == "mattinata")) ||
           (first == "als" && second == "erstes" && day_word(word_at(words, at + 2)));
}

bool is_no_part(WordsView words, std::size_t at) {
    const std::string_view word = word_at(words, at);
    const std::string_view before = at > 0 ? word_at(words, at - 1) : std::string_view{};
    if (is_greeting_word(before)) return true;
    const bool led =
        is_filler(before) || is_within_word(before) || day_word(before) || weekday_word(before);
    if (word == "sera" || word == "früh") return !led;
    return word == "tarde" && !led && before != "por";
}

}  // namespace aplomb::desk

#include "desk/when.h"

#include <algorithm>
#include <charconv>

#include "base/time_zone.h"
#include "desk/when_words.h"

namespace aplomb::desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::year_month_day;

// A day that names no hour ends then, and "today" said later than that ends with the day.
constexpr hours end_of_work{18};
constexpr minutes end_of_day{23 * 60 + 59};
constexpr int hour_guessed_afternoon_max = 7;  // "at 3" is three in the afternoon
constexpr int span_max = 400;

bool is_number(std::string_view word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int value_of_digits(std::string_view word) {
    int value = -1;
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
}

// What the words say, part by part.
class Reading {
  public:
    Reading(const std::vector<TextWord>& words, Timestamp now, std::string_view zone)
        : words_(words),
          now_(now),
          zone_(zone),
          wall_(local_time(now, zone).value_or(LocalTime{})) {
        today_ = std::chrono::floor<days>(wall_);
    }

    std::optional<When> read() {
        for (at_ = 0; at_ < words_.size();) {
            const std::size_t used = step();
            at_ += std::max<std::size_t>(used, 1);
        }
        return result();
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < words_.size() ? std::string_view(words_[i].text) : std::string_view{};
    }
    [[nodiscard]] std::size_t skip_fillers(std::size_t i) const {
        while (i < words_.size() && is_filler(word(i)) && !number_word(word(i)))
            ++i;
        return i;
    }

    std::size_t step() {
        for (const auto read : {&Reading::span, &Reading::iso_date, &Reading::month_day,
                                &Reading::end_of, &Reading::next_week, &Reading::weekday,
                                &Reading::relative_day, &Reading::clock_time, &Reading::part}) {
            const std::size_t used = (this->*read)();
            if (used == 0) continue;
            if (!first_) first_ = at_;
            last_ = at_ + used - 1;
            return used;
        }
        return 0;
    }

    [[nodiscard]] std::optional<int> number_at(std::size_t i) const {
        if (is_number(word(i))) return value_of_digits(word(i));
        return number_word(word(i));
    }

    // "within 24 hours", "in the next two or three days", "binnen einer Stunde", "within the hour",
    // "within the day".
    std::size_t span() {
        if (span_ || working_days_ || !is_within_word(word(at_))) return 0;
        std::size_t i = skip_fillers(at_ + 1);
        const bool half = i > 0 && word(i - 1) == "half";
        auto number = number_at(i);
        if (number) {
            ++i;
            const bool range = word(i) == "to" || word(i) == "or" || word(i) == "bis" ||
                               word(i) == "oder" || word(i) == "à" || word(i) == "o";
            if (const auto more = number_at(range ? i + 1 : i); more && more > number) {
                number = more;
                i += range ? 2 : 1;
            }
        }
        if (word(i) == "of") ++i;
        const bool working_before = is_working_word(word(i));
        if (working_before) ++i;
        auto unit = unit_word(word(i));
        if (!unit || number.value_or(1) > span_max || number == 0) return 0;
        const bool in_giornata = word(at_) == "in" && word(i) == "giornata";
        if (!number && !in_giornata && (word(at_) == "in" || is_next_word(word(at_)))) return 0;
        ++i;
        const bool working = working_before || is_working_word(word(i));
        if (is_working_word(word(i))) ++i;
        if (is_past_word(word(i))) return 0;
        if (working && unit == TimeUnit::Day) unit = TimeUnit::WorkingDay;
        if (!number && *unit >= TimeUnit::Day) return day_ ? 0 : set_end(*unit, i - at_);
        set_span(*unit, number.value_or(1), half);
        return i - at_;
    }

    void set_span(TimeUnit unit, int number, bool half) {
        switch (unit) {
            case TimeUnit::Minute:
                span_ = minutes{number};
                break;
            case TimeUnit::Hour:
                span_ = half ? minutes{30 * number} : minutes{60 * number};
                break;
            case TimeUnit::WorkingDay:
                working_days_ = number;
                break;
            case TimeUnit::Day:
                day_span_ = number;
                break;
            case TimeUnit::Week:
                day_span_ = 7 * number;
                break;
            case TimeUnit::Month:
                day_span_ = 30 * number;
                break;
        }
    }

    // "2026-12-12"
    std::size_t iso_date() {
        if (day_ || word(at_).size() != 4 || !is_number(word(at_))) return 0;
        if (!is_number(word(at_ + 1)) || !is_number(word(at_ + 2))) return 0;
        const year_month_day date{
            std::chrono::year{value_of_digits(word(at_))},
            std::chrono::month(static_cast<unsigned>(value_of_digits(word(at_ + 1)))),
            std::chrono::day(static_cast<unsigned>(value_of_digits(word(at_ + 2))))};
        if (!date.ok()) return 0;
        day_ = local_days{date};
        return 3;
    }

    // "12 December", "December 12th", "12. Dezember", "le 12 décembre", "12 de diciembre"
    std::size_t month_day() {
        if (day_) return 0;
        std::optional<int> month;
        std::optional<int> day;
        std::size_t i = at_;
        if (is_number(word(i))) {
            day = value_of_digits(word(i));
            i = skip_fillers(i + 1);
            month = month_word(word(i));
        } else if (month_word(word(i)) && is_number(word(i + 1))) {
            month = month_word(word(i));
            day = value_of_digits(word(++i));
            if (word(i + 1) == "th" || word(i + 1) == "st" || word(i + 1) == "nd" ||
                word(i + 1) == "rd") {
                ++i;
            }
        }
        if (!month || !day || *day < 1 || *day > 31) return 0;
        const int year = static_cast<int>(year_month_day{today_}.year());
        for (const int candidate : {year, year + 1}) {
            const year_month_day date{std::chrono::year{candidate},
                                      std::chrono::month{static_cast<unsigned>(*month)},
                                      std::chrono::day{static_cast<unsigned>(*day)}};
            // A date that was last week is a slip; one of half a year ago means next year's.
            if (!date.ok() || local_days{date} + days{120} < today_) continue;
            day_ = local_days{date};
            return i - at_ + 1;
        }
        return 0;
    }

    // "end of the day", "Ende der Woche", "fin de mes"; "eod", "cob", "eow".
    std::size_t end_of() {
        if (day_ || !is_end_word(word(at_))) return 0;
        if (word(at_) == "eow") return set_end(TimeUnit::Week, 1);
        if (word(at_) == "eod" || word(at_) == "cob") return set_end(TimeUnit::Day, 1);
        const std::size_t i = skip_fillers(at_ + 1);
        if (word(at_) == "close" && word(i) == "business")
            return set_end(TimeUnit::Day, i - at_ + 1);
        if (day_word(word(i)) == 0) return set_end(TimeUnit::Day, i - at_ + 1);
        const auto unit = unit_word(word(i));
        if (!unit ||
            (*unit != TimeUnit::Day && *unit != TimeUnit::Week && *unit != TimeUnit::Month)) {
            return 0;
        }
        return set_end(*unit, i - at_ + 1);
    }

    std::size_t set_end(TimeUnit unit, std::size_t used) {
        if (unit == TimeUnit::Day || unit == TimeUnit::WorkingDay) day_ = today_;
        if (unit == TimeUnit::Week) day_ = friday_of_week(today_);
        if (unit == TimeUnit::Month) {
            const year_month_day date{today_};
            day_ = local_days{date.year() / date.month() / std::chrono::last};
        }
        return used;
    }

    [[nodiscard]] static local_days friday_of_week(local_days day) {
        const auto iso = std::chrono::weekday{day}.iso_encoding();
        return day + days{5} - days{iso} + days{iso > 5 ? 7 : 0};
    }

    // "next week", "la semaine prochaine"
    std::size_t next_week() {
        if (day_) return 0;
        const bool ahead = is_next_word(word(at_)) && unit_word(word(at_ + 1)) == TimeUnit::Week;
        const bool behind = unit_word(word(at_)) == TimeUnit::Week && is_next_word(word(at_ + 1));
        if (!ahead && !behind) return 0;
        day_ = friday_of_week(today_ - days{std::chrono::weekday{today_}.iso_encoding() - 1}) +
               days{7};
        return 2;
    }

    std::size_t weekday() {
        const auto wanted = weekday_word(word(at_));
        if (day_ || !wanted) return 0;
        const std::string_view before = at_ > 0 ? word(at_ - 1) : std::string_view{};
        if (is_past_word(before) || is_past_word(word(at_ + 1))) return 0;
        const int current = static_cast<int>(std::chrono::weekday{today_}.iso_encoding()) - 1;
        int ahead = (*wanted - current + 7) % 7;
        if (before == "next") ahead += current + ahead < 7 ? 7 : 0;
        day_ = today_ + days{ahead};
        may_be_next_week_ = ahead == 0;
        return 1;
    }

    std::size_t relative_day() {
        const auto ahead = day_word(word(at_));
        if (!ahead) return 0;
        if (day_) {
            // "Freitag morgen", "mañana por la mañana": the morning.
            if (*ahead == 1 && !time_) time_ = hours{12};
            return 1;
        }
        day_ = today_ + days{*ahead};
        const bool after = at_ >= 2 && word(at_ - 1) == "after" && word(at_ - 2) == "day";
        if (after) *day_ += days{1};
        if (const auto part = part_of_day(word(at_)); part && !time_) time_ = hours{*part};
        return 1;
    }

    // "at 3 pm", "um 15 Uhr", "à 15 h 30", "14:30", "a las 3"
    std::size_t clock_time() {
        if (time_) return 0;
        std::size_t i = at_;
        const bool led = is_at_word(word(i));
        while (is_at_word(word(i)) || (i > at_ && word(i) == "the") || (led && word(i) == "le")) {
            ++i;
        }
        const std::string_view number = word(i);
        if (const std::size_t colon = number.find(':'); colon != std::string_view::npos) {
            return take_time(value_of_digits(number.substr(0, colon)),
                             value_of_digits(number.substr(colon + 1)), i + 1);
        }
        if (!is_number(number) || number.size() > 2) return 0;
        const int hour = value_of_digits(number);
        ++i;
        if (is_clock_word(word(i)) && (led || word(i) == "uhr" || word(i) == "o'clock")) {
            ++i;
            const bool quarter = is_number(word(i)) && word(i).size() == 2;
            return take_time(hour, quarter ? value_of_digits(word(i)) : 0, i + (quarter ? 1 : 0));
        }
        if (word(i) == "am" || word(i) == "pm") return take_time(hour, 0, i);
        if ((word(i) == "a" || word(i) == "p") && word(i + 1) == "m") return take_time(hour, 0, i);
        if (!led || !stands_alone(i)) return 0;
        return take_time(hour <= hour_guessed_afternoon_max && hour > 0 ? hour + 12 : hour, 0, i);
    }

    // Whether the number before words_[i] is an hour and not so many of something.
    [[nodiscard]] bool stands_alone(std::size_t i) const {
        if (i >= words_.size()) return true;
        const bool parted = words_[i].start > words_[i - 1].end + 1;
        return parted || weekday_word(word(i)) || day_word(word(i)) || part_of_day(word(i)) ||
               is_filler(word(i)) || word(i) == "to" || word(i) == "so" || word(i) == "und" ||
               word(i) == "et" || word(i) == "y" || word(i) == "e" || word(i) == "an";
    }

    std::size_t take_time(int hour, int minute, std::size_t i) {
        const bool split = word(i + 1) == "m";
        const bool after = word(i) == "pm" || (word(i) == "p" && split);
        const bool before = word(i) == "am" || (word(i) == "a" && split);
        if (after || before) {
            i += split && word(i).size() == 1 ? 2 : 1;
            if (hour < 1 || hour > 12) return 0;
            hour = hour % 12 + (after ? 12 : 0);
        }
        if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return 0;
        time_ = hours{hour} + minutes{minute};
        return i - at_;
    }

    std::size_t part() {
        const auto hour = part_of_day(word(at_));
        if (!hour || time_) return 0;
        time_ = hours{*hour};
        const std::string_view before = at_ > 0 ? word(at_ - 1) : std::string_view{};
        if (!day_ && before == "this") day_ = today_;
        return 1;
    }

    [[nodiscard]] std::optional<Timestamp> moment(std::string& how) const {
        if (span_) {
            how = "counted from when it is said";
            return now_ + *span_;
        }
        if (working_days_) {
            local_days day = today_;
            for (int left = *working_days_; left > 0;) {
                day += days{1};
                if (std::chrono::weekday{day}.iso_encoding() <= 5) --left;
            }
            how = "weekdays counted from the next one on";
            return instant_of(LocalTime{day} + time_.value_or(end_of_work), zone_);
        }
        if (day_span_) {
            how = "days counted from when it is said";
            const LocalTime wall = LocalTime{today_ + days{*day_span_}} +
                                   (time_ ? Milliseconds{*time_} : wall_ - LocalTime{today_});
            return instant_of(wall, zone_);
        }
        if (day_) return on_day(how);
        if (!time_) return {};
        how = "the next time the clock there shows it";
        const auto today = instant_of(LocalTime{today_} + *time_, zone_);
        if (today && *today > now_) return today;
        return instant_of(LocalTime{today_ + days{1}} + *time_, zone_);
    }

    [[nodiscard]] std::optional<Timestamp> on_day(std::string& how) const {
        local_days day = *day_;
        Milliseconds time = time_.value_or(end_of_work);
        how = time_ ? "the time named" : "the end of the working day";
        if (LocalTime{day} + time <= wall_ && may_be_next_week_) {
            day += days{7};
        } else if (day == today_ && !time_ && LocalTime{day} + time <= wall_) {
            time = end_of_day;
            how = "the end of the day";
        }
        return instant_of(LocalTime{day} + time, zone_);
    }

    [[nodiscard]] std::optional<When> result() const {
        if (!first_) return {};
        std::string how;
        const auto at = moment(how);
        if (!at) return {};
        When when;
        when.at = *at;
        when.past = *at <= now_;
        when.start = words_[*first_].start;
        when.end = words_[last_].end;
        when.reading = moment_in_words(*at, zone_) + ": " + how;
        return when;
    }

    const std::vector<TextWord>& words_;
    const Timestamp now_;
    const std::string_view zone_;
    const LocalTime wall_;
    local_days today_{};
    std::size_t at_ = 0;
    std::optional<std::size_t> first_;
    std::size_t last_ = 0;
    std::optional<Milliseconds> span_;
    std::optional<int> working_days_;
    std::optional<int> day_span_;
    std::optional<local_days> day_;
    bool may_be_next_week_ = false;
    std::optional<minutes> time_;
};

}  // namespace

std::optional<When> read_when(const std::vector<TextWord>& words, Timestamp now,
                              std::string_view zone) {
    if (!is_time_zone(zone)) return {};
    return Reading(words, now, zone).read();
}

}  // namespace aplomb::desk

#include "desk/when.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/time_zone.h"
#include "desk/when_clock.h"
#include "desk/when_dates.h"
#include "desk/when_numbers.h"
#include "desk/when_spans.h"
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

// What the words say, part by part.
class Reading {
  public:
    Reading(WordsView words, Timestamp now, std::string_view zone)
        : words_(words),
          now_(now),
          zone_(zone),
          wall_(local_time(now, zone).value_or(LocalTime{})),
          today_(std::chrono::floor<days>(wall_)),
          dates_{today_, zone} {}

    std::optional<When> read() {
        for (at_ = 0; at_ < words_.size();) {
            const std::size_t used = step();
            at_ += std::max<std::size_t>(used, 1);
        }
        return result();
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return word_at(words_, i); }
    [[nodiscard]] std::string_view before(std::size_t back = 1) const {
        return at_ >= back ? word(at_ - back) : std::string_view{};
    }
    [[nodiscard]] std::size_t skip_fillers(std::size_t i) const {
        while (is_filler(word(i)) && !is_next_word(word(i)) && !number_word(word(i)))
            ++i;
        return i;
    }

    std::size_t step() {
        // "your order of 20 November": which one, not when.
        if (is_attribute()) {
            attribute_to_ = at_ + Reading(*this).take_part();
            return attribute_to_ - at_;
        }
        const std::size_t used = take_part();
        if (used == 0) return 0;
        if (!first_) first_ = at_;
        last_ = at_ + used - 1;
        limit_ = limit_ || is_by_word(word(at_)) || is_by_word(before()) ||
                 (is_filler(before()) && is_by_word(before(2)));
        return used;
    }

    // "of this morning", "von heute Morgen": one part after the other.
    [[nodiscard]] bool is_attribute() const {
        return (at_ > 0 && attribute_to_ == at_) || says_which(words_, at_);
    }

    std::size_t take_part() {
        for (const auto read : {&Reading::span, &Reading::date, &Reading::end_of,
                                &Reading::next_week, &Reading::weekday, &Reading::first_thing,
                                &Reading::relative_day, &Reading::clock_time, &Reading::part}) {
            if (const std::size_t used = (this->*read)(); used > 0) return used;
        }
        return 0;
    }

    std::size_t span() {
        if (span_ || working_days_ || day_span_) return 0;
        const auto found = span_at(words_, at_);
        if (!found) return 0;
        if (!found->counted && found->unit >= TimeUnit::Day)
            return day_ ? 0 : set_end(found->unit, found->used);
        set_span(found->unit, found->amount);
        return found->used;
    }

    void set_span(TimeUnit unit, double amount) {
        const auto minutes_of = [&](double each) {
            return minutes{static_cast<int>(std::lround(each * amount))};
        };
        const int whole = static_cast<int>(std::ceil(amount));
        const bool parted = amount < whole;
        switch (unit) {
            case TimeUnit::Minute:
                span_ = minutes_of(1);
                break;
            case TimeUnit::Hour:
                span_ = minutes_of(60);
                break;
            case TimeUnit::WorkingDay:
                working_days_ = whole;
                break;
            case TimeUnit::Day:
                if (parted) {
                    span_ = minutes_of(24 * 60);
                } else {
                    day_span_ = whole;
                }
                break;
            case TimeUnit::Week:
                day_span_ = static_cast<int>(std::ceil(7 * amount));
                break;
            case TimeUnit::Month:
                day_span_ = static_cast<int>(std::ceil(30 * amount));
                break;
        }
    }

    std::size_t date() {
        if (day_) return 0;
        const auto found = date_at(words_, at_, dates_);
        if (!found || is_past_word(before())) return 0;
        return take_date(*found, at_);
    }
    std::size_t take_date(const FoundDay& found, std::size_t i) {
        day_ = found.day;
        how_day_ = found.how;
        return i - at_ + found.used;
    }

    // "end of the day", "Ende der Woche", "fin de mes", "close of business Thursday", "eow".
    std::size_t end_of() {
        if (day_ || !is_end_word(word(at_))) return 0;
        if (word(at_) == "eow") return set_end(TimeUnit::Week, 1);
        if (word(at_) == "eod" || word(at_) == "cob") return set_end(TimeUnit::Day, 1);
        std::size_t i = skip_fillers(at_ + 1);
        if (word(at_) == "close" && (word(i) == "business" || word(i) == "play"))
            return set_end(TimeUnit::Day, i - at_ + 1);
        if (day_word(word(i)) == 0) return set_end(TimeUnit::Day, i - at_ + 1);
        if (const auto month = month_word(word(i))) return set_end_of(*month, i - at_ + 1);
        const bool ahead = is_next_word(word(i));
        if (ahead) ++i;
        const auto unit = unit_word(word(i));
        if (unit == TimeUnit::Month && (ahead || is_next_word(word(i + 1))))
            return set_end_of_month(1, i - at_ + (ahead ? 1U : 2U));
        const bool of_next = ahead || is_next_word(word(i + 1));
        if (unit == TimeUnit::Week && of_next) return 0;
        if (unit != TimeUnit::Day && unit != TimeUnit::Week && unit != TimeUnit::Month) return 0;
        return set_end(*unit, i - at_ + 1);
    }

    // The end of a day that is named behind it is no other day's: "close of business Thursday".
    [[nodiscard]] bool names_day(std::size_t i) const {
        if (word(i) == "today") return false;
        i = skip_fillers(i);
        return weekday_word(word(i)) || day_word(word(i)) || date_at(words_, i, dates_);
    }

    std::size_t set_end(TimeUnit unit, std::size_t used) {
        if (unit == TimeUnit::Day || unit == TimeUnit::WorkingDay) {
            if (!names_day(at_ + used)) day_ = today_;
        }
        if (unit == TimeUnit::Week) day_ = friday_of_week(today_);
        if (unit == TimeUnit::Month) return set_end_of_month(0, used);
        return used;
    }
    std::size_t set_end_of_month(int ahead, std::size_t used) {
        const year_month_day date{today_};
        const auto month = date.year() / date.month() + std::chrono::months{ahead};
        day_ = local_days{month / std::chrono::last};
        return used;
    }
    // "the end of November"
    std::size_t set_end_of(int month, std::size_t used) {
        const int now = static_cast<int>(static_cast<unsigned>(year_month_day{today_}.month()));
        return set_end_of_month((month - now + 12) % 12, used);
    }

    [[nodiscard]] static local_days friday_of_week(local_days day) {
        const auto iso = std::chrono::weekday{day}.iso_encoding();
        return day + days{5} - days{iso} + days{iso > 5 ? 7 : 0};
    }
    [[nodiscard]] local_days next_monday() const {
        return today_ + days{8} - days{std::chrono::weekday{today_}.iso_encoding()};
    }

    // How many words "next week", "la semaine prochaine" are at `i`; none where something else.
    [[nodiscard]] std::size_t next_week_at(std::size_t i) const {
        const auto is_week = [&](std::size_t j) { return unit_word(word(j)) == TimeUnit::Week; };
        if (is_next_word(word(i)) && is_week(i + 1)) return 2;
        if (is_week(i) && is_next_word(word(i + 1))) return 2;
        return is_week(i) && word(i + 1) == "que" && word(i + 2) == "viene" ? 3 : 0;
    }

    // "next week" and "next week on Friday"
    std::size_t next_week() {
        if (day_) return 0;
        const std::size_t used = next_week_at(at_);
        if (used == 0) return 0;
        const std::size_t i = skip_fillers(at_ + used);
        const auto named = weekday_word(word(i));
        day_ = next_monday() + days{named.value_or(4)};
        return named ? i - at_ + 1 : used;
    }

    // A date beats the weekday before it, and "next week" behind a weekday says which one is meant.
    std::size_t weekday() {
        const auto wanted = weekday_word(word(at_));
        if (day_ || !wanted) return 0;
        if (is_past_word(before()) || is_past_word(word(at_ + 1))) return 0;
        const std::size_t i = at_ + (is_article(word(at_ + 1)) ? 2U : 1U);
        if (const auto found = date_at(words_, i, dates_)) return take_date(*found, i);
        if (const auto found = day_of_month_on(words_, i, *wanted, dates_))
            return take_date(*found, i);
        const std::size_t week = skip_fillers(at_ + 1);
        if (const std::size_t used = next_week_at(week); used > 0) {
            day_ = next_monday() + days{*wanted};
            return week + used - at_;
        }
        const int current = static_cast<int>(std::chrono::weekday{today_}.iso_encoding()) - 1;
        int ahead = (*wanted - current + 7) % 7;
        if (before() == "next") ahead += current + ahead < 7 ? 7 : 0;
        day_ = today_ + days{ahead};
        may_be_next_week_ = ahead == 0;
        return 1;
    }

    // "first thing tomorrow", "mañana a primera hora"; in the morning that follows, by itself.
    std::size_t first_thing() {
        const std::string_view first = word(at_);
        const std::string_view second = word(at_ + 1);
        const bool said = (first == "first" && second == "thing") ||
                          (first == "primera" && second == "hora") ||
                          (first == "première" && second == "heure") ||
                          (first == "prima" && (second == "mattina" || second == "mattinata")) ||
                          (first == "als" && second == "erstes" && day_word(word(at_ + 2)));
        if (!said) return 0;
        part_ = DayPart::Early;
        if (!day_ && !names_day(at_ + 2)) {
            if (const std::size_t i = skip_part_leads(at_ + 2); part_of_day(word(i)))
                day_ = today_ + days{1};
        }
        return 2;
    }
    [[nodiscard]] std::size_t skip_part_leads(std::size_t i) const {
        while (is_filler(word(i)) || word(i) == "in")
            ++i;
        return i;
    }

    std::size_t relative_day() {
        const auto ahead = day_word(word(at_));
        if (!ahead || is_greeting_word(before())) return 0;
        if (is_the_morning(words_, at_)) {
            if (!part_) part_ = DayPart::Morning;
            return 1;
        }
        if (const auto part = part_of_day(word(at_)); part && !part_) part_ = part;
        const local_days named = today_ + days{*ahead};
        // "It comes back today, and a new one reaches you tomorrow by nine": the later of two.
        if (day_ && !clock_) day_ = std::max(*day_, named);
        if (day_) return 1;
        day_ = named;
        if (before() == "after" && before(2) == "day") *day_ += days{1};
        return 1;
    }

    std::size_t clock_time() {
        if (clock_) return 0;
        const auto found = clock_at(words_, at_, dates_);
        if (!found) return 0;
        clock_ = found;
        if (!is_between_word(word(at_))) return found->used;
        return found->used + end_of_range(at_ + found->used);
    }
    // "between 9 and 11" is over at eleven.
    std::size_t end_of_range(std::size_t link) {
        static constexpr auto links =
            std::to_array<std::string_view>({"and", "und", "et", "y", "e"});
        if (std::find(links.begin(), links.end(), word(link)) == links.end()) return 0;
        const std::size_t i = link + (word(link + 1) == "le" ? 2U : 1U);
        const auto found = clock_at(words_, i, dates_, true);
        if (!found) return 0;
        clock_ = found;
        return i + found->used - link;
    }

    std::size_t part() {
        const auto found = part_of_day(word(at_));
        if (!found || is_no_part(words_, at_)) return 0;
        if (!part_ || *found == DayPart::Early) part_ = found;
        if (!day_ && before() == "this") day_ = today_;
        return 1;
    }

    // The time of day that is named. An impossible one is none.
    [[nodiscard]] std::optional<minutes> time() const {
        if (clock_ && clock_->possible) return time_of(*clock_, part_);
        if (part_) return hours{hour_of(*part_)};
        return {};
    }

    [[nodiscard]] std::optional<Timestamp> moment(std::string& how) const {
        if (span_) {
            how = "counted from when it is said";
            return now_ + *span_;
        }
        if (working_days_) {
            how = "weekdays counted from the next one on";
            const LocalTime day{after_working_days(today_, *working_days_)};
            return instant_of(day + time().value_or(end_of_work), zone_);
        }
        if (day_span_) {
            how = "days counted from when it is said";
            const auto named = time();
            const LocalTime wall = LocalTime{today_ + days{*day_span_}} +
                                   (named ? Milliseconds{*named} : wall_ - LocalTime{today_});
            return instant_of(wall, zone_);
        }
        if (day_) return on_day(how);
        const auto named = time();
        if (!named) return {};
        how = "the next time the clock there shows it";
        const auto today = instant_of(LocalTime{today_} + *named, zone_);
        if (today && *today > now_) return today;
        return instant_of(LocalTime{today_ + days{1}} + *named, zone_);
    }

    [[nodiscard]] std::optional<Timestamp> on_day(std::string& how) const {
        local_days day = *day_;
        const auto named = time();
        Milliseconds time = named.value_or(end_of_work);
        how = named ? "the time named" : "the end of the working day";
        if (LocalTime{day} + time <= wall_ && may_be_next_week_) {
            day += days{7};
        } else if (day == today_ && !named && LocalTime{day} + time <= wall_) {
            time = end_of_day;
            how = "the end of the day";
        }
        if (!how_day_.empty()) how += ", " + std::string(how_day_);
        if (clock_ && !clock_->possible) how += ", for no clock shows the time named";
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
        // A clock of another zone than theirs is not read, so nothing certain is said about it.
        when.limit = limit_ && std::none_of(words_.begin(), words_.end(), [](const TextWord& each) {
                         return is_zone_word(each.text);
                     });
        when.start = words_[*first_].start;
        when.end = words_[last_].end;
        when.reading = moment_in_words(*at, zone_) + ": " + how;
        return when;
    }

    const WordsView words_;
    const Timestamp now_;
    const std::string_view zone_;
    const LocalTime wall_;
    const local_days today_;
    const DateContext dates_;
    std::size_t at_ = 0;
    std::optional<std::size_t> first_;
    std::size_t last_ = 0;
    bool limit_ = false;
    std::size_t attribute_to_ = 0;
    std::optional<Milliseconds> span_;
    std::optional<int> working_days_;
    std::optional<int> day_span_;
    std::optional<local_days> day_;
    std::string_view how_day_;
    bool may_be_next_week_ = false;
    std::optional<ClockTime> clock_;
    std::optional<DayPart> part_;
};

}  // namespace

std::optional<When> read_when(WordsView words, Timestamp now, std::string_view zone) {
    if (!is_time_zone(zone)) return {};
    return Reading(words, now, zone).read();
}

}  // namespace aplomb::desk

#include "desk/when.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/time_zone.h"
#include "desk/when_clock.h"
#include "desk/when_dates.h"
#include "desk/when_numbers.h"
#include "desk/when_said.h"
#include "desk/when_spans.h"
#include "desk/when_words.h"

namespace aplomb::desk {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::year_month_day;

// What the words say, part by part.
class Reading {
  public:
    Reading(WordsView words, Timestamp now, std::string_view zone)
        : words_(words),
          now_(now),
          zone_(zone),
          today_(std::chrono::floor<days>(local_time(now, zone).value_or(LocalTime{}))),
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
        const bool had_day = said_.day.has_value();
        const std::size_t used = take_part();
        if (used == 0) return 0;
        if (!first_) first_ = at_;
        last_ = at_ + used - 1;
        limit_ = limit_ || is_limit();
        if (!had_day && said_.day) said_.before = is_led_by_before(words_, at_);
        return used;
    }

    // "of this morning", "von heute Morgen": one part after the other.
    [[nodiscard]] bool is_attribute() const {
        return (at_ > 0 && attribute_to_ == at_) || says_which(words_, at_) || is_kind();
    }
    // "the 5 March payment", "your 10 am delivery"
    [[nodiscard]] bool is_kind() const {
        if (!may_say_kind(words_, at_)) return false;
        Reading anew(words_, now_, zone_);
        anew.at_ = at_;
        const std::size_t used = anew.take_part();
        return used > 0 && is_thing(words_, at_ + used);
    }

    [[nodiscard]] bool is_limit() const {
        return is_by_word(word(at_)) || is_by_word(before()) ||
               (is_filler(before()) && is_by_word(before(2)));
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
        if (said_.span || said_.working_days || said_.day_span) return 0;
        const auto found = span_at(words_, at_);
        if (!found) return 0;
        if (!found->counted && found->unit >= TimeUnit::Day)
            return said_.day ? 0 : set_end(found->unit, found->used);
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
                said_.span = minutes_of(1);
                break;
            case TimeUnit::Hour:
                said_.span = minutes_of(60);
                break;
            case TimeUnit::WorkingDay:
                said_.working_days = whole;
                break;
            case TimeUnit::Day:
                if (parted) {
                    said_.span = minutes_of(24 * 60);
                } else {
                    said_.day_span = whole;
                }
                break;
            case TimeUnit::Week:
                said_.day_span = static_cast<int>(std::ceil(7 * amount));
                break;
            case TimeUnit::Month:
                said_.day_span = static_cast<int>(std::ceil(30 * amount));
                break;
        }
    }

    std::size_t date() {
        if (said_.day) return 0;
        const auto found = date_at(words_, at_, dates_);
        if (!found || is_past_word(before())) return 0;
        return take_date(*found, at_);
    }
    std::size_t take_date(const FoundDay& found, std::size_t i) {
        said_.day = found.day;
        said_.how_day = found.how;
        return i - at_ + found.used;
    }

    // "end of the day", "Ende der Woche", "fin de mes", "close of business Thursday", "eow".
    std::size_t end_of() {
        if (said_.day || !is_end_word(word(at_))) return 0;
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
            if (!names_day(at_ + used)) said_.day = today_;
        }
        if (unit == TimeUnit::Week) said_.day = friday_of_week(today_);
        if (unit == TimeUnit::Month) return set_end_of_month(0, used);
        return used;
    }
    std::size_t set_end_of_month(int ahead, std::size_t used) {
        const year_month_day date{today_};
        const auto month = date.year() / date.month() + std::chrono::months{ahead};
        said_.day = local_days{month / std::chrono::last};
        return used;
    }
    // "the end of November"
    std::size_t set_end_of(int month, std::size_t used) {
        const int now = static_cast<int>(static_cast<unsigned>(year_month_day{today_}.month()));
        return set_end_of_month((month - now + 12) % 12, used);
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
        if (said_.day) return 0;
        const std::size_t used = next_week_at(at_);
        if (used == 0) return 0;
        const std::size_t i = skip_fillers(at_ + used);
        const auto named = weekday_word(word(i));
        std::size_t lead = at_;
        while (lead > 0 && is_filler(word(lead - 1)))
            --lead;
        const int part = lead > 0 ? part_of_week(word(lead - 1)).value_or(4) : 4;
        said_.day = next_monday(today_) + days{named.value_or(part)};
        if (named) take_part_of(i);
        return named ? i - at_ + 1 : used;
    }
    // "Dienstagabend"
    void take_part_of(std::size_t weekday) {
        if (!said_.part) said_.part = part_in_weekday(word(weekday));
    }

    // A date beats the weekday before it, and "next week" behind a weekday says which one is meant.
    std::size_t weekday() {
        const auto wanted = weekday_word(word(at_));
        if (said_.day || !wanted) return 0;
        if (is_past_word(before()) || is_past_word(word(at_ + 1))) return 0;
        take_part_of(at_);
        const std::size_t i = at_ + (is_article(word(at_ + 1)) ? 2U : 1U);
        if (const auto found = date_at(words_, i, dates_)) return take_date(*found, i);
        if (const auto found = day_of_month_on(words_, i, *wanted, dates_))
            return take_date(*found, i);
        const std::size_t week = skip_fillers(at_ + 1);
        if (const std::size_t used = next_week_at(week); used > 0) {
            said_.day = next_monday(today_) + days{*wanted};
            return week + used - at_;
        }
        const int current = static_cast<int>(std::chrono::weekday{today_}.iso_encoding()) - 1;
        int ahead = (*wanted - current + 7) % 7;
        if (before() == "next") ahead += current + ahead < 7 ? 7 : 0;
        const bool coming = is_next_word(before()) || is_next_word(word(at_ + 1));
        if (ahead == 0 && coming) ahead = 7;
        said_.day = today_ + days{ahead};
        said_.may_be_next_week = ahead == 0;
        return 1;
    }

    // "first thing tomorrow", "mañana a primera hora"; in the morning that follows, by itself.
    std::size_t first_thing() {
        if (!is_first_thing(words_, at_)) return 0;
        said_.part = DayPart::Early;
        if (!said_.day && !names_day(at_ + 2)) {
            if (const std::size_t i = skip_part_leads(at_ + 2); part_of_day(word(i)))
                said_.day = today_ + days{1};
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
            if (!said_.part) said_.part = DayPart::Morning;
            return 1;
        }
        if (const auto part = part_of_day(word(at_)); part && !said_.part) said_.part = part;
        const local_days named = today_ + days{*ahead};
        // "It comes back today, and a new one reaches you tomorrow by nine": the later of two.
        if (said_.day && !said_.clock) said_.day = std::max(*said_.day, named);
        if (said_.day) return 1;
        said_.day = named;
        if (before() == "after" && before(2) == "day") *said_.day += days{1};
        return 1;
    }

    std::size_t clock_time() {
        if (said_.clock) return 0;
        const auto found = clock_at(words_, at_, dates_);
        if (!found) return 0;
        said_.clock = found;
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
        said_.clock = found;
        return i + found->used - link;
    }

    std::size_t part() {
        const auto found = part_of_day(word(at_));
        if (!found || is_no_part(words_, at_)) return 0;
        if (!said_.part || *found == DayPart::Early) said_.part = found;
        if (!said_.day && before() == "this") said_.day = today_;
        return 1;
    }

    [[nodiscard]] std::optional<When> result() const {
        if (!first_) return {};
        std::string how;
        const auto at = moment_of(said_, now_, zone_, how);
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
    const local_days today_;
    const DateContext dates_;
    std::size_t at_ = 0;
    std::optional<std::size_t> first_;
    std::size_t last_ = 0;
    bool limit_ = false;
    std::size_t attribute_to_ = 0;
    SaidTime said_;
};

}  // namespace

std::optional<When> read_when(WordsView words, Timestamp now, std::string_view zone) {
    if (!is_time_zone(zone)) return {};
    return Reading(words, now, zone).read();
}

}  // namespace aplomb::desk

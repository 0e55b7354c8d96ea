#include "desk/when_said.h"

#include "base/time_zone.h"
#include "desk/when_dates.h"

namespace aplomb::desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;

// A day that names no hour ends then, and "today" said later than that ends with the day.
constexpr hours end_of_work{18};
constexpr minutes end_of_day{23 * 60 + 59};

class Moment {
  public:
    Moment(const SaidTime& said, Timestamp now, std::string_view zone)
        : said_(said),
          now_(now),
          zone_(zone),
          wall_(local_time(now, zone).value_or(LocalTime{})),
          today_(std::chrono::floor<days>(wall_)) {}

    [[nodiscard]] std::optional<Timestamp> find(std::string& how) const {
        if (said_.span) {
            how = "counted from when it is said";
            return now_ + *said_.span;
        }
        if (said_.working_days) {
            how = "weekdays counted from the next one on";
            const LocalTime day{after_working_days(today_, *said_.working_days)};
            return instant_of(day + time().value_or(end_of_work), zone_);
        }
        if (said_.day_span) {
            how = "days counted from when it is said";
            const auto named = time();
            const LocalTime wall = LocalTime{today_ + days{*said_.day_span}} +
                                   (named ? Milliseconds{*named} : wall_ - LocalTime{today_});
            return instant_of(wall, zone_);
        }
        if (said_.day) return on_day(how);
        const auto named = time();
        if (!named) return {};
        how = "the next time the clock there shows it";
        const auto today = instant_of(LocalTime{today_} + *named, zone_);
        if (today && *today > now_) return today;
        return instant_of(LocalTime{today_ + days{1}} + *named, zone_);
    }

  private:
    // The time of day that is named. An impossible one is none.
    [[nodiscard]] std::optional<minutes> time() const {
        if (said_.clock && said_.clock->possible) return time_of(*said_.clock, said_.part);
        if (said_.part) return hours{hour_of(*said_.part)};
        return {};
    }

    [[nodiscard]] bool is_over(local_days day, Milliseconds time) const {
        return LocalTime{day} + time <= wall_;
    }

    // "today at 8", said at noon: the evening's eight.
    [[nodiscard]] bool may_be_evening() const {
        return !said_.may_be_next_week && said_.clock && !said_.clock->marked &&
               !said_.clock->literal && !said_.part && said_.clock->hour < 12;
    }

    [[nodiscard]] std::optional<Timestamp> on_day(std::string& how) const {
        local_days day = *said_.day;
        const auto named = time();
        Milliseconds time = named.value_or(end_of_work);
        if (said_.before && !named) {
            if (day == today_ && said_.may_be_next_week) day += days{7};
            if (day > today_) day -= days{1};
        }
        if (day == today_ && time < hours{12} && is_over(day, time) && may_be_evening())
            time += hours{12};
        how = named ? "the time named" : "the end of the working day";
        if (is_over(day, time) && said_.may_be_next_week) {
            day += days{7};
        } else if (day == today_ && !named && is_over(day, time)) {
            time = end_of_day;
            how = "the end of the day";
        }
        if (!said_.how_day.empty()) how += ", " + std::string(said_.how_day);
        if (said_.clock && !said_.clock->possible) how += ", for no clock shows the time named";
        return instant_of(LocalTime{day} + time, zone_);
    }

    const SaidTime& said_;
    const Timestamp now_;
    const std::string_view zone_;
    const LocalTime wall_;
    const local_days today_;
};

}  // namespace

void SaidTime::forget_day() {
    day.reset();
    clock.reset();
    part.reset();
    how_day = {};
    may_be_next_week = false;
    before = false;
}

std::optional<Timestamp> moment_of(const SaidTime& said, Timestamp now, std::string_view zone,
                                   std::string& how) {
    return Moment(said, now, zone).find(how);
}

}  // namespace aplomb::desk

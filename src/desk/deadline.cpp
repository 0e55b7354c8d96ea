// The walk. Time is looked at a few weeks at a time: the calendar's open intervals, less the holds,
// are what counts; the budget is spent on them in order. Looking in stretches keeps the cost of a
// deadline next week small whatever the calendar, and the bound on the number of stretches is what
// keeps a calendar without hours from being walked for ever.
#include "desk/deadline.h"

#include <fmt/format.h>

#include <algorithm>

namespace aplomb::desk {
namespace {

constexpr std::chrono::days stretch{14};
constexpr int stretches_without_hours_max = 261;  // ten years
constexpr int stretches_max = 5'220;              // two hundred years: longer than any budget
constexpr std::size_t steps_kept_max = 40;

std::vector<Interval> without_holds(std::vector<Interval> open, std::span<const Hold> holds) {
    for (const Hold& hold : holds) {
        std::vector<Interval> rest;
        for (const Interval& each : open) {
            const Timestamp end = hold.to.value_or(Timestamp::max());
            const Interval before{each.from, std::min(each.to, hold.from)};
            const Interval after{std::max(each.from, end), each.to};
            if (before.from < before.to) rest.push_back(before);
            if (after.from < after.to) rest.push_back(after);
        }
        open = std::move(rest);
    }
    return open;
}

std::vector<Interval> counted(Timestamp from, Timestamp to, const Calendar* calendar,
                              std::span<const Hold> holds) {
    std::vector<Interval> open{{from, to}};
    if (calendar != nullptr) open = open_intervals(*calendar, from, to);
    return without_holds(std::move(open), holds);
}

std::optional<Timestamp> still_from(std::span<const Hold> holds) {
    std::optional<Timestamp> from;
    for (const Hold& hold : holds) {
        if (!hold.to && (!from || hold.from < *from)) from = hold.from;
    }
    return from;
}

// A long walk keeps its ends: the middle says nothing the ends do not.
void keep(std::vector<DeadlineStep>& steps, DeadlineStep step) {
    if (!steps.empty() && steps.back().to == step.from) {
        steps.back().to = step.to;
        steps.back().left = step.left;
        return;
    }
    if (steps.size() == steps_kept_max) {
        steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(steps_kept_max / 2));
    }
    steps.push_back(step);
}

}  // namespace

Result<std::optional<Deadline>> deadline_after(Timestamp start, Milliseconds budget,
                                               const Calendar* calendar,
                                               std::span<const Hold> holds) {
    Deadline deadline{start, {}};
    Milliseconds left = budget;
    if (left <= Milliseconds{0}) return std::optional(std::move(deadline));
    const auto still = still_from(holds);
    int empty_in_row = 0;
    Timestamp at = start;
    for (int i = 0; i < stretches_max; ++i, at += stretch) {
        if (still && at >= *still) return std::optional<Deadline>{};
        const auto open = calendar == nullptr ? std::vector<Interval>{{at, at + stretch}}
                                              : open_intervals(*calendar, at, at + stretch);
        empty_in_row = open.empty() ? empty_in_row + 1 : 0;
        if (empty_in_row == stretches_without_hours_max) break;
        for (const Interval& part : without_holds(open, holds)) {
            const Milliseconds used = std::min(left, part.to - part.from);
            left -= used;
            keep(deadline.steps, {part.from, part.from + used, left});
            if (left > Milliseconds{0}) continue;
            deadline.at = part.from + used;
            return std::optional(std::move(deadline));
        }
    }
    return fail(ErrorKind::Invalid,
                fmt::format("the calendar \"{}\" has no working hours after {}; give its week some",
                            calendar == nullptr ? "" : calendar->name, to_rfc3339(start)));
}

Milliseconds time_counted(Timestamp from, Timestamp to, const Calendar* calendar,
                          std::span<const Hold> holds) {
    Milliseconds sum{0};
    for (const Interval& part : counted(from, to, calendar, holds))
        sum += part.to - part.from;
    return sum;
}

}  // namespace aplomb::desk

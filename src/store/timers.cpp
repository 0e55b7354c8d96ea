#include "store/timers.h"

#include "store/columns.h"

namespace aplomb::store {
namespace {

Timer timer_in(const Row& row) {
    return {{row.integer(0)}, row.text(1), row.text(2), time_at(row, 3), row.integer(4)};
}

}  // namespace

Result<> Timers::set(const std::string& kind, const std::string& subject, Timestamp due_at) {
    TRY(connection_.run("set_timer", {kind, subject, to_ms(due_at)}));
    return {};
}

Result<> Timers::cancel(const std::string& kind, const std::string& subject) {
    TRY(connection_.run("cancel_timer", {kind, subject}));
    return {};
}

Result<std::optional<Timer>> Timers::find(const std::string& kind,
                                          const std::string& subject) const {
    std::optional<Timer> found;
    TRY(connection_.run("find_timer", {kind, subject}, [&](const Row& row) {
        found = timer_in(row);
        return true;
    }));
    return found;
}

Result<std::vector<Timer>> Timers::due(Timestamp now, std::size_t limit) const {
    std::vector<Timer> timers;
    TRY(connection_.run("due_timers", {to_ms(now), static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            timers.push_back(timer_in(row));
                            return true;
                        }));
    return timers;
}

Result<std::optional<Timestamp>> Timers::next_due() const {
    std::optional<Timestamp> due;
    TRY(connection_.run("next_timer", {}, [&](const Row& row) {
        due = time_at(row, 0);
        return true;
    }));
    return due;
}

Result<bool> Timers::take(const Timer& timer) {
    return TRY(connection_.run("take_timer", {timer.id.value, timer.generation, timer.kind,
                                              timer.subject, to_ms(timer.due_at)})) == 1;
}

}  // namespace aplomb::store

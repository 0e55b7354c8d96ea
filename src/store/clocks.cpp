#include "store/clocks.h"

#include <limits>

#include "store/columns.h"

namespace aplomb::store {
namespace {

CaseClock clock_in(const Row& row) {
    CaseClock clock;
    clock.id = {row.integer(0)};
    clock.case_id = {row.integer(1)};
    clock.kind = enum_at<ClockKind>(row, 2);
    clock.standard = row.text(3);
    clock.started_at = time_at(row, 4);
    clock.warn_at = maybe_time_at(row, 5);
    clock.due_at = maybe_time_at(row, 6);
    clock.warned_at = maybe_time_at(row, 7);
    clock.breached_at = maybe_time_at(row, 8);
    clock.ended_at = maybe_time_at(row, 9);
    clock.escalated = int_at(row, 10);
    return clock;
}

Result<std::vector<CaseClock>> clocks_by(Connection& connection, std::string_view statement,
                                         std::int64_t id) {
    std::vector<CaseClock> clocks;
    TRY(connection.run(statement, {id}, [&](const Row& row) {
        clocks.push_back(clock_in(row));
        return true;
    }));
    return clocks;
}

}  // namespace

Result<ClockId> Clocks::insert(const CaseClock& clock) {
    ClockId id;
    TRY(connection_.run(
        "insert_clock",
        {clock.case_id.value, number_of(clock.kind), clock.standard, to_ms(clock.started_at),
         value_of(clock.warn_at), value_of(clock.due_at), value_of(clock.warned_at),
         value_of(clock.breached_at), value_of(clock.ended_at), clock.escalated},
        [&](const Row& row) {
            id = {row.integer(0)};
            return true;
        }));
    return id;
}

Result<> Clocks::update(const CaseClock& clock) {
    TRY(connection_.run("update_clock",
                        {clock.id.value, clock.standard, to_ms(clock.started_at),
                         value_of(clock.warn_at), value_of(clock.due_at), value_of(clock.warned_at),
                         value_of(clock.breached_at), value_of(clock.ended_at), clock.escalated}));
    return {};
}

Result<std::optional<CaseClock>> Clocks::find(ClockId id) const {
    auto found = TRY(clocks_by(connection_, "find_clock", id.value));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::vector<CaseClock>> Clocks::running(CaseId id) const {
    return clocks_by(connection_, "running_clocks", id.value);
}

Result<std::vector<CaseClock>> Clocks::of_case(CaseId id) const {
    return clocks_by(connection_, "clocks_of_case", id.value);
}

Result<std::vector<CaseClock>> Clocks::due_to_be_told(Timestamp now) const {
    return clocks_by(connection_, "clocks_due_to_be_told", to_ms(now));
}

Result<std::vector<CasePhase>> Clocks::phases(CaseId id) const {
    std::vector<CasePhase> phases;
    TRY(connection_.run("phases_of_case", {id.value}, [&](const Row& row) {
        phases.push_back({enum_at<CaseStatus>(row, 0), time_at(row, 1)});
        return true;
    }));
    return phases;
}

Result<> Clocks::append_phase(CaseId id, const CasePhase& phase) {
    TRY(connection_.run("append_phase", {id.value, number_of(phase.status), to_ms(phase.since)}));
    return {};
}

Result<> Clocks::insert(const Notice& notice) {
    TRY(connection_.run("insert_notice",
                        {notice.user_id.value, value_of(notice.case_id), to_ms(notice.at),
                         notice.kind, notice.text, value_of(notice.read_at)}));
    return {};
}

Result<std::vector<Notice>> Clocks::notices_of(UserId user, NoticeId before,
                                               std::size_t limit) const {
    std::vector<Notice> notices;
    const std::int64_t below = before ? before.value : std::numeric_limits<std::int64_t>::max();
    TRY(connection_.run("notices_of", {user.value, below, static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            Notice notice;
                            notice.id = {row.integer(0)};
                            notice.user_id = {row.integer(1)};
                            notice.case_id = maybe_id_at<CaseId>(row, 2);
                            notice.at = time_at(row, 3);
                            notice.kind = row.text(4);
                            notice.text = row.text(5);
                            notice.read_at = maybe_time_at(row, 6);
                            notices.push_back(std::move(notice));
                            return true;
                        }));
    return notices;
}

Result<> Clocks::mark_read(UserId user, NoticeId up_to, Timestamp now) {
    TRY(connection_.run("mark_notices_read", {user.value, up_to.value, to_ms(now)}));
    return {};
}

Result<std::map<UserId, std::size_t>> Clocks::loads() const {
    std::map<UserId, std::size_t> loads;
    TRY(connection_.run("owner_loads", {}, [&](const Row& row) {
        loads[UserId{row.integer(0)}] = static_cast<std::size_t>(row.integer(1));
        return true;
    }));
    return loads;
}

Result<std::vector<CaseId>> Clocks::living_cases_of(UserId owner, CaseId after,
                                                    std::size_t limit) const {
    std::vector<CaseId> ids;
    TRY(connection_.run("living_cases_of",
                        {owner.value, after.value, static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            ids.push_back({row.integer(0)});
                            return true;
                        }));
    return ids;
}

Result<std::vector<CaseId>> Clocks::unowned(std::size_t limit) const {
    std::vector<CaseId> ids;
    TRY(connection_.run("unowned_cases", {static_cast<std::int64_t>(limit)}, [&](const Row& row) {
        ids.push_back({row.integer(0)});
        return true;
    }));
    return ids;
}

Result<std::optional<UserId>> Clocks::last_owner(CustomerId customer) const {
    std::optional<UserId> owner;
    TRY(connection_.run("last_owner_of_customer", {customer.value}, [&](const Row& row) {
        owner = maybe_id_at<UserId>(row, 0);
        return true;
    }));
    return owner;
}

}  // namespace aplomb::store

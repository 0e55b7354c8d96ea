#include "store/habits.h"

#include <limits>

#include "store/columns.h"

namespace aplomb::store {
namespace {

Recovery recovery_in(const Row& row) {
    Recovery recovery;
    recovery.case_id = {row.integer(0)};
    recovery.stage = enum_at<RecoveryStage>(row, 1);
    recovery.watched_message_id = maybe_id_at<MessageId>(row, 2);
    if (!row.is_null(3)) recovery.rating_before = int_at(row, 3);
    if (!row.is_null(4)) recovery.rating_after = int_at(row, 4);
    recovery.outcome = row.text(5);
    recovery.asked_message_id = maybe_id_at<MessageId>(row, 6);
    recovery.reached_at = maybe_time_at(row, 7);
    recovery.resolved_at = maybe_time_at(row, 8);
    recovery.satisfied_at = maybe_time_at(row, 9);
    recovery.asked_at = maybe_time_at(row, 10);
    recovery.ended_at = maybe_time_at(row, 11);
    return recovery;
}

Appreciation appreciation_in(const Row& row) {
    Appreciation appreciation;
    appreciation.id = {row.integer(0)};
    appreciation.customer_id = {row.integer(1)};
    appreciation.case_id = maybe_id_at<CaseId>(row, 2);
    appreciation.message_id = maybe_id_at<MessageId>(row, 3);
    appreciation.why = row.text(4);
    appreciation.state = enum_at<AppreciationState>(row, 5);
    appreciation.public_message_id = maybe_id_at<MessageId>(row, 6);
    appreciation.private_message_id = maybe_id_at<MessageId>(row, 7);
    appreciation.at = time_at(row, 8);
    return appreciation;
}

Value value_of_rating(std::optional<int> rating) {
    return rating ? Value(std::int64_t{*rating}) : Value();
}

Result<std::optional<Recovery>> recovery_by(Connection& connection, std::string_view statement,
                                            std::int64_t id) {
    std::optional<Recovery> found;
    TRY(connection.run(statement, {id}, [&](const Row& row) {
        found = recovery_in(row);
        return true;
    }));
    return found;
}

}  // namespace

Result<> Habits::add_answer_gap(CustomerId customer, ChannelId channel, Timestamp at,
                                Milliseconds gap) {
    TRY(connection_.run("add_answer_gap", {customer.value, channel.value, to_ms(at), gap.count()}));
    return {};
}

Result<std::vector<std::pair<Timestamp, Milliseconds>>> Habits::answer_gaps(
    CustomerId customer, ChannelId channel, std::size_t limit) const {
    std::vector<std::pair<Timestamp, Milliseconds>> out;
    TRY(connection_.run("answer_gaps",
                        {customer.value, channel.value, static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            out.emplace_back(time_at(row, 0), Milliseconds{row.integer(1)});
                            return true;
                        }));
    return out;
}

Result<> Habits::count_posting_hour(CustomerId customer, int hour_utc) {
    TRY(connection_.run("count_posting_hour", {customer.value, hour_utc}));
    return {};
}

Result<std::array<std::int64_t, 24>> Habits::posting_hours(CustomerId customer) const {
    std::array<std::int64_t, 24> hours{};
    TRY(connection_.run("posting_hours", {customer.value}, [&](const Row& row) {
        const std::int64_t hour = row.integer(0);
        if (hour >= 0 && hour < 24) hours[static_cast<std::size_t>(hour)] = row.integer(1);
        return true;
    }));
    return hours;
}

Result<std::optional<Recovery>> Habits::find_recovery(CaseId id) const {
    return recovery_by(connection_, "find_recovery", id.value);
}

Result<std::optional<Recovery>> Habits::find_recovery_of(MessageId watched) const {
    return recovery_by(connection_, "find_recovery_of_message", watched.value);
}

Result<> Habits::put(const Recovery& recovery) {
    TRY(connection_.run(
        "put_recovery",
        {recovery.case_id.value, number_of(recovery.stage), value_of(recovery.watched_message_id),
         value_of_rating(recovery.rating_before), value_of_rating(recovery.rating_after),
         recovery.outcome, value_of(recovery.asked_message_id), value_of(recovery.reached_at),
         value_of(recovery.resolved_at), value_of(recovery.satisfied_at),
         value_of(recovery.asked_at), value_of(recovery.ended_at)}));
    return {};
}

Result<> Habits::move_recovery(CaseId from, CaseId to) {
    TRY(connection_.run("move_recovery", {from.value, to.value}));
    return {};
}

Result<bool> Habits::insert(const Appreciation& appreciation) {
    return TRY(connection_.run(
               "insert_appreciation",
               {appreciation.customer_id.value, value_of(appreciation.case_id),
                value_of(appreciation.message_id), appreciation.why, number_of(appreciation.state),
                value_of(appreciation.public_message_id), value_of(appreciation.private_message_id),
                to_ms(appreciation.at)})) == 1;
}

Result<> Habits::update(const Appreciation& appreciation) {
    TRY(connection_.run(
        "update_appreciation",
        {appreciation.id.value, number_of(appreciation.state),
         value_of(appreciation.public_message_id), value_of(appreciation.private_message_id)}));
    return {};
}

Result<std::optional<Appreciation>> Habits::find(AppreciationId id) const {
    std::optional<Appreciation> found;
    TRY(connection_.run("find_appreciation", {id.value}, [&](const Row& row) {
        found = appreciation_in(row);
        return true;
    }));
    return found;
}

Result<std::vector<Appreciation>> Habits::appreciations(AppreciationState state,
                                                        AppreciationId before,
                                                        std::size_t limit) const {
    std::vector<Appreciation> out;
    const std::int64_t below = before ? before.value : std::numeric_limits<std::int64_t>::max();
    TRY(connection_.run("appreciations",
                        {number_of(state), below, static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            out.push_back(appreciation_in(row));
                            return true;
                        }));
    return out;
}

}  // namespace aplomb::store

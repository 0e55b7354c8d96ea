#include "store/promises.h"

#include <limits>

#include "store/columns.h"
#include "store/cursor.h"

namespace aplomb::store {
namespace {

Promise promise_in(const Row& row) {
    Promise promise;
    promise.id = {row.integer(0)};
    promise.case_id = {row.integer(1)};
    promise.message_id = maybe_id_at<MessageId>(row, 2);
    promise.kind = enum_at<PromiseKind>(row, 3);
    promise.words = row.text(4);
    promise.said_at = time_at(row, 5);
    promise.due_at = time_at(row, 6);
    promise.zone = row.text(7);
    promise.reading = row.text(8);
    promise.state = enum_at<PromiseState>(row, 9);
    promise.settled_at = maybe_time_at(row, 10);
    promise.settled_by = row.text(11);
    promise.escalated = int_at(row, 12);
    return promise;
}

Result<std::vector<Promise>> promises_by(Connection& connection, std::string_view statement,
                                         std::initializer_list<Value> parameters) {
    std::vector<Promise> out;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        out.push_back(promise_in(row));
        return true;
    }));
    return out;
}

}  // namespace

Result<PromiseId> Promises::insert(const Promise& promise) {
    PromiseId id;
    TRY(connection_.run(
        "insert_promise",
        {promise.case_id.value, value_of(promise.message_id), number_of(promise.kind),
         promise.words, to_ms(promise.said_at), to_ms(promise.due_at), promise.zone,
         promise.reading, number_of(promise.state), value_of(promise.settled_at),
         promise.settled_by, promise.escalated},
        [&](const Row& row) {
            id = {row.integer(0)};
            return true;
        }));
    return id;
}

Result<> Promises::update(const Promise& promise) {
    TRY(connection_.run(
        "update_promise",
        {promise.id.value, to_ms(promise.due_at), number_of(promise.state),
         value_of(promise.settled_at), promise.settled_by, promise.escalated, promise.reading}));
    return {};
}

Result<std::optional<Promise>> Promises::find(PromiseId id) const {
    auto found = TRY(promises_by(connection_, "find_promise", {id.value}));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::vector<Promise>> Promises::of_case(CaseId id) const {
    return promises_by(connection_, "promises_of_case", {id.value});
}

Result<std::vector<Promise>> Promises::of_message(MessageId id) const {
    return promises_by(connection_, "promises_of_message", {id.value});
}

Result<PromisePage> Promises::page(std::optional<PromiseState> state, const std::string& cursor,
                                   std::size_t limit) const {
    Cursor from{"promises", std::numeric_limits<std::int64_t>::max(), 0};
    if (!cursor.empty()) from = TRY(read_cursor(cursor, "promises"));
    const auto rows_max = static_cast<std::int64_t>(limit) + 1;
    PromisePage page;
    page.promises = state ? TRY(promises_by(connection_, "promise_page_of_state",
                                            {from.key, rows_max, number_of(*state)}))
                          : TRY(promises_by(connection_, "promise_page", {from.key, rows_max}));
    if (page.promises.size() > limit) {
        page.promises.resize(limit);
        page.next_cursor = write_cursor({"promises", page.promises.back().id.value, 0});
    }
    return page;
}

Result<PromiseCounts> Promises::counts(Timestamp from, Timestamp to) const {
    PromiseCounts counts;
    TRY(connection_.run("promise_counts", {to_ms(from), to_ms(to)}, [&](const Row& row) {
        counts[enum_at<PromiseState>(row, 0)] = row.integer(1);
        return true;
    }));
    return counts;
}

Result<> Promises::move(CaseId from, CaseId to) {
    TRY(connection_.run("move_promises", {from.value, to.value}));
    return {};
}

Result<> Promises::move(PromiseId id, CaseId to) {
    TRY(connection_.run("move_promise", {id.value, to.value}));
    return {};
}

}  // namespace aplomb::store

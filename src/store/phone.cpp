#include "store/phone.h"

#include <limits>

#include "store/columns.h"
#include "store/cursor.h"

namespace aplomb::store {
namespace {

PhonePermission permission_in(const Row& row) {
    PhonePermission permission;
    permission.id = {row.integer(0)};
    permission.customer_id = {row.integer(1)};
    permission.state = enum_at<PermissionState>(row, 2);
    permission.scope = row.text(3);
    permission.case_id = maybe_id_at<CaseId>(row, 4);
    permission.phone = row.text(5);
    permission.message_id = maybe_id_at<MessageId>(row, 6);
    permission.words = row.text(7);
    permission.actor_name = row.text(8);
    permission.at = time_at(row, 9);
    permission.expires_at = maybe_time_at(row, 10);
    return permission;
}

PhoneCall call_in(const Row& row) {
    PhoneCall call;
    call.id = {row.integer(0)};
    call.case_id = {row.integer(1)};
    call.customer_id = {row.integer(2)};
    call.owner_id = maybe_id_at<UserId>(row, 3);
    call.phone = row.text(4);
    call.due_at = time_at(row, 5);
    call.zone = row.text(6);
    call.state = enum_at<CallState>(row, 7);
    call.outcome = row.text(8);
    call.note = row.text(9);
    call.promise_id = maybe_id_at<PromiseId>(row, 10);
    call.why = row.text(11);
    call.created_at = time_at(row, 12);
    call.done_at = maybe_time_at(row, 13);
    return call;
}

Result<std::vector<PhoneCall>> calls_by(Connection& connection, std::string_view statement,
                                        std::initializer_list<Value> parameters) {
    std::vector<PhoneCall> out;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        out.push_back(call_in(row));
        return true;
    }));
    return out;
}

}  // namespace

Result<PermissionId> Phone::insert(const PhonePermission& permission) {
    PermissionId id;
    TRY(connection_.run("insert_phone_permission",
                        {permission.customer_id.value, number_of(permission.state),
                         permission.scope, value_of(permission.case_id), permission.phone,
                         value_of(permission.message_id), permission.words, permission.actor_name,
                         to_ms(permission.at), value_of(permission.expires_at)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    return id;
}

Result<std::vector<PhonePermission>> Phone::permissions_of(CustomerId id) const {
    std::vector<PhonePermission> out;
    TRY(connection_.run("phone_permissions_of", {id.value}, [&](const Row& row) {
        out.push_back(permission_in(row));
        return true;
    }));
    return out;
}

Result<> Phone::give_permission(PermissionId id, CustomerId to) {
    TRY(connection_.run("give_phone_permission", {id.value, to.value}));
    return {};
}

Result<> Phone::give_permissions(CaseId about, CustomerId to) {
    TRY(connection_.run("give_phone_permissions", {about.value, to.value}));
    return {};
}

Result<CallId> Phone::insert(const PhoneCall& call) {
    CallId id;
    TRY(connection_.run(
        "insert_call",
        {call.case_id.value, call.customer_id.value, value_of(call.owner_id), call.phone,
         to_ms(call.due_at), call.zone, number_of(call.state), call.outcome, call.note,
         value_of(call.promise_id), call.why, to_ms(call.created_at), value_of(call.done_at)},
        [&](const Row& row) {
            id = {row.integer(0)};
            return true;
        }));
    return id;
}

Result<> Phone::update(const PhoneCall& call) {
    TRY(connection_.run("update_call",
                        {call.id.value, value_of(call.owner_id), call.phone, to_ms(call.due_at),
                         number_of(call.state), call.outcome, call.note, value_of(call.done_at),
                         value_of(call.promise_id)}));
    return {};
}

Result<std::optional<PhoneCall>> Phone::find(CallId id) const {
    auto found = TRY(calls_by(connection_, "find_call", {id.value}));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::vector<PhoneCall>> Phone::calls_of(CaseId id) const {
    return calls_by(connection_, "calls_of_case", {id.value});
}

Result<CallPage> Phone::page(std::optional<CallState> state, const std::string& cursor,
                             std::size_t limit) const {
    Cursor from{"calls", std::numeric_limits<std::int64_t>::max(), 0};
    if (!cursor.empty()) from = TRY(read_cursor(cursor, "calls"));
    const auto rows_max = static_cast<std::int64_t>(limit) + 1;
    CallPage page;
    page.calls = state ? TRY(calls_by(connection_, "call_page_of_state",
                                      {from.key, rows_max, number_of(*state)}))
                       : TRY(calls_by(connection_, "call_page", {from.key, rows_max}));
    if (page.calls.size() > limit) {
        page.calls.resize(limit);
        page.next_cursor = write_cursor({"calls", page.calls.back().id.value, 0});
    }
    return page;
}

Result<> Phone::move(CaseId from, CaseId to) {
    TRY(connection_.run("move_calls", {from.value, to.value}));
    return {};
}

Result<> Phone::move(CallId id, CaseId to) {
    TRY(connection_.run("move_call", {id.value, to.value}));
    return {};
}

}  // namespace aplomb::store

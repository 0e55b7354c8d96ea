#include "store/approvals.h"

#include <limits>

#include "store/columns.h"
#include "store/cursor.h"

namespace aplomb::store {
namespace {

std::string approver_list(const std::vector<std::string>& approvers) {
    json::array list;
    for (const std::string& each : approvers)
        list.push_back(json::value(each));
    return json::serialize(list);
}

Approval approval_in(const Row& row) {
    Approval approval;
    approval.id = {row.integer(0)};
    approval.subject = row.text(1);
    approval.case_id = {row.integer(2)};
    approval.state = enum_at<ApprovalState>(row, 3);
    approval.author = row.text(4);
    approval.author_name = row.text(5);
    approval.least = enum_at<Seniority>(row, 6);
    approval.needed = int_at(row, 7);
    if (const auto list = parse_json(row.text(8)); list && list->is_array()) {
        for (const json::value& each : list->get_array())
            approval.approvers.emplace_back(each.as_string());
    }
    approval.assigned_to = maybe_id_at<UserId>(row, 9);
    approval.why = row.text(10);
    approval.text_hash = row.text(11);
    if (const auto detail = parse_json(row.text(12)); detail && detail->is_object()) {
        approval.detail = detail->get_object();
    }
    approval.created_at = time_at(row, 13);
    approval.expires_at = time_at(row, 14);
    approval.decided_at = maybe_time_at(row, 15);
    approval.decided_by = row.text(16);
    approval.reason = row.text(17);
    return approval;
}

Result<std::vector<Approval>> approvals_by(Connection& connection, std::string_view statement,
                                           std::initializer_list<Value> parameters) {
    std::vector<Approval> out;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        out.push_back(approval_in(row));
        return true;
    }));
    return out;
}

Result<std::optional<Approval>> one_approval(Connection& connection, std::string_view statement,
                                             std::initializer_list<Value> parameters) {
    auto found = TRY(approvals_by(connection, statement, parameters));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace

Result<ApprovalId> Approvals::insert(const Approval& approval) {
    ApprovalId id;
    TRY(connection_.run(
        "insert_approval",
        {approval.subject, approval.case_id.value, number_of(approval.state), approval.author,
         approval.author_name, number_of(approval.least), approval.needed,
         approver_list(approval.approvers), value_of(approval.assigned_to), approval.why,
         approval.text_hash, json::serialize(approval.detail), to_ms(approval.created_at),
         to_ms(approval.expires_at), value_of(approval.decided_at), approval.decided_by,
         approval.reason},
        [&](const Row& row) {
            id = {row.integer(0)};
            return true;
        }));
    return id;
}

Result<> Approvals::update(const Approval& approval) {
    TRY(connection_.run("update_approval",
                        {approval.id.value, number_of(approval.state),
                         approver_list(approval.approvers), value_of(approval.assigned_to),
                         value_of(approval.decided_at), approval.decided_by, approval.reason}));
    return {};
}

Result<std::optional<Approval>> Approvals::find(ApprovalId id) const {
    return one_approval(connection_, "find_approval", {id.value});
}

Result<std::optional<Approval>> Approvals::find_by_subject(const std::string& subject) const {
    return one_approval(connection_, "find_approval_by_subject", {subject});
}

Result<std::vector<Approval>> Approvals::waiting_of(CaseId id) const {
    return approvals_by(connection_, "waiting_approvals_of", {id.value});
}

Result<> Approvals::move(CaseId from, CaseId to) {
    TRY(connection_.run("move_approvals", {from.value, to.value}));
    return {};
}

Result<> Approvals::move(ApprovalId id, CaseId to) {
    TRY(connection_.run("move_approval", {id.value, to.value}));
    return {};
}

Result<ApprovalPage> Approvals::page(std::optional<ApprovalState> state, const std::string& cursor,
                                     std::size_t limit) const {
    Cursor from{"approvals", std::numeric_limits<std::int64_t>::max(), 0};
    if (!cursor.empty()) from = TRY(read_cursor(cursor, "approvals"));
    const auto rows_max = static_cast<std::int64_t>(limit) + 1;
    ApprovalPage page;
    page.approvals = state ? TRY(approvals_by(connection_, "approval_page_of_state",
                                              {from.key, rows_max, number_of(*state)}))
                           : TRY(approvals_by(connection_, "approval_page", {from.key, rows_max}));
    if (page.approvals.size() > limit) {
        page.approvals.resize(limit);
        page.next_cursor = write_cursor({"approvals", page.approvals.back().id.value, 0});
    }
    return page;
}

}  // namespace aplomb::store

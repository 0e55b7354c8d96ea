#include "store/merges.h"

#include "store/columns.h"

namespace aplomb::store {
namespace {

CustomerMerge merge_in(const Row& row) {
    CustomerMerge merge;
    merge.id = {row.integer(0)};
    merge.from = {row.integer(1)};
    merge.into = {row.integer(2)};
    merge.at = time_at(row, 3);
    merge.actor_name = row.text(4);
    merge.evidence = row.text(5);
    if (const auto moved = parse_json(row.text(6)); moved && moved->is_object()) {
        merge.moved = moved->get_object();
    }
    merge.undone_at = maybe_time_at(row, 7);
    return merge;
}

Result<std::vector<CustomerMerge>> merges_by(Connection& connection, std::string_view statement,
                                             std::int64_t id) {
    std::vector<CustomerMerge> out;
    TRY(connection.run(statement, {id}, [&](const Row& row) {
        out.push_back(merge_in(row));
        return true;
    }));
    return out;
}

}  // namespace

Result<MergeId> Merges::insert(const CustomerMerge& merge) {
    MergeId id;
    TRY(connection_.run("insert_customer_merge",
                        {merge.from.value, merge.into.value, to_ms(merge.at), merge.actor_name,
                         merge.evidence, json::serialize(merge.moved), value_of(merge.undone_at)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    return id;
}

Result<> Merges::mark_undone(MergeId id, Timestamp now) {
    TRY(connection_.run("undo_customer_merge", {id.value, to_ms(now)}));
    return {};
}

Result<std::optional<CustomerMerge>> Merges::find(MergeId id) const {
    auto found = TRY(merges_by(connection_, "find_customer_merge", id.value));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::vector<CustomerMerge>> Merges::standing(CustomerId customer) const {
    return merges_by(connection_, "standing_customer_merges", customer.value);
}

Result<std::vector<CaseId>> Merges::cases_of(CustomerId customer) const {
    std::vector<CaseId> ids;
    TRY(connection_.run("cases_of_customer", {customer.value}, [&](const Row& row) {
        ids.push_back({row.integer(0)});
        return true;
    }));
    return ids;
}

Result<> Merges::give_case(CaseId id, CustomerId to) {
    TRY(connection_.run("give_case", {id.value, to.value}));
    return {};
}

Result<> Merges::give_identity(IdentityId id, CustomerId to) {
    TRY(connection_.run("give_identity", {id.value, to.value}));
    return {};
}

}  // namespace aplomb::store

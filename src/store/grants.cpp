#include "store/grants.h"

#include <limits>

#include "store/columns.h"
#include "store/cursor.h"

namespace aplomb::store {
namespace {

Grant grant_in(const Row& row) {
    Grant grant;
    grant.id = {row.integer(0)};
    grant.case_id = {row.integer(1)};
    grant.customer_id = {row.integer(2)};
    grant.offer = row.text(3);
    grant.kind = row.text(4);
    grant.title = row.text(5);
    grant.amount = {row.integer(6), row.text(7)};
    grant.state = enum_at<GrantState>(row, 8);
    if (!row.is_null(9)) grant.code = row.text(9);
    grant.author = row.text(10);
    grant.author_name = row.text(11);
    grant.reason = row.text(12);
    grant.created_at = time_at(row, 13);
    grant.granted_at = maybe_time_at(row, 14);
    grant.redeemed_at = maybe_time_at(row, 15);
    grant.expires_at = maybe_time_at(row, 16);
    return grant;
}

Result<std::vector<Grant>> grants_by(Connection& connection, std::string_view statement,
                                     std::initializer_list<Value> parameters) {
    std::vector<Grant> out;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        out.push_back(grant_in(row));
        return true;
    }));
    return out;
}

Result<std::optional<Grant>> one_grant(Connection& connection, std::string_view statement,
                                       std::initializer_list<Value> parameters) {
    auto found = TRY(grants_by(connection, statement, parameters));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::int64_t> one_number(Connection& connection, std::string_view statement,
                                std::initializer_list<Value> parameters) {
    std::int64_t number = 0;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        number = row.is_null(0) ? 0 : row.integer(0);
        return true;
    }));
    return number;
}

}  // namespace

Result<GrantId> Grants::insert(const Grant& grant) {
    GrantId id;
    TRY(connection_.run(
        "insert_grant",
        {grant.case_id.value, grant.customer_id.value, grant.offer, grant.kind, grant.title,
         grant.amount.minor, grant.amount.currency, number_of(grant.state),
         null_when_empty(grant.code), grant.author, grant.author_name, grant.reason,
         to_ms(grant.created_at), value_of(grant.granted_at), value_of(grant.redeemed_at),
         value_of(grant.expires_at)},
        [&](const Row& row) {
            id = {row.integer(0)};
            return true;
        }));
    return id;
}

Result<> Grants::update(const Grant& grant) {
    TRY(connection_.run("update_grant",
                        {grant.id.value, number_of(grant.state), null_when_empty(grant.code),
                         value_of(grant.granted_at), value_of(grant.redeemed_at),
                         value_of(grant.expires_at), grant.reason}));
    return {};
}

Result<std::optional<Grant>> Grants::find(GrantId id) const {
    return one_grant(connection_, "find_grant", {id.value});
}

Result<std::optional<Grant>> Grants::find_by_code(const std::string& code) const {
    return one_grant(connection_, "find_grant_by_code", {code});
}

Result<std::optional<Grant>> Grants::living(CaseId id, const std::string& offer) const {
    return one_grant(connection_, "living_grant", {id.value, offer});
}

Result<std::vector<Grant>> Grants::of_case(CaseId id) const {
    return grants_by(connection_, "grants_of_case", {id.value});
}

Result<GrantPage> Grants::page(std::optional<GrantState> state, const std::string& cursor,
                               std::size_t limit) const {
    Cursor from{"grants", std::numeric_limits<std::int64_t>::max(), 0};
    if (!cursor.empty()) from = TRY(read_cursor(cursor, "grants"));
    const auto rows_max = static_cast<std::int64_t>(limit) + 1;
    GrantPage page;
    page.grants = state ? TRY(grants_by(connection_, "grant_page_of_state",
                                        {from.key, rows_max, number_of(*state)}))
                        : TRY(grants_by(connection_, "grant_page", {from.key, rows_max}));
    if (page.grants.size() > limit) {
        page.grants.resize(limit);
        page.next_cursor = write_cursor({"grants", page.grants.back().id.value, 0});
    }
    return page;
}

Result<> Grants::book(const std::vector<LedgerEntry>& entries) {
    std::int64_t sum = 0;
    for (const LedgerEntry& entry : entries)
        sum += entry.amount.minor;
    if (sum != 0) return fail(ErrorKind::Corrupt, "a movement of the ledger does not balance");
    for (const LedgerEntry& entry : entries) {
        TRY(connection_.run("insert_ledger_entry",
                            {entry.movement, entry.account, entry.amount.minor,
                             entry.amount.currency, to_ms(entry.at)}));
    }
    return {};
}

Result<std::vector<LedgerBalance>> Grants::balances() const {
    std::vector<LedgerBalance> out;
    TRY(connection_.run("ledger_balances", {}, [&](const Row& row) {
        out.push_back({row.text(0), {row.integer(2), row.text(1)}});
        return true;
    }));
    return out;
}

Result<std::int64_t> Grants::given_since(Timestamp from, const std::string& currency) const {
    return -TRY(one_number(connection_, "budget_movement_since", {to_ms(from), currency}));
}

Result<std::int64_t> Grants::proposed(const std::string& currency) const {
    return one_number(connection_, "proposed_amount", {currency});
}

Result<bool> Grants::add_code(const std::string& offer, const std::string& code) {
    return TRY(connection_.run("add_offer_code", {code, offer})) == 1;
}

Result<std::optional<std::string>> Grants::draw_code(const std::string& offer, GrantId grant) {
    std::optional<std::string> code;
    TRY(connection_.run("free_offer_code", {offer}, [&](const Row& row) {
        code = row.text(0);
        return true;
    }));
    if (code) TRY(connection_.run("take_offer_code", {*code, grant.value}));
    return code;
}

Result<std::int64_t> Grants::free_codes(const std::string& offer) const {
    return one_number(connection_, "count_free_codes", {offer});
}

}  // namespace aplomb::store

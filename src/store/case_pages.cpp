// The lists of cases. A page of one status is one walk along one index, whatever its depth. "All
// that are not merged" is four such walks, one a status, merged here: an index over everything
// would have to be rewritten by every change of every case.
//
// With words to search for, the newest search_candidates_max messages that carry them name the
// cases, which are then filtered and sorted here.

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>

#include "store/case_columns.h"
#include "store/columns.h"
#include "store/cursor.h"
#include "store/search.h"

namespace aplomb::store {
namespace {

constexpr std::array<CaseStatus, 4> listed_statuses{CaseStatus::Open, CaseStatus::Waiting,
                                                    CaseStatus::Snoozed, CaseStatus::Closed};

struct KeyedRow {
    std::int64_t key = 0;
    CaseRow row;
};

struct ListPlan {
    std::string_view list;  // names the cursor
    std::string_view any;
    std::string_view owner;
    bool descending = false;
    std::int64_t start_key = 0;
    std::int64_t start_id = 0;
};

constexpr std::int64_t first_number = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t last_number = std::numeric_limits<std::int64_t>::max();

ListPlan plan_for(CaseSort sort) {
    switch (sort) {
        case CaseSort::Newest:
            return {"newest",   "case_page_newest_any", "case_page_newest_owner", true, last_number,
                    last_number};
        case CaseSort::Heat:
            return {"heat", "case_page_heat_any", "case_page_heat_owner",
                    false,  first_number,         first_number};
        case CaseSort::Due:
            break;
    }
    return {"due", "case_page_due_any", "case_page_due_owner", false, first_number, first_number};
}

bool comes_before(const KeyedRow& a, const KeyedRow& b, bool descending) {
    const auto left = std::tie(a.key, a.row.case_.id);
    const auto right = std::tie(b.key, b.row.case_.id);
    return descending ? right < left : left < right;
}

bool lies_after(const KeyedRow& a, const Cursor& from, bool descending) {
    const std::pair left(a.key, a.row.case_.id.value);
    const std::pair right(from.key, from.id);
    return descending ? left < right : right < left;
}

Result<> walk(Connection& connection, const CaseQuery& query, const ListPlan& plan,
              CaseStatus status, const Cursor& from, std::vector<KeyedRow>& rows) {
    const bool owned = query.owner.has_value();
    const std::int64_t who = owned ? query.owner->value : std::int64_t{query.unowned};
    TRY(connection.run(
        owned ? plan.owner : plan.any,
        {number_of(status), from.key, from.id, who, query.channel ? query.channel->value : 0,
         static_cast<std::int64_t>(query.limit) + 1},
        [&](const Row& row) {
            rows.push_back({row.integer(case_column_count + 6), case_row_in(row)});
            return true;
        }));
    return {};
}

bool fits_case(const Case& value, const CaseQuery& query) {
    if (query.status ? value.status != *query.status : value.status == CaseStatus::Merged) {
        return false;
    }
    return (!query.owner || value.owner_id == query.owner) && (!query.unowned || !value.owner_id) &&
           (!query.channel || value.channel_id == *query.channel);
}

std::int64_t key_of(const Case& value, CaseSort sort) {
    switch (sort) {
        case CaseSort::Newest:
            return to_ms(value.preview_at.value_or(value.created_at));
        case CaseSort::Heat:
            return value.heat_key;
        case CaseSort::Due:
            break;
    }
    return value.due_at ? to_ms(*value.due_at) : last_number;
}

Result<> search(Connection& connection, const CaseQuery& query, const ListPlan& plan,
                const Cursor& from, std::vector<KeyedRow>& rows) {
    const auto question = fts5_question(query.search);
    if (!question) return {};
    TRY(connection.run(
        "search_case_rows", {*question, std::int64_t{search_candidates_max}}, [&](const Row& row) {
            KeyedRow keyed{0, case_row_in(row)};
            keyed.key = key_of(keyed.row.case_, query.sort);
            if (fits_case(keyed.row.case_, query) && lies_after(keyed, from, plan.descending)) {
                rows.push_back(std::move(keyed));
            }
            return true;
        }));
    return {};
}

}  // namespace

Result<CasePage> Cases::page(const CaseQuery& query) const {
    const ListPlan plan = plan_for(query.sort);
    Cursor from{std::string(plan.list), plan.start_key, plan.start_id};
    if (!query.cursor.empty()) from = TRY(read_cursor(query.cursor, plan.list));
    std::vector<KeyedRow> rows;
    if (!query.search.empty()) {
        TRY(search(connection_, query, plan, from, rows));
    } else if (query.status) {
        TRY(walk(connection_, query, plan, *query.status, from, rows));
    } else {
        for (const CaseStatus status : listed_statuses) {
            TRY(walk(connection_, query, plan, status, from, rows));
        }
    }
    std::sort(rows.begin(), rows.end(), [&](const KeyedRow& a, const KeyedRow& b) {
        return comes_before(a, b, plan.descending);
    });
    CasePage page;
    if (rows.size() > query.limit) {
        rows.resize(query.limit);
        const KeyedRow& last = rows.back();
        page.next_cursor =
            write_cursor({std::string(plan.list), last.key, last.row.case_.id.value});
    }
    page.rows.reserve(rows.size());
    for (KeyedRow& row : rows)
        page.rows.push_back(std::move(row.row));
    return page;
}

}  // namespace aplomb::store

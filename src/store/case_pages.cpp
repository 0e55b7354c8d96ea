// The lists of cases. A page of one status is one walk along one index, whatever its depth. "All
// that are not merged" is four such walks, one a status, merged here: an index over everything
// would have to be rewritten by every change of every case.
//
// With words to search for, the newest search_case_messages_max messages that carry them name the
// cases; these are filtered and sorted here by a few numbers each, and only the page is read whole.

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
    std::string_view unowned;
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
            return {"newest",
                    "case_page_newest_any",
                    "case_page_newest_unowned",
                    "case_page_newest_owner",
                    true,
                    last_number,
                    last_number};
        case CaseSort::Heat:
            return {"heat",
                    "case_page_heat_any",
                    "case_page_heat_unowned",
                    "case_page_heat_owner",
                    false,
                    first_number,
                    first_number};
        case CaseSort::Due:
            break;
    }
    return {
        "due",        "case_page_due_any", "case_page_due_unowned", "case_page_due_owner", false,
        first_number, first_number};
}

bool comes_before(const KeyedRow& a, const KeyedRow& b, bool descending) {
    const auto left = std::tie(a.key, a.row.case_.id);
    const auto right = std::tie(b.key, b.row.case_.id);
    return descending ? right < left : left < right;
}

Result<> walk(Connection& connection, const CaseQuery& query, const ListPlan& plan,
              CaseStatus status, const Cursor& from, std::vector<KeyedRow>& rows) {
    const std::int64_t channel = query.channel ? query.channel->value : 0;
    const auto rows_max = static_cast<std::int64_t>(query.limit) + 1;
    const auto keep = [&](const Row& row) {
        rows.push_back({row.integer(case_column_count + 6), case_row_in(row)});
        return true;
    };
    if (query.owner) {
        TRY(connection.run(
            plan.owner,
            {number_of(status), from.key, from.id, channel, rows_max, query.owner->value}, keep));
    } else {
        TRY(connection.run(query.unowned ? plan.unowned : plan.any,
                           {number_of(status), from.key, from.id, channel, rows_max}, keep));
    }
    return {};
}

struct Hit {
    std::int64_t key = 0;
    CaseId id;
};

// Columns as search_cases gives them.
bool fits_query(const Row& row, const CaseQuery& query) {
    const auto status = enum_at<CaseStatus>(row, 1);
    const auto owner = maybe_id_at<UserId>(row, 2);
    return (query.status ? status == *query.status : status != CaseStatus::Merged) &&
           (!query.owner || owner == query.owner) && (!query.unowned || !owner) &&
           (!query.channel || row.integer(3) == query.channel->value);
}

int key_column(CaseSort sort) {
    switch (sort) {
        case CaseSort::Newest:
            return 5;
        case CaseSort::Heat:
            return 6;
        case CaseSort::Due:
            break;
    }
    return 4;
}

bool hit_before(const Hit& a, const Hit& b, bool descending) {
    return descending ? std::tie(b.key, b.id) < std::tie(a.key, a.id)
                      : std::tie(a.key, a.id) < std::tie(b.key, b.id);
}

Result<> search_cases(Connection& connection, const CaseQuery& query, const ListPlan& plan,
                      const Cursor& from, std::vector<KeyedRow>& rows) {
    const auto question = fts5_question(query.search);
    if (!question) return {};
    const Hit start{from.key, {from.id}};
    std::vector<Hit> hits;
    TRY(connection.run("search_cases", {*question, search_case_messages_max}, [&](const Row& row) {
        const Hit hit{row.integer(key_column(query.sort)), {row.integer(0)}};
        if (fits_query(row, query) && hit_before(start, hit, plan.descending)) {
            hits.push_back(hit);
        }
        return true;
    }));
    std::sort(hits.begin(), hits.end(),
              [&](const Hit& a, const Hit& b) { return hit_before(a, b, plan.descending); });
    if (hits.size() > query.limit + 1) hits.resize(query.limit + 1);
    for (const Hit& hit : hits) {
        TRY(connection.run("find_case_row", {hit.id.value}, [&](const Row& row) {
            rows.push_back({hit.key, case_row_in(row)});
            return true;
        }));
    }
    return {};
}

}  // namespace

Result<CasePage> Cases::page(const CaseQuery& query) const {
    const ListPlan plan = plan_for(query.sort);
    Cursor from{std::string(plan.list), plan.start_key, plan.start_id};
    if (!query.cursor.empty()) from = TRY(read_cursor(query.cursor, plan.list));
    std::vector<KeyedRow> rows;
    if (!query.search.empty()) {
        TRY(search_cases(connection_, query, plan, from, rows));
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

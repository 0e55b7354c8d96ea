// Goal: pages put together are the sorted list, whatever the sort, the filter and the page size;
// and changes behind the reader's back neither repeat nor lose a case that did not move.

#include <rapidcheck.h>

#include <algorithm>
#include <limits>

#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

class CasePagesTest : public StoreTest {
  protected:
    std::vector<CaseId> all_pages(CaseQuery query) {
        std::vector<CaseId> ids;
        do {
            const auto page = store_->read_for<CasePage>(
                [&](const Transaction& t) { return t.cases().page(query); });
            EXPECT_TRUE(page) << page.error().what;
            if (!page) return ids;
            EXPECT_LE(page->rows.size(), query.limit);
            for (const CaseRow& row : page->rows)
                ids.push_back(row.case_.id);
            query.cursor = page->next_cursor;
        } while (!query.cursor.empty());
        return ids;
    }
    std::vector<CaseId> search(const std::string& words, CaseQuery query = {}) {
        query.search = words;
        return all_pages(query);
    }
};

std::int64_t list_key(const Case& value, CaseSort sort) {
    if (sort == CaseSort::Heat) return value.heat_key;
    if (sort == CaseSort::Newest) return -to_ms(value.preview_at.value_or(value.created_at));
    return value.due_at ? to_ms(*value.due_at) : std::numeric_limits<std::int64_t>::max();
}

std::vector<CaseId> oracle(std::vector<Case> cases, const CaseQuery& query) {
    std::erase_if(cases, [&](const Case& value) {
        return (query.status ? value.status != *query.status
                             : value.status == CaseStatus::Merged) ||
               (query.owner && value.owner_id != query.owner) ||
               (query.unowned && value.owner_id) ||
               (query.channel && value.channel_id != *query.channel);
    });
    std::sort(cases.begin(), cases.end(), [&](const Case& a, const Case& b) {
        const std::int64_t left = list_key(a, query.sort);
        const std::int64_t right = list_key(b, query.sort);
        if (left != right) return left < right;
        return query.sort == CaseSort::Newest ? a.id > b.id : a.id < b.id;
    });
    std::vector<CaseId> ids;
    for (const Case& value : cases)
        ids.push_back(value.id);
    return ids;
}

// Few different keys, so that ties are common.
Case arbitrary_case(ChannelId first, ChannelId second, CustomerId customer) {
    Case value;
    value.customer_id = customer;
    value.channel_id = *rc::gen::element(first, second);
    value.status = static_cast<CaseStatus>(*rc::gen::inRange(0, 5));
    if (*rc::gen::arbitrary<bool>()) value.owner_id = UserId{*rc::gen::inRange(1, 3)};
    if (*rc::gen::arbitrary<bool>()) value.due_at = at_minute(*rc::gen::inRange(0, 5));
    if (*rc::gen::arbitrary<bool>()) value.preview_at = at_minute(*rc::gen::inRange(0, 5));
    value.created_at = at_minute(*rc::gen::inRange(0, 5));
    value.heat_key = *rc::gen::inRange(-3, 3);
    return value;
}

CaseQuery arbitrary_query(ChannelId channel) {
    CaseQuery query;
    query.sort = *rc::gen::element(CaseSort::Due, CaseSort::Newest, CaseSort::Heat);
    if (*rc::gen::arbitrary<bool>()) {
        query.status = static_cast<CaseStatus>(*rc::gen::inRange(0, 5));
    }
    switch (*rc::gen::inRange(0, 3)) {
        case 1:
            query.owner = UserId{1};
            break;
        case 2:
            query.unowned = true;
            break;
        default:
            break;
    }
    if (*rc::gen::arbitrary<bool>()) query.channel = channel;
    query.limit = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
    return query;
}

TEST_F(CasePagesTest, PutTogetherAreTheSortedList) {
    const ChannelId first = add_channel("first");
    const ChannelId second = add_channel("second");
    const CustomerId customer = add_customer();
    std::vector<Case> stored;
    const bool held = rc::check([&] {
        const int count = *rc::gen::inRange(0, 3);
        for (int i = 0; i < count && stored.size() < 60; ++i) {
            Case value = arbitrary_case(first, second, customer);
            value.id = write<CaseId>([&](Transaction& t) { return t.cases().insert(value); });
            stored.push_back(value);
        }
        const CaseQuery query = arbitrary_query(second);
        RC_ASSERT(all_pages(query) == oracle(stored, query));
    });
    EXPECT_TRUE(held);
}

TEST_F(CasePagesTest, NeitherRepeatNorLoseACaseWhenOthersMove) {
    Case value;
    std::vector<CaseId> ids;
    for (int i = 0; i < 10; ++i) {
        value.due_at = at_minute(i);
        ids.push_back(add_case(value));
    }
    CaseQuery query;
    query.limit = 4;
    const auto first = read<CasePage>([&](const Transaction& t) { return t.cases().page(query); });
    // One that was shown leaves, one comes before everything, one goes to the end.
    write([&](Transaction& t) -> Result<> {
        Case shown = *TRY(t.cases().find(ids[1]));
        shown.status = CaseStatus::Closed;
        shown.due_at = {};
        TRY(t.cases().update(shown));
        return {};
    });
    value.due_at = at_minute(-5);
    add_case(value);
    query.status = CaseStatus::Open;
    query.cursor = first.next_cursor;
    EXPECT_EQ(all_pages(query), (std::vector<CaseId>(ids.begin() + 4, ids.end())));
}

TEST_F(CasePagesTest, RefuseACursorOfAnotherList) {
    add_case();
    add_case();
    CaseQuery query;
    query.limit = 1;
    const auto page = read<CasePage>([&](const Transaction& t) { return t.cases().page(query); });
    query.sort = CaseSort::Newest;
    for (const std::string& cursor :
         {page.next_cursor, std::string("nonsense"), std::string("ZHVlOjE="), std::string("%%%")}) {
        query.cursor = cursor;
        const auto refused =
            store_->read_for<CasePage>([&](const Transaction& t) { return t.cases().page(query); });
        ASSERT_FALSE(refused) << cursor;
        EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
    }
}

TEST_F(CasePagesTest, FindCasesByTextSubjectNameAndHandle) {
    Case value;
    value.due_at = at_minute(2);
    const CaseId later = add_case(value);
    value.due_at = at_minute(1);
    const CaseId sooner = add_case(value);
    const ConversationId first = add_conversation(later, "t-1");
    const ConversationId second = add_conversation(sooner, "t-2");
    Message message = message_in(first, later, "My suitcase is lost");
    message.subject = "Baggage claim";
    message.author_name = "Ana Ruiz";
    message.author_handle = "@ana_r";
    write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    const Message other = message_in(second, sooner, "Another suitcase, still lost, lost, lost");
    write<MessageId>([&](Transaction& t) { return t.messages().insert(other); });
    write<MessageId>([&](Transaction& t) { return t.messages().insert(other); });

    EXPECT_EQ(search("suitcase"), (std::vector<CaseId>{sooner, later}));
    EXPECT_EQ(search("baggage"), std::vector<CaseId>{later});
    EXPECT_EQ(search("ruiz"), std::vector<CaseId>{later});
    EXPECT_EQ(search("@ana_r"), std::vector<CaseId>{later});
    EXPECT_EQ(search("suitcase another"), std::vector<CaseId>{sooner});
    EXPECT_EQ(search("umbrella"), std::vector<CaseId>{});
    EXPECT_EQ(search("?!"), std::vector<CaseId>{});
    CaseQuery one_a_page;
    one_a_page.limit = 1;
    EXPECT_EQ(search("lost", one_a_page), (std::vector<CaseId>{sooner, later}));
    CaseQuery closed;
    closed.status = CaseStatus::Closed;
    EXPECT_EQ(search("lost", closed), std::vector<CaseId>{});
}

}  // namespace
}  // namespace aplomb::store

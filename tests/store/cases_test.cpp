// Goal: a case comes back as it was written, two people cannot overwrite each other, and its
// conversations and messages move with it.

#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

class CasesTest : public StoreTest {
  protected:
    std::optional<Case> find(CaseId id) {
        return read<std::optional<Case>>([&](const Transaction& t) { return t.cases().find(id); });
    }
};

Case full_case() {
    Case value;
    value.status = CaseStatus::Snoozed;
    value.kind = CaseKind::Complaint;
    value.specificity = Specificity::Specific;
    value.severity = 4;
    value.visibility = Visibility::Private;
    value.subject = "Lost bag";
    value.owner_id = UserId{3};
    value.reach = 12'000;
    value.first_in_at = at_minute(1);
    value.last_in_at = at_minute(2);
    value.last_out_at = at_minute(3);
    value.waiting_since = at_minute(4);
    value.due_at = at_minute(5);
    value.snooze_until = at_minute(6);
    value.heat_key = -77;
    value.message_count = 8;
    value.preview = "Where is my bag?";
    value.preview_direction = Direction::Out;
    value.preview_at = at_minute(7);
    value.merged_into = CaseId{1};
    value.created_at = at_minute(8);
    value.updated_at = at_minute(9);
    return value;
}

void expect_same(const Case& a, const Case& b) {
    EXPECT_EQ(a.customer_id, b.customer_id);
    EXPECT_EQ(a.channel_id, b.channel_id);
    EXPECT_EQ(a.status, b.status);
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_EQ(a.specificity, b.specificity);
    EXPECT_EQ(a.severity, b.severity);
    EXPECT_EQ(a.visibility, b.visibility);
    EXPECT_EQ(a.subject, b.subject);
    EXPECT_EQ(a.owner_id, b.owner_id);
    EXPECT_EQ(a.reach, b.reach);
    EXPECT_EQ(a.first_in_at, b.first_in_at);
    EXPECT_EQ(a.last_in_at, b.last_in_at);
    EXPECT_EQ(a.last_out_at, b.last_out_at);
    EXPECT_EQ(a.waiting_since, b.waiting_since);
    EXPECT_EQ(a.due_at, b.due_at);
    EXPECT_EQ(a.snooze_until, b.snooze_until);
    EXPECT_EQ(a.heat_key, b.heat_key);
    EXPECT_EQ(a.message_count, b.message_count);
    EXPECT_EQ(a.preview, b.preview);
    EXPECT_EQ(a.preview_direction, b.preview_direction);
    EXPECT_EQ(a.preview_at, b.preview_at);
    EXPECT_EQ(a.merged_into, b.merged_into);
    EXPECT_EQ(a.created_at, b.created_at);
    EXPECT_EQ(a.updated_at, b.updated_at);
}

TEST_F(CasesTest, ComesBackAsItWasWritten) {
    Case value = full_case();
    const CaseId id = add_case(value);
    value.customer_id = customer_;
    value.channel_id = channel_;
    const auto found = find(id);
    ASSERT_TRUE(found);
    expect_same(*found, value);
    EXPECT_EQ(found->version, 1);

    Case empty;
    const CaseId empty_id = add_case(empty);
    empty.customer_id = customer_;
    empty.channel_id = channel_;
    const auto bare = find(empty_id);
    ASSERT_TRUE(bare);
    expect_same(*bare, empty);
}

TEST_F(CasesTest, UpdatesEveryFieldAndCountsVersions) {
    const CaseId id = add_case();
    Case value = full_case();
    value.id = id;
    value.customer_id = customer_;
    value.channel_id = channel_;
    value.version = 1;
    write([&](Transaction& t) { return t.cases().update(value); });
    const auto found = find(id);
    ASSERT_TRUE(found);
    expect_same(*found, value);
    EXPECT_EQ(found->version, 2);
}

TEST_F(CasesTest, RefusesAChangeOfAnOldVersion) {
    const CaseId id = add_case();
    Case mine = *find(id);
    Case theirs = mine;
    theirs.subject = "theirs";
    write([&](Transaction& t) { return t.cases().update(theirs); });
    mine.subject = "mine";
    const auto refused = store_->write([&](Transaction& t) { return t.cases().update(mine); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(find(id)->subject, "theirs");
}

TEST_F(CasesTest, ShowsItsSurroundingsInARow) {
    const CaseId id = add_case();
    write([&](Transaction& t) -> Result<> {
        Identity identity;
        identity.customer_id = customer_;
        identity.channel_id = channel_;
        identity.external_id = "u-1";
        identity.handle = "@ana";
        identity.followers = 120;
        TRY(t.people().insert(identity));
        User user;
        user.name = "Jo";
        user.email = "jo@example.org";
        const UserId owner = TRY(t.accounts().insert(user));
        Case value = *TRY(t.cases().find(id));
        value.owner_id = owner;
        return t.cases().update(value);
    });
    const auto row =
        read<std::optional<CaseRow>>([&](const Transaction& t) { return t.cases().row(id); });
    ASSERT_TRUE(row);
    EXPECT_EQ(row->case_.id, id);
    EXPECT_EQ(row->customer_name, "Ana Ruiz");
    EXPECT_EQ(row->customer_handle, "@ana");
    EXPECT_EQ(row->customer_followers, 120);
    EXPECT_EQ(row->channel_kind, "webhook");
    EXPECT_EQ(row->channel_name, "for-cases");
    EXPECT_EQ(row->owner_name, "Jo");
}

TEST_F(CasesTest, WakesSnoozedCasesWhoseTimeHasCome) {
    Case value;
    value.status = CaseStatus::Snoozed;
    value.snooze_until = at_minute(10);
    const CaseId later = add_case(value);
    value.snooze_until = at_minute(5);
    const CaseId sooner = add_case(value);
    value.status = CaseStatus::Open;
    value.snooze_until = at_minute(1);
    add_case(value);
    const auto due = [&](std::int64_t minute) {
        return read<std::vector<CaseId>>(
            [&](const Transaction& t) { return t.cases().snoozed_until(at_minute(minute), 10); });
    };
    EXPECT_EQ(due(4), std::vector<CaseId>{});
    EXPECT_EQ(due(5), std::vector<CaseId>{sooner});
    EXPECT_EQ(due(60), (std::vector<CaseId>{sooner, later}));
}

TEST_F(CasesTest, FindsAConversationByItsPlatformThread) {
    const CaseId id = add_case();
    const ConversationId conversation = add_conversation(id, "t-1");
    const auto find_thread = [&](const std::string& thread, Visibility visibility) {
        return read<std::optional<Conversation>>([&](const Transaction& t) {
            return t.cases().find_conversation(channel_, thread, visibility);
        });
    };
    ASSERT_TRUE(find_thread("t-1", Visibility::Public));
    EXPECT_EQ(find_thread("t-1", Visibility::Public)->id, conversation);
    EXPECT_FALSE(find_thread("t-1", Visibility::Private));
    EXPECT_FALSE(find_thread("t-2", Visibility::Public));

    Conversation changed = *find_thread("t-1", Visibility::Public);
    changed.external_id = "t-2";
    changed.subject = "Re: bag";
    changed.platform_ref = "{}";
    changed.last_at = at_minute(9);
    write([&](Transaction& t) { return t.cases().update(changed); });
    const auto found = find_thread("t-2", Visibility::Public);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->subject, "Re: bag");
    EXPECT_EQ(found->platform_ref, "{}");
    EXPECT_EQ(found->last_at, at_minute(9));
}

TEST_F(CasesTest, KeepsOneConversationAThread) {
    const CaseId id = add_case();
    add_conversation(id, "t-1");
    Conversation again;
    again.case_id = id;
    again.channel_id = channel_;
    again.external_id = "t-1";
    const auto refused = store_->write([&](Transaction& t) -> Result<> {
        TRY(t.cases().insert(again));
        return {};
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
    // Two of ours that the platform has not named yet are two.
    add_conversation(id, "");
    add_conversation(id, "");
}

TEST_F(CasesTest, MovesConversationsWithTheirMessages) {
    const CaseId from = add_case();
    const CaseId to = add_case();
    const ConversationId conversation = add_conversation(from, "t-1");
    const Message message = message_in(conversation, from, "hello");
    const MessageId id =
        write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    write([&](Transaction& t) { return t.cases().move_conversations(from, to); });
    const auto moved =
        read<std::optional<Message>>([&](const Transaction& t) { return t.messages().find(id); });
    EXPECT_EQ(moved->case_id, to);
    const auto conversations_of = [&](CaseId of) {
        return read<std::vector<Conversation>>(
            [&](const Transaction& t) { return t.cases().conversations_of(of); });
    };
    EXPECT_TRUE(conversations_of(from).empty());
    ASSERT_EQ(conversations_of(to).size(), 1U);
    EXPECT_EQ(conversations_of(to)[0].id, conversation);
}

TEST_F(CasesTest, RemovesOnlyAnEmptiedConversation) {
    const CaseId id = add_case();
    const ConversationId kept = add_conversation(id, "t-1");
    const ConversationId shelf = add_conversation(id, "orphan:x");
    const Message message = message_in(shelf, id, "hello");
    write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    const auto refused = store_->write([&](Transaction& t) { return t.cases().remove(shelf); });
    EXPECT_FALSE(refused);
    write([&](Transaction& t) -> Result<> {
        TRY(t.messages().move(shelf, kept, id));
        return t.cases().remove(shelf);
    });
    EXPECT_FALSE(read<std::optional<Conversation>>(
        [&](const Transaction& t) { return t.cases().find_conversation(shelf); }));
}

}  // namespace
}  // namespace aplomb::store

// Goal: the smaller repositories give back what they were given and keep their promises:
// channels, people, accounts, the outbox, the journal.

#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

class NounsTest : public StoreTest {
  protected:
    MessageId add_message(ChannelId channel) {
        const CaseId case_id = add_case();
        const ConversationId conversation = add_conversation(case_id, "");
        Message message = message_in(conversation, case_id, "reply");
        message.channel_id = channel;
        return write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    }
    void queue(ChannelId channel, std::int64_t minute, MessageState state = MessageState::Queued) {
        OutboxRow row;
        row.message_id = add_message(channel);
        row.channel_id = channel;
        row.key = "key";
        row.state = state;
        row.not_before = at_minute(minute);
        write<OutboxId>([&](Transaction& t) { return t.outbox().insert(row); });
    }
    std::vector<OutboxRow> claim(std::int64_t now, std::int64_t until, std::size_t limit = 10,
                                 std::size_t per_channel = 10) {
        return write<std::vector<OutboxRow>>([&](Transaction& t) {
            return t.outbox().claim(at_minute(now), at_minute(until), limit, per_channel);
        });
    }
    std::optional<Timestamp> next_due() {
        return read<std::optional<Timestamp>>(
            [](const Transaction& t) { return t.outbox().next_due(); });
    }
};

TEST_F(NounsTest, KeepsChannels) {
    Channel channel;
    channel.kind = "mastodon";
    channel.name = "main";
    channel.settings = {{"server", "https://m.example"}, {"limit", 500}};
    channel.sealed_secrets = std::string("\0\1\2", 3);
    channel.created_at = at_minute(1);
    channel.id = write<ChannelId>([&](Transaction& t) { return t.channels().insert(channel); });
    channel.state = ChannelState::NeedsAttention;
    channel.trouble = "The token has run out.";
    write([&](Transaction& t) { return t.channels().update(channel); });
    const auto found = read<std::optional<Channel>>(
        [](const Transaction& t) { return t.channels().find_by_name("main"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, channel.id);
    EXPECT_EQ(found->kind, "mastodon");
    EXPECT_EQ(found->state, ChannelState::NeedsAttention);
    EXPECT_EQ(found->trouble, channel.trouble);
    EXPECT_EQ(found->settings, channel.settings);
    EXPECT_EQ(found->sealed_secrets, channel.sealed_secrets);
    EXPECT_EQ(found->created_at, at_minute(1));
}

TEST_F(NounsTest, GivesTheNameOfARemovedChannelBack) {
    const ChannelId id = add_channel("main");
    const auto twice = store_->write_for<ChannelId>([](Transaction& t) {
        Channel channel;
        channel.name = "main";
        return t.channels().insert(channel);
    });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::Conflict);
    write([&](Transaction& t) -> Result<> {
        Channel channel = *TRY(t.channels().find(id));
        channel.state = ChannelState::Removed;
        return t.channels().update(channel);
    });
    const ChannelId next = add_channel("main");
    EXPECT_NE(next, id);
    const auto all =
        read<std::vector<Channel>>([](const Transaction& t) { return t.channels().all(); });
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].id, next);
}

TEST_F(NounsTest, KeepsAConnectorsState) {
    const ChannelId id = add_channel();
    const auto state = [&] {
        return read<std::string>([&](const Transaction& t) { return t.channels().state(id); });
    };
    EXPECT_EQ(state(), "");
    for (const std::string& sealed : {std::string("\0one", 4), std::string("two")}) {
        write([&](Transaction& t) { return t.channels().set_state(id, sealed, at_minute(1)); });
        EXPECT_EQ(state(), sealed);
    }
}

TEST_F(NounsTest, KeepsPeopleAndTheirIdentities) {
    const ChannelId channel = add_channel();
    Customer customer{{}, "Ana", "America/Chicago", "en", true, "gold", "+44 20", at_minute(1)};
    customer.id = write<CustomerId>([&](Transaction& t) { return t.people().insert(customer); });
    customer.name = "Ana Ruiz";
    customer.phone_permission = false;
    write([&](Transaction& t) { return t.people().update(customer); });
    const auto found = read<std::optional<Customer>>(
        [&](const Transaction& t) { return t.people().find(customer.id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "Ana Ruiz");
    EXPECT_EQ(found->time_zone, "America/Chicago");
    EXPECT_EQ(found->language, "en");
    EXPECT_EQ(found->phone_permission, false);
    const CustomerId other = add_customer("Bo");
    EXPECT_FALSE(read<std::optional<Customer>>([&](const Transaction& t) {
                     return t.people().find(other);
                 })->phone_permission);

    Identity identity{{}, customer.id, channel, "u-1", "@ana", "Ana", 120};
    identity.id = write<IdentityId>([&](Transaction& t) { return t.people().insert(identity); });
    identity.handle = "@ana_r";
    identity.followers = {};
    write([&](Transaction& t) { return t.people().update(identity); });
    const auto by_account = read<std::optional<Identity>>(
        [&](const Transaction& t) { return t.people().find_identity(channel, "u-1"); });
    ASSERT_TRUE(by_account);
    EXPECT_EQ(by_account->id, identity.id);
    EXPECT_EQ(by_account->handle, "@ana_r");
    EXPECT_FALSE(by_account->followers);
    const auto twice =
        store_->write_for<IdentityId>([&](Transaction& t) { return t.people().insert(identity); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(read<std::vector<Identity>>([&](const Transaction& t) {
                  return t.people().identities_of(customer.id);
              }).size(),
              1U);
    const auto second = read<std::vector<Customer>>(
        [&](const Transaction& t) { return t.people().page(customer.id, 10); });
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].id, other);
}

TEST_F(NounsTest, KeepsUsersSessionsAndTokens) {
    User user{{}, "Jo", "jo@example.org", Role::Senior, "hash", false, at_minute(1)};
    user.id = write<UserId>([&](Transaction& t) { return t.accounts().insert(user); });
    const auto twice =
        store_->write_for<UserId>([&](Transaction& t) { return t.accounts().insert(user); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::Conflict);
    user.role = Role::Manager;
    user.disabled = true;
    write([&](Transaction& t) { return t.accounts().update(user); });
    const auto found = read<std::optional<User>>(
        [](const Transaction& t) { return t.accounts().find_by_email("jo@example.org"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->role, Role::Manager);
    EXPECT_TRUE(found->disabled);
    EXPECT_EQ(found->password_hash, "hash");
    EXPECT_EQ(read<std::int64_t>([](const Transaction& t) { return t.accounts().count_users(); }),
              1);

    const auto session = [&](const std::string& hash) {
        return read<std::optional<Session>>(
            [&](const Transaction& t) { return t.accounts().find_session(hash); });
    };
    write([&](Transaction& t) -> Result<> {
        TRY(t.accounts().insert(Session{"a", user.id, "csrf", at_minute(1), at_minute(10)}));
        TRY(t.accounts().insert(Session{"b", user.id, "csrf", at_minute(1), at_minute(20)}));
        TRY(t.accounts().insert(Session{"c", user.id, "csrf", at_minute(1), at_minute(30)}));
        TRY(t.accounts().extend_session("a", at_minute(40)));
        TRY(t.accounts().remove_session("c"));
        return t.accounts().remove_expired_sessions(at_minute(25));
    });
    ASSERT_TRUE(session("a"));
    EXPECT_EQ(session("a")->expires_at, at_minute(40));
    EXPECT_EQ(session("a")->csrf, "csrf");
    EXPECT_FALSE(session("b"));
    EXPECT_FALSE(session("c"));
    write([&](Transaction& t) { return t.accounts().remove_sessions_of(user.id); });
    EXPECT_FALSE(session("a"));

    ApiToken token{{}, "ci", Role::Admin, "hash", at_minute(1), {}};
    token.id = write<TokenId>([&](Transaction& t) { return t.accounts().insert(token); });
    write([&](Transaction& t) { return t.accounts().revoke_token(token.id, at_minute(5)); });
    const auto revoked = read<std::optional<ApiToken>>(
        [](const Transaction& t) { return t.accounts().find_token("hash"); });
    ASSERT_TRUE(revoked);
    EXPECT_EQ(revoked->role, Role::Admin);
    EXPECT_EQ(revoked->revoked_at, at_minute(5));
    EXPECT_FALSE(store_->write(
        [&](Transaction& t) { return t.accounts().revoke_token(token.id, at_minute(6)); }));
}

TEST_F(NounsTest, KeepsAnOutboxRowWhole) {
    const ChannelId channel = add_channel();
    OutboxRow row;
    row.message_id = add_message(channel);
    row.channel_id = channel;
    row.key = "k-1";
    row.state = MessageState::Held;
    row.not_before = at_minute(5);
    row.held_because = "quiet-hours";
    row.seen_message_id = MessageId{4};
    row.created_at = at_minute(1);
    row.id = write<OutboxId>([&](Transaction& t) { return t.outbox().insert(row); });
    row.attempts = 2;
    row.look_ups = 3;
    row.last_error = "no answer";
    row.state = MessageState::Unknown;
    write([&](Transaction& t) { return t.outbox().update(row); });
    const auto find = [&] {
        return read<std::optional<OutboxRow>>(
            [&](const Transaction& t) { return t.outbox().find(row.message_id); });
    };
    ASSERT_TRUE(find());
    EXPECT_EQ(find()->id, row.id);
    EXPECT_EQ(find()->key, "k-1");
    EXPECT_EQ(find()->state, MessageState::Unknown);
    EXPECT_EQ(find()->not_before, at_minute(5));
    EXPECT_EQ(find()->attempts, 2);
    EXPECT_EQ(find()->look_ups, 3);
    EXPECT_EQ(find()->last_error, "no answer");
    EXPECT_EQ(find()->seen_message_id, MessageId{4});
    EXPECT_EQ(find()->held_because, "quiet-hours");
    write([&](Transaction& t) { return t.outbox().remove(row.id); });
    EXPECT_FALSE(find());
}

TEST_F(NounsTest, ClaimsWhatIsDueUntilTheLeaseEnds) {
    const ChannelId channel = add_channel();
    EXPECT_FALSE(next_due());
    queue(channel, 5);
    queue(channel, 3, MessageState::Unknown);
    queue(channel, 4, MessageState::Failed);
    EXPECT_EQ(next_due(), at_minute(3));
    EXPECT_TRUE(claim(2, 10).empty());
    const auto first = claim(5, 10);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].not_before, at_minute(3));
    EXPECT_EQ(first[0].lease_until, at_minute(10));
    EXPECT_TRUE(claim(9, 20).empty()) << "held by a live lease";
    EXPECT_EQ(next_due(), at_minute(10));
    EXPECT_EQ(claim(10, 20).size(), 2U) << "the lease ran out";
    write([](Transaction& t) { return t.outbox().release_leases(); });
    EXPECT_EQ(next_due(), at_minute(3));
    EXPECT_EQ(claim(11, 20).size(), 2U);
}

TEST_F(NounsTest, LetsNoChannelStarveAnother) {
    const ChannelId noisy = add_channel("noisy");
    const ChannelId quiet = add_channel("quiet");
    for (int i = 0; i < 10; ++i)
        queue(noisy, i);
    queue(quiet, 50);
    const auto rows = claim(60, 70, 5, 3);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows.back().channel_id, quiet);
    EXPECT_EQ(claim(60, 70, 2, 3).size(), 2U);
}

TEST_F(NounsTest, NumbersScreenEventsForEver) {
    const auto append = [&](ScreenEvent event) {
        return write<EventId>([&](Transaction& t) { return t.journal().append(event); });
    };
    ScreenEvent event;
    event.at = at_minute(1);
    event.kind = ScreenEventKind::MessageUpdated;
    event.case_id = CaseId{3};
    event.message_id = MessageId{4};
    event.channel_id = ChannelId{5};
    const EventId first = append(event);
    const EventId second = append({});
    const auto after = [&](EventId id) {
        return read<std::vector<ScreenEvent>>(
            [&](const Transaction& t) { return t.journal().events_after(id, 10); });
    };
    ASSERT_EQ(after({}).size(), 2U);
    EXPECT_EQ(after({})[0].kind, ScreenEventKind::MessageUpdated);
    EXPECT_EQ(after({})[0].case_id, CaseId{3});
    EXPECT_EQ(after({})[0].message_id, MessageId{4});
    EXPECT_EQ(after({})[0].channel_id, ChannelId{5});
    EXPECT_EQ(after({})[0].at, at_minute(1));
    EXPECT_EQ(after(first).size(), 1U);
    // Trimming everything keeps the newest: an id is never given twice.
    write([&](Transaction& t) { return t.journal().trim_events({second.value + 100}); });
    EXPECT_EQ(read<EventId>([](const Transaction& t) { return t.journal().oldest_event(); }),
              second);
    EXPECT_GT(append({}), second);
}

TEST_F(NounsTest, KeepsTheAuditLogByPages) {
    for (int i = 1; i <= 5; ++i) {
        AuditEntry entry;
        entry.at = at_minute(i);
        entry.actor_kind = "user";
        entry.actor_id = "7";
        entry.actor_name = "Jo";
        entry.action = "reply.sent";
        entry.subject = i % 2 == 0 ? "case:2" : "case:1";
        entry.detail = {{"n", i}};
        write([&](Transaction& t) { return t.journal().append(entry); });
    }
    const auto page = [&](const std::string& subject, const std::string& cursor) {
        return read<AuditPage>(
            [&](const Transaction& t) { return t.journal().audit(subject, cursor, 2); });
    };
    const AuditPage first = page("", "");
    ASSERT_EQ(first.entries.size(), 2U);
    EXPECT_EQ(first.entries[0].detail.at("n"), 5);
    EXPECT_EQ(first.entries[0].actor_name, "Jo");
    const AuditPage second = page("", first.next_cursor);
    EXPECT_EQ(second.entries[0].detail.at("n"), 3);
    EXPECT_TRUE(page("", second.next_cursor).next_cursor.empty());
    const AuditPage subject = page("case:2", "");
    ASSERT_EQ(subject.entries.size(), 2U);
    EXPECT_TRUE(subject.next_cursor.empty());
    EXPECT_EQ(subject.entries[1].detail.at("n"), 2);
}

TEST_F(NounsTest, RemembersAnswersAndFacts) {
    const auto kept = [&](const std::string& key) {
        return read<std::optional<KeptAnswer>>(
            [&](const Transaction& t) { return t.journal().kept_answer("user:1", key); });
    };
    EXPECT_FALSE(kept("k"));
    write([](Transaction& t) -> Result<> {
        TRY(t.journal().keep_answer("user:1", "k", {"print", 201, "{}"}, at_minute(1)));
        return t.journal().keep_answer("user:1", "later", {"print", 200, "{}"}, at_minute(9));
    });
    ASSERT_TRUE(kept("k"));
    EXPECT_EQ(kept("k")->fingerprint, "print");
    EXPECT_EQ(kept("k")->status, 201);
    const auto twice = store_->write([](Transaction& t) {
        return t.journal().keep_answer("user:1", "k", {"x", 500, ""}, at_minute(2));
    });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::Conflict);
    write([](Transaction& t) { return t.journal().forget_answers(at_minute(5)); });
    EXPECT_FALSE(kept("k"));
    EXPECT_TRUE(kept("later"));
    const auto fact = [&] {
        return read<std::string>([](const Transaction& t) { return t.journal().fact("name"); });
    };
    EXPECT_EQ(fact(), "");
    for (const char* value : {"one", "two"}) {
        write([&](Transaction& t) { return t.journal().set_fact("name", value); });
        EXPECT_EQ(fact(), value);
    }
}

}  // namespace
}  // namespace aplomb::store

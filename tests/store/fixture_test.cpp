#include "tests/store/fixture.h"

#include <stdlib.h>

#include <filesystem>

namespace aplomb::store {

ScratchDirectory::ScratchDirectory() {
    path_ = (std::filesystem::temp_directory_path() / "aplomb-store-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) std::abort();
}

ScratchDirectory::~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void StoreTest::open() {
    auto opened = open_sqlite({.directory = directory_.path()});
    ASSERT_TRUE(opened) << opened.error().what;
    store_ = std::move(*opened);
}

ChannelId StoreTest::add_channel(const std::string& name) {
    Channel channel;
    channel.kind = "webhook";
    channel.name = name;
    channel.created_at = at_minute(0);
    return write<ChannelId>([&](Transaction& t) { return t.channels().insert(channel); });
}

CustomerId StoreTest::add_customer(const std::string& name) {
    Customer customer;
    customer.name = name;
    customer.created_at = at_minute(0);
    return write<CustomerId>([&](Transaction& t) { return t.people().insert(customer); });
}

CaseId StoreTest::add_case(Case value) {
    if (!channel_) channel_ = add_channel("for-cases");
    if (!customer_) customer_ = add_customer();
    value.channel_id = value.channel_id ? value.channel_id : channel_;
    value.customer_id = customer_;
    return write<CaseId>([&](Transaction& t) { return t.cases().insert(value); });
}

ConversationId StoreTest::add_conversation(CaseId case_id, const std::string& external_id) {
    Conversation conversation;
    conversation.case_id = case_id;
    conversation.channel_id = channel_;
    conversation.external_id = external_id;
    conversation.first_at = conversation.last_at = at_minute(0);
    return write<ConversationId>([&](Transaction& t) { return t.cases().insert(conversation); });
}

Message StoreTest::message_in(ConversationId conversation, CaseId case_id,
                              const std::string& text) {
    Message message;
    message.conversation_id = conversation;
    message.case_id = case_id;
    message.channel_id = channel_;
    message.text = text;
    message.at = message.received_at = at_minute(1);
    return message;
}

TEST_F(StoreTest, OpensAgainWhatItClosed) {
    const ChannelId id = add_channel("kept");
    reopen();
    const auto found =
        read<std::optional<Channel>>([&](const Transaction& t) { return t.channels().find(id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "kept");
}

TEST_F(StoreTest, FindsAMessageByItsWords) {
    const CaseId case_id = add_case();
    const ConversationId conversation = add_conversation(case_id, "t-1");
    Message message = message_in(conversation, case_id, "Your app ate my boarding pass");
    message.external_id = "m-1";
    message.id = write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    const auto search = [&](const std::string& words) {
        return read<MessagePage>(
                   [&](const Transaction& t) { return t.messages().page({.search = words}); })
            .messages.size();
    };
    EXPECT_EQ(search("boarding"), 1U);
    EXPECT_EQ(search("\"boarding pass\""), 1U);
    EXPECT_EQ(search("\"pass boarding\""), 0U);
    message.text = "Never mind";
    write([&](Transaction& t) { return t.messages().update(message); });
    EXPECT_EQ(search("boarding"), 0U);
    EXPECT_EQ(search("mind"), 1U);
}

TEST_F(StoreTest, ClaimsOutboxAndListsCases) {
    const CaseId case_id = add_case();
    const ConversationId conversation = add_conversation(case_id, "t-1");
    Message message = message_in(conversation, case_id, "On our way");
    OutboxRow row;
    row.message_id = write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    row.channel_id = channel_;
    row.key = "k";
    row.not_before = at_minute(1);
    write<OutboxId>([&](Transaction& t) { return t.outbox().insert(row); });
    const auto claimed = write<std::vector<OutboxRow>>(
        [&](Transaction& t) { return t.outbox().claim(at_minute(2), at_minute(3), 10, 5); });
    ASSERT_EQ(claimed.size(), 1U);
    const auto page = read<CasePage>([&](const Transaction& t) { return t.cases().page({}); });
    ASSERT_EQ(page.rows.size(), 1U);
    EXPECT_EQ(page.rows[0].customer_name, "Ana Ruiz");
    const auto lines = read<std::vector<LedgerLine>>(
        [&](const Transaction& t) { return t.receipts().ledger(at_minute(0)); });
    EXPECT_EQ(lines.size(), 1U);
}

}  // namespace aplomb::store

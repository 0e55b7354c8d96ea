#include "tests/store/store_fixture.h"

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

}  // namespace aplomb::store

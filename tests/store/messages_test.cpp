// Goal: a message comes back as it was written; its search entry follows every edit and is gone
// with a deletion; whatever is typed into the search is no syntax error.

#include <rapidcheck.h>

#include "store/search.h"
#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

class MessagesTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        case_ = add_case();
        conversation_ = add_conversation(case_, "t-1");
    }
    MessageId add(const Message& message) {
        return write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    }
    MessageId add(const std::string& text, std::int64_t minute, const std::string& external = "") {
        Message message = message_in(conversation_, case_, text);
        message.at = at_minute(minute);
        message.external_id = external;
        return add(message);
    }
    std::optional<Message> find(MessageId id) {
        return read<std::optional<Message>>(
            [&](const Transaction& t) { return t.messages().find(id); });
    }
    std::vector<std::string> texts(const MessageQuery& query) {
        std::vector<std::string> texts;
        for (const Message& message : page(query).messages)
            texts.push_back(message.text);
        return texts;
    }
    MessagePage page(const MessageQuery& query) {
        return read<MessagePage>([&](const Transaction& t) { return t.messages().page(query); });
    }

    CaseId case_;
    ConversationId conversation_;
};

TEST_F(MessagesTest, ComesBackAsItWasWritten) {
    Message message = message_in(conversation_, case_, "Où est ma valise ? 🧳");
    message.external_id = "m-1";
    message.parent_external_id = "m-0";
    message.direction = Direction::Out;
    message.visibility = Visibility::Private;
    message.from = Speaker::Us;
    message.identity_id = IdentityId{5};
    message.user_id = UserId{6};
    message.author_name = "Jo";
    message.author_handle = "@jo";
    message.received_at = at_minute(2);
    message.html = "<p>Où</p>";
    message.subject = "Valise";
    message.language = "fr";
    message.rating = 2;
    message.attachments = {{"https://x.example/a.png", "image/png", "a.png"}, {"u", "t", ""}};
    message.platform_ref = "{\"cid\":1}";
    message.edited_at = at_minute(3);
    message.state = MessageState::Held;
    message.send_at = at_minute(4);
    message.error = "none yet";
    message.send_key = "key-1";
    message.automatic = true;
    const MessageId id = add(message);
    const auto check = [&] {
        const auto found = find(id);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->conversation_id, message.conversation_id);
        EXPECT_EQ(found->case_id, message.case_id);
        EXPECT_EQ(found->channel_id, message.channel_id);
        EXPECT_EQ(found->external_id, message.external_id);
        EXPECT_EQ(found->parent_external_id, message.parent_external_id);
        EXPECT_EQ(found->direction, message.direction);
        EXPECT_EQ(found->visibility, message.visibility);
        EXPECT_EQ(found->from, message.from);
        EXPECT_EQ(found->identity_id, message.identity_id);
        EXPECT_EQ(found->user_id, message.user_id);
        EXPECT_EQ(found->author_name, message.author_name);
        EXPECT_EQ(found->author_handle, message.author_handle);
        EXPECT_EQ(found->at, message.at);
        EXPECT_EQ(found->received_at, message.received_at);
        EXPECT_EQ(found->text, message.text);
        EXPECT_EQ(found->html, message.html);
        EXPECT_EQ(found->subject, message.subject);
        EXPECT_EQ(found->language, message.language);
        EXPECT_EQ(found->rating, message.rating);
        ASSERT_EQ(found->attachments.size(), message.attachments.size());
        for (std::size_t i = 0; i < message.attachments.size(); ++i) {
            EXPECT_EQ(found->attachments[i].url, message.attachments[i].url);
            EXPECT_EQ(found->attachments[i].type, message.attachments[i].type);
            EXPECT_EQ(found->attachments[i].name, message.attachments[i].name);
        }
        EXPECT_EQ(found->platform_ref, message.platform_ref);
        EXPECT_EQ(found->edited_at, message.edited_at);
        EXPECT_EQ(found->deleted_at, message.deleted_at);
        EXPECT_EQ(found->state, message.state);
        EXPECT_EQ(found->send_at, message.send_at);
        EXPECT_EQ(found->error, message.error);
        EXPECT_EQ(found->send_key, message.send_key);
        EXPECT_EQ(found->automatic, message.automatic);
    };
    check();
    // And every field changed.
    const ConversationId other = add_conversation(case_, "t-2");
    message.id = id;
    message.conversation_id = other;
    message.external_id = "";
    message.parent_external_id = "";
    message.direction = Direction::In;
    message.visibility = Visibility::Public;
    message.from = Speaker::Other;
    message.identity_id = {};
    message.user_id = {};
    message.author_name = "Ana";
    message.author_handle = "@ana";
    message.at = at_minute(11);
    message.received_at = at_minute(12);
    message.text = "Merci";
    message.html = "";
    message.subject = "";
    message.language = "";
    message.rating = {};
    message.attachments = {};
    message.platform_ref = "";
    message.edited_at = {};
    message.deleted_at = at_minute(13);
    message.state = MessageState::Unknown;
    message.send_at = {};
    message.error = "";
    message.send_key = "";
    message.automatic = false;
    write([&](Transaction& t) { return t.messages().update(message); });
    check();
}

TEST_F(MessagesTest, IsThereOnceAnExternalId) {
    add("one", 1, "m-1");
    const auto refused = store_->write([&](Transaction& t) -> Result<> {
        Message message = message_in(conversation_, case_, "two");
        message.external_id = "m-1";
        TRY(t.messages().insert(message));
        return {};
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
    add("no id yet", 2);
    add("nor this", 3);
    const auto found = read<std::optional<Message>>(
        [&](const Transaction& t) { return t.messages().find(channel_, "m-1"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->text, "one");
    EXPECT_FALSE(read<std::optional<Message>>(
        [&](const Transaction& t) { return t.messages().find(channel_, ""); }));
}

TEST_F(MessagesTest, IsRecognisedByItsKeyOrItsWordsWhenThePlatformEchoesIt) {
    Message ours = message_in(conversation_, case_, "On our way");
    ours.direction = Direction::Out;
    ours.send_key = "k-1";
    ours.state = MessageState::Queued;
    ours.id = add(ours);
    const auto by_key = read<std::optional<Message>>(
        [&](const Transaction& t) { return t.messages().find_by_key(channel_, "k-1"); });
    ASSERT_TRUE(by_key);
    EXPECT_EQ(by_key->id, ours.id);
    const auto unconfirmed = [&](const std::string& text) {
        return read<std::optional<Message>>([&](const Transaction& t) {
            return t.messages().find_unconfirmed(conversation_, text);
        });
    };
    EXPECT_FALSE(unconfirmed("On our way")) << "it has not left yet";
    ours.state = MessageState::Sending;
    write([&](Transaction& t) { return t.messages().update(ours); });
    ASSERT_TRUE(unconfirmed("On our way"));
    EXPECT_FALSE(unconfirmed("On our way!"));
    ours.external_id = "m-9";
    write([&](Transaction& t) { return t.messages().update(ours); });
    EXPECT_FALSE(unconfirmed("On our way"));
}

TEST_F(MessagesTest, KeepsAndForgetsEarlierWordings) {
    const MessageId id = add("third", 1);
    write([&](Transaction& t) -> Result<> {
        TRY(t.messages().add_revision(id, at_minute(1), "first"));
        return t.messages().add_revision(id, at_minute(2), "second");
    });
    const auto revisions = [&] {
        return read<std::vector<MessageRevision>>(
            [&](const Transaction& t) { return t.messages().revisions(id); });
    };
    ASSERT_EQ(revisions().size(), 2U);
    EXPECT_EQ(revisions()[0].text, "first");
    EXPECT_EQ(revisions()[1].at, at_minute(2));
    write([&](Transaction& t) { return t.messages().forget_revisions(id); });
    EXPECT_TRUE(revisions().empty());
}

TEST_F(MessagesTest, ListsACaseByTimeAndKeepsItsNewestWhenThereAreTooMany) {
    add("second", 20);
    add("first", 10);
    const ConversationId other = add_conversation(case_, "t-2");
    Message elsewhere = message_in(other, case_, "third");
    elsewhere.at = at_minute(30);
    add(elsewhere);
    const auto of_case = [&](std::size_t limit) {
        std::vector<std::string> texts;
        for (const Message& message : read<std::vector<Message>>(
                 [&](const Transaction& t) { return t.messages().of_case(case_, limit); })) {
            texts.push_back(message.text);
        }
        return texts;
    };
    EXPECT_EQ(of_case(10), (std::vector<std::string>{"first", "second", "third"}));
    EXPECT_EQ(of_case(2), (std::vector<std::string>{"second", "third"}));
    const auto of_conversation = read<std::vector<Message>>(
        [&](const Transaction& t) { return t.messages().of_conversation(conversation_, 10); });
    ASSERT_EQ(of_conversation.size(), 2U);
    EXPECT_EQ(of_conversation[0].text, "first");
    const auto newest = read<std::optional<Message>>(
        [&](const Transaction& t) { return t.messages().newest_inbound(conversation_); });
    ASSERT_TRUE(newest);
    EXPECT_EQ(newest->text, "second");
}

TEST_F(MessagesTest, PagesNewestFirst) {
    for (int i = 1; i <= 7; ++i)
        add("m" + std::to_string(i), i, "e" + std::to_string(i));
    MessageQuery query;
    query.limit = 3;
    std::vector<std::string> all;
    int pages = 0;
    do {
        const MessagePage got = page(query);
        for (const Message& message : got.messages)
            all.push_back(message.text);
        query.cursor = got.next_cursor;
        ++pages;
    } while (!query.cursor.empty());
    EXPECT_EQ(all, (std::vector<std::string>{"m7", "m6", "m5", "m4", "m3", "m2", "m1"}));
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(texts({.channel = channel_, .external_id = "e4"}), std::vector<std::string>{"m4"});
    EXPECT_EQ(texts({.external_id = "e4"}), std::vector<std::string>{"m4"});
    EXPECT_EQ(texts({.channel = ChannelId{99}}), std::vector<std::string>{});
    EXPECT_EQ(texts({.conversation = conversation_, .limit = 1}), std::vector<std::string>{"m7"});
    EXPECT_EQ(texts({.case_id = case_, .limit = 2}), (std::vector<std::string>{"m7", "m6"}));
}

TEST_F(MessagesTest, IsFoundByItsPresentWordsOnly) {
    Message message = message_in(conversation_, case_, "The gate was closed");
    message.id = add(message);
    EXPECT_EQ(texts({.search = "GATE"}).size(), 1U);
    message.text = "The door was closed";
    write([&](Transaction& t) { return t.messages().update(message); });
    EXPECT_TRUE(texts({.search = "gate"}).empty());
    EXPECT_EQ(texts({.search = "door closed"}).size(), 1U);
    // Unchanged words: the entry stays as it is.
    message.state = MessageState::Delivered;
    write([&](Transaction& t) { return t.messages().update(message); });
    EXPECT_EQ(texts({.search = "door"}).size(), 1U);
    // A tombstone is found by nothing, even if some words were left in it.
    message.deleted_at = at_minute(9);
    write([&](Transaction& t) { return t.messages().update(message); });
    EXPECT_TRUE(texts({.search = "door"}).empty());
    EXPECT_EQ(*check_integrity(directory_.path()), std::vector<std::string>{});
}

TEST_F(MessagesTest, LeavesNothingWhenRemoved) {
    const MessageId id = add("an echo of ours", 1, "m-1");
    write([&](Transaction& t) -> Result<> {
        TRY(t.messages().add_revision(id, at_minute(1), "earlier"));
        return t.messages().remove(id);
    });
    EXPECT_FALSE(find(id));
    EXPECT_TRUE(texts({.search = "echo"}).empty());
    EXPECT_FALSE(store_->write([&](Transaction& t) { return t.messages().remove(id); }));
    // The external id is free again.
    add("the real one", 2, "m-1");
    EXPECT_EQ(*check_integrity(directory_.path()), std::vector<std::string>{});
}

TEST_F(MessagesTest, FindsPhrasesPrefixesAndAccents) {
    add("Crème brûlée at gate 12", 1);
    add("gate brule", 2);
    EXPECT_EQ(texts({.search = "creme"}).size(), 1U);
    EXPECT_EQ(texts({.search = "\"gate 12\""}).size(), 1U);
    EXPECT_EQ(texts({.search = "brul*"}).size(), 2U);
    EXPECT_EQ(texts({.search = "br*"}).size(), 0U) << "too short for a prefix: a word";
    EXPECT_EQ(texts({.search = "gate"}),
              (std::vector<std::string>{"gate brule", "Crème brûlée at gate 12"}));
}

TEST_F(MessagesTest, PagesThroughHits) {
    for (int i = 0; i < 5; ++i)
        add("umbrella " + std::to_string(i), i);
    const MessagePage first = page({.search = "umbrella", .limit = 2});
    ASSERT_EQ(first.messages.size(), 2U);
    EXPECT_EQ(first.messages[0].text, "umbrella 4");
    const MessagePage second =
        page({.search = "umbrella", .limit = 10, .cursor = first.next_cursor});
    ASSERT_EQ(second.messages.size(), 3U);
    EXPECT_EQ(second.messages[0].text, "umbrella 2");
    EXPECT_TRUE(second.next_cursor.empty());
}

TEST_F(MessagesTest, NeverTakesWhatIsTypedForASyntax) {
    add("harmless words", 1);
    for (const std::string& typed :
         {std::string("\""), std::string("\"\"\""), std::string("AND"), std::string("a AND"),
          std::string("NOT x"), std::string("words:harmless"), std::string("^w ("),
          std::string("NEAR(a b)"), std::string("*"), std::string("-"), std::string("a\0b", 3),
          std::string("\xff\xfe"), std::string(5000, 'a'), std::string("' OR 1=1 --")}) {
        EXPECT_TRUE(store_->read([&](const Transaction& t) -> Result<> {
            TRY(t.messages().page({.search = typed}));
            return {};
        })) << typed;
    }
    EXPECT_TRUE(rc::check([&](const std::string& typed) {
        RC_ASSERT(store_->read([&](const Transaction& t) -> Result<> {
            TRY(t.messages().page({.search = typed}));
            return {};
        }));
    }));
    EXPECT_EQ(texts({.search = "words OR"}).size(), 0U) << "OR is a word like any other";
}

}  // namespace
}  // namespace aplomb::store

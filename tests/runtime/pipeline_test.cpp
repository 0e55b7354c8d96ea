// What comes in ends up where it belongs, whatever the order, however often it comes.

#include <algorithm>
#include <map>
#include <random>

#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {
namespace {

std::string created(const std::string& id, const std::string& thread, const std::string& parent,
                    const std::string& author, const std::string& at, const std::string& text) {
    json::object event{{"type", "message.created"},
                       {"id", id},
                       {"visibility", "public"},
                       {"at", at},
                       {"author", {{"id", author}, {"handle", "@" + author}, {"name", author}}},
                       {"text", text}};
    if (!thread.empty()) event["thread_id"] = thread;
    if (!parent.empty()) event["parent_id"] = parent;
    return json::serialize(event);
}

std::string changed(const std::string& type, const std::string& id, const std::string& at,
                    const std::string& text) {
    json::object event{{"type", type}, {"id", id}, {"at", at}};
    if (!text.empty()) event["text"] = text;
    return json::serialize(event);
}

TEST(Pipeline, OpensACaseForAFirstMessage) {
    RunningDesk desk;
    desk.receive(
        {created("m1", "t1", "", "ana", "2026-11-23T09:58:00Z", "Where is my order 1234?")});
    const Case value = desk.case_of("m1");
    EXPECT_EQ(value.status, CaseStatus::Open);
    EXPECT_EQ(value.subject, "Where is my order 1234?");
    EXPECT_TRUE(value.due_at.has_value());
    EXPECT_EQ(desk.ledger().received, 1);
    EXPECT_EQ(desk.ledger().cases, 1);
}

TEST(Pipeline, TakesTheSameEventOnceHoweverOftenItComes) {
    RunningDesk desk;
    const std::string event = created("m1", "t1", "", "ana", "2026-11-23T09:58:00Z", "Hello?");
    desk.receive({event, event, event});
    EXPECT_EQ(desk.ledger().received, 1);
    EXPECT_EQ(desk.case_of("m1").message_count, 1);
}

TEST(Pipeline, DatesATombstoneWhoseDeleteCameFirstAndNamedNoTime) {
    RunningDesk desk;
    desk.receive({json::serialize(json::object{{"type", "message.deleted"}, {"id", "m1"}})});
    desk.receive({created("m1", "t1", "", "ana", "2026-11-23T09:58:00Z", "Hello?")});
    ASSERT_TRUE(desk.message("m1").deleted_at);
    EXPECT_EQ(*desk.message("m1").deleted_at, desk.clock().now());
}

TEST(Pipeline, PutsARepliesCaseUnderItsParentsWhenTheParentComesLate) {
    RunningDesk desk;
    desk.receive({created("child", "", "parent", "bo", "2026-11-23T09:59:00Z", "Same here!")});
    const CaseId shelf = desk.message("child").case_id;
    EXPECT_EQ(desk.case_of("child").status, CaseStatus::Open);
    desk.receive({created("parent", "", "", "ana", "2026-11-23T09:58:00Z", "The door is broken.")});
    EXPECT_EQ(desk.message("child").case_id, desk.message("parent").case_id);
    EXPECT_EQ(desk.message("child").conversation_id, desk.message("parent").conversation_id);
    EXPECT_EQ(desk.message("child").from, Speaker::Other);
    EXPECT_EQ(desk.case_of("parent").message_count, 2);
    const auto merged = desk.read<std::optional<Case>>(
        [&](const store::Transaction& transaction) { return transaction.cases().find(shelf); });
    ASSERT_TRUE(merged);
    EXPECT_EQ(merged->status, CaseStatus::Merged);
    EXPECT_EQ(merged->merged_into, desk.message("parent").case_id);
}

TEST(Pipeline, AppliesADeletionThatOvertookItsMessage) {
    RunningDesk desk;
    desk.receive({changed("message.deleted", "m1", "2026-11-23T09:59:30Z", "")});
    EXPECT_EQ(desk.ledger().ignored, 1);
    desk.receive({created("m1", "t1", "", "ana", "2026-11-23T09:58:00Z", "My card is 4111.")});
    const Message message = desk.message("m1");
    EXPECT_TRUE(message.deleted_at.has_value());
    EXPECT_EQ(message.text, "");
    EXPECT_EQ(desk.case_of("m1").subject, "");
    EXPECT_EQ(desk.case_of("m1").preview, "");
    EXPECT_EQ(desk.ledger().ignored, 0);
    EXPECT_EQ(desk.ledger().merged, 1);
    // An edit that comes after all leaves no words either.
    desk.receive(
        {changed("message.edited", "m1", "2026-11-23T09:58:30Z", "My card is 4111 1111.")});
    for (std::int64_t id = 1; id <= 3; ++id) {
        const auto receipt =
            desk.read<std::optional<Receipt>>([&](const store::Transaction& transaction) {
                return transaction.receipts().find(ReceiptId{id});
            });
        ASSERT_TRUE(receipt);
        EXPECT_EQ(receipt->event.body.find("4111"), std::string::npos) << "receipt " << id;
    }
}

TEST(Pipeline, LeavesNoWordOfADeletedMessageInSearchOrReceipts) {
    RunningDesk desk;
    desk.receive({created("m1", "t1", "", "ana", "2026-11-23T09:58:00Z", "zanzibar secret"),
                  changed("message.edited", "m1", "2026-11-23T09:58:30Z", "zanzibar secret two"),
                  changed("message.deleted", "m1", "2026-11-23T09:59:00Z", "")});
    store::MessageQuery query;
    query.search = "zanzibar";
    const auto page = desk.read<store::MessagePage>(
        [&](const store::Transaction& transaction) { return transaction.messages().page(query); });
    EXPECT_TRUE(page.messages.empty());
    const auto revisions =
        desk.read<std::vector<store::MessageRevision>>([&](const store::Transaction& transaction) {
            return transaction.messages().revisions(desk.message("m1").id);
        });
    EXPECT_TRUE(revisions.empty());
    const auto receipt =
        desk.read<std::optional<Receipt>>([&](const store::Transaction& transaction) {
            return transaction.receipts().find(ReceiptId{1});
        });
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->event.body, "");
}

TEST(Pipeline, KeepsTheLatestOfTwoEditsInEitherOrder) {
    for (const bool late_first : {false, true}) {
        RunningDesk desk;
        desk.receive({created("m1", "t1", "", "ana", "2026-11-23T09:50:00Z", "one")});
        std::vector<std::string> edits{
            changed("message.edited", "m1", "2026-11-23T09:51:00Z", "two"),
            changed("message.edited", "m1", "2026-11-23T09:52:00Z", "three")};
        if (late_first) std::reverse(edits.begin(), edits.end());
        desk.receive(edits);
        EXPECT_EQ(desk.message("m1").text, "three");
    }
}

TEST(Pipeline, BuriesWhatItCannotUnderstandAndGoesOn) {
    RunningDesk desk;
    const LiveChannelPtr live = desk.runtime().directory().find(desk.channel());
    ASSERT_TRUE(desk.runtime().intake().keep(
        *live, {RawEvent{"x", "message.created", "", "{\"type\":\"message.created\",\"id\":7}"}},
        {}));
    desk.receive({created("m1", "t1", "", "ana", "2026-11-23T09:58:00Z", "Hello?")});
    EXPECT_EQ(desk.ledger().dead_letters, 1);
    EXPECT_EQ(desk.ledger().cases, 1);
}

TEST(Pipeline, TakesUpWhatWasPendingWhenItDied) {
    RunningDesk desk;
    desk.runtime().pipeline().stop();
    const LiveChannelPtr live = desk.runtime().directory().find(desk.channel());
    RawEvent event{"m9", "message.created", "",
                   created("m9", "t9", "", "ana", "2026-11-23T09:58:00Z", "Are you there?")};
    ASSERT_TRUE(desk.runtime().intake().keep(*live, {event}, {}));
    EXPECT_EQ(desk.ledger().pending, 1);
    desk.restart();
    desk.runtime().pipeline().settle();
    EXPECT_EQ(desk.ledger().pending, 0);
    EXPECT_EQ(desk.message("m9").text, "Are you there?");
}

// Goal: the end state is a function of the set of events, not of their order. Method: a few threads
// with replies, edits and deletions, delivered in many shuffled orders with repeats, compared.
TEST(Pipeline, EndsTheSameInEveryOrder) {
    std::vector<std::string> events;
    for (int thread = 0; thread < 4; ++thread) {
        const std::string t = std::to_string(thread);
        const std::string minute = "2026-11-23T09:1" + t;
        events.push_back(created("r" + t, "", "", "ana" + t, minute + ":00Z", "first " + t));
        events.push_back(created("a" + t, "", "r" + t, "bo" + t, minute + ":10Z", "second " + t));
        events.push_back(created("b" + t, "", "a" + t, "ana" + t, minute + ":20Z", "third " + t));
        events.push_back(created("c" + t, "", "r" + t, "cy", minute + ":30Z", "fourth " + t));
        events.push_back(
            changed("message.edited", "a" + t, minute + ":40Z", "second, edited " + t));
        events.push_back(changed("message.deleted", "c" + t, minute + ":50Z", ""));
    }
    using Picture = std::map<std::string, std::string>;
    const auto picture_of = [](RunningDesk& desk) {
        Picture picture;
        for (int thread = 0; thread < 4; ++thread) {
            for (const char* kind : {"r", "a", "b", "c"}) {
                const std::string id = kind + std::to_string(thread);
                const Message message = desk.message(id);
                const Message root = desk.message("r" + std::to_string(thread));
                const Case value = desk.case_of(id);
                picture[id] = message.text + "|" + (message.deleted_at ? "gone" : "there") + "|" +
                              (message.case_id == root.case_id ? "together" : "apart") + "|" +
                              std::to_string(static_cast<int>(message.from)) + "|" + value.subject +
                              "|" + value.preview + "|" + std::to_string(value.message_count);
            }
        }
        return picture;
    };
    RunningDesk in_order;
    in_order.receive(events);
    const Picture expected = picture_of(in_order);
    EXPECT_EQ(expected.at("b0").substr(0, 5), "third");
    for (unsigned seed = 1; seed <= 8; ++seed) {
        std::mt19937 shuffle(seed);
        std::vector<std::string> mixed = events;
        mixed.insert(mixed.end(), events.begin(), events.begin() + 10);
        std::shuffle(mixed.begin(), mixed.end(), shuffle);
        RunningDesk desk;
        desk.receive(mixed);
        EXPECT_EQ(picture_of(desk), expected) << "seed " << seed;
        EXPECT_EQ(desk.ledger().pending, 0);
        EXPECT_EQ(desk.ledger().received, static_cast<std::int64_t>(events.size()));
    }
}

}  // namespace
}  // namespace aplomb::runtime

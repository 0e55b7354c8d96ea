// Goal: what came in is kept exactly once, ends in exactly one state, and the ledger's sums say so.

#include <atomic>

#include "base/worker_pool.h"
#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

class ReceiptsTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        channel_ = add_channel();
    }

    std::optional<ReceiptId> append(const std::string& external_id, Timestamp at = at_minute(0),
                                    const std::string& kind = "message.created",
                                    const std::string& revision = "") {
        return write<std::optional<ReceiptId>>([&](Transaction& t) {
            return t.receipts().append(channel_, {external_id, kind, revision, "{raw}"}, at);
        });
    }
    void settle(ReceiptId id, ReceiptState state) {
        write([&](Transaction& t) { return t.receipts().settle(id, state, "why", {}, {}); });
    }
    LedgerLine ledger(Timestamp now) {
        const auto lines = read<std::vector<LedgerLine>>(
            [&](const Transaction& t) { return t.receipts().ledger(now); });
        for (const LedgerLine& line : lines) {
            if (line.channel_id == channel_) return line;
        }
        ADD_FAILURE() << "the channel has no line";
        return {};
    }
};

TEST_F(ReceiptsTest, KeepsTheRawBytesWhateverTheyAre) {
    const std::string body("\0\xff{\n", 4);
    const auto id = write<std::optional<ReceiptId>>([&](Transaction& t) {
        return t.receipts().append(channel_, {"e-1", "message.created", "r", body}, at_minute(3));
    });
    ASSERT_TRUE(id);
    const auto found =
        read<std::optional<Receipt>>([&](const Transaction& t) { return t.receipts().find(*id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->event.body, body);
    EXPECT_EQ(found->event.external_id, "e-1");
    EXPECT_EQ(found->event.revision, "r");
    EXPECT_EQ(found->received_at, at_minute(3));
    EXPECT_EQ(found->state, ReceiptState::Pending);
}

TEST_F(ReceiptsTest, IsUniqueOnChannelIdKindAndRevision) {
    EXPECT_TRUE(append("a"));
    EXPECT_FALSE(append("a"));
    EXPECT_TRUE(append("a", at_minute(0), "message.edited"));
    EXPECT_TRUE(append("a", at_minute(0), "message.edited", "2"));
    EXPECT_FALSE(append("a", at_minute(9), "message.edited", "2"));
    channel_ = add_channel("another");
    EXPECT_TRUE(append("a"));
}

TEST_F(ReceiptsTest, KeepsOneOfManyThatArriveAtOnce) {
    std::atomic<int> kept = 0;
    std::atomic<int> failed = 0;
    {
        WorkerPool pool("senders", 8, 8);
        for (int sender = 0; sender < 8; ++sender) {
            pool.run([&] {
                for (int i = 0; i < 50; ++i) {
                    const RawEvent event{"e-" + std::to_string(i), "message.created", "", "x"};
                    const auto id =
                        store_->write_for<std::optional<ReceiptId>>([&](Transaction& t) {
                            return t.receipts().append(channel_, event, at_minute(0));
                        });
                    if (!id) ++failed;
                    if (id && *id) ++kept;
                }
            });
        }
    }
    EXPECT_EQ(kept, 50);
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(ledger(at_minute(0)).received, 50);
}

TEST_F(ReceiptsTest, HandsOutWhatIsPendingOldestFirst) {
    const auto first = append("a");
    const auto second = append("b");
    const auto third = append("c");
    settle(*second, ReceiptState::Case);
    const auto pending = [&](ReceiptId after, std::size_t limit) {
        std::vector<std::string> ids;
        for (const Receipt& receipt : read<std::vector<Receipt>>(
                 [&](const Transaction& t) { return t.receipts().pending(after, limit); })) {
            ids.push_back(receipt.event.external_id);
        }
        return ids;
    };
    EXPECT_EQ(pending({}, 10), (std::vector<std::string>{"a", "c"}));
    EXPECT_EQ(pending({}, 1), (std::vector<std::string>{"a"}));
    EXPECT_EQ(pending(*first, 10), (std::vector<std::string>{"c"}));
    EXPECT_EQ(pending(*third, 10), std::vector<std::string>{});
}

TEST_F(ReceiptsTest, EndsOnce) {
    const auto id = append("a");
    settle(*id, ReceiptState::Case);
    const auto again = store_->write(
        [&](Transaction& t) { return t.receipts().settle(*id, ReceiptState::Merged, "", {}, {}); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
    const auto unknown = store_->write([&](Transaction& t) {
        return t.receipts().settle(ReceiptId{999}, ReceiptState::Merged, "", {}, {});
    });
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, ErrorKind::NotFound);
}

// The pipeline settles what it holds in its hand; the short way must say the same as the long one.
TEST_F(ReceiptsTest, SettlesAWholeReceiptOnceToo) {
    const auto id = append("a");
    const auto receipt =
        *read<std::optional<Receipt>>([&](const Transaction& t) { return t.receipts().find(*id); });
    const auto end = [&](ReceiptState state) {
        return store_->write(
            [&](Transaction& t) { return t.receipts().settle(receipt, state, "why", {}, {}); });
    };
    ASSERT_TRUE(end(ReceiptState::Ignored));
    EXPECT_EQ(read<std::optional<ReceiptState>>(
                  [&](const Transaction& t) { return t.receipts().state_of(*id); }),
              ReceiptState::Ignored);
    ASSERT_TRUE(end(ReceiptState::Merged));
    const auto again = end(ReceiptState::Case);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
    const LedgerLine line = ledger(at_minute(1));
    EXPECT_EQ(line.received, 1);
    EXPECT_EQ(line.ignored, 0);
    EXPECT_EQ(line.merged, 1);
    EXPECT_EQ(line.pending, 0);
}

TEST_F(ReceiptsTest, RemembersWhatASettledReceiptBecame) {
    const auto id = append("a");
    write([&](Transaction& t) {
        return t.receipts().settle(*id, ReceiptState::Case, "", CaseId{7}, MessageId{9});
    });
    const auto found =
        read<std::optional<Receipt>>([&](const Transaction& t) { return t.receipts().find(*id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->case_id, CaseId{7});
    EXPECT_EQ(found->message_id, MessageId{9});
}

TEST_F(ReceiptsTest, PicksUpEarlyOnesLater) {
    const auto edit = append("a", at_minute(0), "message.edited");
    const auto other = append("b", at_minute(0), "message.edited");
    settle(*edit, ReceiptState::Ignored);
    settle(*other, ReceiptState::Ignored);
    const auto early = read<std::vector<Receipt>>(
        [&](const Transaction& t) { return t.receipts().early(channel_, "a"); });
    ASSERT_EQ(early.size(), 1U);
    EXPECT_EQ(early[0].id, *edit);
    settle(*edit, ReceiptState::Merged);
    const LedgerLine line = ledger(at_minute(1));
    EXPECT_EQ(line.ignored, 1);
    EXPECT_EQ(line.merged, 1);
}

TEST_F(ReceiptsTest, ForgetsTheRawWordsOfWhatWasDeleted) {
    const auto created = append("a");
    const auto deleted = append("a", at_minute(1), "message.deleted");
    const auto waiting = append("a", at_minute(2), "message.edited");
    const auto other = append("b");
    settle(*created, ReceiptState::Case);
    settle(*deleted, ReceiptState::Merged);
    settle(*other, ReceiptState::Case);
    write([&](Transaction& t) { return t.receipts().forget_bodies(channel_, "a"); });
    const auto body = [&](ReceiptId id) {
        return read<std::optional<Receipt>>(
                   [&](const Transaction& t) { return t.receipts().find(id); })
            ->event.body;
    };
    EXPECT_EQ(body(*created), "");
    EXPECT_EQ(body(*deleted), "{raw}");
    EXPECT_EQ(body(*waiting), "{raw}");
    EXPECT_EQ(body(*other), "{raw}");
}

TEST_F(ReceiptsTest, OpensADeadLetterAgain) {
    const auto id = append("a");
    settle(*id, ReceiptState::DeadLetter);
    const auto dead = read<std::vector<Receipt>>(
        [](const Transaction& t) { return t.receipts().dead_letters(10); });
    ASSERT_EQ(dead.size(), 1U);
    EXPECT_EQ(dead[0].reason, "why");
    EXPECT_EQ(ledger(at_minute(0)).dead_letters, 1);
    write([&](Transaction& t) { return t.receipts().reopen(*id); });
    EXPECT_EQ(ledger(at_minute(0)).dead_letters, 0);
    EXPECT_EQ(ledger(at_minute(0)).pending, 1);
    const auto again = store_->write([&](Transaction& t) { return t.receipts().reopen(*id); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::NotFound);
}

TEST_F(ReceiptsTest, BalancesTheLedger) {
    std::vector<ReceiptId> ids;
    for (int i = 0; i < 10; ++i)
        ids.push_back(*append("e-" + std::to_string(i), at_minute(i)));
    settle(ids[0], ReceiptState::Case);
    settle(ids[1], ReceiptState::Case);
    settle(ids[2], ReceiptState::Merged);
    settle(ids[3], ReceiptState::Ignored);
    settle(ids[4], ReceiptState::DeadLetter);
    const LedgerLine line = ledger(at_minute(10));
    EXPECT_EQ(line.received, 10);
    EXPECT_EQ(line.cases, 2);
    EXPECT_EQ(line.merged, 1);
    EXPECT_EQ(line.ignored, 1);
    EXPECT_EQ(line.dead_letters, 1);
    EXPECT_EQ(line.pending, 5);
    EXPECT_EQ(line.last_received_at, at_minute(9));
    const auto complaints = check_integrity(directory_.path());
    ASSERT_TRUE(complaints) << complaints.error().what;
    EXPECT_EQ(*complaints, std::vector<std::string>{});
}

TEST_F(ReceiptsTest, KnowsTheUsualRateOfFourWeeks) {
    const Timestamp now = at_minute(60 * 24 * 60);
    append("too-old", now - std::chrono::hours(24 * 29));
    for (int i = 0; i < 3; ++i)
        append("m" + std::to_string(i), now - std::chrono::hours(48));
    append("n", now - std::chrono::hours(5));
    const LedgerLine line = ledger(now);
    EXPECT_DOUBLE_EQ(line.usual_per_hour, 2.0);
    EXPECT_EQ(line.received, 5);
}

TEST_F(ReceiptsTest, NotesGaps) {
    write([&](Transaction& t) {
        return t.receipts().note_gap(channel_, at_minute(1), at_minute(5), "server was down");
    });
    const auto gaps = read<std::vector<Receipts::Gap>>(
        [](const Transaction& t) { return t.receipts().gaps(at_minute(5)); });
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].channel_id, channel_);
    EXPECT_EQ(gaps[0].from, at_minute(1));
    EXPECT_EQ(gaps[0].reason, "server was down");
    EXPECT_TRUE(read<std::vector<Receipts::Gap>>([](const Transaction& t) {
                    return t.receipts().gaps(at_minute(6));
                }).empty());
}

}  // namespace
}  // namespace aplomb::store

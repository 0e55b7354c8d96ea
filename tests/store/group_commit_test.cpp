// Goal: many writes share a commit, and none of them can tell: what fails leaves nothing, what
// succeeds is there, and nobody's answer is somebody else's.
//
// The writer is held inside a first job while the jobs of the test queue up behind it, so that they
// are sure to share one transaction.

#include <array>
#include <atomic>
#include <future>
#include <semaphore>
#include <stdexcept>

#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

class GroupCommitTest : public StoreTest {
  protected:
    // Runs all jobs in one group and hands back their answers in order.
    std::vector<Result<>> together(std::vector<WriteJob> jobs) {
        std::binary_semaphore held(0);
        std::binary_semaphore go(0);
        std::promise<void> finished;
        std::vector<Result<>> answers(jobs.size());
        store_->write_async(
            [&](Transaction&) -> Result<> {
                held.release();
                go.acquire();
                return {};
            },
            [](const Result<>&) {});
        held.acquire();
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            store_->write_async(std::move(jobs[i]), [&, i](Result<> answer) {
                answers[i] = std::move(answer);
                if (i + 1 == answers.size()) finished.set_value();
            });
        }
        go.release();
        finished.get_future().wait();
        return answers;
    }

    std::string fact(const std::string& name) {
        return read<std::string>([&](const Transaction& t) { return t.journal().fact(name); });
    }

    static WriteJob sets(const std::string& name, const std::string& value) {
        return [=](Transaction& t) { return t.journal().set_fact(name, value); };
    }
};

TEST_F(GroupCommitTest, CommitsAllOfAGroup) {
    std::vector<WriteJob> jobs;
    for (int i = 0; i < 200; ++i)
        jobs.push_back(sets("f" + std::to_string(i), "v"));
    for (const Result<>& answer : together(std::move(jobs)))
        EXPECT_TRUE(answer);
    for (int i = 0; i < 200; ++i)
        EXPECT_EQ(fact("f" + std::to_string(i)), "v");
}

TEST_F(GroupCommitTest, UndoesAJobThatFailsAfterWritingAndKeepsItsCompanions) {
    const auto answers = together({sets("before", "1"),
                                   [](Transaction& t) -> Result<> {
                                       TRY(t.journal().set_fact("failed", "half"));
                                       return fail(ErrorKind::Conflict, "changed its mind");
                                   },
                                   sets("after", "1")});
    EXPECT_TRUE(answers[0]);
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().what, "changed its mind");
    EXPECT_TRUE(answers[2]);
    EXPECT_EQ(fact("before"), "1");
    EXPECT_EQ(fact("failed"), "");
    EXPECT_EQ(fact("after"), "1");
}

TEST_F(GroupCommitTest, RunsTheCompanionsOfAFailedJobAtMostTwice) {
    std::array<int, 4> runs{};
    const auto counted = [&](std::size_t i, bool fails) -> WriteJob {
        return [&runs, i, fails](Transaction& t) -> Result<> {
            ++runs[i];
            TRY(t.journal().set_fact("job" + std::to_string(i), "ran"));
            if (fails) return fail(ErrorKind::Invalid, "no");
            return {};
        };
    };
    const auto answers =
        together({counted(0, false), counted(1, true), counted(2, true), counted(3, false)});
    EXPECT_TRUE(answers[0]);
    EXPECT_FALSE(answers[1]);
    EXPECT_FALSE(answers[2]);
    EXPECT_TRUE(answers[3]);
    EXPECT_EQ(runs[0], 2);
    EXPECT_EQ(runs[1], 1);
    EXPECT_LE(runs[2], 2);
    EXPECT_LE(runs[3], 2);
    EXPECT_EQ(fact("job0"), "ran");
    EXPECT_EQ(fact("job1"), "");
    EXPECT_EQ(fact("job2"), "");
    EXPECT_EQ(fact("job3"), "ran");
}

TEST_F(GroupCommitTest, DoesNotRunTheGroupAgainForAJobThatWroteNothing) {
    int runs = 0;
    const auto answers = together({[&](Transaction& t) -> Result<> {
                                       ++runs;
                                       return t.journal().set_fact("companion", "1");
                                   },
                                   [](Transaction& t) -> Result<> {
                                       TRY(t.journal().fact("companion"));
                                       return fail(ErrorKind::NotFound, "nothing there");
                                   }});
    EXPECT_TRUE(answers[0]);
    EXPECT_FALSE(answers[1]);
    EXPECT_EQ(runs, 1);
}

TEST_F(GroupCommitTest, SurvivesAJobThatThrows) {
    const auto answers = together({sets("one", "1"),
                                   [](Transaction& t) -> Result<> {
                                       TRY(t.journal().set_fact("bug", "1"));
                                       throw std::logic_error("a bug");
                                   },
                                   sets("two", "1")});
    EXPECT_TRUE(answers[0]);
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().kind, ErrorKind::Corrupt);
    EXPECT_TRUE(answers[2]);
    EXPECT_EQ(fact("bug"), "");
    EXPECT_EQ(fact("two"), "1");
}

TEST_F(GroupCommitTest, LetsAJobSeeWhatItsPredecessorWrote) {
    std::string seen;
    together({sets("shared", "from the first"), [&](Transaction& t) -> Result<> {
                  seen = TRY(t.journal().fact("shared"));
                  return {};
              }});
    EXPECT_EQ(seen, "from the first");
}

TEST_F(GroupCommitTest, CountsReceiptsOnlyOfJobsThatWereKept) {
    const ChannelId channel = add_channel();
    const auto appends = [&](const std::string& id, bool fails) -> WriteJob {
        return [=](Transaction& t) -> Result<> {
            TRY(t.receipts().append(channel, {id, "message.created", "", ""}, at_minute(0)));
            if (fails) return fail(ErrorKind::Invalid, "no");
            return {};
        };
    };
    together({appends("a", false), appends("b", true), appends("c", false), appends("d", true),
              appends("e", false)});
    const auto lines = read<std::vector<LedgerLine>>(
        [](const Transaction& t) { return t.receipts().ledger(at_minute(0)); });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].received, 3);
    EXPECT_EQ(*check_integrity(directory_.path()), std::vector<std::string>{});
}

TEST_F(GroupCommitTest, TellsTheScreensOnceAfterTheCommitWithTheNewestEvent) {
    std::vector<std::int64_t> told;
    store_->on_events([&](std::int64_t newest) { told.push_back(newest); });
    const WriteJob appends = [](Transaction& t) -> Result<> {
        TRY(t.journal().append(ScreenEvent{}));
        return {};
    };
    together({appends, appends, sets("x", "y"), appends});
    // A later write is answered only after the earlier commit was told.
    write(sets("later", "1"));
    EXPECT_EQ(told, std::vector<std::int64_t>{3});
}

TEST_F(GroupCommitTest, RefusesToWaitForItself) {
    std::promise<Result<>> inner;
    store_->write_async(sets("x", "1"),
                        [&](const Result<>&) { inner.set_value(store_->write(sets("y", "1"))); });
    const Result<> answer = inner.get_future().get();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Invalid);
}

TEST_F(GroupCommitTest, CommitsWhatWaitsWhenTheStoreCloses) {
    std::atomic<int> kept = 0;
    for (int i = 0; i < 100; ++i) {
        store_->write_async(sets("w" + std::to_string(i), "1"),
                            [&](const Result<>& answer) { kept += answer ? 1 : 0; });
    }
    reopen();
    EXPECT_EQ(kept, 100);
    EXPECT_EQ(fact("w99"), "1");
}

TEST_F(GroupCommitTest, ReadsWhileAWriteIsUnderWay) {
    write(sets("state", "old"));
    std::binary_semaphore writing(0);
    std::binary_semaphore go(0);
    std::promise<void> done;
    store_->write_async(
        [&](Transaction& t) -> Result<> {
            TRY(t.journal().set_fact("state", "new"));
            writing.release();
            go.acquire();
            return {};
        },
        [&](const Result<>&) { done.set_value(); });
    writing.acquire();
    EXPECT_EQ(fact("state"), "old");
    go.release();
    done.get_future().wait();
    EXPECT_EQ(fact("state"), "new");
}

TEST_F(GroupCommitTest, NoticesWhatAnotherProcessWrote) {
    std::promise<void> noticed;
    std::promise<std::int64_t> told;
    std::atomic<bool> once = false;
    store_->on_foreign_commit([&] {
        if (!once.exchange(true)) noticed.set_value();
    });
    store_->on_events([&](std::int64_t newest) { told.set_value(newest); });
    // Another Store is to SQLite what another process is: a connection of its own.
    auto beside = open_sqlite({.directory = directory_.path(), .exclusive = false});
    ASSERT_TRUE(beside) << beside.error().what;
    ASSERT_TRUE((*beside)->write([](Transaction& t) -> Result<> {
        TRY(t.journal().append(ScreenEvent{}));
        return {};
    }));
    noticed.get_future().wait();
    EXPECT_EQ(told.get_future().get(), 1);
}

TEST_F(GroupCommitTest, KeepsSearchWholeThroughItsMerges) {
    const CaseId case_id = add_case();
    const ConversationId conversation = add_conversation(case_id, "t-1");
    // A commit each: more segments than merges wait for.
    for (int i = 0; i < 80; ++i) {
        const Message message =
            message_in(conversation, case_id, "umbrella number" + std::to_string(i));
        write<MessageId>([&](Transaction& t) { return t.messages().insert(message); });
    }
    const auto hits = [&](const std::string& words) {
        return read<MessagePage>([&](const Transaction& t) {
                   return t.messages().page({.search = words, .limit = 200});
               })
            .messages.size();
    };
    EXPECT_EQ(hits("umbrella"), 80U);
    EXPECT_EQ(hits("number7"), 1U);
    reopen();
    EXPECT_EQ(hits("umbrella"), 80U);
}

TEST_F(GroupCommitTest, KeepsReadersFromWriting) {
    const auto tried = store_->read([](const Transaction& t) {
        // Only a cast gets this far; the connection refuses all the same.
        return const_cast<Transaction&>(t).journal().set_fact("x", "1");
    });
    EXPECT_FALSE(tried);
    EXPECT_EQ(fact("x"), "");
}

}  // namespace
}  // namespace aplomb::store

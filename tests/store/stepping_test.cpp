// A store for simulations: its writes run where they are asked for, share a commit with what was
// queued, and a process that ends around a commit leaves the files as kill -9 would.
#include <gtest/gtest.h>

#include <thread>

#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

struct Death {};

// With files, and with what stands for them in memory.
class SteppedStore : public ::testing::TestWithParam<bool> {
  protected:
    void open() {
        OpenOptions options;
        options.directory = directory_.path();
        stepping_.in_memory = GetParam();
        options.stepping = &stepping_;
        auto opened = open_sqlite(options);
        ASSERT_TRUE(opened) << opened.error().what;
        store_ = std::move(*opened);
    }
    void kill() {
        stepping_.abandoned = true;
        store_.reset();
        stepping_.abandoned = false;
        stepping_.at = {};
        open();
    }
    std::string fact(const std::string& name) {
        return store_
            ->read_for<std::string>(
                [&](const Transaction& transaction) { return transaction.journal().fact(name); })
            .value();
    }
    static WriteJob note(std::string name) {
        return [name = std::move(name)](Transaction& transaction) {
            return transaction.journal().set_fact(name, "noted");
        };
    }

    ScratchDirectory directory_;
    Stepping stepping_;
    std::unique_ptr<Store> store_;
};

TEST_P(SteppedStore, WritesOnTheThreadThatAsks) {
    open();
    std::thread::id ran;
    ASSERT_TRUE(store_->write([&](Transaction&) -> Result<> {
        ran = std::this_thread::get_id();
        return {};
    }));
    EXPECT_EQ(ran, std::this_thread::get_id());
}

TEST_P(SteppedStore, CommitsWhatWaitsTogetherWithTheNextWrite) {
    open();
    int commits = 0;
    stepping_.at = [&](CommitPoint point) { commits += point == CommitPoint::Committed ? 1 : 0; };
    int answered = 0;
    store_->write_async(note("a"), [&](const Result<>& done) { answered += done ? 1 : 0; });
    store_->write_async(note("b"), [&](const Result<>& done) { answered += done ? 1 : 0; });
    EXPECT_EQ(answered, 0);
    ASSERT_TRUE(store_->write(note("c")));
    EXPECT_EQ(answered, 2);
    EXPECT_EQ(commits, 1);
}

TEST_P(SteppedStore, LosesWhatWasNotCommittedWhenItDies) {
    open();
    ASSERT_TRUE(store_->write(note("before")));
    for (const CommitPoint fatal : {CommitPoint::Begun, CommitPoint::Ready}) {
        stepping_.at = [&](CommitPoint point) {
            if (point == fatal) throw Death{};
        };
        EXPECT_THROW(store_->write(note("after")), Death);
        kill();
        EXPECT_EQ(fact("before"), "noted");
        EXPECT_EQ(fact("after"), "");
    }
}

TEST_P(SteppedStore, KeepsWhatWasCommittedThoughNobodyWasTold) {
    open();
    bool told = false;
    stepping_.at = [&](CommitPoint point) {
        if (point == CommitPoint::Committed) throw Death{};
    };
    store_->write_async(note("kept"), [&](const Result<>&) { told = true; });
    EXPECT_THROW(store_->write(note("too")), Death);
    kill();
    EXPECT_FALSE(told);
    EXPECT_EQ(fact("kept"), "noted");
    EXPECT_EQ(fact("too"), "noted");
}

TEST_P(SteppedStore, EndsCleanlyWhenItIsClosed) {
    open();
    bool told = false;
    store_->write_async(note("last"), [&](const Result<>& done) { told = done.has_value(); });
    store_.reset();
    EXPECT_TRUE(told);
    open();
    EXPECT_EQ(fact("last"), "noted");
}

INSTANTIATE_TEST_SUITE_P(On, SteppedStore, ::testing::Bool(), [](const auto& each) {
    return each.param ? std::string("Memory") : std::string("Disk");
});

}  // namespace
}  // namespace aplomb::store

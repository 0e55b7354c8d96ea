// Goal: a heap of timers is worked off in order, and one that cannot do its work neither holds up
// the others nor is lost.
#include "store/timers.h"
#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

TEST(Scheduler, GoesOnAfterATimerThatCannotDoItsWork) {
    RunningDesk desk;
    VirtualClock clock(desk.clock().now());
    const Timestamp due = clock.now() - 1h;
    desk.write<bool>([&](store::Transaction& transaction) -> Result<bool> {
        for (int i = 0; i < 200; ++i) {
            // A promise that is not there any more has nothing left to do.
            const std::string kind = i == 7 ? "nonsense" : "promise";
            TRY(transaction.timers().set(kind, std::to_string(10'000 + i), due));
        }
        return true;
    });
    Scheduler scheduler(desk.store(), clock);
    ASSERT_TRUE(scheduler.fire_due());
    const auto left = desk.read<std::vector<Timer>>([&](const store::Transaction& transaction) {
        return transaction.timers().due(due + 24h, 1'000);
    });
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left.front().kind, "nonsense");
    EXPECT_GT(left.front().due_at, clock.now());
}

TEST(Scheduler, LeavesTheRestForLaterOnceItIsToldToStop) {
    RunningDesk desk;
    VirtualClock clock(desk.clock().now());
    const Timestamp due = clock.now() - 1h;
    desk.write<bool>([&](store::Transaction& transaction) -> Result<bool> {
        TRY(transaction.timers().set("promise", "10000", due));
        return true;
    });
    Scheduler scheduler(desk.store(), clock);
    scheduler.stop();
    ASSERT_TRUE(scheduler.fire_due());
    const auto left = desk.read<std::vector<Timer>>([&](const store::Transaction& transaction) {
        return transaction.timers().due(clock.now(), 10);
    });
    EXPECT_EQ(left.size(), 1U);
}

}  // namespace
}  // namespace aplomb::runtime

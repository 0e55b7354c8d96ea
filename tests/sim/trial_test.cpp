// The trials themselves: that one seed is one story, that every fault finds its moment, and above
// all that a desk with a bug is caught, and made short.
#include "sim/trial/trial.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "sim/trial/invariant.h"
#include "sim/trial/recipe.h"
#include "sim/trial/shrink.h"
#include "store/approvals.h"
#include "store/cases.h"
#include "store/grants.h"
#include "store/journal.h"
#include "store/merges.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/promises.h"
#include "store/timers.h"

namespace aplomb::sim {
namespace {

TrialOptions options(std::uint64_t seed, int days, std::string_view faults) {
    TrialOptions out;
    out.seed = seed;
    out.days = days;
    out.customers = 14;
    out.faults = faults_named(faults).value();
    return out;
}

TEST(Trial, KeepsEveryPromiseWithNothingGoingWrong) {
    const TrialOutcome outcome = run_trial(options(3, 2, "none"));
    EXPECT_FALSE(outcome.breach) << outcome.breach->what;
    EXPECT_GT(outcome.figures.words_in, 10U);
    EXPECT_GT(outcome.figures.words_out, 5U);
    EXPECT_EQ(outcome.figures.crashes, 0U);
}

TEST(Trial, KeepsEveryPromiseWithEverythingGoingWrong) {
    const TrialOutcome outcome = run_trial(options(4, 4, "all"));
    EXPECT_FALSE(outcome.breach) << outcome.breach->what;
    EXPECT_GT(outcome.figures.faults.size(), 4U);
}

TEST(Trial, TellsTheSameStoryForTheSameSeed) {
    TrialOptions twice = options(5, 2, "all");
    twice.keep_trace = true;
    const TrialOutcome first = run_trial(twice);
    const TrialOutcome second = run_trial(twice);
    EXPECT_EQ(first.trace, second.trace);
    EXPECT_EQ(first.fingerprint, second.fingerprint);
    EXPECT_GT(first.trace.size(), 100U);
}

TEST(Trial, TellsAnotherStoryForAnotherSeed) {
    EXPECT_NE(run_trial(options(5, 1, "none")).fingerprint,
              run_trial(options(6, 1, "none")).fingerprint);
}

TEST(Trial, LeavesOutWhatIsNotInTheSchedule) {
    TrialOptions quiet = options(5, 2, "all");
    quiet.only = std::set<std::string>{};
    const TrialOutcome outcome = run_trial(quiet);
    EXPECT_FALSE(outcome.breach);
    EXPECT_TRUE(outcome.struck.empty());
    EXPECT_EQ(outcome.figures.words_in, 0U);
}

// Names come from the stories: what is left out takes nothing of the others with it, which is what
// shrinking lives on. What is named after a moment belongs to whoever made the desk ask just then.
TEST(Trial, TellsTheOtherStoriesAsBeforeWhenOneIsLeftOut) {
    TrialOptions whole = options(5, 3, "lost-answer,lost-push,duplicate,slow,failing");
    const TrialOutcome outcome = run_trial(whole);
    const std::set<std::string> struck(outcome.struck.begin(), outcome.struck.end());
    const auto is_momentary = [](const auto& name) { return name.find(" at 20") != name.npos; };
    std::size_t patrons = 0;
    for (const std::string& each : struck) {
        if (!each.starts_with("story ") || !each.ends_with("/1")) continue;
        const std::string patron = each.substr(5, each.size() - 6);  // " c12/"
        ++patrons;
        whole.only = struck;
        std::erase_if(*whole.only,
                      [&](const auto& name) { return name.find(patron) != name.npos; });
        std::set<std::string> missing = *whole.only;
        for (const std::string& again : run_trial(whole).struck)
            missing.erase(again);
        std::erase_if(missing, is_momentary);
        EXPECT_EQ(missing, std::set<std::string>{}) << "without" << patron;
    }
    EXPECT_GT(patrons, 5U);
}

struct Shortened {
    std::uint64_t seed;
    std::size_t to;  // happenings at most
};
class EachSeed : public testing::TestWithParam<Shortened> {};

TEST_P(EachSeed, CatchesAnAnswerThatArrivesTwiceAndMakesItShort) {
    TrialOptions careless = options(GetParam().seed, 5, "lost-answer,crash,duplicate");
    careless.customers = 40;
    careless.bugs.partners_forget_keys = true;
    const TrialOutcome outcome = run_trial(careless);
    ASSERT_TRUE(outcome.breach);
    EXPECT_EQ(outcome.breach->invariant, "nothing-twice");

    const Shrunk shrunk = shrink(careless, outcome, 200);
    ASSERT_TRUE(shrunk.outcome.breach);
    EXPECT_EQ(shrunk.outcome.breach->invariant, "nothing-twice");
    // Somebody writes, may go on, is answered by whim, and one answer is lost (or the desk dies).
    EXPECT_LE(shrunk.options.only->size(), GetParam().to)
        << testing::PrintToString(*shrunk.options.only);
    EXPECT_LT(shrunk.options.only->size(), outcome.struck.size());

    // Written down and read again it is the same trial.
    TrialOptions again = read_recipe(write_recipe(shrunk.options)).value();
    again.bugs = careless.bugs;
    EXPECT_EQ(run_trial(again).fingerprint, shrunk.outcome.fingerprint);
}

// On the last one two matters of one person are joined before the answer is lost.
INSTANTIATE_TEST_SUITE_P(Trial, EachSeed,
                         testing::Values(Shortened{1, 4}, Shortened{2, 4}, Shortened{3, 4},
                                         Shortened{5, 4}, Shortened{6, 5}));

// What a desk with a bug would do to its store, done behind the back of one without.
struct Planted {
    std::string_view name;
    std::string_view breaks;
    Result<> (*meddle)(store::Transaction&, Timestamp);
    std::uint64_t customers = 60;
};
void PrintTo(const Planted& planted, std::ostream* out) {
    *out << planted.name;
}

Result<> lose_a_timer(store::Transaction& transaction, Timestamp now) {
    const Timestamp far = now + std::chrono::hours{24 * 365};
    for (const Timer& timer : TRY(transaction.timers().due(far, 100))) {
        if (timer.kind == casework::clock_timer) {
            TRY(transaction.timers().cancel(timer.kind, timer.subject));
        }
    }
    return {};
}

Result<> ring_twice(store::Transaction& transaction, Timestamp) {
    for (const AuditEntry& entry : TRY(transaction.journal().audit({}, {}, 500)).entries) {
        if (entry.action == "clock.warned" || entry.action == "clock.breached") {
            return transaction.journal().append(entry);
        }
    }
    return {};
}

Result<> give_without_booking(store::Transaction& transaction, Timestamp now) {
    const Money five{500, "EUR"};
    return transaction.grants().book({{"grant:900:granted", "budget", {-500, "EUR"}, now},
                                      {"grant:900:granted", "owed", five, now}});
}

Result<> send_unapproved(store::Transaction& transaction, Timestamp now) {
    const auto waiting = TRY(transaction.approvals().page(ApprovalState::Waiting, {}, 100));
    for (const Approval& approval : waiting.approvals) {
        if (!approval.subject.starts_with("message:")) continue;
        auto message = TRY(transaction.messages().find(
            MessageId::parse(approval.subject.substr(8)).value_or(MessageId{})));
        if (!message || message->state != MessageState::AwaitingApproval) continue;
        OutboxRow row;
        row.message_id = message->id;
        row.channel_id = message->channel_id;
        row.key = message->send_key;
        row.state = MessageState::Queued;
        row.not_before = now;
        row.created_at = now;
        TRY(transaction.outbox().insert(row));
        message->state = MessageState::Queued;
        TRY(transaction.messages().update(*message));
    }
    return {};
}

Result<> forget_a_promise(store::Transaction& transaction, Timestamp now) {
    for (Promise promise : TRY(transaction.promises().page(PromiseState::Open, {}, 100)).promises) {
        promise.due_at = now - std::chrono::hours{3};
        TRY(transaction.promises().update(promise));
    }
    return {};
}

Result<> mix_people_up(store::Transaction& transaction, Timestamp) {
    for (std::int64_t customer = 1; customer < 200; ++customer) {
        for (const auto& merge : TRY(transaction.merges().standing({customer}))) {
            for (const Identity& each : TRY(transaction.people().identities_of(merge.into)))
                TRY(transaction.merges().give_identity(each.id, merge.from));
        }
    }
    return {};
}

class EachPlanted : public testing::TestWithParam<Planted> {};

TEST_P(EachPlanted, BugIsCaught) {
    TrialOptions bugged = options(11, 4, "none");
    bugged.customers = GetParam().customers;
    EXPECT_FALSE(run_trial(bugged).breach);
    bugged.bugs.meddle = GetParam().meddle;
    const TrialOutcome outcome = run_trial(bugged);
    ASSERT_TRUE(outcome.breach);
    EXPECT_EQ(outcome.breach->invariant, GetParam().breaks) << outcome.breach->what;
}

INSTANTIATE_TEST_SUITE_P(
    Trial, EachPlanted,
    testing::Values(Planted{"LosesATimer", "every-timer-fires-once", lose_a_timer},
                    Planted{"RingsTwice", "every-timer-fires-once", ring_twice},
                    Planted{"GivesWithoutBooking", "offers-balance", give_without_booking},
                    Planted{"SendsUnapproved", "approvals-are-not-bypassed", send_unapproved},
                    Planted{"MixesPeopleUp", "people-part-as-they-were", mix_people_up, 150},
                    Planted{"ForgetsAPromise", "every-promise-ends", forget_a_promise}),
    [](const auto& each) { return std::string(each.param.name); });

class EachFault : public testing::TestWithParam<const Fault*> {};

TEST_P(EachFault, StrikesAndBreaksNothing) {
    // More often than it would, so that a few days are enough.
    Fault eager = *GetParam();
    eager.chance = std::min(1.0, eager.chance * 12);
    TrialOptions alone = options(9, 3, "none");
    alone.faults = {&eager};
    const TrialOutcome outcome = run_trial(alone);
    EXPECT_FALSE(outcome.breach) << outcome.breach->what;
    EXPECT_GT(outcome.figures.faults.count(std::string(eager.id)), 0U);
}

INSTANTIATE_TEST_SUITE_P(Trial, EachFault,
                         testing::ValuesIn(fault_catalogue().begin(), fault_catalogue().end()),
                         [](const auto& each) {
                             std::string name(each.param->id);
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(Recipe, SaysWhatIsWrongWithIt) {
    EXPECT_EQ(faults_named("lost-answr").error().what,
              "there is no fault \"lost-answr\"; did you mean \"lost-answer\"?");
    EXPECT_FALSE(read_recipe("{}"));
    EXPECT_FALSE(read_recipe("not json"));
    EXPECT_FALSE(read_recipe(R"({"simulate":{"seed":-1}})"));
    EXPECT_FALSE(read_recipe(R"({"simulate":{"seed":1,"sped":2}})"));
    EXPECT_FALSE(read_recipe(R"({"simulate":{"faults":["nothing"]}})"));
    EXPECT_TRUE(read_recipe(R"({"simulate":{"seed":1,"days":2,"faults":["crash"]}})"));
}

TEST(Invariants, SayInAWholeSentenceWhatTheyPromise) {
    for (const Invariant* invariant : invariant_catalogue()) {
        EXPECT_TRUE(invariant->promise.ends_with('.')) << invariant->id;
        EXPECT_TRUE(invariant->step != nullptr || invariant->whole != nullptr) << invariant->id;
    }
}

}  // namespace
}  // namespace aplomb::sim

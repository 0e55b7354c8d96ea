// What a desk keeps by itself: clocks that follow their case, promises picked out of what left,
// timers that fire in order, owners for everything.

#include "casework/customers.h"
#include "casework/people.h"
#include "casework/promises.h"
#include "store/accounts.h"
#include "store/clocks.h"
#include "store/documents.h"
#include "store/habits.h"
#include "store/journal.h"
#include "store/people.h"
#include "store/promises.h"
#include "store/timers.h"
#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {
namespace {

std::string said(const std::string& id, const std::string& author, const std::string& at,
                 const std::string& text) {
    json::object event{{"type", "message.created"},
                       {"id", id},
                       {"thread_id", "t-" + author},
                       {"visibility", "private"},
                       {"at", at},
                       {"author", {{"id", author}, {"handle", "@" + author}, {"name", author}}},
                       {"text", text}};
    return json::serialize(event);
}

class Casework : public ::testing::Test {
  protected:
    Casework() { desk_.transport().take_everything(); }
    UserId hire(const std::string& name, Role role) {
        return desk_.write<UserId>([&](store::Transaction& transaction) {
            User user;
            user.name = name;
            user.email = name + "@shop.test";
            user.role = role;
            user.password_hash = "none";
            return transaction.accounts().insert(user);
        });
    }
    void roster(const std::string& body) {
        desk_.write<std::int64_t>([&](store::Transaction& transaction) {
            return transaction.documents().append({0, "roster", desk_.clock().now(), "test", body});
        });
    }
    std::vector<CaseClock> clocks(const std::string& external_id) {
        const CaseId id = desk_.case_of(external_id).id;
        return desk_.read<std::vector<CaseClock>>([&](const store::Transaction& transaction) {
            return transaction.clocks().of_case(id);
        });
    }
    std::size_t audited(const std::string& external_id, const std::string& action) {
        const CaseId id = desk_.case_of(external_id).id;
        const auto page = desk_.read<store::AuditPage>([&](const store::Transaction& transaction) {
            return transaction.journal().audit("case:" + id.text(), {}, 200);
        });
        std::size_t count = 0;
        for (const AuditEntry& entry : page.entries)
            count += entry.action == action ? 1 : 0;
        return count;
    }

    RunningDesk desk_;
};

TEST_F(Casework, AClockStartsWithTheirWordEndsWithOursAndStaysAsItEnded) {
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?")});
    auto running = clocks("m1");
    ASSERT_EQ(running.size(), 2U);
    EXPECT_EQ(running[0].kind, ClockKind::FirstAnswer);
    EXPECT_EQ(running[0].due_at, desk_.case_of("m1").due_at);
    desk_.reply_to("m1", "It is with the carrier.");
    desk_.send_due();
    auto ended = clocks("m1");
    EXPECT_TRUE(ended[0].ended_at);
    EXPECT_FALSE(ended[0].breached_at);
    EXPECT_EQ(ended[1].due_at, std::nullopt) << "the resolution clock stands still";
    desk_.advance(std::chrono::hours{1});
    desk_.receive({said("m2", "ana", "2026-11-23T11:00:00Z", "And now?")});
    EXPECT_EQ(clocks("m1").back().kind, ClockKind::NextAnswer);
}

TEST_F(Casework, AMissedStandardWarnsIsBreachedAndClimbsOnce) {
    hire("jo", Role::Agent);
    hire("sam", Role::Senior);
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?")});
    desk_.advance(std::chrono::hours{40});
    EXPECT_EQ(audited("m1", "clock.warned"), 1U);
    EXPECT_EQ(audited("m1", "clock.breached"), 1U);
    EXPECT_EQ(audited("m1", "case.escalated"), 1U) << "there is nobody above the senior";
    const auto notices = desk_.read<std::vector<Notice>>([&](const store::Transaction& t) {
        return t.clocks().notices_of(UserId{2}, NoticeId{}, 10);
    });
    ASSERT_FALSE(notices.empty());
    EXPECT_EQ(notices.back().kind, "case.escalated");
}

TEST_F(Casework, ATimerFiresOnceAlsoAcrossARestart) {
    hire("jo", Role::Agent);
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?")});
    desk_.advance(std::chrono::hours{9});
    desk_.restart();
    desk_.advance(std::chrono::minutes{1});
    EXPECT_EQ(audited("m1", "clock.warned"), 1U);
}

TEST_F(Casework, WhatWePromiseIsKeptAsAClockAndSettledByWhatFollows) {
    hire("jo", Role::Agent);
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?")});
    desk_.reply_to("m1", "I am asking the carrier. I'll write to you within two hours.");
    desk_.send_due();
    const CaseId id = desk_.case_of("m1").id;
    const auto promises = [&] {
        return desk_.read<std::vector<Promise>>(
            [&](const store::Transaction& t) { return t.promises().of_case(id); });
    };
    ASSERT_EQ(promises().size(), 1U);
    EXPECT_EQ(promises()[0].state, PromiseState::Open);
    desk_.advance(std::chrono::hours{1});
    desk_.reply_to("m1", "It arrives tomorrow before noon.");
    desk_.send_due();
    EXPECT_EQ(promises()[0].state, PromiseState::Kept);
    desk_.reply_to("m1", "I'll write again within an hour.");
    desk_.send_due();
    desk_.advance(std::chrono::hours{2});
    EXPECT_EQ(promises().back().state, PromiseState::Broken);
    EXPECT_EQ(audited("m1", "promise.broken"), 1U);
}

TEST_F(Casework, ACaseGoesOnWithSomebodyWhoIsThere) {
    hire("jo", Role::Agent);
    hire("kim", Role::Agent);
    roster(R"({"people":[
        {"user_id":"1","zone":"UTC","week":{"monday":["09:00-12:00"]}},
        {"user_id":"2","zone":"UTC","week":{"monday":["12:00-20:00"]}}]})");
    desk_.restart();
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?")});
    EXPECT_EQ(desk_.case_of("m1").owner_id, UserId{1});
    desk_.advance(std::chrono::hours{2});
    EXPECT_EQ(desk_.case_of("m1").owner_id, UserId{2});
    EXPECT_EQ(audited("m1", "case.handed_over"), 1U);
    // Nobody is there at night: it stays with somebody all the same.
    desk_.advance(std::chrono::hours{10});
    EXPECT_TRUE(desk_.case_of("m1").owner_id);
}

TEST_F(Casework, WhatWePromisedGoesOnWithSomebodyWhoIsThereToKeepIt) {
    hire("jo", Role::Agent);
    hire("kim", Role::Agent);
    roster(R"({"people":[
        {"user_id":"1","zone":"UTC","week":{"monday":["09:00-12:00"],"tuesday":["09:00-12:00"]}},
        {"user_id":"2","zone":"UTC","week":{"monday":["12:00-20:00"]}}]})");
    desk_.restart();
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?"),
                   said("m2", "ben", "2026-11-23T10:00:00Z", "Thank you so far.")});
    desk_.reply_to("m1", "I am asking the carrier. I'll write to you today by 5 pm.");
    desk_.reply_to("m2", "You are welcome, Ben.");
    desk_.send_due();
    EXPECT_EQ(desk_.case_of("m1").status, CaseStatus::Waiting);
    desk_.advance(std::chrono::hours{4});
    EXPECT_EQ(desk_.case_of("m1").owner_id, UserId{2});
    // Nothing is due of this one before its owner is back.
    EXPECT_EQ(desk_.case_of("m2").owner_id, UserId{1});
    desk_.advance(std::chrono::hours{4});
    const auto told = desk_.read<std::vector<Notice>>([&](const store::Transaction& transaction) {
        return transaction.clocks().notices_of(UserId{2}, NoticeId{}, 50);
    });
    EXPECT_TRUE(std::any_of(told.begin(), told.end(),
                            [](const Notice& each) { return each.kind == "promise.broken"; }));
}

TEST_F(Casework, AnExtendedPromiseNamesAWordThatHasReachedThem) {
    hire("jo", Role::Agent);
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?")});
    desk_.reply_to("m1", "I am asking the carrier. I'll write to you within two hours.");
    desk_.send_due();
    const CaseId id = desk_.case_of("m1").id;
    desk_.advance(std::chrono::minutes{5});
    const MessageId later = desk_.reply_to("m1", "The carrier is still looking for it.");
    const auto promise = desk_
                             .read<std::vector<Promise>>([&](const store::Transaction& t) {
                                 return t.promises().of_case(id);
                             })
                             .at(0);
    casework::PromiseChange change;
    change.state = PromiseState::Extended;
    change.due_at = desk_.clock().now() + std::chrono::hours{9};
    change.told = later;
    const auto extend = [&] {
        return desk_.store().write([&](store::Transaction& transaction) -> Result<> {
            TRY(casework::settle_promise(transaction, promise.id, change, desk_.clock().now()));
            return {};
        });
    };
    const auto too_early = extend();
    ASSERT_FALSE(too_early);
    EXPECT_EQ(too_early.error().field, "/told_message_id");
}

TEST_F(Casework, ARosterThatSaysSomebodyIsAwayMovesWhatTheyHave) {
    hire("jo", Role::Agent);
    hire("kim", Role::Agent);
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Where is it?")});
    const UserId owner = *desk_.case_of("m1").owner_id;
    roster(R"({"people":[{"user_id":")" + owner.text() +
           R"(","absences":[{"from":"2026-11-20T00:00:00Z","to":"2026-12-20T00:00:00Z"}]}]})");
    desk_.write<int>([&](store::Transaction& transaction) -> Result<int> {
        auto office = TRY(casework::Office::load(transaction, desk_.clock().now()));
        TRY(casework::go_by_roster(transaction, office, desk_.clock().now()));
        return 0;
    });
    EXPECT_NE(desk_.case_of("m1").owner_id, owner);
    EXPECT_EQ(audited("m1", "case.handed_over"), 1U);
}

TEST_F(Casework, ALateEventTellsOfAnEarlierWindow) {
    const auto hear = [&](const std::string& id, const std::string& until) {
        json::object event =
            parse_json(said(id, "ana", "2026-11-23T10:00:00Z", "Hello?"))->as_object();
        event["answer_until"] = until;
        desk_.receive({json::serialize(event)});
        return desk_.read<std::optional<Conversation>>([&](const store::Transaction& transaction) {
            return transaction.cases().find_conversation(desk_.message("m1").conversation_id);
        });
    };
    const Timestamp first = parse_rfc3339("2026-11-24T10:00:00Z").value();
    EXPECT_EQ(hear("m1", "2026-11-24T10:00:00Z")->answer_until, first);
    EXPECT_EQ(hear("m2", "2026-11-23T18:00:00Z")->answer_until, first);
    EXPECT_GT(hear("m3", "2026-11-25T10:00:00Z")->answer_until, first);
}

TEST_F(Casework, TheFirstPersonHiredAdoptsWhatWaits) {
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Hello?")});
    EXPECT_FALSE(desk_.case_of("m1").owner_id);
    hire("jo", Role::Agent);
    desk_.restart();
    EXPECT_EQ(desk_.case_of("m1").owner_id, UserId{1});
}

TEST_F(Casework, TheirRhythmIsLearntFromHowLongTheyTake) {
    desk_.receive({said("m1", "ana", "2026-11-23T10:00:00Z", "Hello?")});
    const Message first = desk_.message("m1");
    desk_.reply_to("m1", "Hello Ana, how can we help?");
    desk_.send_due();
    desk_.advance(std::chrono::hours{5});
    desk_.receive({said("m2", "ana", "2026-11-23T15:00:00Z", "My lamp is dark.")});
    const CustomerId ana = desk_.case_of("m1").customer_id;
    const auto gaps = desk_.read<std::vector<std::pair<Timestamp, Milliseconds>>>(
        [&](const store::Transaction& t) {
            return t.habits().answer_gaps(ana, first.channel_id, 10);
        });
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].second, std::chrono::hours{5});
}

struct MergedPeople : Casework {
    MergedPeople() {
        hire("kim", Role::Agent);
        for (const std::string name : {"ana", "ben", "cleo"})
            desk_.receive({said(name + "1", name, "2026-11-23T10:00:00Z", "Where is it?")});
    }
    CustomerId owner_of(const std::string& word) { return desk_.case_of(word).customer_id; }
    MergeId merge(CustomerId from, CustomerId into) {
        return desk_.write<MergeId>([&](store::Transaction& transaction) {
            return casework::merge_customers(transaction, {from, into, "They say so.", "kim", true},
                                             desk_.clock().now());
        });
    }
    void undo(MergeId id) {
        desk_.write<int>([&](store::Transaction& transaction) -> Result<int> {
            TRY(casework::undo_merge(transaction, id, desk_.clock().now()));
            return 0;
        });
    }
    std::size_t identities(CustomerId customer) {
        return desk_
            .read<std::vector<Identity>>([&](const store::Transaction& transaction) {
                return transaction.people().identities_of(customer);
            })
            .size();
    }
};

TEST_F(MergedPeople, PartAgainInAnyOrder) {
    const CustomerId ana = owner_of("ana1");
    const CustomerId ben = owner_of("ben1");
    const CustomerId cleo = owner_of("cleo1");
    for (const bool first_comes_first : {true, false}) {
        const MergeId first = merge(ana, ben);
        const MergeId second = merge(ben, cleo);
        EXPECT_EQ(owner_of("ana1"), cleo);
        EXPECT_EQ(identities(cleo), 3U);
        undo(first_comes_first ? first : second);
        undo(first_comes_first ? second : first);
        EXPECT_EQ(owner_of("ana1"), ana) << first_comes_first;
        EXPECT_EQ(owner_of("ben1"), ben) << first_comes_first;
        EXPECT_EQ(owner_of("cleo1"), cleo) << first_comes_first;
        for (const CustomerId each : {ana, ben, cleo})
            EXPECT_EQ(identities(each), 1U) << first_comes_first;
    }
}

TEST_F(MergedPeople, TakeAlongWhatTheySaidMeanwhile) {
    const CustomerId ana = owner_of("ana1");
    const CustomerId ben = owner_of("ben1");
    const MergeId id = merge(ana, ben);
    desk_.receive({said("ana2", "ana-later", "2026-11-23T10:01:00Z", "I am Ana's friend.")});
    json::object event =
        parse_json(said("ana3", "ana", "2026-11-23T10:02:00Z", "Another matter."))->as_object();
    event["thread_id"] = "t-another";
    desk_.receive({json::serialize(event)});
    EXPECT_EQ(owner_of("ana3"), ben);
    undo(id);
    EXPECT_EQ(owner_of("ana3"), ana);
    EXPECT_EQ(owner_of("ben1"), ben);
}

}  // namespace
}  // namespace aplomb::runtime

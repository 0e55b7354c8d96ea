// Customers who are one person, and cases that were two.

#include "casework/approvals.h"
#include "casework/joining.h"
#include "store/approvals.h"
#include "tests/runtime/people_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

struct OnePerson : PeopleDesk {
    OnePerson() {
        hear("a1", "ana");
        hear("b1", "ben");
        ana = writer_of("a1");
        ben = writer_of("b1");
    }
    Result<MergeId> try_merge(CustomerId from, CustomerId into) {
        return desk_.store().write_for<MergeId>([&](store::Transaction& transaction) {
            return casework::merge_customers(transaction, {from, into, "They say so.", "jo", true},
                                             now());
        });
    }
    MergeId merge(CustomerId from, CustomerId into) {
        const auto merged = try_merge(from, into);
        EXPECT_TRUE(merged) << merged.error().what;
        return merged.value_or(MergeId{});
    }
    void undo(MergeId id) {
        done([&](store::Transaction& transaction) {
            return casework::undo_merge(transaction, id, now());
        });
    }
    void merge_cases(const std::string& from, const std::string& into) {
        const CaseId from_id = desk_.case_of(from).id;
        const CaseId into_id = desk_.case_of(into).id;
        done([&](store::Transaction& transaction) -> Result<> {
            auto office = TRY(casework::Office::load(transaction, now()));
            return casework::merge_cases(transaction, office, from_id, into_id, now());
        });
    }
    Case stored(CaseId id) {
        return desk_
            .read<std::optional<Case>>(
                [&](const store::Transaction& transaction) { return transaction.cases().find(id); })
            .value_or(Case{});
    }
    CustomerId ana;
    CustomerId ben;
};

TEST_F(OnePerson, PartsWithThreadsThatWereThrownTogether) {
    for (const bool into_ben : {true, false}) {
        const CaseId old_ana = desk_.case_of("a1").id;
        const CaseId old_ben = desk_.case_of("b1").id;
        const MergeId id = merge(ana, ben);
        into_ben ? merge_cases("a1", "b1") : merge_cases("b1", "a1");
        ASSERT_EQ(desk_.case_of("a1").id, desk_.case_of("b1").id);
        undo(id);
        EXPECT_NE(desk_.case_of("a1").id, desk_.case_of("b1").id) << into_ben;
        EXPECT_EQ(writer_of("a1"), ana) << into_ben;
        EXPECT_EQ(writer_of("b1"), ben) << into_ben;
        // What was merged lives on with its own words.
        const CaseId gone = into_ben ? old_ana : old_ben;
        EXPECT_EQ(stored(gone).merged_into, desk_.case_of(into_ben ? "a1" : "b1").id);
        const std::string next = into_ben ? "a2" : "a3";
        hear(next, "ana");
        EXPECT_EQ(desk_.case_of(next).id, desk_.case_of("a1").id);
        EXPECT_EQ(writer_of(next), ana);
    }
}

TEST_F(OnePerson, BringsAlongWhatIsKnownAndTakesThatBack) {
    change_card(ana, [](Customer& card) {
        card.time_zone = "Europe/Madrid";
        card.phone = "+34 600 000 001";
        card.tier = "gold";
        card.language = "es";
    });
    change_card(ben, [](Customer& card) { card.language = "en"; });
    const MergeId id = merge(ana, ben);
    EXPECT_EQ(card(ben).time_zone, "Europe/Madrid");
    EXPECT_EQ(card(ben).phone, "+34 600 000 001");
    EXPECT_EQ(card(ben).tier, "gold");
    EXPECT_EQ(card(ben).language, "en");
    EXPECT_EQ(card(ben).name, "ben");
    change_card(ben, [](Customer& card) { card.tier = "silver"; });
    undo(id);
    EXPECT_EQ(card(ben).time_zone, "");
    EXPECT_EQ(card(ben).phone, "");
    EXPECT_EQ(card(ben).tier, "silver") << "somebody wrote that since";
    EXPECT_EQ(card(ben).language, "en");
    EXPECT_EQ(card(ana).time_zone, "Europe/Madrid");
}

TEST_F(OnePerson, TakesBackWhatALaterMergeHandedOn) {
    hear("c1", "cleo");
    const CustomerId cleo = writer_of("c1");
    change_card(ana, [](Customer& card) { card.time_zone = "Europe/Madrid"; });
    const MergeId first = merge(ana, ben);
    merge(ben, cleo);
    EXPECT_EQ(card(cleo).time_zone, "Europe/Madrid");
    undo(first);
    EXPECT_EQ(card(cleo).time_zone, "");
    EXPECT_EQ(card(ben).time_zone, "");
}

TEST_F(OnePerson, MayNotBeCalledWhenEitherSaidNoLast) {
    permit(ben, PermissionState::Granted);
    ASSERT_TRUE(book("b1", now() + 2h));
    permit(ana, PermissionState::Denied);
    const MergeId id = merge(ana, ben);
    EXPECT_FALSE(book("b1", now() + 3h));
    desk_.advance(150min);
    EXPECT_EQ(told("call.due"), 0U);
    EXPECT_EQ(calls("b1")[0].state, CallState::Cancelled);
    permit(ben, PermissionState::Granted);
    EXPECT_TRUE(book("b1", now() + 2h)) << "the newest word holds";
    permit(ben, PermissionState::Granted);
    permit(ana, PermissionState::Revoked);
    EXPECT_EQ(calls("b1")[1].state, CallState::Cancelled) << "said under their old name";
    undo(id);
    EXPECT_TRUE(book("b1", now() + 2h)) << "they parted, and ben said yes";
}

TEST_F(OnePerson, TakesAlongWhatTheySaidOnCallsWhenTheyPart) {
    MergeId id = merge(ana, ben);
    PhonePermission said;
    said.customer_id = ben;
    said.state = PermissionState::Granted;
    said.scope = "customer";
    said.message_id = desk_.message("a1").id;
    EXPECT_EQ(record(said), Error{});
    undo(id);
    EXPECT_TRUE(book("a1", now() + 2h)) << "it was ana who said yes";
    EXPECT_FALSE(book("b1", now() + 2h));
    id = merge(ana, ben);
    permit(ben, PermissionState::Denied);
    undo(id);
    EXPECT_FALSE(book("a1", now() + 3h)) << "nobody knows which of them said no";
    EXPECT_FALSE(book("b1", now() + 3h));
}

TEST_F(OnePerson, IsNotMergedTwiceNorInACircle) {
    hear("c1", "cleo");
    const CustomerId cleo = writer_of("c1");
    const MergeId id = merge(ana, ben);
    const std::string where =
        "ana (customer " + ana.text() + ") lives on in ben (customer " + ben.text() + ")";
    for (const auto& [from, into, field] :
         {std::tuple{ana, cleo, ""}, {ana, ben, ""}, {ben, ana, "/into"}, {cleo, ana, "/into"}}) {
        const auto again = try_merge(from, into);
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
        EXPECT_EQ(again.error().field, field);
        EXPECT_NE(again.error().what.find(where), std::string::npos) << again.error().what;
    }
    undo(id);
    EXPECT_TRUE(try_merge(ben, ana));
}

TEST_F(OnePerson, ASplitCaseTakesItsPromisesPleasAndCallsAlong) {
    hear("a2", "ana", "t-another");
    const CaseId from = desk_.case_of("a1").id;
    permit(ana, PermissionState::Granted, from);
    say("a1", "I'll call you tomorrow at 3 pm.");
    say("a2", "I'll write to you within two hours.");
    const Message waiting = desk_.message(say("a1", "We are sorry."));
    merge_cases("a2", "a1");
    done([&](store::Transaction& transaction) -> Result<> {
        const auto office = TRY(casework::Office::load(transaction, now()));
        casework::ApprovalRequest request;
        request.subject = "message:" + waiting.id.text();
        request.case_id = from;
        request.author = "user:1";
        request.text = waiting.text;
        TRY(casework::ask_approval(transaction, office, request, now()));
        return {};
    });
    const CaseId fresh = split("a1");
    ASSERT_NE(fresh, from);
    ASSERT_EQ(promises("a1").size(), 1U);
    EXPECT_EQ(promises("a1")[0].kind, PromiseKind::Call);
    EXPECT_EQ(promises("a2").size(), 1U);
    ASSERT_EQ(calls(fresh).size(), 1U);
    const auto pleas = desk_.read<std::vector<Approval>>(
        [&](const store::Transaction& t) { return t.approvals().waiting_of(fresh); });
    EXPECT_EQ(pleas.size(), 1U);
    // The permission was for what became two cases.
    desk_.advance(calls(fresh)[0].due_at - now() + 1min);
    EXPECT_EQ(told("call.due"), 1U);
}

TEST_F(OnePerson, AWordOnCallsAboutAMergedCaseHoldsWhereItLivesOn) {
    hear("a2", "ana", "t-another");
    permit(ana, PermissionState::Granted, desk_.case_of("a2").id);
    ASSERT_TRUE(book("a2", now() + 2h));
    merge_cases("a2", "a1");
    desk_.advance(121min);
    EXPECT_EQ(told("call.due"), 1U);
}

}  // namespace
}  // namespace aplomb::runtime

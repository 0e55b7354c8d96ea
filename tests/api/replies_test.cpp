// The send gate through HTTP: what it refuses, what it lets go, and that one request has one
// effect.
#include <gtest/gtest.h>

#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

class Replies : public ApiTest {
  protected:
    Answer reply(const Seeded& seeded, const json::object& body,
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
        return as(Role::Agent, "POST", "/api/v1/cases/" + seeded.case_id.text() + "/replies",
                  json::serialize(body), std::move(headers));
    }
    std::optional<OutboxRow> row_of(const std::string& message) {
        return read<std::optional<OutboxRow>>([&](const store::Transaction& transaction) {
            return transaction.outbox().find(*MessageId::parse(message));
        });
    }
    // As after the platform said no for good.
    void fail_to_send(const OutboxRow& row) {
        write([&](store::Transaction& transaction) -> Result<> {
            auto message = TRY(transaction.messages().find(row.message_id));
            message->state = MessageState::Failed;
            TRY(transaction.messages().update(*message));
            return transaction.outbox().remove(row.id);
        });
    }
    std::size_t ours(const Seeded& seeded) {
        std::size_t count = 0;
        for (const Message& message :
             read<std::vector<Message>>([&](const store::Transaction& transaction) {
                 return transaction.messages().of_case(seeded.case_id, 100);
             })) {
            count += message.direction == Direction::Out ? 1 : 0;
        }
        return count;
    }
};

constexpr std::string_view calm =
    "I am sorry your parcel is late. I am finding out where it is and write to you today by 5 pm.";

TEST_F(Replies, ACalmAnswerIsQueuedWithItsRowAndCanBeUndone) {
    const Seeded seeded = seed();
    const Answer answer = reply(seeded, {{"text", calm}});
    ASSERT_EQ(answer.status, 201) << answer.text;
    EXPECT_EQ(answer.at("/state"), "queued");
    EXPECT_EQ(answer.at("/send_at"), "null");
    EXPECT_EQ(answer.at("/undo_until"), to_rfc3339(clock_.now() + Milliseconds{5'000}));
    EXPECT_EQ(outbox_woken_, 1);
    const auto row = row_of(answer.at("/message_id"));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->key, "key-1");
    EXPECT_EQ(row->seen_message_id, seeded.message);
    EXPECT_EQ(row->not_before, clock_.now() + Milliseconds{5'000});

    const Answer undone =
        as(Role::Agent, "POST", "/api/v1/messages/" + answer.at("/message_id") + "/undo");
    EXPECT_EQ(undone.at("/state"), "cancelled");
    EXPECT_EQ(undone.at("/text"), calm);
    EXPECT_FALSE(row_of(answer.at("/message_id")));
    const Answer shown = as(Role::Agent, "GET", "/api/v1/cases/" + seeded.case_id.text());
    EXPECT_EQ(shown.at("/last_message/direction"), "in");
    EXPECT_EQ(
        as(Role::Agent, "POST", "/api/v1/messages/" + answer.at("/message_id") + "/undo").status,
        409);
}

TEST_F(Replies, ShoutingIsRefusedWithItsFindingUnlessSomebodyGivesAReason) {
    const Seeded seeded = seed();
    const std::string text = "I am sorry. PLEASE WAIT FOR YOUR PARCEL UNTIL THIS EVENING.";
    const Answer refused = reply(seeded, {{"text", text}});
    ASSERT_EQ(refused.status, 422) << refused.text;
    EXPECT_EQ(refused.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(refused.at("/findings/0/rule"), "shouting");
    EXPECT_EQ(refused.at("/findings/0/severity"), "error");
    EXPECT_EQ(ours(seeded), 0U);
    EXPECT_EQ(outbox_woken_, 0);

    const json::array no_reason{json::object{{"rule", "shouting"}, {"reason", " "}}};
    EXPECT_EQ(reply(seeded, {{"text", text}, {"override", no_reason}}).status, 422);
    const json::array wrong_rule{json::object{{"rule", "salvo"}, {"reason", "because"}}};
    EXPECT_EQ(reply(seeded, {{"text", text}, {"override", wrong_rule}}).status, 422);
    const json::array overridden{
        json::object{{"rule", "shouting"}, {"reason", "It is the name of the campaign."}}};
    const Answer sent = reply(seeded, {{"text", text}, {"override", overridden}});
    ASSERT_EQ(sent.status, 201) << sent.text;
    const auto audit = read<store::AuditPage>([&](const store::Transaction& transaction) {
        return transaction.journal().audit("case:" + seeded.case_id.text(), "", 10);
    });
    ASSERT_EQ(audit.entries.size(), 2U);
    EXPECT_EQ(audit.entries[0].action, "reply.overridden");
    EXPECT_EQ(audit.entries[0].detail.at("reason").as_string(), "It is the name of the campaign.");
    EXPECT_EQ(audit.entries[0].actor_kind, "token");
}

TEST_F(Replies, TheSameKeySendsOnceWhateverHappensBetween) {
    const Seeded seeded = seed();
    const std::vector<std::pair<std::string, std::string>> key{{"Idempotency-Key", "abc"}};
    const Answer first = reply(seeded, {{"text", calm}}, key);
    ASSERT_EQ(first.status, 201) << first.text;
    const Answer second = reply(seeded, {{"text", calm}}, key);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.text, first.text);
    EXPECT_EQ(second.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(ours(seeded), 1U);
    const Answer other = reply(seeded, {{"text", "Something else entirely."}}, key);
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(ours(seeded), 1U);
    // Somebody else's key of the same name is another key.
    EXPECT_NE(as(Role::Senior, "POST", "/api/v1/cases/" + seeded.case_id.text() + "/replies",
                 json::serialize(json::object{{"text", calm}}), key)
                  .header("Idempotency-Replayed"),
              "true");
}

TEST_F(Replies, ARefusedRequestMayBeMendedUnderItsKey) {
    const Seeded seeded = seed();
    const std::vector<std::pair<std::string, std::string>> key{{"Idempotency-Key", "abc"}};
    EXPECT_EQ(reply(seeded, {{"text", "STOP SHOUTING AT US RIGHT NOW PLEASE."}}, key).status, 422);
    EXPECT_EQ(reply(seeded, {{"text", calm}}, key).status, 201);
}

TEST_F(Replies, WhatTheAuthorHasNotSeenStopsTheReply) {
    const Seeded seeded = seed();
    const MessageId later = hear(seeded, "Never mind, it came.");
    const Answer stale =
        reply(seeded, {{"text", calm}, {"seen_message_id", seeded.message.text()}});
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.at("/newer_message_id"), later.text());
    EXPECT_EQ(ours(seeded), 0U);
    EXPECT_EQ(reply(seeded, {{"text", calm}, {"seen_message_id", later.text()}}).status, 201);
}

TEST_F(Replies, ANightInTheirTimeZoneHoldsTheReplyUntilMorning) {
    const Seeded seeded = seed();
    // 2026-09-21T14:13:20Z is 23:13 in Tokyo; quiet until 7:00, which is 22:00 UTC.
    clock_.advance_to(parse_rfc3339("2026-09-21T14:13:20Z").value());
    EXPECT_EQ(as(Role::Agent, "PATCH", "/api/v1/customers/" + seeded.customer.text(),
                 R"({"time_zone":"Asia/Tokyo"})")
                  .status,
              200);
    const Answer held = reply(seeded, {{"text", calm}});
    ASSERT_EQ(held.status, 201) << held.text;
    EXPECT_EQ(held.at("/state"), "held");
    EXPECT_EQ(held.at("/send_at"), "2026-09-21T22:00:00Z");
    EXPECT_EQ(held.at("/held_because"), "quiet-hours");
    const auto row = row_of(held.at("/message_id"));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->state, MessageState::Held);
    EXPECT_EQ(to_rfc3339(row->not_before), "2026-09-21T22:00:00Z");
}

TEST_F(Replies, GoToTheConversationAskedForAndSayWhereThereIsNone) {
    const Seeded seeded = seed();
    const Answer nowhere = reply(seeded, {{"text", calm}, {"conversation_id", "999"}});
    EXPECT_EQ(nowhere.status, 422);
    EXPECT_EQ(nowhere.at("/errors/0/pointer"), "#/conversation_id");
    const Answer elsewhere = reply(seeded, {{"text", calm}, {"channel", "email"}});
    EXPECT_EQ(elsewhere.status, 422);
    EXPECT_EQ(elsewhere.at("/findings/0/rule"), "same-channel");
    channels_->why_not = "This account may not write in public.";
    const Answer mute = reply(seeded, {{"text", calm}});
    EXPECT_EQ(mute.status, 422);
    EXPECT_EQ(mute.at("/detail"), "This account may not write in public.");
}

TEST_F(Replies, TheFirstPersonToAnswerANobodysCaseOwnsIt) {
    const Seeded seeded = seed();
    add_user("jo@acme.example", Role::Agent, "correct horse battery");
    auto headers = logged_in("jo@acme.example", "correct horse battery");
    const Answer sent = send({"POST", "/api/v1/cases/" + seeded.case_id.text() + "/replies",
                              json::serialize(json::object{{"text", calm}}), headers});
    ASSERT_EQ(sent.status, 201) << sent.text;
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/cases/" + seeded.case_id.text()).at("/owner/name"),
              "jo");
}

TEST_F(Replies, WhatFailedCanBeTriedAgainUnderItsOldKey) {
    const Seeded seeded = seed();
    const Answer answer = reply(seeded, {{"text", calm}});
    const auto row = row_of(answer.at("/message_id"));
    EXPECT_EQ(
        as(Role::Agent, "POST", "/api/v1/messages/" + answer.at("/message_id") + "/retry").status,
        409);
    fail_to_send(*row);
    const Answer retried =
        as(Role::Agent, "POST", "/api/v1/messages/" + answer.at("/message_id") + "/retry");
    EXPECT_EQ(retried.at("/state"), "queued");
    const auto again = row_of(answer.at("/message_id"));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->key, row->key);
    EXPECT_EQ(again->not_before, clock_.now());
}

TEST_F(Replies, WhatFailedPassesTheGateAgainAsThingsStand) {
    const Seeded seeded = seed();
    const Answer first = reply(seeded, {{"text", calm}});
    const std::string retry = "/api/v1/messages/" + first.at("/message_id") + "/retry";
    const auto row = row_of(first.at("/message_id"));
    fail_to_send(*row);
    const MessageId newer = hear(seeded, "Forget it, it has come! Thank you.");
    const Answer unread = as(Role::Agent, "POST", retry);
    EXPECT_EQ(unread.status, 409) << unread.text;
    EXPECT_EQ(unread.at("/newer_message_id"), newer.text());
    ASSERT_EQ(reply(seeded, {{"text", "I am glad it has come, Ana."}}).status, 201);
    const std::string seen = R"({"seen_message_id":"999"})";
    const Answer second = as(Role::Agent, "POST", retry, seen);
    EXPECT_EQ(second.status, 422) << second.text;
    EXPECT_NE(second.text.find("salvo"), std::string::npos) << second.text;
    EXPECT_FALSE(row_of(first.at("/message_id")));
    const Answer taken = as(Role::Agent, "POST", retry,
                            R"({"seen_message_id":"999","override":[{"rule":"salvo",)"
                            R"("reason":"Both were asked for."}]})");
    EXPECT_EQ(taken.at("/state"), "queued") << taken.text;
    EXPECT_EQ(as(Role::Agent, "POST", retry, R"({"seen":"1"})").status, 422);
}

TEST_F(Replies, WhatItsAuthorTookUponThemselvesHoldsWhenItIsTriedAgain) {
    const Seeded seeded = seed();
    const json::object loud{
        {"text", "I AM SORRY, ANA. YOUR PARCEL IS FOUND."},
        {"override",
         json::array{json::object{{"rule", "shouting"}, {"reason", "She is hard of hearing."}}}}};
    const Answer first = reply(seeded, loud);
    ASSERT_EQ(first.status, 201) << first.text;
    const auto row = row_of(first.at("/message_id"));
    fail_to_send(*row);
    const Answer again =
        as(Role::Agent, "POST", "/api/v1/messages/" + first.at("/message_id") + "/retry");
    EXPECT_EQ(again.at("/state"), "queued") << again.text;
    const Answer audit = as(Role::Admin, "GET", "/api/v1/audit");
    EXPECT_NE(audit.text.find("She is hard of hearing."),
              audit.text.rfind("She is hard of hearing."))
        << "taken once by its author, and once by whoever sent it again";
}

TEST_F(Replies, ANightThatWasLetStandAsideHoldsNoSecondTry) {
    const Seeded seeded = seed();
    // The fixture's afternoon is the middle of the night there.
    ASSERT_EQ(as(Role::Agent, "PATCH", "/api/v1/customers/" + seeded.customer.text(),
                 R"({"time_zone":"Pacific/Auckland"})")
                  .status,
              200);
    const Answer first = reply(
        seeded, {{"text", "I am sorry, Ana. Your parcel is at the gate now."},
                 {"override", json::array{json::object{{"rule", "quiet-hours"},
                                                       {"reason", "She waits at the gate."}}}}});
    ASSERT_EQ(first.at("/state"), "queued") << first.text;
    fail_to_send(*row_of(first.at("/message_id")));
    EXPECT_EQ(as(Role::Agent, "POST", "/api/v1/messages/" + first.at("/message_id") + "/retry")
                  .at("/state"),
              "queued");
}

TEST_F(Replies, AnApprovalThatComesTooLateForAPromiseSaysSo) {
    const Seeded seeded = seed();
    ASSERT_EQ(
        as(Role::Agent, "PATCH", "/api/v1/cases/" + seeded.case_id.text(), R"({"severity":5})")
            .status,
        200);
    const Answer waits =
        reply(seeded, {{"text", "I am sorry, Ana. We will write to you by 4 pm today."}});
    ASSERT_EQ(waits.at("/state"), "awaiting_approval") << waits.text;
    advance(std::chrono::hours{4});
    const Answer late = as(Role::Executive, "POST", "/api/v1/approvals/" + waits.at("/approval_id"),
                           R"({"decision":"approve"})");
    EXPECT_EQ(late.status, 409) << late.text;
    EXPECT_NE(late.at("/detail").find("over by now"), std::string::npos);
}

// What a date names is not always when.
TEST_F(Replies, DatesThatOnlySayWhichDoNotStopAnything) {
    for (const std::string text :
         {"I am sorry, Ana. We will look into your order of 1 September.",
          "I am sorry, Ana. We will send you the invoice for 1 September by e-mail.",
          "I am sorry, Ana. We'll fix the outage that began this morning.",
          "I am sorry, Ana. We will do it by 11 am PST today."}) {
        const Answer sent = reply(seed(), {{"text", text}});
        EXPECT_EQ(sent.text.find("promise-past"), std::string::npos) << sent.text;
    }
}

TEST_F(Replies, APromiseForATimeThatIsOverDoesNotLeave) {
    const Seeded seeded = seed();
    const std::string late =
        "I am sorry your parcel is late. We will write to you by 1 September 2026 about it.";
    const Answer refused = reply(seeded, {{"text", late}});
    EXPECT_EQ(refused.status, 422) << refused.text;
    EXPECT_NE(refused.text.find("promise-past"), std::string::npos) << refused.text;
    // In time when it is written, and not when it leaves.
    const json::object scheduled{{"text", "I am sorry, Ana. I'll write to you today by 5 pm."},
                                 {"send_at", to_rfc3339(clock_.now() + std::chrono::hours{4})}};
    EXPECT_NE(reply(seeded, scheduled).text.find("promise-past"), std::string::npos);
    const json::object meant{
        {"text", late},
        {"override", json::array{json::object{{"rule", "promise-past"},
                                              {"reason", "It quotes what we wrote then."}}}}};
    const Answer sent = reply(seeded, meant);
    EXPECT_EQ(sent.status, 201) << sent.text;
}

TEST_F(Replies, WhatIsForTheTelephoneBecomesACallOnceTheyMayBeCalled) {
    const Seeded seeded = seed();
    const json::object draft{
        {"text", "I am sorry, Ana: we have to cancel your delivery tomorrow morning."}};
    const Answer unasked = reply(seeded, draft);
    EXPECT_EQ(unasked.status, 422) << unasked.text;
    EXPECT_EQ(unasked.at("/call_id"), "null") << unasked.text;
    EXPECT_NE(unasked.at("/detail").find("ask them"), std::string::npos);
    const Answer granted = as(
        Role::Agent, "POST", "/api/v1/customers/" + seeded.customer.text() + "/phone-permissions",
        R"({"state":"granted","phone":"+44 20 7946 0123","words":"Do call me."})");
    ASSERT_EQ(granted.status, 201) << granted.text;
    const Answer booked = reply(seeded, draft);
    EXPECT_EQ(booked.status, 422);
    const std::string call = booked.at("/call_id");
    EXPECT_NE(call, "null") << booked.text;
    EXPECT_EQ(reply(seeded, draft).at("/call_id"), call) << "one call, however often it is tried";
}

TEST_F(Replies, WhatIsWrittenAllTheSameBooksNoCall) {
    const Seeded seeded = seed();
    ASSERT_EQ(as(Role::Agent, "POST",
                 "/api/v1/customers/" + seeded.customer.text() + "/phone-permissions",
                 R"({"state":"granted","phone":"+44 20 7946 0123","words":"Do call me."})")
                  .status,
              201);
    const Answer loud = reply(
        seeded,
        {{"text", "WE HAVE TO CANCEL YOUR DELIVERY TOMORROW MORNING, ANA!!!"},
         {"override", json::array{json::object{{"rule", "urgent-or-cancel"},
                                               {"reason", "She asked for it in writing."}}}}});
    EXPECT_EQ(loud.status, 422) << loud.text;
    EXPECT_EQ(loud.at("/call_id"), "(missing)") << loud.text;
}

TEST_F(Replies, WhatIsPlannedForLaterIsDueFromThenOn) {
    const Seeded seeded = seed();
    const Timestamp later = clock_.now() + std::chrono::hours{48};
    const Answer answer = reply(seeded, {{"text", calm}, {"send_at", to_rfc3339(later)}});
    ASSERT_EQ(answer.status, 201) << answer.text;
    const auto row = row_of(answer.at("/message_id"));
    ASSERT_TRUE(row);
    // Its day of tries must not be over before the first.
    EXPECT_GE(row->created_at, later);
}

TEST_F(Replies, WhatFailedIsNotTriedAgainOnAChannelThatIsRemoved) {
    const Seeded seeded = seed();
    const Answer answer = reply(seeded, {{"text", calm}});
    const auto row = row_of(answer.at("/message_id"));
    fail_to_send(*row);
    write([&](store::Transaction& transaction) -> Result<> {
        auto channel = TRY(transaction.channels().find(row->channel_id));
        channel->state = ChannelState::Removed;
        return transaction.channels().update(*channel);
    });
    EXPECT_EQ(
        as(Role::Agent, "POST", "/api/v1/messages/" + answer.at("/message_id") + "/retry").status,
        409);
}

TEST_F(Replies, UnknownKeysAreRefusedNamingTheNearest) {
    const Seeded seeded = seed();
    const Answer answer = reply(seeded, {{"text", calm}, {"overide", json::array{}}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.at("/detail").find("did you mean \"override\"?"), std::string::npos);
    EXPECT_EQ(answer.at("/errors/0/pointer"), "#/overide");
    EXPECT_EQ(
        as(Role::Agent, "POST", "/api/v1/cases/" + seeded.case_id.text() + "/replies", "{\"text\":")
            .status,
        400);
}

}  // namespace
}  // namespace aplomb::api

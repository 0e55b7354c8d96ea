// Saying thank you in public and in person, never with the same words (rule E6).

#include "casework/recovery.h"
#include "store/habits.h"
#include "tests/runtime/people_desk.h"

namespace aplomb::runtime {
namespace {

struct ThankYou : PeopleDesk {
    ThankYou() {
        for (const std::string name : {"ana", "ben"}) {
            hear(name + "-open", name, "wall-" + name, "public");
            hear(name + "-own", name);
        }
    }
    AppreciationId praised_by(const std::string& name) {
        Appreciation praise;
        praise.customer_id = writer_of(name + "-open");
        praise.case_id = desk_.case_of(name + "-open").id;
        praise.message_id = desk_.message(name + "-open").id;
        praise.why = "praise";
        praise.at = now();
        done([&](store::Transaction& transaction) -> Result<> {
            TRY(transaction.habits().insert(praise));
            return {};
        });
        return desk_
            .read<std::vector<Appreciation>>([&](const store::Transaction& transaction) {
                return transaction.habits().appreciations(AppreciationState::Waiting,
                                                          AppreciationId{}, 1);
            })
            .front()
            .id;
    }
    Error settle(AppreciationId id, const casework::Thanks& thanks) {
        const auto written = desk_.store().write([&](store::Transaction& transaction) -> Result<> {
            TRY(casework::thank(transaction, id, thanks));
            return {};
        });
        return written ? Error{} : written.error();
    }
    Error dismiss(AppreciationId id) { return settle(id, {{}, {}, true}); }
    Error thank(AppreciationId id, std::optional<MessageId> in_public,
                std::optional<MessageId> in_private) {
        return settle(id, {in_public, in_private, false});
    }
};

TEST_F(ThankYou, IsSaidInTwoMessagesToThemThatWereSent) {
    const AppreciationId ana = praised_by("ana");
    const MessageId open = say("ana-open", "Thank you, Ana, that made our day!");
    const MessageId own = say("ana-own", "Ana, I read your kind words to everybody here.");
    const MessageId to_ben = say("ben-own", "Ben, we put your picture up in the shop.");
    const MessageId unsent = desk_.reply_to("ana-own", "Ana, come and see us one day.");
    EXPECT_EQ(thank(ana, open, open).field, "/private_message_id");
    EXPECT_EQ(thank(ana, own, {}).field, "/public_message_id") << "not public";
    EXPECT_EQ(thank(ana, open, to_ben).field, "/private_message_id") << "to somebody else";
    EXPECT_EQ(thank(ana, open, unsent).field, "/private_message_id") << "not sent";
    EXPECT_EQ(thank(ana, open, desk_.message("ana-own").id).field, "/private_message_id");
    EXPECT_EQ(thank(ana, open, own), Error{});
}

TEST_F(ThankYou, NeverUsesTheSameWordsTwice) {
    const std::string words = "Thank you so much for your kind words!";
    const AppreciationId ana = praised_by("ana");
    const MessageId open = say("ana-open", words);
    const MessageId echo = say("ana-own", "thank you so much - for your kind words");
    EXPECT_EQ(thank(ana, open, echo).kind, ErrorKind::Conflict) << "in public and in person";
    EXPECT_EQ(thank(ana, open, {}), Error{});
    const AppreciationId ben = praised_by("ben");
    const Error again = thank(ben, say("ben-open", words), {});
    EXPECT_EQ(again.kind, ErrorKind::Conflict);
    EXPECT_EQ(again.field, "/public_message_id");
    EXPECT_NE(again.what.find("very words"), std::string::npos);
    EXPECT_EQ(thank(ben, open, {}).field, "/public_message_id") << "nor ana's own";
    EXPECT_EQ(dismiss(ana).kind, ErrorKind::Conflict) << "what was said stays said";
    EXPECT_EQ(dismiss(ben), Error{});
}

}  // namespace
}  // namespace aplomb::runtime

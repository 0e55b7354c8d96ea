// What the author of an answer has seen is told by the order in which messages came to us, not by
// the platform's clock: platforms deliver late and out of order.
#include <gtest/gtest.h>

#include "desk/reply.h"

namespace aplomb::desk {
namespace {

Message message(std::int64_t id, std::int64_t conversation, Direction direction, int minute) {
    Message message;
    message.id = MessageId{id};
    message.conversation_id = ConversationId{conversation};
    message.direction = direction;
    message.at = Timestamp{} + std::chrono::minutes{minute};
    return message;
}

TEST(LastArrived, IsTheOneThatCameLastWhateverItsTimeSays) {
    const std::vector<Message> thread{message(7, 1, Direction::In, 1),
                                      message(4, 1, Direction::In, 2),
                                      message(5, 1, Direction::In, 3)};
    EXPECT_EQ(last_arrived(thread, ConversationId{1}), MessageId{7});
}

TEST(LastArrived, LooksAtTheirWordsInThatConversationAlone) {
    const std::vector<Message> thread{message(2, 1, Direction::In, 1),
                                      message(3, 1, Direction::Out, 2),
                                      message(4, 2, Direction::In, 3)};
    EXPECT_EQ(last_arrived(thread, ConversationId{1}), MessageId{2});
    EXPECT_EQ(last_arrived(thread, ConversationId{9}), std::nullopt);
}

}  // namespace
}  // namespace aplomb::desk

#include "casework/customers.h"

#include "store/habits.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t gaps_read = 50;
// Whoever answers after this long begins anew rather than answers.
constexpr Milliseconds answer_gap_max = std::chrono::hours{24 * 60};

}  // namespace

Result<desk::ZoneReading> zone_of(const store::Transaction& transaction, const Office& office,
                                  const Customer& customer) {
    return desk::read_zone(customer.time_zone, customer.phone,
                           TRY(transaction.habits().posting_hours(customer.id)),
                           office.policy().zone);
}

Result<std::optional<desk::Rhythm>> rhythm_of(const store::Transaction& transaction,
                                              CustomerId customer, ChannelId channel,
                                              Timestamp now) {
    std::vector<desk::AnswerGap> gaps;
    for (const auto& [at, gap] :
         TRY(transaction.habits().answer_gaps(customer, channel, gaps_read))) {
        gaps.push_back({at, gap});
    }
    return desk::learn_rhythm(gaps, now);
}

Result<> learn_from(store::Transaction& transaction, const Case& before, const Message& message,
                    CustomerId customer) {
    if (message.automatic || message.direction == Direction::Out) return {};
    const auto hour = std::chrono::floor<std::chrono::hours>(message.at.time_since_epoch());
    TRY(transaction.habits().count_posting_hour(customer, static_cast<int>(hour.count() % 24)));
    // An answer to ours is the first word after it.
    if (!before.last_out_at || message.at <= *before.last_out_at) return {};
    if (before.last_in_at && *before.last_in_at > *before.last_out_at) return {};
    const Milliseconds gap = message.at - *before.last_out_at;
    if (gap > answer_gap_max) return {};
    return transaction.habits().add_answer_gap(customer, message.channel_id, message.at, gap);
}

}  // namespace aplomb::casework

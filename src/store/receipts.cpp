#include "store/receipts.h"

#include <chrono>

#include "store/columns.h"

namespace aplomb::store {
namespace {

constexpr std::int64_t ms_per_hour = 3'600'000;
constexpr std::int64_t usual_rate_hours = 28 * 24;

Receipt receipt_in(const Row& row) {
    Receipt receipt;
    receipt.id = {row.integer(0)};
    receipt.channel_id = {row.integer(1)};
    receipt.event = {row.text(2), row.text(3), row.text(4), row.text(5)};
    receipt.received_at = time_at(row, 6);
    receipt.state = enum_at<ReceiptState>(row, 7);
    receipt.reason = row.text(8);
    receipt.case_id = maybe_id_at<CaseId>(row, 9);
    receipt.message_id = maybe_id_at<MessageId>(row, 10);
    return receipt;
}

Result<std::vector<Receipt>> receipts_of(Connection& connection, std::string_view statement,
                                         std::initializer_list<Value> parameters) {
    std::vector<Receipt> receipts;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        receipts.push_back(receipt_in(row));
        return true;
    }));
    return receipts;
}

}  // namespace

Result<std::optional<ReceiptId>> Receipts::append(ChannelId channel, const RawEvent& event,
                                                  Timestamp received_at) {
    std::optional<ReceiptId> id;
    TRY(connection_.run("insert_receipt",
                        {channel.value, event.external_id, event.kind, event.revision,
                         Bytes{event.body}, to_ms(received_at)},
                        [&](const Row& row) {
                            id = ReceiptId{row.integer(0)};
                            return true;
                        }));
    if (!id) return id;
    Tally& tally = tallies_[channel];
    ++tally.received;
    ++tally.hours[to_ms(received_at) / ms_per_hour];
    tally.last_received_at = std::max(tally.last_received_at, received_at);
    return id;
}

void Receipts::count(ChannelId channel, ReceiptState state, std::int64_t amount) {
    Tally& tally = tallies_[channel];
    switch (state) {
        case ReceiptState::Pending:
            break;  // what is left of `received`
        case ReceiptState::Case:
            tally.cases += amount;
            break;
        case ReceiptState::Merged:
            tally.merged += amount;
            break;
        case ReceiptState::Ignored:
            tally.ignored += amount;
            break;
        case ReceiptState::DeadLetter:
            tally.dead_letters += amount;
            break;
    }
}

// Nearly every receipt is settled once, from pending: that takes one statement.
Result<> Receipts::settle(const Receipt& receipt, ReceiptState state, const std::string& reason,
                          std::optional<CaseId> case_id, std::optional<MessageId> message_id) {
    const std::int64_t changed = TRY(connection_.run(
        "settle_pending_receipt", {receipt.id.value, number_of(state), reason, value_of(case_id),
                                   value_of(message_id), receipt.channel_id.value}));
    if (changed == 0) return settle(receipt.id, state, reason, case_id, message_id);
    count(receipt.channel_id, state, 1);
    return {};
}

Result<> Receipts::settle(ReceiptId id, ReceiptState state, const std::string& reason,
                          std::optional<CaseId> case_id, std::optional<MessageId> message_id) {
    ChannelId channel;
    auto standing = ReceiptState::Pending;
    TRY(connection_.run("receipt_standing", {id.value}, [&](const Row& row) {
        channel = {row.integer(0)};
        standing = enum_at<ReceiptState>(row, 1);
        return true;
    }));
    if (!channel) return fail(ErrorKind::NotFound, "there is no receipt " + id.text());
    if (standing != ReceiptState::Pending && standing != ReceiptState::Ignored) {
        return fail(ErrorKind::Conflict, "receipt " + id.text() + " is settled already");
    }
    TRY(connection_.run("settle_receipt", {id.value, number_of(state), reason, value_of(case_id),
                                           value_of(message_id)}));
    count(channel, standing, -1);
    count(channel, state, 1);
    return {};
}

Result<> Receipts::reopen(ReceiptId id) {
    ChannelId channel;
    TRY(connection_.run("reopen_receipt", {id.value}, [&](const Row& row) {
        channel = {row.integer(0)};
        return true;
    }));
    if (!channel) return fail(ErrorKind::NotFound, "receipt " + id.text() + " is no dead letter");
    count(channel, ReceiptState::DeadLetter, -1);
    return {};
}

Result<std::vector<Receipt>> Receipts::early(ChannelId channel,
                                             const std::string& external_id) const {
    return receipts_of(connection_, "early_receipts", {channel.value, external_id});
}

Result<> Receipts::forget_bodies(ChannelId channel, const std::string& external_id) {
    TRY(connection_.run("forget_receipt_bodies", {channel.value, external_id, Bytes{}}));
    return {};
}

Result<std::vector<Receipt>> Receipts::pending(ReceiptId after, std::size_t limit) const {
    return receipts_of(connection_, "pending_receipts",
                       {after.value, static_cast<std::int64_t>(limit)});
}

Result<std::optional<Receipt>> Receipts::find(ReceiptId id) const {
    auto found = TRY(receipts_of(connection_, "find_receipt", {id.value}));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::optional<ReceiptState>> Receipts::state_of(ReceiptId id) const {
    std::optional<ReceiptState> state;
    TRY(connection_.run("receipt_standing", {id.value}, [&](const Row& row) {
        state = enum_at<ReceiptState>(row, 1);
        return true;
    }));
    return state;
}

Result<std::vector<Receipt>> Receipts::dead_letters(std::size_t limit) const {
    return receipts_of(connection_, "dead_letters", {static_cast<std::int64_t>(limit)});
}

Result<std::vector<LedgerLine>> Receipts::ledger(Timestamp now) const {
    const std::int64_t hour = to_ms(now) / ms_per_hour;
    std::vector<LedgerLine> lines;
    TRY(connection_.run("ledger", {hour - usual_rate_hours, hour}, [&](const Row& row) {
        LedgerLine line;
        line.channel_id = {row.integer(0)};
        line.received = row.integer(1);
        line.cases = row.integer(2);
        line.merged = row.integer(3);
        line.ignored = row.integer(4);
        line.dead_letters = row.integer(5);
        line.pending = line.received - line.cases - line.merged - line.ignored - line.dead_letters;
        line.last_received_at = maybe_time_at(row, 6);
        const std::int64_t hours = row.integer(8);
        if (hours > 0) line.usual_per_hour = row.real(7) / static_cast<double>(hours);
        lines.push_back(line);
        return true;
    }));
    return lines;
}

Result<> Receipts::write_tallies() {
    for (const auto& [channel, tally] : tallies_) {
        TRY(connection_.run("add_receipt_totals",
                            {channel.value, tally.received, tally.cases, tally.merged,
                             tally.ignored, tally.dead_letters, to_ms(tally.last_received_at)}));
        for (const auto& [hour, received] : tally.hours) {
            TRY(connection_.run("add_receipt_hour", {channel.value, hour, received}));
        }
    }
    tallies_.clear();
    return {};
}

Result<std::vector<ChannelId>> Receipts::unbalanced() const {
    std::vector<ChannelId> out;
    TRY(connection_.run("unbalanced_channels", {}, [&](const Row& row) {
        out.push_back(ChannelId{row.integer(0)});
        return true;
    }));
    return out;
}

Result<> Receipts::note_gap(ChannelId channel, Timestamp from, Timestamp to,
                            const std::string& reason) {
    TRY(connection_.run("insert_gap", {channel.value, to_ms(from), to_ms(to), reason}));
    return {};
}

Result<std::vector<Receipts::Gap>> Receipts::gaps(Timestamp since) const {
    std::vector<Gap> gaps;
    TRY(connection_.run("gaps_since", {to_ms(since)}, [&](const Row& row) {
        gaps.push_back({{row.integer(0)}, time_at(row, 1), time_at(row, 2), row.text(3)});
        return true;
    }));
    return gaps;
}

}  // namespace aplomb::store

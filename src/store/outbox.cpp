#include "store/outbox.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "store/columns.h"

namespace aplomb::store {
namespace {

OutboxRow outbox_row_in(const Row& row) {
    OutboxRow out;
    out.id = {row.integer(0)};
    out.message_id = {row.integer(0)};
    out.channel_id = {row.integer(1)};
    out.key = row.text(2);
    out.state = enum_at<MessageState>(row, 3);
    out.not_before = time_at(row, 4);
    out.attempts = int_at(row, 5);
    out.look_ups = int_at(row, 6);
    out.lease_until = maybe_time_at(row, 7);
    out.last_error = row.text(8);
    out.seen_message_id = maybe_id_at<MessageId>(row, 9);
    out.held_because = row.text(10);
    out.created_at = time_at(row, 11);
    out.tried_at = maybe_time_at(row, 12);
    out.channel_stopped = row.integer(13) != 0;
    return out;
}

std::int64_t due_at(const OutboxRow& row) {
    return to_ms(std::max(row.not_before, row.lease_until.value_or(row.not_before)));
}

}  // namespace

Result<OutboxId> Outbox::insert(const OutboxRow& row) {
    TRY(connection_.run(
        "insert_outbox",
        {row.message_id.value, row.channel_id.value, row.key, number_of(row.state),
         to_ms(row.not_before), row.attempts, row.look_ups, value_of(row.lease_until),
         row.last_error, value_of(row.seen_message_id), row.held_because, to_ms(row.created_at),
         value_of(row.tried_at), row.channel_stopped, due_at(row)}));
    return OutboxId{row.message_id.value};
}

Result<> Outbox::update(const OutboxRow& row) {
    const std::int64_t changed = TRY(connection_.run(
        "update_outbox",
        {row.message_id.value, row.channel_id.value, row.key, number_of(row.state),
         to_ms(row.not_before), row.attempts, row.look_ups, value_of(row.lease_until),
         row.last_error, value_of(row.seen_message_id), row.held_because, due_at(row),
         value_of(row.tried_at), row.channel_stopped, to_ms(row.created_at)}));
    if (changed == 0) {
        return fail(ErrorKind::NotFound,
                    "message " + row.message_id.text() + " is not on its way out");
    }
    return {};
}

Result<std::optional<OutboxRow>> Outbox::find(MessageId message) const {
    std::optional<OutboxRow> found;
    TRY(connection_.run("find_outbox", {message.value}, [&](const Row& row) {
        found = outbox_row_in(row);
        return true;
    }));
    return found;
}

// Nearly always few are due. All of them, if that is so; nothing if a choice is to be made.
Result<std::optional<std::vector<OutboxRow>>> Outbox::claim_few(Timestamp now,
                                                                Timestamp lease_until,
                                                                std::size_t limit,
                                                                std::size_t per_channel_max) {
    std::vector<OutboxRow> rows;
    std::map<ChannelId, std::size_t> of_channel;
    bool few = true;
    TRY(connection_.run(
        "due_outbox", {to_ms(now), static_cast<std::int64_t>(limit) + 1}, [&](const Row& row) {
            rows.push_back(outbox_row_in(row));
            few = rows.size() <= limit && ++of_channel[rows.back().channel_id] <= per_channel_max;
            return few;
        }));
    if (!few) return std::nullopt;
    for (OutboxRow& row : rows) {
        TRY(connection_.run("lease_outbox", {row.message_id.value, to_ms(lease_until)}));
        row.lease_until = lease_until;
        row.channel_stopped = false;
    }
    return rows;
}

Result<std::vector<OutboxRow>> Outbox::claim(Timestamp now, Timestamp lease_until,
                                             std::size_t limit, std::size_t per_channel_max) {
    // Choosing so that no channel takes all the places costs ten times as much.
    if (auto all = TRY(claim_few(now, lease_until, limit, per_channel_max))) return std::move(*all);
    std::vector<OutboxRow> rows;
    TRY(connection_.run("claim_outbox",
                        {to_ms(now), to_ms(lease_until), static_cast<std::int64_t>(limit),
                         static_cast<std::int64_t>(per_channel_max)},
                        [&](const Row& row) {
                            rows.push_back(outbox_row_in(row));
                            return true;
                        }));
    // RETURNING promises no order.
    std::sort(rows.begin(), rows.end(), [](const OutboxRow& a, const OutboxRow& b) {
        return std::tie(a.not_before, a.message_id) < std::tie(b.not_before, b.message_id);
    });
    return rows;
}

Result<std::optional<Timestamp>> Outbox::next_due() const {
    std::optional<Timestamp> due;
    TRY(connection_.run("next_outbox_due", {}, [&](const Row& row) {
        due = time_at(row, 0);
        return true;
    }));
    return due;
}

Result<> Outbox::wake(ChannelId channel) {
    TRY(connection_.run("wake_outbox", {channel.value}));
    return {};
}

Result<> Outbox::remove(OutboxId id) {
    TRY(connection_.run("remove_outbox", {id.value}));
    return {};
}

Result<> Outbox::release_leases() {
    TRY(connection_.run("release_leases", {}));
    return {};
}

}  // namespace aplomb::store

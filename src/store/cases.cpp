#include "store/cases.h"

#include <limits>

#include "store/case_columns.h"
#include "store/columns.h"

namespace aplomb::store {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

std::int64_t due_key(const Case& value) {
    return value.due_at ? to_ms(*value.due_at) : never;
}

std::int64_t newest_key(const Case& value) {
    return to_ms(value.preview_at.value_or(value.created_at));
}

// Both statements number the fields alike; the update adds which row it means.
#define APLOMB_CASE_FIELDS(c, version)                                                            \
    c.customer_id.value, c.channel_id.value, number_of(c.status), number_of(c.kind),              \
        number_of(c.specificity), c.severity, number_of(c.visibility), c.subject,                 \
        value_of(c.owner_id), c.reach, to_ms(c.first_in_at), value_of(c.last_in_at),              \
        value_of(c.last_out_at), value_of(c.waiting_since), value_of(c.due_at),                   \
        value_of(c.snooze_until), c.heat_key, c.message_count, c.preview,                         \
        number_of(c.preview_direction), value_of(c.preview_at), value_of(c.merged_into), version, \
        to_ms(c.created_at), to_ms(c.updated_at), due_key(c), newest_key(c),                      \
        value_of_flag(c.at_fault), c.no_offer_reason, c.others

Conversation conversation_in(const Row& row) {
    Conversation conversation;
    conversation.id = {row.integer(0)};
    conversation.case_id = {row.integer(1)};
    conversation.channel_id = {row.integer(2)};
    conversation.external_id = row.text(3);
    conversation.visibility = enum_at<Visibility>(row, 4);
    conversation.subject = row.text(5);
    conversation.platform_ref = row.text(6);
    conversation.first_at = time_at(row, 7);
    conversation.last_at = time_at(row, 8);
    conversation.answer_until = maybe_time_at(row, 9);
    return conversation;
}

Result<std::vector<Conversation>> conversations_by(Connection& connection,
                                                   std::string_view statement,
                                                   std::initializer_list<Value> parameters) {
    std::vector<Conversation> conversations;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        conversations.push_back(conversation_in(row));
        return true;
    }));
    return conversations;
}

Result<std::optional<Conversation>> conversation_by(Connection& connection,
                                                    std::string_view statement,
                                                    std::initializer_list<Value> parameters) {
    auto found = TRY(conversations_by(connection, statement, parameters));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

// Whose load a case adds to.
std::optional<UserId> burdened(const Case& value) {
    return value.status == CaseStatus::Open ? value.owner_id : std::nullopt;
}

Result<> shift_load(Connection& connection, std::optional<UserId> from, std::optional<UserId> to) {
    if (from == to) return {};
    if (from) TRY(connection.run("shift_owner_load", {from->value, -1}));
    if (to) TRY(connection.run("shift_owner_load", {to->value, 1}));
    return {};
}

}  // namespace

Case case_in(const Row& row) {
    Case value;
    value.id = {row.integer(0)};
    value.customer_id = {row.integer(1)};
    value.channel_id = {row.integer(2)};
    value.status = enum_at<CaseStatus>(row, 3);
    value.kind = enum_at<CaseKind>(row, 4);
    value.specificity = enum_at<Specificity>(row, 5);
    value.severity = int_at(row, 6);
    value.visibility = enum_at<Visibility>(row, 7);
    value.subject = row.text(8);
    value.owner_id = maybe_id_at<UserId>(row, 9);
    value.reach = row.integer(10);
    value.first_in_at = time_at(row, 11);
    value.last_in_at = maybe_time_at(row, 12);
    value.last_out_at = maybe_time_at(row, 13);
    value.waiting_since = maybe_time_at(row, 14);
    value.due_at = maybe_time_at(row, 15);
    value.snooze_until = maybe_time_at(row, 16);
    value.heat_key = row.integer(17);
    value.message_count = row.integer(18);
    value.preview = row.text(19);
    value.preview_direction = enum_at<Direction>(row, 20);
    value.preview_at = maybe_time_at(row, 21);
    value.merged_into = maybe_id_at<CaseId>(row, 22);
    value.version = row.integer(23);
    value.created_at = time_at(row, 24);
    value.updated_at = time_at(row, 25);
    if (!row.is_null(26)) value.at_fault = row.integer(26) != 0;
    value.no_offer_reason = row.text(27);
    value.others = row.integer(28);
    return value;
}

CaseRow case_row_in(const Row& row) {
    CaseRow out;
    out.case_ = case_in(row);
    out.customer_name = row.text(case_column_count);
    out.customer_handle = row.text(case_column_count + 1);
    out.customer_followers = maybe_integer_at(row, case_column_count + 2);
    out.channel_kind = row.text(case_column_count + 3);
    out.channel_name = row.text(case_column_count + 4);
    out.owner_name = row.text(case_column_count + 5);
    return out;
}

Result<CaseId> Cases::insert(const Case& value) {
    CaseId id;
    TRY(connection_.run("insert_case", {APLOMB_CASE_FIELDS(value, value.version)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    TRY(shift_load(connection_, {}, burdened(value)));
    return id;
}

Result<> Cases::update(const Case& value) {
    std::optional<UserId> before;
    TRY(connection_.run("owner_of_open_case", {value.id.value}, [&](const Row& row) {
        before = maybe_id_at<UserId>(row, 0);
        return true;
    }));
    const std::int64_t changed =
        TRY(connection_.run("update_case", {APLOMB_CASE_FIELDS(value, value.version + 1),
                                            value.id.value, value.version}));
    if (changed == 0) {
        return fail(ErrorKind::Conflict, "somebody else changed case " + value.id.text() +
                                             " meanwhile; look at it again");
    }
    return shift_load(connection_, before, burdened(value));
}

Result<std::optional<Case>> Cases::find(CaseId id) const {
    std::optional<Case> found;
    TRY(connection_.run("find_case", {id.value}, [&](const Row& row) {
        found = case_in(row);
        return true;
    }));
    return found;
}

Result<std::optional<CaseRow>> Cases::row(CaseId id) const {
    std::optional<CaseRow> found;
    TRY(connection_.run("find_case_row", {id.value}, [&](const Row& row) {
        found = case_row_in(row);
        return true;
    }));
    return found;
}

Result<std::vector<CaseId>> Cases::snoozed_until(Timestamp now, std::size_t limit) const {
    std::vector<CaseId> ids;
    TRY(connection_.run("snoozed_until", {to_ms(now), static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            ids.push_back({row.integer(0)});
                            return true;
                        }));
    return ids;
}

Result<ConversationId> Cases::insert(const Conversation& conversation) {
    ConversationId id;
    TRY(connection_.run(
        "insert_conversation",
        {conversation.case_id.value, conversation.channel_id.value,
         null_when_empty(conversation.external_id), number_of(conversation.visibility),
         conversation.subject, conversation.platform_ref, to_ms(conversation.first_at),
         to_ms(conversation.last_at), value_of(conversation.answer_until)},
        [&](const Row& row) {
            id = {row.integer(0)};
            return true;
        }));
    return id;
}

Result<> Cases::update(const Conversation& conversation) {
    const std::int64_t changed = TRY(connection_.run(
        "update_conversation",
        {conversation.id.value, conversation.case_id.value, conversation.channel_id.value,
         null_when_empty(conversation.external_id), number_of(conversation.visibility),
         conversation.subject, conversation.platform_ref, to_ms(conversation.first_at),
         to_ms(conversation.last_at), value_of(conversation.answer_until)}));
    if (changed == 0) {
        return fail(ErrorKind::NotFound, "there is no conversation " + conversation.id.text());
    }
    return {};
}

Result<std::optional<Conversation>> Cases::find_conversation(ConversationId id) const {
    return conversation_by(connection_, "find_conversation", {id.value});
}

Result<std::optional<Conversation>> Cases::find_conversation(ChannelId channel,
                                                             const std::string& external_id,
                                                             Visibility visibility) const {
    return conversation_by(connection_, "find_conversation_by_external_id",
                           {channel.value, external_id, number_of(visibility)});
}

Result<std::vector<Conversation>> Cases::conversations_named(ChannelId channel,
                                                             const std::string& external_id) const {
    return conversations_by(connection_, "conversations_named", {channel.value, external_id});
}

Result<std::vector<Conversation>> Cases::conversations_of(CaseId id) const {
    return conversations_by(connection_, "conversations_of", {id.value});
}

Result<> Cases::remove(ConversationId id) {
    TRY(connection_.run("remove_conversation", {id.value}));
    return {};
}

Result<> Cases::move_conversations(CaseId from, CaseId to) {
    TRY(connection_.run("move_messages_of_case", {from.value, to.value}));
    TRY(connection_.run("move_conversations_of_case", {from.value, to.value}));
    return {};
}

}  // namespace aplomb::store

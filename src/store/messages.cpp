#include "store/messages.h"

#include <algorithm>
#include <limits>

#include "base/json.h"
#include "store/columns.h"
#include "store/cursor.h"
#include "store/search.h"

namespace aplomb::store {
namespace {

std::string attachments_json(const std::vector<Attachment>& attachments) {
    if (attachments.empty()) return {};
    json::array list;
    for (const Attachment& attachment : attachments) {
        list.push_back(json::object{
            {"url", attachment.url}, {"type", attachment.type}, {"name", attachment.name}});
    }
    return json::serialize(list);
}

// Written by attachments_json; anything else means a damaged row and reads as none.
std::vector<Attachment> attachments_from(const std::string& text) {
    std::vector<Attachment> attachments;
    if (text.empty()) return attachments;
    const auto list = parse_json(text);
    if (!list || !list->is_array()) return attachments;
    for (const json::value& value : list->as_array()) {
        ObjectReader reader(value);
        attachments.push_back({reader.text("url").value_or(""), reader.text("type").value_or(""),
                               reader.text("name").value_or("")});
    }
    return attachments;
}

Message message_in(const Row& row) {
    Message message;
    message.id = {row.integer(0)};
    message.conversation_id = {row.integer(1)};
    message.case_id = {row.integer(2)};
    message.channel_id = {row.integer(3)};
    message.external_id = row.text(4);
    message.parent_external_id = row.text(5);
    message.direction = enum_at<Direction>(row, 6);
    message.visibility = enum_at<Visibility>(row, 7);
    message.from = enum_at<Speaker>(row, 8);
    message.identity_id = maybe_id_at<IdentityId>(row, 9);
    message.user_id = maybe_id_at<UserId>(row, 10);
    message.author_name = row.text(11);
    message.author_handle = row.text(12);
    message.at = time_at(row, 13);
    message.received_at = time_at(row, 14);
    message.text = row.text(15);
    message.html = row.text(16);
    message.subject = row.text(17);
    message.language = row.text(18);
    if (!row.is_null(19)) message.rating = int_at(row, 19);
    message.attachments = attachments_from(row.text(20));
    message.platform_ref = row.text(21);
    message.edited_at = maybe_time_at(row, 22);
    message.deleted_at = maybe_time_at(row, 23);
    message.state = enum_at<MessageState>(row, 24);
    message.send_at = maybe_time_at(row, 25);
    message.error = row.text(26);
    message.send_key = row.text(27);
    message.automatic = row.integer(28) != 0;
    return message;
}

Value rating_of(const Message& message) {
    if (!message.rating) return {};
    return std::int64_t{*message.rating};
}

// Both statements number the fields alike; the update adds the id. `attachments` outlives the list.
#define APLOMB_MESSAGE_FIELDS(m, attachments)                                                      \
    m.conversation_id.value, m.case_id.value, m.channel_id.value, null_when_empty(m.external_id),  \
        m.parent_external_id, number_of(m.direction), number_of(m.visibility), number_of(m.from),  \
        value_of(m.identity_id), value_of(m.user_id), m.author_name, m.author_handle, to_ms(m.at), \
        to_ms(m.received_at), m.text, m.html, m.subject, m.language, rating_of(m), attachments,    \
        m.platform_ref, value_of(m.edited_at), value_of(m.deleted_at), number_of(m.state),         \
        value_of(m.send_at), m.error, null_when_empty(m.send_key), std::int64_t {                  \
        m.automatic                                                                                \
    }

Result<std::vector<Message>> messages_of(Connection& connection, std::string_view statement,
                                         std::initializer_list<Value> parameters) {
    std::vector<Message> messages;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        messages.push_back(message_in(row));
        return true;
    }));
    return messages;
}

Result<std::optional<Message>> message_of(Connection& connection, std::string_view statement,
                                          std::initializer_list<Value> parameters) {
    auto found = TRY(messages_of(connection, statement, parameters));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

bool fits(const Message& message, const MessageQuery& query) {
    return (!query.channel || message.channel_id == *query.channel) &&
           (!query.conversation || message.conversation_id == *query.conversation) &&
           (!query.case_id || message.case_id == *query.case_id) &&
           (query.external_id.empty() || message.external_id == query.external_id);
}

}  // namespace

Result<MessageId> Messages::insert(const Message& message) {
    MessageId id;
    const std::string attachments = attachments_json(message.attachments);
    TRY(connection_.run("insert_message", {APLOMB_MESSAGE_FIELDS(message, attachments)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    TRY(add_search_entry(connection_, id, search_words(message)));
    return id;
}

Result<> Messages::update(const Message& message) {
    const auto before = TRY(find(message.id));
    if (!before) return fail(ErrorKind::NotFound, "there is no message " + message.id.text());
    const std::string attachments = attachments_json(message.attachments);
    TRY(connection_.run("update_message",
                        {APLOMB_MESSAGE_FIELDS(message, attachments), message.id.value}));
    const std::string old_words = search_words(*before);
    const std::string new_words = search_words(message);
    if (old_words == new_words) return {};
    TRY(remove_search_entry(connection_, message.id, old_words));
    TRY(add_search_entry(connection_, message.id, new_words));
    return {};
}

Result<> Messages::remove(MessageId id) {
    const auto message = TRY(find(id));
    if (!message) return fail(ErrorKind::NotFound, "there is no message " + id.text());
    TRY(remove_search_entry(connection_, id, search_words(*message)));
    TRY(forget_revisions(id));
    TRY(connection_.run("remove_outbox", {id.value}));
    TRY(connection_.run("remove_message", {id.value}));
    return {};
}

Result<> Messages::add_revision(MessageId id, Timestamp at, const std::string& text) {
    TRY(connection_.run("insert_revision", {id.value, to_ms(at), text}));
    return {};
}

Result<> Messages::forget_revisions(MessageId id) {
    TRY(connection_.run("forget_revisions", {id.value}));
    return {};
}

Result<std::vector<MessageRevision>> Messages::revisions(MessageId id) const {
    std::vector<MessageRevision> revisions;
    TRY(connection_.run("revisions_of", {id.value}, [&](const Row& row) {
        revisions.push_back({time_at(row, 0), row.text(1)});
        return true;
    }));
    return revisions;
}

Result<std::optional<Message>> Messages::find(MessageId id) const {
    return message_of(connection_, "find_message", {id.value});
}

Result<std::optional<Message>> Messages::find(ChannelId channel,
                                              const std::string& external_id) const {
    return message_of(connection_, "find_message_by_external_id", {channel.value, external_id});
}

Result<std::optional<Message>> Messages::find_by_key(ChannelId channel,
                                                     const std::string& send_key) const {
    return message_of(connection_, "find_message_by_key", {channel.value, send_key});
}

Result<std::optional<Message>> Messages::find_unconfirmed(ConversationId conversation,
                                                          const std::string& text) const {
    return message_of(connection_, "find_unconfirmed_message", {conversation.value, text});
}

Result<std::vector<Message>> Messages::of_case(CaseId id, std::size_t limit) const {
    auto messages = TRY(
        messages_of(connection_, "messages_of_case", {id.value, static_cast<std::int64_t>(limit)}));
    std::reverse(messages.begin(), messages.end());
    return messages;
}

Result<std::vector<Message>> Messages::of_conversation(ConversationId id, std::size_t limit) const {
    auto messages = TRY(messages_of(connection_, "messages_of_conversation",
                                    {id.value, static_cast<std::int64_t>(limit)}));
    std::reverse(messages.begin(), messages.end());
    return messages;
}

Result<std::optional<Message>> Messages::newest_inbound(ConversationId id) const {
    return message_of(connection_, "newest_inbound_message", {id.value});
}

// One message more than the page holds shows that there is a next one.
Result<> Messages::search(const MessageQuery& query, std::int64_t before, MessagePage& page) const {
    const auto question = fts5_question(query.search);
    if (!question) return {};
    std::int64_t seen = 0;
    std::int64_t last = 0;
    Result<> looked_up;
    TRY(connection_.run("search_messages", {*question, before, search_messages_max},
                        [&](const Row& row) {
                            ++seen;
                            last = row.integer(0);
                            auto message = find(MessageId{last});
                            if (!message) {
                                looked_up = tl::unexpected<Error>(message.error());
                                return false;
                            }
                            if (*message && fits(**message, query)) {
                                page.messages.push_back(std::move(**message));
                            }
                            return page.messages.size() <= query.limit;
                        }));
    if (seen == search_messages_max && page.messages.size() <= query.limit) {
        page.next_cursor = write_cursor({"messages", last, 0});
    }
    return looked_up;
}

Result<WordsHeard> Messages::words_heard(CaseId id) const {
    WordsHeard words;
    TRY(connection_.run("words_heard_in_case", {id.value}, [&](const Row& row) {
        if (words.language.empty()) words.language = row.text(1);
        words.text += row.text(0) + "\n";
        return true;
    }));
    return words;
}

Result<std::optional<int>> Messages::newest_rating(CaseId id) const {
    std::optional<int> rating;
    TRY(connection_.run("newest_rating", {id.value}, [&](const Row& row) {
        rating = int_at(row, 0);
        return true;
    }));
    return rating;
}

Result<MessagePage> Messages::page(const MessageQuery& query) const {
    Cursor from{"messages", std::numeric_limits<std::int64_t>::max(), 0};
    if (!query.cursor.empty()) from = TRY(read_cursor(query.cursor, "messages"));
    MessagePage page;
    const std::int64_t channel = query.channel ? query.channel->value : 0;
    const auto rows_max = static_cast<std::int64_t>(query.limit) + 1;
    if (!query.search.empty()) {
        TRY(search(query, from.key, page));
    } else if (!query.external_id.empty()) {
        page.messages =
            TRY(messages_of(connection_, "messages_by_external_id", {query.external_id}));
        std::erase_if(page.messages, [&](const Message& message) {
            return !fits(message, query) || message.id.value >= from.key;
        });
    } else if (query.conversation) {
        page.messages = TRY(messages_of(connection_, "message_page_of_conversation",
                                        {from.key, channel, rows_max, query.conversation->value}));
    } else if (query.case_id) {
        page.messages = TRY(messages_of(connection_, "message_page_of_case",
                                        {from.key, channel, rows_max, query.case_id->value}));
    } else {
        page.messages =
            TRY(messages_of(connection_, "message_page", {from.key, channel, rows_max}));
    }
    if (page.messages.size() > query.limit) {
        page.messages.resize(query.limit);
        page.next_cursor = write_cursor({"messages", page.messages.back().id.value, 0});
    }
    return page;
}

Result<> Messages::move(ConversationId from, ConversationId to, CaseId to_case) {
    TRY(connection_.run("move_messages", {from.value, to.value, to_case.value}));
    return {};
}

}  // namespace aplomb::store

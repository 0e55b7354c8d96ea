#include "store/journal.h"

#include <limits>

#include "store/columns.h"
#include "store/cursor.h"

namespace aplomb::store {
namespace {

ScreenEvent event_in(const Row& row) {
    ScreenEvent event;
    event.id = {row.integer(0)};
    event.at = time_at(row, 1);
    event.kind = enum_at<ScreenEventKind>(row, 2);
    event.case_id = maybe_id_at<CaseId>(row, 3);
    event.message_id = maybe_id_at<MessageId>(row, 4);
    event.channel_id = maybe_id_at<ChannelId>(row, 5);
    return event;
}

AuditEntry audit_entry_in(const Row& row) {
    AuditEntry entry;
    entry.id = {row.integer(0)};
    entry.at = time_at(row, 1);
    entry.actor_kind = row.text(2);
    entry.actor_id = row.text(3);
    entry.actor_name = row.text(4);
    entry.action = row.text(5);
    entry.subject = row.text(6);
    if (const auto detail = parse_json(row.text(7)); detail && detail->is_object()) {
        entry.detail = detail->as_object();
    }
    return entry;
}

Result<EventId> event_id_of(Connection& connection, std::string_view statement) {
    EventId id;
    TRY(connection.run(statement, {}, [&](const Row& row) {
        id = {row.integer(0)};
        return true;
    }));
    return id;
}

}  // namespace

Result<EventId> Journal::append(const ScreenEvent& event) {
    EventId id;
    TRY(connection_.run("insert_event",
                        {to_ms(event.at), number_of(event.kind), value_of(event.case_id),
                         value_of(event.message_id), value_of(event.channel_id)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    appended_ = id;
    return id;
}

Result<std::vector<ScreenEvent>> Journal::events_after(EventId after, std::size_t limit) const {
    std::vector<ScreenEvent> events;
    TRY(connection_.run("events_after", {after.value, static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            events.push_back(event_in(row));
                            return true;
                        }));
    return events;
}

Result<EventId> Journal::newest_event() const {
    return event_id_of(connection_, "newest_event");
}

Result<EventId> Journal::oldest_event() const {
    return event_id_of(connection_, "oldest_event");
}

Result<> Journal::trim_events(EventId before) {
    TRY(connection_.run("trim_events", {before.value}));
    return {};
}

Result<> Journal::append(const AuditEntry& entry) {
    TRY(connection_.run("insert_audit",
                        {to_ms(entry.at), entry.actor_kind, entry.actor_id, entry.actor_name,
                         entry.action, entry.subject, json::serialize(entry.detail)}));
    return {};
}

Result<AuditPage> Journal::audit(const std::string& subject, const std::string& cursor,
                                 std::size_t limit) const {
    Cursor from{"audit", std::numeric_limits<std::int64_t>::max(), 0};
    if (!cursor.empty()) from = TRY(read_cursor(cursor, "audit"));
    AuditPage page;
    const auto take = [&](const Row& row) {
        page.entries.push_back(audit_entry_in(row));
        return true;
    };
    const auto rows_max = static_cast<std::int64_t>(limit) + 1;
    if (subject.empty()) {
        TRY(connection_.run("audit_page", {from.key, rows_max}, take));
    } else {
        TRY(connection_.run("audit_page_of", {from.key, rows_max, subject}, take));
    }
    if (page.entries.size() > limit) {
        page.entries.resize(limit);
        page.next_cursor = write_cursor({"audit", page.entries.back().id.value, 0});
    }
    return page;
}

Result<std::optional<KeptAnswer>> Journal::kept_answer(const std::string& scope,
                                                       const std::string& key) const {
    std::optional<KeptAnswer> answer;
    TRY(connection_.run("find_kept_answer", {scope, key}, [&](const Row& row) {
        answer = KeptAnswer{row.text(0), int_at(row, 1), row.text(2)};
        return true;
    }));
    return answer;
}

Result<> Journal::keep_answer(const std::string& scope, const std::string& key,
                              const KeptAnswer& answer, Timestamp now) {
    TRY(connection_.run("keep_answer",
                        {scope, key, answer.fingerprint, answer.status, answer.body, to_ms(now)}));
    return {};
}

Result<> Journal::forget_answers(Timestamp before) {
    TRY(connection_.run("forget_answers", {to_ms(before)}));
    return {};
}

Result<std::string> Journal::fact(const std::string& name) const {
    std::string value;
    TRY(connection_.run("find_fact", {name}, [&](const Row& row) {
        value = row.text(0);
        return true;
    }));
    return value;
}

Result<> Journal::set_fact(const std::string& name, const std::string& value) {
    TRY(connection_.run("set_fact", {name, value}));
    return {};
}

}  // namespace aplomb::store

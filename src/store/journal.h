// Screen events, the audit log, and answers kept for Idempotency-Key.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/journal.h"
#include "store/connection.h"

namespace aplomb::store {

// What an earlier request with the same Idempotency-Key was answered.
struct KeptAnswer {
    std::string fingerprint;  // SHA-256 of method, path and body
    int status = 0;
    std::string body;
};

struct AuditPage {
    std::vector<AuditEntry> entries;  // newest first
    std::string next_cursor;
};

class Journal {
  public:
    explicit Journal(Connection& connection) : connection_(connection) {}

    Result<EventId> append(const ScreenEvent& event);
    Result<std::vector<ScreenEvent>> events_after(EventId after, std::size_t limit) const;
    Result<EventId> newest_event() const;
    Result<EventId> oldest_event() const;
    Result<> trim_events(EventId before);

    Result<> append(const AuditEntry& entry);
    Result<AuditPage> audit(const std::string& subject, const std::string& cursor,
                            std::size_t limit) const;

    Result<std::optional<KeptAnswer>> kept_answer(const std::string& scope,
                                                  const std::string& key) const;
    Result<> keep_answer(const std::string& scope, const std::string& key, const KeptAnswer& answer,
                         Timestamp now);
    Result<> forget_answers(Timestamp before);

    // Small facts of the installation ("last_seen_at", "link_key").
    Result<std::string> fact(const std::string& name) const;
    Result<> set_fact(const std::string& name, const std::string& value);

    // The newest event appended through this object, for the store's writer; 0 for none.
    [[nodiscard]] EventId appended() const { return appended_; }
    void forget_appended() { appended_ = {}; }

  private:
    Connection& connection_;
    EventId appended_;
};

}  // namespace aplomb::store

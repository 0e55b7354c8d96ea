// One round: who we are and what the server allows (once a day), notifications from the last one
// known forward, the newest word of each private conversation (a mention may be filtered out of the
// notifications, a conversation never), and what we answered outside the desk.
//
// `min_id` walks forward page by page, so an interruption of any length leaves no gap; the first
// round ever takes the newest page only.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "channels/account_settings.h"
#include "channels/http_answers.h"
#include "channels/json_fields.h"
#include "channels/mastodon/instance.h"
#include "channels/mastodon/listening.h"
#include "channels/mastodon/statuses.h"

namespace aplomb::channels::fediverse {
namespace {

constexpr int pages_max = 5;
constexpr std::size_t page_size = 80;
constexpr std::chrono::hours limits_kept{24};

class Round final : public Dialogue<PollOutcome> {
  public:
    explicit Round(Account account) : account_(std::move(account)), state_(account_.state) {
        const json::value state(state_);
        mark_ = text_at(state, {"notification"});
        own_mark_ = text_at(state, {"own_status"});
        conversation_mark_ = text_at(state, {"conversation_status"});
    }

    Step begin(Timestamp now) override {
        const auto known = time_at(json::value(state_), {"limits", "at"});
        if (own_id(account_).empty() || !known || now >= *known + limits_kept) {
            stage_ = Stage::Me;
            return Ask{call(account_, "/api/v1/accounts/verify_credentials")};
        }
        return ask_notifications();
    }

    Step hear(const Answer& answer, Timestamp now) override {
        const auto body = body_in(answer);
        // Only who we are and the notifications decide whether the round succeeded.
        if (!body && (stage_ == Stage::Me || stage_ == Stage::Notifications)) {
            return failed(trouble_of_query(answer, now));
        }
        switch (stage_) {
            case Stage::Me:
                return heard_me(*body);
            case Stage::Limits:
                heard_limits(body, now);
                return ask_notifications();
            case Stage::Notifications:
                return heard_notifications(*body);
            case Stage::Conversations:
                if (body) heard_statuses(*body, conversation_mark_, "conversation_status");
                return ask_own();
            case Stage::Own:
                if (body) heard_statuses(*body, own_mark_, "own_status");
                return finished();
        }
        return finished();
    }

  private:
    enum class Stage { Me, Limits, Notifications, Conversations, Own };

    Step heard_me(const json::value& body) {
        const std::string id = text_at(body, {"id"});
        if (id.empty()) {
            return failed({TroubleKind::Retry, "The Mastodon server does not say who we are", {}});
        }
        state_["me"] = {{"id", id}, {"acct", text_at(body, {"acct"})}};
        account_.state["me"] = state_["me"];
        stage_ = Stage::Limits;
        return Ask{call(account_, "/api/v2/instance")};
    }

    // Without an answer the usual limits stand, and we ask again in a day.
    void heard_limits(const std::optional<JsonPage>& body, Timestamp now) {
        json::object limits{{"at", to_rfc3339(now)}};
        if (body) {
            if (const auto characters =
                    whole_at(*body, {"configuration", "statuses", "max_characters"})) {
                limits["characters"] = *characters;
            }
            std::string streaming = text_at(*body, {"configuration", "urls", "streaming"});
            if (streaming.starts_with("ws")) streaming.replace(0, 2, "http");
            if (checked_http_url("streaming", streaming)) limits["streaming"] = streaming;
        }
        state_["limits"] = std::move(limits);
    }

    Step ask_notifications() {
        stage_ = Stage::Notifications;
        std::string path = fmt::format(
            "/api/v1/notifications?types%5B%5D=mention&types%5B%5D=quote&limit={}", page_size);
        if (!mark_.empty()) path += "&min_id=" + percent_encode(mark_);
        return Ask{call(account_, path)};
    }

    Step heard_notifications(const json::value& body) {
        const json::array* list = body.if_array();
        if (list == nullptr) {
            return failed(
                {TroubleKind::Retry, "The Mastodon server's notifications are unreadable", {}});
        }
        const bool first_time = mark_.empty();
        std::string newest = mark_;
        for (const json::value& item : *list) {
            const std::string id = text_at(item, {"id"});
            if (is_newer(id, newest)) newest = id;
            if (const json::value* status = value_at(item, {"status"})) keep(*status);
        }
        const bool moved = newest != mark_;
        mark_ = newest;
        if (!mark_.empty()) state_["notification"] = mark_;
        // A page may be short because of filters, so only an empty one is the end.
        if (!first_time && moved && !list->empty()) {
            if (++pages_ < pages_max) return ask_notifications();
            more_ = true;
        }
        stage_ = Stage::Conversations;
        return Ask{call(account_, "/api/v1/conversations?limit=40")};
    }

    Step ask_own() {
        stage_ = Stage::Own;
        return Ask{call(account_, fmt::format("/api/v1/accounts/{}/statuses?limit=40&"
                                              "exclude_reblogs=true",
                                              percent_encode(own_id(account_))))};
    }

    // The newest statuses first, either by themselves or as a conversation's last one.
    void heard_statuses(const json::value& body, const std::string& mark, std::string_view key) {
        const json::array* list = body.if_array();
        std::string newest = mark;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const json::value* last = value_at((*list)[i], {"last_status"});
            const json::value& status =
                stage_ == Stage::Conversations && last != nullptr ? *last : (*list)[i];
            const std::string id = text_at(status, {"id"});
            if (is_newer(id, newest)) newest = id;
            const bool seen =
                !mark.empty() && !is_newer(id, mark) && text_at(status, {"edited_at"}).empty();
            if (!seen && concerns(status, own_id(account_))) keep(status);
        }
        if (!newest.empty()) state_[key] = newest;
    }

    void keep(const json::value& status) {
        const std::string created = text_at(status, {"created_at"});
        for (RawEvent& event : raw_status(status)) {
            const auto unique = event.external_id + " " + event.kind + " " + event.revision;
            if (seen_.insert(unique).second) events_.emplace_back(created, std::move(event));
        }
    }

    PollOutcome finished() {
        PollOutcome outcome;
        std::stable_sort(events_.begin(), events_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (auto& [when, event] : events_)
            outcome.events.push_back(std::move(event));
        outcome.state = state_;
        outcome.more = more_;
        return outcome;
    }

    Step failed(Trouble trouble) {
        PollOutcome outcome = finished();
        outcome.more = false;
        outcome.trouble = std::move(trouble);
        return outcome;
    }

    Account account_;
    json::object state_;
    std::string mark_;
    std::string own_mark_;
    std::string conversation_mark_;
    int pages_ = 0;
    bool more_ = false;
    std::set<std::string> seen_;
    std::vector<std::pair<std::string, RawEvent>> events_;
    Stage stage_ = Stage::Me;
};

}  // namespace

std::unique_ptr<Dialogue<PollOutcome>> make_poll(const Account& account) {
    return std::make_unique<Round>(account);
}

}  // namespace aplomb::channels::fediverse

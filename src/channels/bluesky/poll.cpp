// One round asks, in this order: who mentioned, answered or quoted us (listNotifications), what we
// said ourselves outside the desk (getAuthorFeed), what the chat log has (getLog), and what the
// watched words find (searchPosts). Only the first decides whether the round succeeded: a network
// without a chat or a search service is still a network.
//
// Notifications come newest first. We page back until we are `overlap` behind the newest one of the
// round before (state "mark"): what is indexed a little late is then still met, and what comes
// twice is recognised by its uri. Three pages at most make one round, so that its events are stored
// soon; where more are left, state "catch_up" says where to go on and how far, and the mark moves
// only when the whole way has been gone. The first round ever reads one page.
#include "channels/bluesky/poll.h"

#include <algorithm>
#include <set>

#include "channels/account_settings.h"
#include "channels/bluesky/events.h"
#include "channels/bluesky/session.h"
#include "channels/bluesky/words.h"
#include "channels/http_answers.h"
#include "channels/json_fields.h"

namespace aplomb::channels::atproto {
namespace {

constexpr Milliseconds overlap{5 * 60 * 1000};
constexpr Milliseconds chat_pause{60 * 60 * 1000};
constexpr int pages_max = 3;
constexpr std::size_t conversations_max = 20;

class Poll final : public Dialogue<PollOutcome> {
  public:
    explicit Poll(const Account& account)
        : session_(account),
          state_(account.state),
          dms_(flag_in(account.settings, "dms", true)),
          words_(watched_words(account)) {
        const json::value state(state_);
        mark_ = time_at(state, {"mark"});
        chat_cursor_ = text_at(state, {"chat_cursor"});
        chat_paused_until_ = time_at(state, {"chat_paused_until"});
        if (const json::value* rest = value_at(state, {"catch_up"})) {
            page_cursor_ = text_at(*rest, {"cursor"});
            mark_ = time_at(*rest, {"until"});
            newest_ = time_at(*rest, {"newest"});
        }
    }

    Step begin(Timestamp) override { return ask_notifications(); }

    Step hear(const Answer& answer, Timestamp now) override {
        Session::Next next = session_.hear(answer, now);
        if (auto* ask = std::get_if<Ask>(&next)) return std::move(*ask);
        if (auto* trouble = std::get_if<Trouble>(&next)) return failed(std::move(*trouble));
        const Answer& got = std::get<Answer>(next);
        switch (stage_) {
            case Stage::Notifications:
                return heard_notifications(got, now);
            case Stage::OwnFeed:
                heard_posts(got, "feed");
                return ask_chat(now);
            case Stage::Chat:
                return heard_chat(got, now);
            case Stage::Conversation:
                return heard_conversation(got);
            case Stage::Search:
                heard_posts(got, "posts");
                return ask_search();
        }
        return finished();
    }

  private:
    enum class Stage { Notifications, OwnFeed, Chat, Conversation, Search };

    Step ask_notifications() {
        stage_ = Stage::Notifications;
        // Between two looks little happens; after a long absence the pages that follow are full.
        const bool a_glance = mark_ && page_cursor_.empty();
        Parameters parameters{{"limit", a_glance ? "25" : "100"},
                              {"reasons", "mention"},
                              {"reasons", "reply"},
                              {"reasons", "quote"}};
        if (!page_cursor_.empty()) parameters.emplace_back("cursor", page_cursor_);
        return session_.start(
            session_.query("app.bsky.notification.listNotifications", parameters));
    }

    Step heard_notifications(const Answer& answer, Timestamp now) {
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response == nullptr || !succeeded(*response)) {
            return failed(trouble_of_query(answer, now));
        }
        const auto page = JsonPage::parse(response->body);
        const json::array* list = page ? list_at(*page, {"notifications"}) : nullptr;
        if (list == nullptr) {
            return failed(
                {TroubleKind::Retry, "Bluesky's list of notifications is unreadable", {}});
        }
        bool reached = !mark_ || list->empty();
        for (const json::value& item : *list) {
            const auto indexed = time_at(item, {"indexedAt"});
            if (indexed && mark_ && *indexed < *mark_ - overlap) {
                reached = true;
                break;
            }
            if (indexed && (!newest_ || *indexed > *newest_)) newest_ = indexed;
            keep(raw_post(item), indexed.value_or(Timestamp{}));
        }
        page_cursor_ = text_at(*page, {"cursor"});
        if (page_cursor_.empty()) reached = true;
        if (!reached && ++pages_ < pages_max) return ask_notifications();
        if (!reached) return more_to_come();
        state_.erase("catch_up");
        if (newest_) state_["mark"] = to_rfc3339(mark_ ? std::max(*mark_, *newest_) : *newest_);
        return ask_own_feed();
    }

    Step more_to_come() {
        state_["catch_up"] = {{"cursor", page_cursor_},
                              {"until", to_rfc3339(mark_.value_or(Timestamp{}))},
                              {"newest", to_rfc3339(newest_.value_or(Timestamp{}))}};
        PollOutcome outcome = finished();
        outcome.more = true;
        return outcome;
    }

    Step ask_own_feed() {
        stage_ = Stage::OwnFeed;
        return session_.start(session_.query(
            "app.bsky.feed.getAuthorFeed",
            {{"actor", session_.did()}, {"filter", "posts_with_replies"}, {"limit", "30"}}));
    }

    // Our own feed holds `post` in each entry; only our answers matter, not what we announce.
    void heard_posts(const Answer& answer, std::string_view key) {
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response == nullptr || !succeeded(*response)) return;
        const auto page = JsonPage::parse(response->body);
        const json::array* list = page ? list_at(*page, {key}) : nullptr;
        if (list == nullptr) return;
        for (const json::value& item : *list) {
            const bool own = stage_ == Stage::OwnFeed;
            const json::value* post = own ? value_at(item, {"post"}) : &item;
            if (post == nullptr) continue;
            const bool by_us = text_at(*post, {"author", "did"}) == session_.did();
            const bool answer_of_ours = value_at(*post, {"record", "reply"}) != nullptr;
            if (by_us != own || (own && !answer_of_ours)) continue;
            const auto indexed = time_at(*post, {"indexedAt"});
            if (indexed && mark_ && *indexed < *mark_ - overlap) continue;
            keep(raw_post(*post), indexed.value_or(Timestamp{}));
        }
    }

    [[nodiscard]] HttpRequest chat_query(std::string_view method,
                                         const Parameters& parameters) const {
        HttpRequest request = session_.query(method, parameters);
        request.headers.set("atproto-proxy", std::string(chat_service));
        return request;
    }

    Step ask_chat(Timestamp now) {
        if (!dms_ || (chat_paused_until_ && now < *chat_paused_until_)) return ask_search();
        stage_ = Stage::Chat;
        Parameters parameters;
        if (!chat_cursor_.empty()) parameters.emplace_back("cursor", chat_cursor_);
        return session_.start(chat_query("chat.bsky.convo.getLog", parameters));
    }

    Step heard_chat(const Answer& answer, Timestamp now) {
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response == nullptr || !succeeded(*response)) {
            // No chat here, or the app password may not read it: look again in an hour.
            state_["chat_paused_until"] = to_rfc3339(now + chat_pause);
            return ask_search();
        }
        state_.erase("chat_paused_until");
        const auto page = JsonPage::parse(response->body);
        if (!page) return ask_search();
        next_chat_cursor_ = text_at(*page, {"cursor"});
        // Without a cursor the log begins now; what it may list from before is not ours to answer.
        const json::array* logs = chat_cursor_.empty() ? nullptr : list_at(*page, {"logs"});
        if (logs != nullptr) {
            for (const json::value& entry : *logs) {
                if (!raw_chat_message(entry, {})) continue;
                log_.push_back(entry);
                conversations_.insert(text_at(entry, {"convoId"}));
            }
        }
        return ask_conversation();
    }

    // Who takes part in a conversation; one question for each conversation in the log.
    Step ask_conversation() {
        while (!conversations_.empty() && asked_conversations_ < conversations_max) {
            stage_ = Stage::Conversation;
            ++asked_conversations_;
            return session_.start(
                chat_query("chat.bsky.convo.getConvo", {{"convoId", *conversations_.begin()}}));
        }
        for (const std::string& unnamed : conversations_)
            keep_chat_messages(unnamed, {});
        conversations_.clear();
        if (!next_chat_cursor_.empty()) state_["chat_cursor"] = next_chat_cursor_;
        return ask_search();
    }

    Step heard_conversation(const Answer& answer) {
        json::array members;
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response != nullptr && succeeded(*response)) {
            const auto page = JsonPage::parse(response->body);
            const json::array* list = page ? list_at(*page, {"convo", "members"}) : nullptr;
            if (list != nullptr) members = *list;
        }
        const std::string conversation = *conversations_.begin();
        conversations_.erase(conversations_.begin());
        keep_chat_messages(conversation, members);
        return ask_conversation();
    }

    void keep_chat_messages(const std::string& conversation, const json::array& members) {
        for (const json::value& entry : log_) {
            if (text_at(entry, {"convoId"}) != conversation) continue;
            keep(raw_chat_message(entry, members),
                 time_at(entry, {"message", "sentAt"}).value_or(Timestamp{}));
        }
    }

    Step ask_search() {
        if (words_.empty()) return finished();
        stage_ = Stage::Search;
        Parameters parameters{{"q", words_.back()}, {"sort", "latest"}, {"limit", "50"}};
        if (mark_) parameters.emplace_back("since", to_rfc3339(*mark_ - overlap));
        words_.pop_back();
        return session_.start(session_.query("app.bsky.feed.searchPosts", parameters));
    }

    void keep(std::optional<RawEvent> event, Timestamp when) {
        if (!event) return;
        const auto key = std::make_pair(event->kind, event->external_id);
        if (seen_.insert(key).second) events_.emplace_back(when, std::move(*event));
    }

    PollOutcome finished() {
        PollOutcome outcome;
        // Oldest first, so that a question is there before its answer.
        std::stable_sort(events_.begin(), events_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (auto& [when, event] : events_)
            outcome.events.push_back(std::move(event));
        events_.clear();
        state_["session"] = session_.state();
        outcome.state = state_;
        return outcome;
    }

    Step failed(Trouble trouble) {
        PollOutcome outcome = finished();
        outcome.trouble = std::move(trouble);
        return outcome;
    }

    Session session_;
    json::object state_;
    bool dms_;
    std::vector<std::string> words_;
    std::optional<Timestamp> mark_;
    std::optional<Timestamp> newest_;
    std::string page_cursor_;
    int pages_ = 0;
    std::string chat_cursor_;
    std::string next_chat_cursor_;
    std::optional<Timestamp> chat_paused_until_;
    std::vector<json::value> log_;
    std::set<std::string> conversations_;
    std::size_t asked_conversations_ = 0;
    std::set<std::pair<std::string, std::string>> seen_;
    std::vector<std::pair<Timestamp, RawEvent>> events_;
    Stage stage_ = Stage::Notifications;
};

}  // namespace

std::unique_ptr<Dialogue<PollOutcome>> make_poll(const Account& account) {
    return std::make_unique<Poll>(account);
}

}  // namespace aplomb::channels::atproto

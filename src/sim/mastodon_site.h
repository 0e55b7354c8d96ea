// A Mastodon instance, simulated: the company's account with its access token, statuses with
// mentions, notifications that page forward by min_id, direct conversations, idempotent posting,
// and the event stream of the user. Source: connectors/mastodon.md.
#pragma once

#include <map>

#include "sim/platform.h"

namespace aplomb::sim {

class MastodonSite final : public Platform {
  public:
    struct Login {
        std::string acct;  // "pellwick"
        std::string name;
        std::string host;  // "harbour.example"
        std::string token;
    };
    explicit MastodonSite(Login company);

    HttpResponse answer(const HttpRequest& request, Timestamp now) override;
    // Visibility::Private is a direct status.
    std::string say(const Utterance& utterance) override;
    std::string say_as_us(const Utterance& utterance) override;
    void edit(const std::string& id, const std::string& text, Timestamp now) override;
    void take_back(const std::string& id, Timestamp now) override;
    std::optional<std::string> stream_after(const HttpRequest& request,
                                            std::size_t& position) override;

    // How often a status was asked for again under a key already used.
    [[nodiscard]] int repeats() const { return repeats_; }

  private:
    struct Status {
        std::string id;
        std::string acct;
        std::string text;
        std::string answers;
        std::string root;
        std::string visibility;
        std::string language;
        Timestamp at;
        std::optional<Timestamp> edited_at;
        bool removed = false;
        mutable std::string text_of_view;  // made when first shown
    };
    struct Notification {
        std::int64_t id;
        std::string status_id;
        Timestamp at;
    };
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    HttpResponse read(const std::string& path, const Parameters& parameters) const;
    HttpResponse instance() const;
    HttpResponse notifications(const Parameters& parameters) const;
    HttpResponse conversations() const;
    HttpResponse context(const Status& status) const;
    HttpResponse account_statuses(const std::string& account_id,
                                  const Parameters& parameters) const;
    HttpResponse search(const Parameters& parameters) const;
    HttpResponse post_status(const HttpRequest& request, Timestamp now);

    Status& add(const std::string& acct, const Utterance& utterance);
    void announce(const Status& status);
    void stream_event(std::string_view event, std::string_view payload);
    [[nodiscard]] const Status* find(const std::string& id) const;
    [[nodiscard]] bool mentions_us(const Status& status) const;
    [[nodiscard]] json::object account_view(const std::string& acct) const;
    [[nodiscard]] json::object status_view(const Status& status) const;
    [[nodiscard]] const std::string& status_text(const Status& status) const;
    void forget_views();
    [[nodiscard]] json::object notification_view(const Notification& notification) const;
    [[nodiscard]] std::string content_of(const Status& status) const;

    Login company_;
    std::map<std::string, Author> people_;    // by acct
    std::map<std::string, std::string> ids_;  // acct to account id
    std::vector<Status> statuses_;
    std::map<std::string, std::size_t> by_id_;
    std::vector<Notification> notifications_;
    struct Posted {
        std::string status_id;
        Timestamp at;
    };
    std::map<std::string, Posted> keys_;
    std::vector<std::string> events_;  // of the user's stream, each one server-sent event
    int repeats_ = 0;
};

}  // namespace aplomb::sim

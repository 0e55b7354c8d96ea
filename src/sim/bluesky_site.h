// A Bluesky server with the network behind it, simulated: log-in sessions that expire, posts under
// record keys that exist once, notifications with a cursor, search, and chat.
//
// Only the company has a log-in here; everybody else speaks through say(). Sessions last
// `access_lasts`, after which the server says ExpiredToken and the refresh token buys a new pair,
// once. Source: connectors/bluesky.md.
#pragma once

#include <map>
#include <set>

#include "sim/platform.h"

namespace aplomb::sim {

class BlueskySite final : public Platform {
  public:
    struct Login {
        std::string handle;
        std::string name;
        std::string password;
    };
    explicit BlueskySite(Login company);

    HttpResponse answer(const HttpRequest& request, Timestamp now) override;
    // Visibility::Private is a chat message; its `answers` is any message of the conversation.
    std::string say(const Utterance& utterance) override;
    std::string say_as_us(const Utterance& utterance) override;
    void edit(const std::string&, const std::string&, Timestamp) override {}
    void take_back(const std::string& id, Timestamp now) override;

    // How long an access token is good; the reference server's two hours.
    void set_access_lasts(Milliseconds span) { access_lasts_ = span; }
    // How often somebody logged in with the password, which real servers ration.
    [[nodiscard]] int logins() const { return logins_; }

    static std::string did_of(std::string_view handle);

  private:
    struct Post {
        std::string uri;
        std::string cid;
        std::string did;
        std::string parent;
        Timestamp indexed_at;
        json::object record;
        bool mentions_us = false;
        bool removed = false;
        mutable std::string view;  // as JSON text, made when first shown
    };
    struct ChatMessage {
        std::string id;
        std::string conversation;
        std::string sender;
        std::string text;
        Timestamp sent_at;
        bool removed = false;
    };
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    // Reading (bluesky_site.cpp).
    HttpResponse query(std::string_view method, const Parameters& parameters) const;
    HttpResponse notifications(const Parameters& parameters) const;
    HttpResponse author_feed(const Parameters& parameters) const;
    HttpResponse posts(const Parameters& parameters) const;
    HttpResponse search(const Parameters& parameters) const;
    HttpResponse record_of(const Parameters& parameters) const;
    HttpResponse profile(const Parameters& parameters) const;
    [[nodiscard]] const std::string& view_of(const Post& post) const;
    [[nodiscard]] json::object profile_of(const std::string& did) const;
    [[nodiscard]] std::string_view reason_of(const Post& post) const;
    [[nodiscard]] const Post* find(const std::string& uri) const;

    // Log-in and writing (bluesky_writing.cpp).
    HttpResponse create_session(const json::value& input, Timestamp now);
    HttpResponse refresh_session(std::string_view token, Timestamp now);
    HttpResponse new_tokens(Timestamp now);
    HttpResponse create_record(const json::value& input, Timestamp now);
    const Post& publish(const std::string& did, const std::string& key, json::object record,
                        Timestamp now);
    void meet(const std::string& did, const Author& author);
    std::string speak(const Utterance& utterance, const std::string& did);
    json::object record_for(const Utterance& utterance) const;
    std::string next_key(Timestamp now);

    // Chat (bluesky_chat.cpp).
    HttpResponse chat_query(std::string_view method, const Parameters& parameters);
    HttpResponse send_message(const json::value& input, Timestamp now);
    std::string chat(const std::string& member, const std::string& sender, const std::string& text,
                     Timestamp now);
    [[nodiscard]] json::object conversation_view(const std::string& member) const;
    std::string chat_from(const Utterance& utterance, bool ours);

    Login company_;
    std::string our_did_;
    std::map<std::string, Author> people_;  // by did
    std::vector<Post> posts_;               // in the order they were indexed
    std::map<std::string, std::size_t> by_uri_;
    std::vector<ChatMessage> messages_;
    std::vector<json::object> chat_log_;

    Milliseconds access_lasts_{2 * 60 * 60 * 1000};
    std::map<std::string, Timestamp> access_tokens_;  // until when
    std::set<std::string> refresh_tokens_;
    int logins_ = 0;
    std::int64_t next_number_ = 1;
};

}  // namespace aplomb::sim

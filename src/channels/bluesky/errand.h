// What sending and looking up on Bluesky have in common: calls go through the session, who we are
// is known before the first of them is built, and a renewed log-in leaves with the outcome.
#pragma once

#include <string>
#include <utility>

#include "channels/bluesky/session.h"
#include "channels/connector.h"
#include "channels/http_answers.h"

namespace aplomb::channels::atproto {

inline json::value body_of(const HttpResponse& response) {
    auto body = parse_json(response.body);
    return body ? std::move(*body) : json::value{};
}

template<class Outcome>
std::unique_ptr<Dialogue<Outcome>> refused(TroubleKind kind, std::string what) {
    Outcome outcome;
    outcome.trouble = Trouble{kind, std::move(what), {}};
    return settled(std::move(outcome));
}

template<class Outcome>
class Errand : public Dialogue<Outcome> {
  public:
    using Step = typename Dialogue<Outcome>::Step;

    Errand(const Account& account, OutboundReply reply)
        : session_(account), reply_(std::move(reply)), state_(account.state) {}

    Step begin(Timestamp now) override {
        if (!session_.did().empty()) return first(now);
        asking_who_we_are_ = true;
        return ask(session_.query("com.atproto.server.getSession", {}));
    }

    Step hear(const Answer& answer, Timestamp now) override {
        Session::Next next = session_.hear(answer, now);
        if (auto* again = std::get_if<Ask>(&next)) return std::move(*again);
        if (auto* trouble = std::get_if<Trouble>(&next))
            return end(in_trouble(std::move(*trouble)));
        const Answer& got = std::get<Answer>(next);
        if (!asking_who_we_are_) return heard(got, now);
        asking_who_we_are_ = false;
        const auto* response = std::get_if<HttpResponse>(&got);
        if (response == nullptr || !succeeded(*response) || session_.did().empty()) {
            return end(in_trouble(trouble_of_query(got, now)));
        }
        return first(now);
    }

  protected:
    virtual Step first(Timestamp now) = 0;
    virtual Step heard(const Answer& answer, Timestamp now) = 0;

    Step ask(HttpRequest request) { return session_.start(std::move(request)); }
    static Outcome in_trouble(Trouble trouble) {
        Outcome outcome;
        outcome.trouble = std::move(trouble);
        return outcome;
    }
    Step end(Outcome outcome) {
        if (session_.changed()) {
            state_["session"] = session_.state();
            outcome.state = state_;
        }
        return outcome;
    }

    Session session_;
    OutboundReply reply_;

  private:
    json::object state_;
    bool asking_who_we_are_ = false;
};

}  // namespace aplomb::channels::atproto

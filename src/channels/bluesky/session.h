// Calls to a Bluesky server with the log-in taken care of.
//
// createSession is limited to 300 a day, so the pair of tokens it gives is kept in the account's
// state and used until the server says ExpiredToken; then the refresh token buys a new pair, which
// replaces both at once. Only when that fails too do we log in again. A dialogue owns one Session,
// puts every call through it and hands state() out with its outcome when changed().
// Source: connectors/bluesky.md, "Auth"; lexicons com.atproto.server.*.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "channels/connector.h"

namespace aplomb::channels::atproto {

using Parameters = std::vector<std::pair<std::string, std::string>>;

class Session {
  public:
    explicit Session(const Account& account);

    // Requests without their Authorization, which start() adds.
    [[nodiscard]] HttpRequest query(std::string_view method, const Parameters& parameters) const;
    [[nodiscard]] HttpRequest procedure(std::string_view method, const json::object& input) const;

    // The first thing to ask so that `call` gets done: itself, or the log-in before it.
    Ask start(HttpRequest call);
    // What the answer leads to: another thing to ask, the answer to the call itself, or the end
    // because we are not let in.
    using Next = std::variant<Ask, Answer, Trouble>;
    Next hear(const Answer& answer, Timestamp now);

    // Who we are over there; "" before the first log-in.
    [[nodiscard]] const std::string& did() const { return did_; }
    [[nodiscard]] const std::string& handle() const { return handle_; }
    [[nodiscard]] bool changed() const { return changed_; }
    // For the "session" key of the account's state.
    [[nodiscard]] json::object state() const;

  private:
    enum class Phase { LoggingIn, Refreshing, Calling };

    Ask log_in();
    Ask refresh();
    Ask call();
    Next heard_tokens(const Answer& answer, Timestamp now);

    std::string service_;
    std::string identifier_;
    std::string password_;
    std::string did_;
    std::string handle_;
    std::string access_token_;
    std::string refresh_token_;
    HttpRequest call_;
    Phase phase_ = Phase::Calling;
    bool renewed_ = false;    // this call's token has been replaced once already
    bool logged_in_ = false;  // … by the password, which is the last resort
    bool changed_ = false;
};

// The `error` name of an XRPC answer, "" for none.
std::string error_name(const HttpResponse& response);
// The five classes, with Bluesky's own error names looked at first.
Trouble trouble_of_call(const Answer& answer, Timestamp now);
// As above for something that changes nothing over there: never Unknown.
Trouble trouble_of_query(const Answer& answer, Timestamp now);

}  // namespace aplomb::channels::atproto

// What every connector test needs: answers given by hand, and a look at what was asked.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "channels/connector.h"

namespace aplomb::channels::testing {

inline Timestamp at(std::string_view rfc3339) {
    return parse_rfc3339(rfc3339).value();
}

// A conversation with a connector in which the test plays the platform.
template<class Outcome>
class Script {
  public:
    Script(std::unique_ptr<Dialogue<Outcome>> dialogue, Timestamp now)
        : dialogue_(std::move(dialogue)), now_(now), step_(dialogue_->begin(now)) {}

    [[nodiscard]] bool finished() const { return std::holds_alternative<Outcome>(step_); }
    [[nodiscard]] const Ask& ask() const { return std::get<Ask>(step_); }
    [[nodiscard]] const HttpRequest& request() const { return std::get<HttpRequest>(ask()); }
    [[nodiscard]] const Outcome& outcome() const { return std::get<Outcome>(step_); }

    Script& answer(Answer given) {
        step_ = dialogue_->hear(given, now_);
        return *this;
    }
    Script& answer(int status, std::string body = {},
                   std::vector<std::pair<std::string, std::string>> headers = {}) {
        return answer(HttpResponse{status, {std::move(headers)}, std::move(body)});
    }
    Script& later(Milliseconds span) {
        now_ += span;
        return *this;
    }

  private:
    std::unique_ptr<Dialogue<Outcome>> dialogue_;
    Timestamp now_;
    typename Dialogue<Outcome>::Step step_;
};

}  // namespace aplomb::channels::testing

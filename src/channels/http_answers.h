// What an HTTP answer means for us, as far as all platforms agree (connectors/README §5 and §6).
// Each connector looks at its own special cases first and leaves the rest to this.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "base/time.h"
#include "channels/connector.h"

namespace aplomb::channels {

inline bool succeeded(const HttpResponse& response) {
    return response.status >= 200 && response.status < 300;
}

// The moment a limit ends: `Retry-After` (seconds or HTTP date), else `RateLimit-Reset` or
// `X-RateLimit-Reset` (epoch seconds, seconds to go, or RFC 3339). Never before `now`, and never
// more than a day ahead, so that a broken header cannot stop a channel for good.
std::optional<Timestamp> limit_ends(const Headers& headers, Timestamp now);

// The platform's own words about what went wrong, from the usual keys of a JSON body; at most 200
// bytes on one line; empty when there are none.
std::string reason_in(const HttpResponse& response);

// 408, 409, 425, 5xx: Retry. 429, and 503 with a time: Wait. 401: ReAuth. The rest of 4xx, 3xx
// and 501: Permanent. `platform` begins the sentence ("The callback", "Bluesky").
Trouble trouble_of(const HttpResponse& response, std::string_view platform, Timestamp now);
// Unknown when it may have arrived, else Retry.
Trouble trouble_of(const NoAnswer& answer, std::string_view platform);
// Of an answer to something that changes nothing over there: never Unknown.
Trouble trouble_of_reading(const Answer& answer, std::string_view platform, Timestamp now);

// A dialogue whose end is known before anything is asked.
template<class Outcome>
class Settled final : public Dialogue<Outcome> {
  public:
    explicit Settled(Outcome outcome) : outcome_(std::move(outcome)) {}
    typename Dialogue<Outcome>::Step begin(Timestamp) override { return outcome_; }
    typename Dialogue<Outcome>::Step hear(const Answer&, Timestamp) override { return outcome_; }

  private:
    Outcome outcome_;
};

template<class Outcome>
std::unique_ptr<Dialogue<Outcome>> settled(Outcome outcome) {
    return std::make_unique<Settled<Outcome>>(std::move(outcome));
}

}  // namespace aplomb::channels

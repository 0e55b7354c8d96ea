// A token bucket: `per_second` tokens flow in, at most `burst` are kept.
#pragma once

#include <algorithm>
#include <optional>

#include "base/time.h"

namespace aplomb::runtime {

class TokenBucket {
  public:
    TokenBucket(double per_second, double burst)
        : per_second_(per_second), burst_(burst), tokens_(burst) {}

    // Takes so many tokens, at most a full bucket, or answers when they will be there.
    std::optional<Timestamp> take(Timestamp now, double wanted = 1) {
        wanted = std::min(wanted, burst_);
        if (last_) {
            const double seconds = std::chrono::duration<double>(now - *last_).count();
            tokens_ = std::min(burst_, tokens_ + std::max(seconds, 0.0) * per_second_);
        }
        last_ = now;
        if (tokens_ >= wanted) {
            tokens_ -= wanted;
            return {};
        }
        return now + std::chrono::ceil<Milliseconds>(
                         std::chrono::duration<double>((wanted - tokens_) / per_second_));
    }

  private:
    double per_second_;
    double burst_;
    double tokens_;
    std::optional<Timestamp> last_;
};

}  // namespace aplomb::runtime

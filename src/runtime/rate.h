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

    // Takes a token, or answers when the next one will be there.
    std::optional<Timestamp> take(Timestamp now) {
        if (last_) {
            const double seconds = std::chrono::duration<double>(now - *last_).count();
            tokens_ = std::min(burst_, tokens_ + std::max(seconds, 0.0) * per_second_);
        }
        last_ = now;
        if (tokens_ >= 1) {
            tokens_ -= 1;
            return {};
        }
        return now + std::chrono::ceil<Milliseconds>(
                         std::chrono::duration<double>((1 - tokens_) / per_second_));
    }

  private:
    double per_second_;
    double burst_;
    double tokens_;
    std::optional<Timestamp> last_;
};

}  // namespace aplomb::runtime

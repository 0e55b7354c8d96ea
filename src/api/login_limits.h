// How often somebody may try to log in. Two leaky buckets: one per e-mail address, so that no
// account can be guessed at from many machines, and one per network address, so that no machine
// can try many accounts. An attempt is counted before the password is looked at; a right one gives
// its e-mail bucket back.
//
// Memory is bounded: at most `kept_max` buckets of each sort. When there is no room the fullest
// stays and the emptiest goes, so that a flood of made-up addresses cannot push out the one under
// attack.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/time.h"

namespace aplomb::api {

class LoginLimits {
  public:
    struct Bucket {
        double attempts_max;
        Milliseconds refill;  // one attempt comes back after this long
    };
    static constexpr Bucket per_email{5, Milliseconds{60'000}};
    static constexpr Bucket per_address{20, Milliseconds{15'000}};
    static constexpr std::size_t kept_max = 4'096;

    // Nothing: go ahead, and it has been counted. Otherwise how long to wait.
    std::optional<Milliseconds> try_attempt(const std::string& email, const std::string& address,
                                            Timestamp now);
    void succeeded(const std::string& email);
    [[nodiscard]] std::size_t kept() const;

  private:
    struct Level {
        double attempts = 0;
        Timestamp at;
    };
    using Levels = std::unordered_map<std::string, Level>;

    static double level_now(const Level& level, const Bucket& bucket, Timestamp now);
    static Milliseconds wait_for(Levels& levels, const std::string& key, const Bucket& bucket,
                                 Timestamp now);
    static void count(Levels& levels, const std::string& key, const Bucket& bucket, Timestamp now);

    mutable std::mutex mutex_;
    Levels emails_;
    Levels addresses_;
};

}  // namespace aplomb::api

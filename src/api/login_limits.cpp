#include "api/login_limits.h"

#include <algorithm>

namespace aplomb::api {

double LoginLimits::level_now(const Level& level, const Bucket& bucket, Timestamp now) {
    const double leaked =
        static_cast<double>((now - level.at).count()) / static_cast<double>(bucket.refill.count());
    return std::max(0.0, level.attempts - std::max(0.0, leaked));
}

Milliseconds LoginLimits::wait_for(Levels& levels, const std::string& key, const Bucket& bucket,
                                   Timestamp now) {
    const auto found = levels.find(key);
    if (found == levels.end()) return Milliseconds{0};
    const double over = level_now(found->second, bucket, now) + 1 - bucket.attempts_max;
    if (over <= 0) return Milliseconds{0};
    return Milliseconds{
        static_cast<std::int64_t>(over * static_cast<double>(bucket.refill.count()))};
}

void LoginLimits::count(Levels& levels, const std::string& key, const Bucket& bucket,
                        Timestamp now) {
    if (levels.size() >= kept_max && !levels.contains(key)) {
        const auto emptiest =
            std::min_element(levels.begin(), levels.end(), [&](const auto& a, const auto& b) {
                return level_now(a.second, bucket, now) < level_now(b.second, bucket, now);
            });
        levels.erase(emptiest);
    }
    Level& level = levels[key];
    level.attempts = level.attempts > 0 ? level_now(level, bucket, now) + 1 : 1;
    level.at = now;
}

std::optional<Milliseconds> LoginLimits::try_attempt(const std::string& email,
                                                     const std::string& address, Timestamp now) {
    const std::scoped_lock lock(mutex_);
    const Milliseconds wait = std::max(wait_for(emails_, email, per_email, now),
                                       wait_for(addresses_, address, per_address, now));
    if (wait.count() > 0) return wait;
    count(emails_, email, per_email, now);
    count(addresses_, address, per_address, now);
    return {};
}

void LoginLimits::succeeded(const std::string& email) {
    const std::scoped_lock lock(mutex_);
    emails_.erase(email);
}

std::size_t LoginLimits::kept() const {
    const std::scoped_lock lock(mutex_);
    return std::max(emails_.size(), addresses_.size());
}

}  // namespace aplomb::api

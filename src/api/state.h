// What the API keeps between requests. Everything else is in the store.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "api/composers.h"
#include "api/event_hub.h"
#include "api/login_limits.h"
#include "api/services.h"
#include "api/web_files.h"

namespace aplomb::api {

// Requests under way that carry an Idempotency-Key, so that the same one arriving twice at once
// does not run twice.
class KeysInFlight {
  public:
    // False when it is there already.
    bool enter(const std::string& key) {
        const std::scoped_lock lock(mutex_);
        return keys_.insert(key).second;
    }
    void leave(const std::string& key) {
        const std::scoped_lock lock(mutex_);
        keys_.erase(key);
    }

  private:
    std::mutex mutex_;
    std::set<std::string> keys_;
};

struct State {
    explicit State(Services given)
        : services(std::move(given)), events(std::make_shared<EventHub>(services)) {}

    Services services;
    LoginLimits logins;
    KeysInFlight keys;
    Composers composers;
    std::shared_ptr<EventHub> events;
    WebFiles web;
};

}  // namespace aplomb::api

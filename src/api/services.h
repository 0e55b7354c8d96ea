// What the API needs of the shell around it. The program's wiring fills this in once; everything
// pointed to outlives the Api.
#pragma once

#include <functional>
#include <string>

#include "base/clock.h"
#include "base/metrics.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "desk/ports.h"
#include "domain/ids.h"
#include "net/http_server.h"
#include "store/store.h"
#include "triage/assess.h"

namespace aplomb::api {

struct Settings {
    // Where people reach us, "https://desk.example.com"; empty: whatever the Host header says.
    std::string public_url;
    // Cookies only over TLS (`__Host-` prefix, Secure) and HSTS. On when public_url is https.
    bool secure_cookies = false;
    // A reverse proxy in front of us names the client in X-Forwarded-For; believed only then.
    bool behind_proxy = false;
    // A reply can be taken back for this long before it leaves.
    Milliseconds undo_window{5'000};
    // How closely a timeline's words are read again when it is shown.
    triage::Tier reading = triage::Tier::Deep;
    // Signed out after this long without a request, and after session_age_max whatever happens.
    Milliseconds session_idle_max{std::chrono::hours{7 * 24}};
    Milliseconds session_age_max{std::chrono::hours{30 * 24}};
    // Requests run on this many threads; waiting ones beyond the queue are told 503.
    std::size_t workers = 4;
    std::size_t worker_queue_max = 1'024;
};

struct Services {
    store::Store& store;
    Clock& clock;
    Random& random;  // secure: sessions and tokens come from it; safe from several threads
    Metrics& metrics;
    desk::PolicySource& policy;
    desk::ChannelAdmin& channels;
    Settings settings;
    // A row was added to the outbox, or may leave earlier than before.
    std::function<void()> wake_outbox;
    // A receipt went back to pending.
    std::function<void()> wake_pipeline;
    // Moves a virtual clock and answers when what fell due has run; empty on a real clock.
    std::function<Result<>(Milliseconds)> advance_clock;
    // POST /hooks/{channel_id}. Called on an I/O thread: it must not block.
    std::function<void(ChannelId, net::Request, net::Respond)> receive_hook;
};

}  // namespace aplomb::api

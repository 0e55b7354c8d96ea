// The whole desk in one process, wired once: store, runtime, API, web server. `serve` runs it
// against the world, `demo` against simulated platforms.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "app/config.h"
#include "base/clock.h"
#include "channels/transport.h"
#include "runtime/desk_runtime.h"
#include "store/store.h"

namespace aplomb::app {

class Desk {
  public:
    // `transport` outlives the desk. NotFound, Conflict or Invalid say what to do about it.
    static Result<std::unique_ptr<Desk>> open(const Config& config, channels::Transport& transport);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    // Starts everything; the desk answers when this returns.
    Result<> start();
    // Finishes what is in flight, then stops.
    void stop();

    [[nodiscard]] std::string address() const;
    store::Store& store();
    runtime::DeskRuntime& runtime();
    // Reads policy.toml again if it was written since.
    void follow_policy();
    Clock& clock();

  private:
    struct Parts;
    explicit Desk(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

// Call block_signals() before any thread starts.
void block_signals();

struct Waiting {
    // Called about four times a second, where given; false ends the waiting.
    std::function<bool()> every{};
    // What SIGHUP asks for: reading again what was read at the start. Not given: it ends the
    // waiting.
    std::function<bool()> hung_up{};
};
// Blocks until SIGTERM or SIGINT.
void wait_for_signal(const Waiting& waiting);

}  // namespace aplomb::app

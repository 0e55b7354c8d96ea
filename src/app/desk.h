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
    Clock& clock();

  private:
    struct Parts;
    explicit Desk(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

// Blocks until SIGTERM or SIGINT, or until `every` (called about four times a second, if given)
// answers false. Call block_signals() before any thread starts.
void block_signals();
void wait_for_signal(const std::function<bool()>& every = {});

}  // namespace aplomb::app

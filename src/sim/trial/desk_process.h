// The whole desk as one process that can die: store, runtime and API over files that outlive it,
// with no thread of its own. It runs the program's own code; only its clock, its randomness, its
// network and the moments of its commits are the trial's.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/api.h"
#include "base/metrics.h"
#include "base/random.h"
#include "channels/transport.h"
#include "domain/user.h"
#include "etiquette/policy.h"
#include "runtime/desk_runtime.h"
#include "store/store.h"

namespace aplomb::sim {

class DeskProcess {
  public:
    // `seed` decides the process's own randomness; `at_commit` may throw Crash.
    DeskProcess(VirtualClock& clock, channels::Transport& transport, std::uint64_t seed,
                std::function<void(store::CommitPoint)> at_commit);
    ~DeskProcess();
    DeskProcess(const DeskProcess&) = delete;
    DeskProcess& operator=(const DeskProcess&) = delete;

    // Opens the files and takes up what an earlier life left. Throws std::runtime_error when it
    // cannot, which no fault here should bring about.
    void start();
    // As kill -9.
    void kill();
    [[nodiscard]] bool running() const { return parts_ != nullptr; }
    // How often it was started; tells answers to an earlier life from answers to this one.
    [[nodiscard]] int life() const { return life_; }
    [[nodiscard]] std::uint64_t commits() const { return commits_; }

    store::Store& store();
    runtime::DeskRuntime& runtime();

    // A colleague's request. `token` is their session's, `key` an Idempotency-Key or empty.
    HttpResponse request(const std::string& token, std::string_view method, std::string_view target,
                         const json::value& body, const std::string& key);
    // A push for that channel; `answered` is told the status once it is known.
    void push(ChannelId channel, const HttpRequest& request, std::function<void(int)> answered);
    // Pushes wait for a commit, which answers them.
    [[nodiscard]] bool owes_commit() const { return owes_commit_; }
    void commit();

  private:
    struct Parts;
    VirtualClock& clock_;
    channels::Transport& transport_;
    std::uint64_t seed_;
    store::Stepping stepping_;
    int life_ = 0;
    std::uint64_t commits_ = 0;
    bool owes_commit_ = false;
    std::unique_ptr<Parts> parts_;
};

// Somebody who is signed in for as long as the trial lasts.
Session lasting_session(const std::string& token, UserId user, Timestamp now);

}  // namespace aplomb::sim

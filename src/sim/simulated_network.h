// The transport that asks nobody outside: every question a connector has is answered in the process
// by a simulated platform, chosen by the host of the request.
//
// What can go wrong between two machines goes wrong here, by chance and by seed: a question lost on
// the way, an answer lost on the way back although the platform did what it was asked, a question
// that arrives only after we gave up on it, a server that fails, a server that wants us to wait.
// Faults are decided by this file alone; platforms behave.
//
// The network has one lock. Platforms and the people on them are only touched under it: through
// ask() and the streams, or through locked().
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

#include "base/random.h"
#include "channels/transport.h"
#include "sim/mail_server.h"
#include "sim/platform.h"

namespace aplomb::sim {

// Chances per question, 0 to 1. The first three are looked at in this order, and one at most
// happens; the last two only to a question the platform has taken.
struct Faults {
    double lost_question = 0;  // never arrives; the asker cannot know
    double late_question =
        0;                   // the asker gives up, and it arrives after all, up to `late_by` later
    double turned_away = 0;  // 429 with Retry-After
    double failing = 0;      // 500 before anything is done
    double lost_answer = 0;  // done, and the asker hears nothing
    double failing_after = 0;  // done, and the asker hears 500
    Milliseconds late_by{20'000};
};

class SimulatedNetwork final : public channels::Transport {
  public:
    SimulatedNetwork(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

    void connect(std::string host, Platform& platform);
    void connect_mail(MailServer& server) { mail_ = &server; }
    // Asked under the lock before every question and every look at a stream: the moment for the
    // people of the simulation to have done what they would have done by now.
    void before_each(std::function<void(Timestamp)> catch_up) { catch_up_ = std::move(catch_up); }
    void set_faults(Faults faults);

    channels::Answer ask(const channels::Account& account, const channels::Connector& connector,
                         const channels::Ask& question) override;
    Result<> stream(const channels::Account& account, const HttpRequest& request,
                    const std::function<void(std::string_view)>& on_bytes,
                    const std::atomic<bool>& stop) override;
    Result<> watch_mailbox(const channels::MailServers& servers,
                           std::optional<channels::MailCursor> from, Timestamp since,
                           const std::function<Result<>(const channels::ArrivedMail&)>& on_mail,
                           const std::atomic<bool>& stop) override;

    // Runs `work` while nothing else touches the platforms, and wakes whoever waits for news.
    template<class Work>
    auto locked(Work&& work) {
        const std::scoped_lock lock(mutex_);
        const auto wake = Wake{news_};
        return work();
    }

    // Every question and what came of it, one line each, oldest first; for comparing two runs.
    [[nodiscard]] std::vector<std::string> trace() const;

  private:
    struct Wake {
        std::condition_variable& news;
        ~Wake() { news.notify_all(); }
    };
    struct LateQuestion {
        Timestamp arrives;
        channels::Ask question;
    };
    channels::Answer through_faults(const channels::Ask& question, Timestamp now);
    channels::Answer deliver(const channels::Ask& question, Timestamp now);
    void deliver_late(Timestamp now);
    // Waits a moment for news; the lock is given up meanwhile.
    void await_news(std::unique_lock<std::mutex>& lock);

    const Clock& clock_;
    Random& random_;
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::map<std::string, Platform*> hosts_;
    MailServer* mail_ = nullptr;
    std::function<void(Timestamp)> catch_up_;
    Faults faults_;
    std::vector<LateQuestion> late_;
    std::deque<std::string> trace_;
};

}  // namespace aplomb::sim

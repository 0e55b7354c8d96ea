// `aplomb demo`: the real desk, with the world outside replaced by sim::DemoWorld. Nothing leaves
// the process, nothing is kept: the scratch directory goes when the demo ends.

#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <ostream>

#include "app/desk.h"
#include "app/flags.h"
#include "base/crypto.h"
#include "base/log.h"
#include "net/http_server.h"
#include "sim/demo_world.h"
#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"

namespace aplomb::app {
namespace {

constexpr std::string_view password = "good-manners";

class ScratchDirectory {
  public:
    ScratchDirectory() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "aplomb-demo-XXXXXX").string();
        if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    ~ScratchDirectory() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Tells whether the desk took a push.
class PushAnswer final : public net::Exchange {
  public:
    explicit PushAnswer(std::function<void(bool)> told) : told_(std::move(told)) {}
    void answer(HttpResponse response) override { told_(response.status == 202); }
    void stream(std::shared_ptr<net::EventStream>, std::string, Headers) override { told_(false); }

  private:
    std::function<void(bool)> told_;
};

Result<> hire(store::Store& store, const sim::DemoWorld& world, Timestamp now) {
    const std::string hash = TRY(crypto::hash_password(password));
    return store.write([&](store::Transaction& transaction) -> Result<> {
        for (const sim::StaffMember& member : world.staff()) {
            TRY(transaction.accounts().insert(
                User{{}, member.name, member.email, member.role, hash, false, now}));
        }
        TRY(transaction.accounts().insert(
            User{{}, "You", "you@pellwick.example", Role::Admin, hash, false, now}));
        return {};
    });
}

void push_due(Desk& desk, sim::DemoWorld& world) {
    const Timestamp now = desk.clock().now();
    for (const sim::DemoWorld::Push& push : world.due(now)) {
        std::optional<ChannelId> id;
        for (const runtime::LiveChannelPtr& live : desk.runtime().directory().all()) {
            if (live->channel.name == push.channel) id = live->channel.id;
        }
        if (!id) continue;
        net::Request request;
        request.http = push.request;
        const auto answer = std::make_shared<PushAnswer>([&world, push, now](bool taken) {
            if (!taken) world.give_back(push, now);
        });
        desk.runtime().intake().receive(*id, request, net::Respond(answer));
    }
}

// One deed of yesterday, if its message has come in by now.
Result<bool> apply(store::Transaction& transaction, const sim::Deed& deed, Timestamp now) {
    const auto channel = TRY(transaction.channels().find_by_name(deed.outlet));
    if (!channel) return false;
    const auto message = TRY(transaction.messages().find(channel->id, deed.message_id));
    if (!message) return false;
    auto value = TRY(transaction.cases().find(message->case_id));
    if (!value) return false;
    if (deed.kind == sim::Deed::Kind::Close) {
        value->status = CaseStatus::Closed;
        value->due_at.reset();
        value->waiting_since.reset();
    } else if (deed.kind == sim::Deed::Kind::Snooze) {
        value->status = CaseStatus::Snoozed;
        value->snooze_until = now + deed.span;
    } else {
        return true;
    }
    value->updated_at = now;
    TRY(transaction.cases().update(*value));
    TRY(transaction.journal().append(
        ScreenEvent{{}, now, ScreenEventKind::CaseUpdated, value->id, {}, {}}));
    return true;
}

// What colleagues did about the cases of yesterday, as those cases come in.
void apply_deeds(Desk& desk, std::vector<sim::Deed>& deeds) {
    const Timestamp now = desk.clock().now();
    std::erase_if(deeds, [&](const sim::Deed& deed) {
        const auto done = desk.store().write_for<bool>(
            [&](store::Transaction& transaction) { return apply(transaction, deed, now); });
        return done && *done;
    });
}

Result<Config> scratch_config(const Flags& flags, const ScratchDirectory& scratch,
                              const sim::DemoWorld& world) {
    if (scratch.path().empty()) {
        return fail(ErrorKind::Unavailable,
                    "no scratch directory can be made; is the temporary folder full?");
    }
    Config config;
    config.data = scratch.path();
    config.listen = flags.value_or("listen", "127.0.0.1:8080");
    config.log_level = "warning";
    config.policy_file = scratch.path() + "/policy.toml";
    std::ofstream policy(config.policy_file);
    policy << "[own]\nemails = [\"@"
           << world.company().mail.substr(world.company().mail.find('@') + 1) << "\"]\n";
    return config;
}

Result<> run_demo(const std::vector<std::string>& arguments, std::span<const Flag> known,
                  Streams& streams) {
    const Flags flags = TRY(Flags::parse(arguments, known));
    log::set_level(log::Level::Warning);
    block_signals();
    const SystemClock clock;
    SecureRandom entropy;
    SeededRandom dice(entropy.below(1'000'000));
    sim::DemoWorld world(clock, dice, clock.now());
    const ScratchDirectory scratch;
    const auto desk =
        TRY(Desk::open(TRY(scratch_config(flags, scratch, world)), world.transport()));
    TRY(hire(desk->store(), world, clock.now()));
    TRY(desk->start());
    for (const sim::ChannelPlan& plan : world.channels()) {
        TRY(desk->runtime().admin().add(plan.kind, plan.name, plan.settings));
    }
    streams.out << fmt::format(
                       "{} is open at {}\n"
                       "log in as you@pellwick.example, password {}  (Ctrl+C ends the demo; "
                       "nothing is kept)",
                       world.company().name, desk->address(), password)
                << std::endl;
    std::vector<sim::Deed> deeds = world.deeds();
    wait_for_signal({.every =
                         [&] {
                             push_due(*desk, world);
                             if (!deeds.empty()) apply_deeds(*desk, deeds);
                             return true;
                         },
                     .hung_up = {}});
    desk->stop();
    return {};
}

int run(const std::vector<std::string>& arguments, Streams& streams) {
    static const std::vector<Flag> known{
        {"listen", "HOST:PORT", "where to listen (default 127.0.0.1:8080)"}};
    if (wants_help(arguments)) {
        print_usage(streams.out, "demo", "",
                    "A small company with live customers, all of it inside this program.", known);
        return exit_fine;
    }
    const auto ran = run_demo(arguments, known, streams);
    return ran ? exit_fine : complain(streams, ran.error());
}

}  // namespace

extern const Command demo;
const Command demo{"demo", "try it: a small company with live customers, inside this program", run};

}  // namespace aplomb::app

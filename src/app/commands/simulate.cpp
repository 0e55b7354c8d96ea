// Trials of the whole desk on a virtual clock, against platforms that fail and a process that dies.
// What is checked, and how a broken trial is made short, is told in src/sim/README.md.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <limits>
#include <ostream>

#include "app/command.h"
#include "app/flags.h"
#include "base/log.h"
#include "sim/trial/campaign.h"
#include "sim/trial/invariant.h"
#include "sim/trial/recipe.h"
#include "sim/trial/shrink.h"

namespace aplomb::app {
namespace {

constexpr std::array<Flag, 8> simulate_flags{{
    {"seed", "N", "which trial (default 1)"},
    {"seeds", "N", "as many trials, from --seed on (default 1)"},
    {"days", "D", "how long the desk is at work (default 30)"},
    {"customers", "N", "how many write (default: as the seed says)"},
    {"faults", "all|none|LIST", "what goes wrong (default all; names with commas between)"},
    {"trace", "FILE", "write down what happened; the first line replays it"},
    {"replay", "FILE", "run a written trial again"},
    {"list", "", "list the faults and the promises"},
}};

constexpr std::uint64_t seeds_max = 10'000'000;
constexpr std::uint64_t days_max = 3'660;
constexpr std::uint64_t customers_max = 100'000;
constexpr int shrinking_runs_max = 400;
constexpr std::size_t lines_shown_max = 60;

Result<std::uint64_t> number_of(const Flags& flags, std::string_view name, std::uint64_t fallback,
                                std::uint64_t least, std::uint64_t most) {
    const auto text = flags.find(name);
    if (!text) return fallback;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < least ||
        value > most) {
        return fail(ErrorKind::Invalid,
                    fmt::format("--{} must be a whole number from {} to {}", name, least, most));
    }
    return value;
}

Result<sim::TrialOptions> read_replay(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    if (!file || !std::getline(file, line)) {
        return fail(ErrorKind::Invalid, path + ": cannot be read; check the path of --replay");
    }
    auto options = sim::read_recipe(line);
    if (options) return options;
    return fail(ErrorKind::Invalid,
                fmt::format("{}:1: {}: {}", path, options.error().field, options.error().what));
}

Result<sim::TrialOptions> options_of(const Flags& flags) {
    if (const auto path = flags.find("replay")) {
        if (flags.has("seed") || flags.has("seeds") || flags.has("days") || flags.has("faults")) {
            return fail(ErrorKind::Invalid, "--replay says which trial; leave out the rest");
        }
        return read_replay(*path);
    }
    sim::TrialOptions options;
    options.seed = TRY(number_of(flags, "seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
    options.days = static_cast<int>(TRY(number_of(flags, "days", 30, 1, days_max)));
    options.customers = TRY(number_of(flags, "customers", 0, 1, customers_max));
    options.faults = TRY(sim::faults_named(flags.value_or("faults", "all")));
    return options;
}

void list_everything(std::ostream& out) {
    out << "faults\n";
    for (const sim::Fault* fault : sim::fault_catalogue())
        out << fmt::format("  {:<18} {}\n", fault->id, fault->what);
    out << "promises\n";
    for (const sim::Invariant* invariant : sim::invariant_catalogue())
        out << fmt::format("  {:<28} {}\n", invariant->id, invariant->promise);
}

Result<> write_trace(const std::string& path, const sim::TrialOptions& options,
                     const std::vector<std::string>& lines) {
    std::ofstream file(path);
    file << sim::write_recipe(options) << '\n';
    for (const std::string& line : lines)
        file << line << '\n';
    file.close();
    if (file) return {};
    return fail(ErrorKind::Unavailable, path + ": cannot be written; check the path of --trace");
}

void print_figures(std::ostream& out, std::uint64_t trials, int days, double seconds,
                   const sim::TrialFigures& sum) {
    out << fmt::format(
        "{} {} of {} days in {:.1f} s, {} steps: {} customers wrote {} messages, colleagues wanted "
        "{} "
        "answers "
        "sent in {} requests, the desk died {} times\n",
        trials, trials == 1 ? "trial" : "trials", days, seconds, sum.steps, sum.customers,
        sum.words_in, sum.words_out, sum.requests, sum.crashes);
    std::string struck;
    for (const auto& [fault, times] : sum.faults) {
        if (sim::find_fault(fault) != nullptr) struck += fmt::format(" {} {}", times, fault);
    }
    if (!struck.empty()) out << "faults:" << struck << '\n';
}

// The shortest replay, told and (with --trace) written down.
Result<> tell_breach(const Flags& flags, const sim::TrialOptions& options,
                     const sim::TrialOutcome& outcome, std::ostream& out) {
    const sim::Breach& breach = *outcome.breach;
    out << fmt::format("seed {}: broken promise \"{}\" ({}): {}, at {}\n", options.seed,
                       breach.promise, breach.invariant, breach.what, to_rfc3339(breach.at));
    const sim::Shrunk shrunk = sim::shrink(options, outcome, shrinking_runs_max);
    out << fmt::format("shortest replay, after {} more runs: {} of {} happenings\n", shrunk.runs,
                       shrunk.options.only->size(), outcome.struck.size());
    const auto& lines = shrunk.outcome.trace;
    const std::size_t from = lines.size() > lines_shown_max ? lines.size() - lines_shown_max : 0;
    if (from > 0) out << fmt::format("  … {} lines before\n", from);
    for (std::size_t i = from; i < lines.size(); ++i)
        out << "  " << lines[i] << '\n';
    out << "to run it again, put this line into a file for --replay:\n"
        << sim::write_recipe(shrunk.options) << '\n';
    if (const auto path = flags.find("trace")) return write_trace(*path, shrunk.options, lines);
    return {};
}

Result<int> run_one(const Flags& flags, sim::TrialOptions options, std::ostream& out) {
    options.keep_trace = flags.has("trace");
    const auto began = std::chrono::steady_clock::now();
    const sim::TrialOutcome outcome = sim::run_trial(options);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    print_figures(out, 1, options.days, seconds, outcome.figures);
    if (outcome.breach && !flags.has("replay")) {
        TRY(tell_breach(flags, options, outcome, out));
        return exit_found_something;
    }
    if (const auto path = flags.find("trace")) TRY(write_trace(*path, options, outcome.trace));
    if (outcome.breach) {
        out << fmt::format("broken promise \"{}\" ({}): {}, at {}\n", outcome.breach->promise,
                           outcome.breach->invariant, outcome.breach->what,
                           to_rfc3339(outcome.breach->at));
        return exit_found_something;
    }
    out << fmt::format("seed {} kept every promise; fingerprint {:016x}\n", options.seed,
                       outcome.fingerprint);
    return exit_fine;
}

Result<int> run_many(const Flags& flags, const sim::TrialOptions& options, std::uint64_t count,
                     Streams& streams) {
    const sim::CampaignOutcome outcome =
        sim::run_campaign(options, count, [&](std::uint64_t seed, const sim::TrialOutcome& each) {
            if (!each.breach) return;
            streams.err << fmt::format("seed {} broke {}: {}\n", seed, each.breach->invariant,
                                       each.breach->what)
                        << std::flush;
        });
    print_figures(streams.out, outcome.trials, options.days, outcome.seconds, outcome.sum);
    streams.out << fmt::format("{} kept every promise, {} broke one\n",
                               outcome.trials - outcome.broken.size(), outcome.broken.size());
    if (outcome.broken.empty()) return exit_fine;
    sim::TrialOptions first = options;
    first.seed = outcome.broken.begin()->first;
    TRY(tell_breach(flags, first, outcome.broken.begin()->second, streams.out));
    return exit_found_something;
}

Result<int> run_simulate(const std::vector<std::string>& arguments, Streams& streams) {
    const Flags flags = TRY(Flags::parse(arguments, simulate_flags));
    if (!flags.words().empty()) {
        return fail(ErrorKind::Invalid, "aplomb simulate takes no files but by --replay");
    }
    if (flags.has("list")) {
        list_everything(streams.out);
        return exit_fine;
    }
    const sim::TrialOptions options = TRY(options_of(flags));
    const std::uint64_t count = TRY(number_of(flags, "seeds", 1, 1, seeds_max));
    // Misfortune is the point; the desk's own complaints about it are not.
    log::set_level(log::Level::Error);
    if (count == 1) return run_one(flags, options, streams.out);
    return run_many(flags, options, count, streams);
}

int simulate_main(const std::vector<std::string>& arguments, Streams& streams) {
    if (wants_help(arguments)) {
        print_usage(streams.out, "simulate", "",
                    "try the whole desk for weeks in a second, with everything going wrong",
                    simulate_flags);
        return exit_fine;
    }
    const auto status = run_simulate(arguments, streams);
    return status ? *status : complain(streams, status.error());
}

}  // namespace

extern const Command simulate;
const Command simulate{"simulate", "try the whole desk for weeks in a second, faults and all",
                       simulate_main};

}  // namespace aplomb::app

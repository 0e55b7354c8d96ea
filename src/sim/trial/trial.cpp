#include "sim/trial/trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "sim/dice.h"
#include "sim/trial/clerks.h"
#include "sim/trial/desk_steps.h"
#include "sim/trial/invariant.h"
#include "sim/trial/names.h"
#include "sim/trial/patrons.h"
#include "sim/trial/wires.h"
#include "sim/trial/world.h"
#include "store/cases.h"
#include "store/journal.h"
#include "store/messages.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

// After the last day nothing new happens, and what is under way has this long to end: longer than
// the outbox goes on trying.
constexpr Milliseconds epilogue = 72h;
constexpr std::size_t events_at_once = 10'000;

// For what the desk asks outside the play, at once and without misfortune, and for its mailbox.
class PlainTransport final : public channels::Transport {
  public:
    PlainTransport(Wires& wires, MailServer* mail) : wires_(wires), mail_(mail) {}
    channels::Answer ask(const channels::Account&, const channels::Connector&,
                         const channels::Ask& question) override {
        return wires_.ask_plainly(question);
    }
    Result<> stream(const channels::Account&, const HttpRequest&,
                    const std::function<void(std::string_view)>&,
                    const std::atomic<bool>&) override {
        return fail(ErrorKind::Unavailable, "no streams here");
    }
    // Everything there is, and then the connection ends.
    Result<> watch_mailbox(const channels::MailServers& servers,
                           std::optional<channels::MailCursor> from, Timestamp since,
                           const std::function<Result<>(const channels::ArrivedMail&)>& on_mail,
                           const std::atomic<bool>&) override {
        wires_.note_mailbox(false);
        if (mail_ == nullptr || !wires_.reach_mailbox()) {
            return fail(ErrorKind::Unavailable, "the mailbox cannot be reached");
        }
        while (auto mail = TRY(mail_->next_mail(servers, from, since))) {
            from = mail->at;
            TRY(on_mail(*mail));
        }
        wires_.note_mailbox(true);
        return {};
    }

  private:
    Wires& wires_;
    MailServer* mail_;
};

Timestamp start_of(const TrialOptions& options) {
    // Any day of two years, so that clocks change in some trials.
    SeededRandom dice = Fate(options.seed).dice("start");
    // Two throws in one expression would fall in the order the compiler likes.
    const std::chrono::hours day{24 * dice.below(730)};
    return Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}} + day +
           between(dice, 0ms, 24h);
}

}  // namespace

class Trial {
  public:
    explicit Trial(const TrialOptions& options)
        : options_(options),
          stage_(options.seed, options.only, start_of(options), options.keep_trace),
          curtain_(stage_.now() + std::chrono::hours{24 * options.days}),
          wires_(stage_, options.faults, [this](const std::string& name) { moment(name); }),
          world_(stage_, wires_, options.bugs),
          transport_(wires_, world_.mail()),
          process_(stage_.clock, transport_, options.seed,
                   [this](store::CommitPoint) { commit_moment(); }),
          steps_(stage_, wires_, process_),
          clerks_(stage_, process_, curtain_) {}

    TrialOutcome run();

  private:
    void set_up();
    void connect_sites();
    bool step();
    void after_step();
    void moment(const std::string& name);
    void commit_moment();
    void die();
    void start_again();
    void look_daily();
    void meddle();
    void end();

    void read_arrivals(std::vector<Word*>& landed);
    void read_journal(std::vector<Case>& cases, std::vector<Message>& messages);
    void plan_pushes();
    void check_whole(bool at_the_end);
    void break_off(const Invariant& invariant, std::string what);
    void count_struck();

    const TrialOptions& options_;
    Stage stage_;
    Timestamp curtain_;
    Wires wires_;
    World world_;
    PlainTransport transport_;
    DeskProcess process_;
    DeskSteps steps_;
    Clerks clerks_;
    std::unique_ptr<Patrons> patrons_;
    EventId last_event_;
    std::uint64_t commits_read_ = 0;
    Timestamp committing_at_;
    int commit_moments_ = 0;  // at that time
    Timestamp up_since_;
    bool mortal_ = false;
    TrialOutcome outcome_;
};

// The process may die here; a question of its that comes late to a platform may have outlived it.
void Trial::moment(const std::string& name) {
    if (!mortal_ || !process_.running() || wires_.is_calm()) return;
    for (const Fault* fault : options_.faults) {
        if (fault->kills && stage_.fate.strikes(fault->id, name, fault->chance)) throw Crash{};
    }
}

// A commit is many stories' at once, but few fall on one millisecond.
void Trial::commit_moment() {
    if (committing_at_ != stage_.now()) commit_moments_ = 0;
    committing_at_ = stage_.now();
    moment(fmt::format("commit at {} #{}", to_rfc3339(stage_.now()), ++commit_moments_));
}

void Trial::connect_sites() {
    for (Site& site : world_.sites()) {
        auto channel = process_.runtime().admin().add(site.kind, site.name, site.settings);
        if (!channel) throw std::runtime_error("no channel: " + channel.error().what);
        site.channel = channel->id;
        stage_.books.channels[site.name] = channel->id;
    }
    patrons_ = std::make_unique<Patrons>(stage_, world_.outlets(), curtain_, options_.customers);
}

void Trial::set_up() {
    process_.start();
    up_since_ = stage_.now();
    clerks_.hire();
    connect_sites();
    patrons_->begin();
    steps_.begin();
    clerks_.begin();
    look_daily();
    outcome_.figures.customers = patrons_->count();
    mortal_ = true;
}

TrialOutcome Trial::run() {
    set_up();
    const Timestamp end_of_all = curtain_ + epilogue;
    stage_.agenda.at(curtain_, "the last day is over", [this] { wires_.calm(); });
    after_step();
    while (!outcome_.breach) {
        const auto next = stage_.agenda.next_at();
        if (!next || *next > end_of_all) break;
        step();
    }
    if (!outcome_.breach) end();
    outcome_.fingerprint = stage_.trace.fingerprint();
    outcome_.trace = stage_.trace.lines();
    outcome_.struck = stage_.fate.struck();
    outcome_.figures.words_in = patrons_->words();
    outcome_.figures.words_out = stage_.books.words.size();
    outcome_.figures.requests = clerks_.requests();
    count_struck();
    return std::move(outcome_);
}

bool Trial::step() {
    Agenda::Entry entry = stage_.agenda.take();
    stage_.clock.advance_to(entry.when);
    ++outcome_.figures.steps;
    if (!entry.what.empty()) stage_.note(std::move(entry.what));
    try {
        entry.deed();
    } catch (const Crash&) {
        die();
    }
    after_step();
    return true;
}

void Trial::die() {
    ++outcome_.figures.crashes;
    stage_.note("the desk dies");
    steps_.forget();
    process_.kill();
    SeededRandom dice = stage_.fate.dice("downtime from " + to_rfc3339(stage_.now()));
    const Milliseconds down =
        happens(dice, 0.85) ? between(dice, 1s, 90s) : between(dice, 2min, 4h);
    stage_.after(down, "the desk starts again", [this] { start_again(); });
}

void Trial::start_again() {
    process_.start();
    up_since_ = stage_.now();
    steps_.begin();
    check_whole(false);
}

void Trial::look_daily() {
    stage_.after(24h, {}, [this] {
        if (process_.running()) {
            meddle();
            check_whole(false);
        }
        look_daily();
    });
}

void Trial::meddle() {
    if (!options_.bugs.meddle) return;
    mortal_ = false;
    process_.store().write([this](store::Transaction& transaction) {
        return options_.bugs.meddle(transaction, stage_.now());
    });
    mortal_ = true;
}

void Trial::after_step() {
    std::vector<Word*> landed;
    std::vector<Case> cases;
    std::vector<Message> messages;
    read_arrivals(landed);
    read_journal(cases, messages);
    const StepEvidence evidence{stage_.books, cases,       messages, stage_.books.departures,
                                landed,       stage_.now()};
    for (const Invariant* invariant : invariant_catalogue()) {
        if (invariant->step == nullptr || outcome_.breach) continue;
        if (std::string what = invariant->step(evidence); !what.empty()) {
            break_off(*invariant, std::move(what));
        }
    }
    stage_.books.departures.clear();
    for (const Case& each : cases)
        clerks_.notice(each);
    for (const Message& each : messages)
        clerks_.notice(each);
    plan_pushes();
    steps_.plan();
}

void Trial::read_arrivals(std::vector<Word*>& landed) {
    for (Site& site : world_.sites()) {
        while (site.read < site.platform->arrivals().size()) {
            const Arrival arrival = site.platform->arrivals()[site.read++];
            Word* word = stage_.books.word_in(arrival.text);
            if (word == nullptr) {
                stage_.books.scandals.push_back("something arrived that nobody wrote: " +
                                                arrival.text);
                continue;
            }
            ++word->landed;
            landed.push_back(word);
            stage_.note(fmt::format("{} reads {}", arrival.to, word->marker));
            patrons_->read(site.name, arrival);
            // Our own word comes back to us from there.
            steps_.news(site.channel);
        }
    }
    for (const std::string& name : patrons_->take_news())
        steps_.news(stage_.books.channels.at(name));
}

void Trial::read_journal(std::vector<Case>& cases, std::vector<Message>& messages) {
    if (!process_.running() || process_.commits() == commits_read_) return;
    commits_read_ = process_.commits();
    const auto read = process_.store().read([&](const store::Transaction& transaction) -> Result<> {
        std::set<CaseId> seen;
        std::set<MessageId> said;
        for (const ScreenEvent& event :
             TRY(transaction.journal().events_after(last_event_, events_at_once))) {
            last_event_ = event.id;
            if (event.case_id && seen.insert(*event.case_id).second) {
                TRY(enter_case(stage_.books, transaction, *event.case_id));
                if (auto value = TRY(transaction.cases().find(*event.case_id)))
                    cases.push_back(std::move(*value));
            }
            if (event.message_id && said.insert(*event.message_id).second) {
                if (auto value = TRY(transaction.messages().find(*event.message_id)))
                    messages.push_back(std::move(*value));
            }
        }
        return {};
    });
    if (!read) throw std::runtime_error("the journal cannot be read: " + read.error().what);
}

void Trial::plan_pushes() {
    for (Site& site : world_.sites()) {
        if (site.partner == nullptr) continue;
        const auto due = site.partner->next_due();
        if (!due || (site.push_planned && *site.push_planned <= *due)) continue;
        const Timestamp when = std::max(*due, stage_.now());
        site.push_planned = when;
        stage_.agenda.at(when, {}, [this, &site] {
            site.push_planned.reset();
            for (auto& push : site.partner->take_due(stage_.now())) {
                wires_.push(site.name, *site.partner, std::move(push),
                            [this, &site](const HttpRequest& request, auto answered) {
                                if (process_.running())
                                    process_.push(site.channel, request, std::move(answered));
                            });
            }
        });
    }
}

void Trial::check_whole(bool at_the_end) {
    for (const Invariant* invariant : invariant_catalogue()) {
        if (invariant->whole == nullptr || outcome_.breach) continue;
        auto what =
            process_.store().read_for<std::string>([&](const store::Transaction& transaction) {
                return invariant->whole(
                    WholeEvidence{stage_.books, transaction, stage_.now(), up_since_, at_the_end});
            });
        if (!what) what = "the store cannot be read: " + what.error().what;
        if (!what->empty()) break_off(*invariant, std::move(*what));
    }
}

void Trial::end() {
    if (!process_.running()) {
        stage_.note("the desk starts for the last look");
        process_.start();
        up_since_ = stage_.now();
    }
    check_whole(true);
}

void Trial::break_off(const Invariant& invariant, std::string what) {
    stage_.note(fmt::format("BROKEN {}: {}", invariant.id, what));
    outcome_.breach = Breach{std::string(invariant.id), std::string(invariant.promise),
                             std::move(what), stage_.now()};
}

void Trial::count_struck() {
    for (const std::string& each : outcome_.struck)
        ++outcome_.figures.faults[each.substr(0, each.find(' '))];
}

TrialOutcome run_trial(const TrialOptions& options) {
    return Trial(options).run();
}

}  // namespace aplomb::sim

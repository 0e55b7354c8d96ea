#include "sim/trial/wires.h"

#include <fmt/format.h>

#include "sim/dice.h"
#include "sim/mail_text.h"
#include "sim/trial/names.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

// How long a platform waits for our 202.
constexpr Milliseconds push_patience = 10s;
constexpr Milliseconds push_again_first = 5s;
constexpr Milliseconds push_again_max = 30min;

std::string host_of(const channels::Ask& question) {
    const auto* request = std::get_if<HttpRequest>(&question);
    return request == nullptr ? std::string("mail") : target_of(request->url).host;
}

std::string address_of(const channels::Ask& question) {
    if (std::holds_alternative<channels::MailboxSearch>(question)) return "mailbox search";
    const auto* request = std::get_if<HttpRequest>(&question);
    if (request == nullptr) return "mail";
    const Target target = target_of(request->url);
    return target.host + target.path;
}

std::string describe(const channels::Answer& answer) {
    if (const auto* response = std::get_if<HttpResponse>(&answer)) {
        return std::to_string(response->status);
    }
    if (const auto* mail = std::get_if<channels::MailSubmitted>(&answer)) {
        return std::to_string(mail->code);
    }
    if (const auto* search = std::get_if<channels::MailboxSearched>(&answer)) {
        return search->found ? "found" : "not found";
    }
    return "silence";
}

const channels::NoAnswer silent{true, "no answer in time"};
const channels::NoAnswer nobody_there{false, "the connection was refused"};

// A mail server's words for the same misfortune.
channels::Answer as_answer(const HttpResponse& response, const channels::Ask& question) {
    if (std::holds_alternative<HttpRequest>(question)) return response;
    if (std::holds_alternative<channels::MailSubmission>(question)) {
        return channels::MailSubmitted{response.status == 401 ? 535 : 451, "4.3.0 try again later"};
    }
    return channels::NoAnswer{false, "the mailbox cannot be opened"};
}

// What is said in a question, where it says something.
std::string words_in(const channels::Ask& question) {
    if (const auto* mail = std::get_if<channels::MailSubmission>(&question)) {
        return mail_words(mail->data);
    }
    const auto* request = std::get_if<HttpRequest>(&question);
    if (request == nullptr || request->method != "POST") return {};
    const auto fields = fields_of(*request);
    for (const std::string_view name : {"text", "status"}) {
        if (std::string words = field(fields, name); !words.empty()) return words;
    }
    return request->body;
}

}  // namespace

const Fault* find_fault(std::string_view id) {
    for (const Fault* fault : fault_catalogue()) {
        if (fault->id == id) return fault;
    }
    return nullptr;
}

// One question and whether its asker has heard already.
struct Wires::Question {
    channels::Ask ask;
    std::string name;
    Hear hear;
    bool heard = false;
};

Wires::Wires(Stage& stage, std::vector<const Fault*> faults, Moment moment)
    : stage_(stage), faults_(std::move(faults)), moment_(std::move(moment)) {}

// Of each spell there is one a day and host at most; when it begins and how long it lasts is
// decided the first time anybody looks.
bool Wires::spell_lies_on(const Fault& fault, std::string_view host) {
    const Timestamp now = stage_.now();
    const auto today = std::chrono::floor<std::chrono::days>(now);
    // One that began yesterday may still last.
    for (const auto day : {today - std::chrono::days{1}, today}) {
        const std::string name = fmt::format("{} day {}", host, day.time_since_epoch().count());
        const auto [known, fresh] = spells_.try_emplace(std::string(fault.id) + ' ' + name);
        if (fresh && stage_.fate.strikes(fault.id, name, fault.chance)) {
            SeededRandom dice = stage_.fate.dice(known->first);
            const Timestamp begins = day + between(dice, 0ms, 24h);
            known->second.push_back({begins, begins + fault.lasts(dice)});
        }
        for (const Spell& spell : known->second) {
            if (spell.begins <= now && now < spell.ends) return true;
        }
    }
    return false;
}

// Only of those that can do something to it; the others would be happenings without effect.
template<class Passage>
void Wires::strike(void (*Fault::*how)(Passage&), std::string_view host, const std::string& name,
                   Passage& passage) {
    if (calm_) return;
    for (const Fault* fault : faults_) {
        if (fault->*how == nullptr) continue;
        const bool strikes = fault->lasts != nullptr
                                 ? spell_lies_on(*fault, host)
                                 : stage_.fate.strikes(fault->id, name, fault->chance);
        if (strikes) (fault->*how)(passage);
    }
}

channels::Answer Wires::deliver(const channels::Ask& question, Timestamp now) {
    if (mail_ != nullptr) {
        if (const auto* mail = std::get_if<channels::MailSubmission>(&question)) {
            return mail_->submit(*mail, now);
        }
        if (const auto* search = std::get_if<channels::MailboxSearch>(&question)) {
            return mail_->search(*search);
        }
    }
    const auto* request = std::get_if<HttpRequest>(&question);
    if (request == nullptr) return channels::NoAnswer{false, "there is no mail server here"};
    const auto platform = hosts_.find(target_of(request->url).host);
    if (platform == hosts_.end()) return channels::NoAnswer{false, "there is no such host"};
    return platform->second->answer(*request, now);
}

channels::Answer Wires::ask_plainly(const channels::Ask& question) {
    return deliver(question, stage_.now());
}

// By the word it carries, the same on every try of it; what carries none, by when it is asked.
std::string Wires::name_of(const channels::Ask& question, const Word* word) {
    const std::string subject =
        word != nullptr ? fmt::format("{} {}", host_of(question), word->name)
                        : fmt::format("{} at {}", address_of(question), to_rfc3339(stage_.now()));
    return fmt::format("{} #{}", subject, ++asked_[subject]);
}

void Wires::note_departure(const channels::Ask& question, const Word* word) {
    if (word == nullptr) return;
    stage_.books.departures.push_back({host_of(question), word->marker, word->to, stage_.now()});
}

bool Wires::reach_mailbox() {
    const std::string name = "mailbox at " + to_rfc3339(stage_.now());
    SeededRandom dice = stage_.fate.dice("ask " + name);
    AskFate fate{dice, 0ms, 0ms};
    strike(&Fault::ask, "mail", name, fate);
    return fate.arrives && fate.answer_arrives && !fate.instead && !fate.refused;
}

void Wires::ask(const channels::Ask& question, Hear hear) {
    const Word* word = stage_.books.word_in(words_in(question));
    const std::string name = name_of(question, word);
    moment_("asking " + name);
    note_departure(question, word);
    SeededRandom dice = stage_.fate.dice("ask " + name);
    AskFate fate{dice, between(dice, 5ms, 400ms), between(dice, 5ms, 400ms)};
    strike(&Fault::ask, host_of(question), name, fate);
    travel(std::make_shared<Question>(Question{question, name, std::move(hear)}), fate);
}

void Wires::travel(const std::shared_ptr<Question>& question, const AskFate& fate) {
    const auto answer = [this, question](const channels::Answer& said) {
        if (question->heard) return;
        question->heard = true;
        stage_.note(fmt::format("{} answers {}", question->name, describe(said)));
        moment_("answered " + question->name);
        question->hear(said);
    };
    Milliseconds patience = 15s;
    if (const auto* request = std::get_if<HttpRequest>(&question->ask)) patience = request->timeout;
    stage_.after(patience, {}, [answer] { answer(silent); });
    if (!fate.arrives && fate.late_by == 0ms) return;
    if (fate.refused) {
        stage_.after(5ms, {}, [answer] { answer(nobody_there); });
        return;
    }
    const Milliseconds there = fate.arrives ? fate.there : patience + fate.late_by;
    const auto then = [this, question, answer, back = fate.back, heard = fate.answer_arrives,
                       instead = fate.instead, afterwards = fate.afterwards] {
        channels::Answer said =
            instead ? as_answer(*instead, question->ask) : deliver(question->ask, stage_.now());
        if (!instead && afterwards && std::holds_alternative<HttpRequest>(question->ask)) {
            said = *afterwards;
        }
        if (!heard) return;
        stage_.after(back, {}, [answer, said = std::move(said)] { answer(said); });
    };
    stage_.after(there, question->name + " is asked", then);
}

void Wires::push(const std::string& channel, WebhookPartner& partner, WebhookPartner::Push push,
                 const Desk& desk) {
    const int tries = ++pushed_[push.id];
    const std::string name =
        fmt::format("{} #{}", name_of_push(stage_.books, channel, push.id, push.request), tries);
    SeededRandom dice = stage_.fate.dice("push " + name);
    PushFate fate{dice, 0ms, between(dice, 2ms, 300ms)};
    strike(&Fault::push, channel, name, fate);
    stage_.books.pushed[channel].insert(push.id);
    const Timestamp again =
        stage_.now() +
        std::min<Milliseconds>(push_again_first * (1 << std::min(tries - 1, 9)), push_again_max);
    if (fate.hold > 0ms) {
        partner.give_back(push, stage_.now() + fate.hold);
        return;
    }
    const auto settled = std::make_shared<bool>(false);
    const auto give_up = [this, settled, &partner, push, again] {
        if (*settled) return;
        *settled = true;
        partner.give_back(push, std::max(again, stage_.now()));
    };
    const auto arrive = [this, settled, channel, push, desk, give_up, name,
                         heard = fate.answer_arrives] {
        desk(push.request, [this, settled, channel, push, give_up, name, heard](int status) {
            stage_.note(fmt::format("push {} is answered {}", name, status));
            if (status == 202) stage_.books.kept[channel].insert(push.id);
            if (!heard) return;
            if (status != 202) return give_up();
            *settled = true;
        });
    };
    stage_.after(push_patience, {}, give_up);
    if (fate.arrives) stage_.after(fate.on_the_way, "push " + name + " arrives", arrive);
    for (const Milliseconds later : fate.copies) {
        stage_.after(fate.on_the_way + later, "push " + name + " arrives again", arrive);
    }
}

}  // namespace aplomb::sim

// How the people of the desk answer. Each has shifts, a pace and bad days: they answer through the
// API like anybody, and now and then they shout, answer twice, press twice, send at night,
// schedule, take back, close without a word, put off, or answer what they have not read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/case.h"
#include "sim/trial/dealings.h"
#include "sim/trial/requests.h"
#include "sim/trial/staff.h"
#include "sim/trial/stage.h"

namespace aplomb::sim {

class Clerks {
  public:
    Clerks(Stage& stage, DeskProcess& process, Timestamp curtain);

    // Puts them on the desk's books; the process runs.
    void hire() { staff_.hire(process_); }
    // The administrator begins to look after the channels.
    void begin();
    // A case has changed: whoever owns it will look at it in their time.
    void notice(const Case& value);
    // A reply of theirs came back.
    void notice(const Message& message);

    [[nodiscard]] std::size_t requests() const { return requests_.count(); }
    [[nodiscard]] const Staff& staff() const { return staff_; }

  private:
    enum class Mood {
        Proper,
        Unread,
        Shouting,
        Card,
        Twice,
        DoubleClick,
        Regretful,
        Later,
        Call,
        Close,
        PutOff
    };
    struct Plan {
        Timestamp when;
        std::size_t owner = 0;
    };

    void mind_channels();
    // As fate knows a case and somebody's look at it.
    [[nodiscard]] std::string name_of(CaseId id) const;
    [[nodiscard]] std::string name_of(CaseId id, int visit) const;
    [[nodiscard]] bool worth_a_visit(CaseId id, int number) const;
    void visit(std::size_t clerk, CaseId id, int number);
    void act(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view);
    [[nodiscard]] Mood mood_at(const std::string& visit);
    void set_aside(std::size_t clerk, CaseId id, const std::string& visit, Mood mood);
    void send(std::size_t clerk, CaseId id, const std::string& visit, const json::object& last,
              Mood mood, int nth);
    void regret_later(const std::string& marker, std::size_t clerk, const std::string& visit);
    void say(Wish wish);
    void heard(const Wish& wish, const HttpResponse& response);
    void taken(const Wish& wish, const json::object& answer);
    void wake_them(const Wish& wish, Word& word);
    void refused(Wish wish, const json::object& answer);

    Stage& stage_;
    DeskProcess& process_;
    Timestamp curtain_;
    Staff staff_;
    Requests requests_;
    Dealings dealings_;
    std::map<CaseId, CaseStatus> statuses_;  // as last heard of
    std::map<CaseId, int> visits_;
    std::map<CaseId, Plan> planned_;
    std::map<MessageId, int> returned_;
};

}  // namespace aplomb::sim

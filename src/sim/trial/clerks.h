// The people of the desk. Each has shifts, a pace and bad days: they answer through the API like
// anybody, and now and then they shout, answer twice, press twice, send at night, schedule, take
// back, close without a word, put off, or answer what they have not read. When the desk does not
// answer them, they try again with the same Idempotency-Key, as the web application does.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/case.h"
#include "sim/trial/desk_process.h"
#include "sim/trial/stage.h"

namespace aplomb::sim {

class Clerks {
  public:
    Clerks(Stage& stage, DeskProcess& process, Timestamp curtain);

    // Puts them on the desk's books; the process runs.
    void hire();
    // The administrator begins to look after the channels.
    void begin();
    // A case has changed: whoever owns it will look at it in their time.
    void notice(const Case& value);
    // A reply of theirs came back.
    void notice(const Message& message);

    [[nodiscard]] std::size_t requests() const { return requests_; }

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
        Close,
        PutOff
    };
    struct Clerk {
        std::string name;
        Role role = Role::Agent;
        UserId user;
        std::string token;
        int begins = 8;  // of the shift, UTC hours
        int hours = 9;
        bool careless = false;  // lets the night stand aside
    };
    // One thing a clerk wants done, tried until the desk answers.
    struct Wish {
        std::string id;  // of the visit
        std::size_t clerk = 0;
        std::string method;
        std::string target;
        json::value body;
        std::string key;
        std::string marker;  // of the word it carries; empty for none
        int tries = 0;
        bool second_attempt = false;  // after a refusal
    };

    void mind_channels();
    std::optional<HttpResponse> ask(const Wish& wish);
    void visit(std::size_t clerk, CaseId id, int number);
    void act(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view);
    void send(std::size_t clerk, CaseId id, const std::string& visit, const json::object& last,
              Mood mood, int nth);
    void pursue(Wish wish);
    void heard(const Wish& wish, const HttpResponse& response);
    void taken(const Wish& wish, const json::object& answer);
    void refused(Wish wish, const json::object& answer);
    [[nodiscard]] Milliseconds until_at_work(const Clerk& clerk, Timestamp when) const;

    Stage& stage_;
    DeskProcess& process_;
    Timestamp curtain_;
    std::vector<Clerk> clerks_;  // the last is the administrator, who answers nobody
    std::map<CaseId, int> visits_;
    std::map<CaseId, Timestamp> planned_;
    std::map<MessageId, int> returned_;
    std::size_t requests_ = 0;
};

}  // namespace aplomb::sim

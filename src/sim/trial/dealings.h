// What the people of the desk do beside answering: they make up for mistakes, ask each other for a
// yes and say it, ask leave to telephone and do, settle what was promised, hand cases on, and join
// and part them. Some try what they may not; the books note every yes and every gift.
#pragma once

#include <map>
#include <string>

#include "sim/trial/requests.h"
#include "sim/trial/staff.h"
#include "sim/trial/stage.h"

namespace aplomb::sim {

// Something that waits for somebody's yes.
struct Plea {
    std::string name;      // of the wish that needs it
    std::string approval;  // its id
    std::size_t author = 0;
    std::string marker;  // of the word, or …
    std::string gift;    // … the id of the gift
    int asked = 0;       // how many were asked before
};

class Dealings {
  public:
    Dealings(Stage& stage, const Staff& staff, Requests& requests, Timestamp curtain)
        : stage_(stage), staff_(staff), requests_(requests), curtain_(curtain) {}

    // Somebody looks at a case: `view` is what the desk shows of it.
    void consider(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view);
    // Before "we'll call you" is said; later somebody calls, or forgets.
    void ask_to_call(std::size_t clerk, CaseId id, const std::string& visit,
                     const json::object& view);
    // The desk wants a yes to this word, for the wish of that name; which one it asks for is looked
    // up.
    void ask_about(MessageId id, const Word& word, const std::string& name);
    // A colleague will be asked, in their time.
    void seek_yes(const Plea& plea);

  private:
    [[nodiscard]] bool in_the_mood(std::string_view what, const std::string& visit, double chance);
    void make_up(std::size_t clerk, CaseId id, const std::string& visit);
    void given(const Wish& wish, const std::string& visit, const HttpResponse& response);
    void redeem(const std::string& gift, const std::string& nth);
    void take_back(const std::string& gift);
    void settle_promises(std::size_t clerk, const std::string& visit, const json::object& view);
    void join(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view);
    void unite(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view);
    void united(std::size_t clerk, const std::string& person, const std::string& visit,
                const json::object& answer);
    void part_again(std::size_t clerk, const std::string& person, const std::string& name);
    [[nodiscard]] std::size_t senior_beside(std::size_t clerk) const;
    void part(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view);
    void hand_on(std::size_t clerk, CaseId id, const std::string& visit);
    void call(std::size_t clerk, CaseId id, const std::string& visit);
    void rule(const Plea& plea, std::size_t who, const std::string& id);
    void ruled(const Plea& plea, std::size_t who, bool may, const HttpResponse& response);
    [[nodiscard]] std::set<std::size_t>* yes_of(const Plea& plea) const;
    void later(std::size_t who, Milliseconds delay, Agenda::Deed deed);

    Stage& stage_;
    const Staff& staff_;
    Requests& requests_;
    Timestamp curtain_;
    std::map<std::string, CaseId> newest_of_;  // living cases, by the id of their customer
};

}  // namespace aplomb::sim

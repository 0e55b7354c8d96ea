// What happens: who writes when, and what they do about our answers.
//
// A story is a queue of moments. Each moment says something on a platform and may put further
// moments into the queue; advance(now) lives through all that are due. Nothing waits and nothing
// looks at a clock, so a day can be told in a second, and one seed tells the same day every time.
//
// It begins with a day that has already been (tell_yesterday), then people write every few seconds
// for a minute, so that whoever watches sees the desk at work, and more calmly after that. A little
// over a minute in, a ship breaks down and many ask about it at once.
//
// Customers read what the company sends them (Platform::arrivals): asked something, they answer;
// otherwise they thank, ask on, complain on, or fall silent, each at a speed of their own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "sim/casting.h"
#include "sim/platform.h"

namespace aplomb::sim {

// One thing a customer said.
struct Told {
    std::string outlet;
    std::string sort;  // the scene's
    std::string text;
    std::string language;
    Visibility visibility = Visibility::Public;
    Timestamp at;
    bool opening = false;  // begins a case
    bool incident = false;
};

// Something a colleague did at the desk about a case of yesterday, which no platform knows of.
struct Deed {
    enum class Kind { Close, Snooze, Note };
    Kind kind = Kind::Close;
    std::string outlet;
    std::string message_id;   // external id of a message of the case
    std::string staff_email;  // by whom
    std::string text;         // of a note
    Milliseconds span{};      // of a snooze, from the start of the story
};

class Story {
  public:
    Story(Random& random, Timestamp start, std::string home_zone, const Company& company,
          std::map<std::string, Platform*> outlets);

    void tell_yesterday();
    // Plans the first minutes. Without it nobody writes of their own accord.
    void begin();
    void advance(Timestamp now);
    [[nodiscard]] std::optional<Timestamp> next_at() const;

    [[nodiscard]] const std::vector<Told>& told() const { return told_; }
    [[nodiscard]] const std::vector<Deed>& deeds() const { return deeds_; }

  private:
    using Deal = std::function<void(Timestamp)>;
    struct Thread {
        Part part;
        Visibility visibility = Visibility::Public;
        std::string first_id;
        std::string last_id;       // the message to answer next
        std::string last_ours_id;  // ours, when we spoke last
        int answers = 0;           // how many of ours they have read
        bool gave_detail = false;
        bool asked_on = false;
        bool cross = false;
        bool over = false;
        bool nudged = false;
    };
    enum class Past { Unanswered, Answered, Thanked, AskedOn, Overdue };

    void at(Timestamp when, Deal deal);
    std::size_t open(const Part& part, Timestamp when);
    std::string speak(Thread& thread, const std::string& text, Timestamp when, bool opening);
    [[nodiscard]] std::string addressed(const Thread& thread, const std::string& text) const;
    [[nodiscard]] std::string us_on(std::string_view outlet) const;

    // story_reactions.cpp
    void notice_answers(Timestamp now);
    void react(std::size_t thread_index, const Arrival& arrival, Timestamp now);
    void reply_to(std::size_t thread_index, const std::string& our_text, Timestamp now);
    void second_thoughts(std::size_t thread_index, Timestamp opened);
    std::string reaction(std::string_view when, const Thread& thread);
    Milliseconds pause_of(const Customer& customer);

    // story_traffic.cpp
    void open_next(Timestamp now);
    void break_down(Timestamp now);
    void remember_case(const std::string& scene_id, Past past, Timestamp when);

    Random& random_;
    Timestamp start_;
    std::string home_zone_;
    Company company_;
    std::map<std::string, Platform*> outlets_;
    Casting casting_;

    std::map<std::pair<Timestamp, std::int64_t>, Deal> queue_;
    std::int64_t next_deal_ = 1;
    std::vector<Thread> threads_;
    std::map<std::pair<std::string, std::string>, std::size_t> by_message_;  // outlet and id
    std::map<std::pair<std::string, std::string>, std::size_t> by_person_;   // outlet and handle
    std::map<std::string, std::size_t> read_;  // arrivals looked at, by outlet
    std::size_t openings_ = 0;
    int reactions_ = 0;
    std::vector<Told> told_;
    std::vector<Deed> deeds_;
};

}  // namespace aplomb::sim

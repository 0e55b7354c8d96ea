// The customers of a trial: some hundred people, each with a time zone, a temper and a speed of
// their own. They write when they are awake (mostly), add a second message before we answered the
// first, correct and take back what they said, read our answers and go on, thank, or fall silent.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/customers.h"
#include "sim/platform.h"
#include "sim/trial/stage.h"

namespace aplomb::sim {

// A place where people write to the company.
struct Outlet {
    std::string name;  // the channel's
    Platform* platform = nullptr;
    bool in_public = true;
    bool in_private = true;
    bool tells_everything = false;   // also its people's time zones, and what they take back
    std::string us = {};             // how the company is called there, where it must be named
    std::string handle_ending = {};  // of its people's names: ".example", "@post.example"
};

class Patrons {
  public:
    // They write from now until `curtain`. `count` 0: as many as fate says.
    Patrons(Stage& stage, std::vector<Outlet> outlets, Timestamp curtain, std::uint64_t count);

    // Plans everybody's first words.
    void begin();
    // Somebody said, corrected or took back something on that outlet since this was last asked.
    [[nodiscard]] std::set<std::string> take_news() { return std::exchange(news_, {}); }
    // Something of ours reached that outlet.
    void read(std::string_view outlet, const Arrival& arrival);

    [[nodiscard]] std::size_t count() const { return patrons_.size(); }
    [[nodiscard]] std::size_t words() const { return words_; }

  private:
    struct Patron {
        std::string name;
        std::string login;
        std::string zone;
        Temper temper = Temper::Patient;
        Milliseconds rhythm{};
        std::int64_t followers = 0;
        std::size_t outlet = 0;
        std::optional<std::size_t> other_outlet = {};  // where some write too, by another name
    };
    struct Matter {
        std::string id;  // "c17/1"
        std::size_t patron = 0;
        std::size_t outlet = 0;
        Visibility visibility = Visibility::Public;
        std::string last_id;
        std::string first_text;
        int said = 0;
        bool over = false;
    };

    Patron make_patron(std::size_t index) const;
    void plan_openings(std::size_t index);
    void open(std::size_t patron, const std::string& id);
    void second_thoughts(std::size_t matter);
    std::string speak(Matter& matter, const std::string& text);
    void go_on(std::size_t matter, const std::string& our_id);
    [[nodiscard]] std::size_t outlet_for(const Patron& patron, const std::string& id) const;
    [[nodiscard]] std::string handle_of(const Patron& patron, std::size_t outlet) const;
    [[nodiscard]] bool awake(const Patron& patron, Timestamp when) const;

    Stage& stage_;
    std::vector<Outlet> outlets_;
    Timestamp start_;
    Timestamp curtain_;
    std::vector<Patron> patrons_;
    std::vector<Matter> matters_;
    std::map<std::pair<std::string, std::string>, std::size_t> by_message_;
    std::map<std::pair<std::string, std::string>, std::size_t> newest_of_;  // by outlet and handle
    std::set<std::string> news_;
    std::size_t words_ = 0;
};

}  // namespace aplomb::sim

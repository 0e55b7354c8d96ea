// What all parts of a trial stand on: the clock, the agenda of what comes next, fate, the trace,
// and the books in which the world keeps what it knows.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "sim/trial/books.h"
#include "sim/trial/fate.h"

namespace aplomb::sim {

// What happens when. Of several things at one moment, the one planned first comes first.
class Agenda {
  public:
    using Deed = std::function<void()>;
    struct Entry {
        Timestamp when;
        std::string what;  // for the trace; empty: not worth a line
        Deed deed;
    };

    void at(Timestamp when, std::string what, Deed deed) {
        entries_.emplace(std::pair{when, next_++}, Entry{when, std::move(what), std::move(deed)});
    }
    [[nodiscard]] std::optional<Timestamp> next_at() const {
        if (entries_.empty()) return {};
        return entries_.begin()->first.first;
    }
    Entry take() {
        auto node = entries_.extract(entries_.begin());
        return std::move(node.mapped());
    }

  private:
    std::map<std::pair<Timestamp, std::uint64_t>, Entry> entries_;
    std::uint64_t next_ = 0;
};

// One line for everything that happened; two runs of one seed have the same fingerprint.
class Trace {
  public:
    explicit Trace(bool keep) : keep_(keep) {}
    void line(Timestamp now, std::string text);
    [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

  private:
    bool keep_;
    std::uint64_t fingerprint_ = 0xcbf29ce484222325;
    std::vector<std::string> lines_;
};

struct Stage {
    Stage(std::uint64_t seed, std::optional<std::set<std::string>> only, Timestamp start,
          bool keep_trace)
        : clock(start), fate(seed, std::move(only)), trace(keep_trace) {}

    VirtualClock clock;
    Agenda agenda;
    Fate fate;
    Trace trace;
    Books books;

    [[nodiscard]] Timestamp now() const { return clock.now(); }
    void note(std::string text) { trace.line(clock.now(), std::move(text)); }
    void after(Milliseconds delay, std::string what, Agenda::Deed deed) {
        agenda.at(clock.now() + delay, std::move(what), std::move(deed));
    }
};

// The process is dead, from one moment to the next. Not a std::exception: nobody catches it on the
// way out but the trial.
struct Crash {};

}  // namespace aplomb::sim

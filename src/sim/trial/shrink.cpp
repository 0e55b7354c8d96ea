#include "sim/trial/shrink.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace aplomb::sim {
namespace {

using Happenings = std::vector<std::string>;

std::string_view kind_of(std::string_view happening) {
    return happening.substr(0, happening.find(' '));
}

// Whose story it belongs to: "c12" of "whim c12/1.1 visit 0" (names.h). Empty: nobody's alone.
std::string_view patron_in(std::string_view happening) {
    for (auto slash = happening.find('/'); slash != std::string_view::npos;
         slash = happening.find('/', slash + 1)) {
        const std::string_view before = happening.substr(0, slash);
        const std::string_view word = before.substr(before.rfind(' ') + 1);
        if (word.size() < 2 || word.front() != 'c') continue;
        if (word.find_first_not_of("0123456789", 1) == std::string_view::npos) return word;
    }
    return {};
}

// Each once, however often it happened.
Happenings without_repeats(const Happenings& all) {
    Happenings out;
    std::set<std::string_view> seen;
    for (const std::string& each : all) {
        if (seen.insert(each).second) out.push_back(each);
    }
    return out;
}

class Shrinking {
  public:
    Shrinking(const TrialOptions& options, const TrialOutcome& broken, int runs_max)
        : options_(options),
          invariant_(broken.breach->invariant),
          kept_(without_repeats(broken.struck)),
          runs_left_(runs_max) {
        options_.keep_trace = false;
    }

    void run() {
        keep_one_patron();
        leave_out_kinds();
        for (std::size_t piece = kept_.size(); piece >= 1; piece /= 2) {
            while (leave_out_pieces(piece) && piece == 1) {
            }
        }
    }
    [[nodiscard]] const Happenings& kept() const { return kept_; }
    [[nodiscard]] int runs() const { return runs_; }

  private:
    // Mostly one customer's story is enough, likeliest of all one that was going on when the
    // promise broke; and a trial of one customer is run in no time.
    void keep_one_patron() {
        std::vector<std::string> patrons;
        for (auto each = kept_.rbegin(); each != kept_.rend(); ++each) {
            const std::string patron(patron_in(*each));
            const bool known = std::find(patrons.begin(), patrons.end(), patron) != patrons.end();
            if (!patron.empty() && !known) patrons.push_back(patron);
        }
        if (patrons.size() < 2) return;
        const int runs_reserved = runs_left_ / 2;
        for (const std::string& patron : patrons) {
            if (runs_left_ <= runs_reserved) return;
            const auto others = [&](const std::string& each) {
                const std::string_view whose = patron_in(each);
                return !whose.empty() && whose != patron;
            };
            if (breaks_without(others)) return;
        }
    }

    // Misfortunes of a kind often have nothing to do with it, all of them.
    void leave_out_kinds() {
        std::set<std::string> kinds;
        for (const std::string& each : kept_)
            kinds.emplace(kind_of(each));
        for (const std::string& kind : kinds) {
            if (runs_left_ > 0)
                breaks_without([&](const std::string& each) { return kind_of(each) == kind; });
        }
    }

    // True when something could be left out.
    bool leave_out_pieces(std::size_t piece) {
        bool any = false;
        for (std::size_t from = 0; from < kept_.size() && runs_left_ > 0;) {
            const std::size_t to = std::min(from + piece, kept_.size());
            const auto begin = kept_.begin();
            Happenings fewer(begin, begin + static_cast<std::ptrdiff_t>(from));
            fewer.insert(fewer.end(), begin + static_cast<std::ptrdiff_t>(to), kept_.end());
            if (still_breaks(fewer)) {
                any = true;
            } else {
                from = to;
            }
        }
        return any && runs_left_ > 0;
    }

    template<class Unwanted>
    bool breaks_without(Unwanted&& unwanted) {
        Happenings fewer = kept_;
        std::erase_if(fewer, unwanted);
        return still_breaks(fewer);
    }

    bool still_breaks(const Happenings& only) {
        --runs_left_;
        ++runs_;
        TrialOptions options = options_;
        options.only = std::set<std::string>(only.begin(), only.end());
        const TrialOutcome outcome = run_trial(options);
        if (!outcome.breach || outcome.breach->invariant != invariant_) return false;
        // Of what was allowed, what did happen.
        kept_ = without_repeats(outcome.struck);
        return true;
    }

    TrialOptions options_;
    std::string invariant_;
    Happenings kept_;
    int runs_left_;
    int runs_ = 0;
};

}  // namespace

Shrunk shrink(const TrialOptions& options, const TrialOutcome& broken, int runs_max) {
    Shrinking shrinking(options, broken, runs_max);
    shrinking.run();
    Shrunk shrunk;
    shrunk.options = options;
    shrunk.options.only = std::set<std::string>(shrinking.kept().begin(), shrinking.kept().end());
    shrunk.options.keep_trace = true;
    shrunk.outcome = run_trial(shrunk.options);
    shrunk.runs = shrinking.runs() + 1;
    return shrunk;
}

}  // namespace aplomb::sim

#include "sim/trial/shrink.h"

#include <algorithm>

namespace aplomb::sim {
namespace {

class Shrinking {
  public:
    Shrinking(const TrialOptions& options, const TrialOutcome& broken, int runs_max)
        : options_(options),
          invariant_(broken.breach->invariant),
          kept_(broken.struck),
          runs_left_(runs_max) {
        options_.keep_trace = false;
    }

    void run() {
        for (std::size_t piece = kept_.size(); piece >= 1; piece /= 2) {
            while (leave_out_pieces(piece) && piece == 1) {
            }
        }
    }
    [[nodiscard]] const std::vector<std::string>& kept() const { return kept_; }
    [[nodiscard]] int runs() const { return runs_; }

  private:
    // True when something could be left out.
    bool leave_out_pieces(std::size_t piece) {
        bool any = false;
        for (std::size_t from = 0; from < kept_.size() && runs_left_ > 0;) {
            const std::size_t to = std::min(from + piece, kept_.size());
            std::vector<std::string> fewer(kept_.begin(),
                                           kept_.begin() + static_cast<std::ptrdiff_t>(from));
            fewer.insert(fewer.end(), kept_.begin() + static_cast<std::ptrdiff_t>(to), kept_.end());
            if (still_breaks(fewer)) {
                any = true;
            } else {
                from = to;
            }
        }
        return any && runs_left_ > 0;
    }

    bool still_breaks(const std::vector<std::string>& only) {
        --runs_left_;
        ++runs_;
        TrialOptions options = options_;
        options.only = std::set<std::string>(only.begin(), only.end());
        TrialOutcome outcome = run_trial(options);
        if (!outcome.breach || outcome.breach->invariant != invariant_) return false;
        // Of what was allowed, what did happen.
        kept_ = std::move(outcome.struck);
        return true;
    }

    TrialOptions options_;
    std::string invariant_;
    std::vector<std::string> kept_;
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

#include "desk/recovery.h"

#include <string>

#include "desk/when.h"
#include "text/utf8.h"

namespace aplomb::desk {

Result<> may_step(const Recovery& recovery, RecoveryStage to) {
    if (recovery.stage == RecoveryStage::Ended) {
        return fail(ErrorKind::Conflict, "this has ended: " + recovery.outcome);
    }
    if (to == RecoveryStage::Asked && recovery.asked_at) {
        return fail(ErrorKind::Conflict, "they were asked before; once is kind, twice is not");
    }
    if (to == RecoveryStage::Asked && recovery.stage < RecoveryStage::Satisfied) {
        return fail(ErrorKind::Conflict, "ask only somebody who is satisfied");
    }
    if (to <= recovery.stage) {
        return fail(ErrorKind::Conflict,
                    "it stands at " + std::string(name_of(recovery.stage)) + " already");
    }
    if (recovery.stage == RecoveryStage::None) {
        return fail(ErrorKind::Conflict, "nobody has answered them yet");
    }
    if (to == RecoveryStage::Satisfied && recovery.stage < RecoveryStage::Resolved) {
        return fail(ErrorKind::Conflict,
                    "it is not resolved yet; they are satisfied with what was mended");
    }
    return {};
}

RatingMove rating_move(const Recovery& recovery, std::optional<int> rating) {
    const auto last = recovery.rating_after ? recovery.rating_after : recovery.rating_before;
    if (!rating || !last) return RatingMove::Better;
    if (*rating < *last) return RatingMove::Worse;
    const int before = recovery.rating_before.value_or(*last);
    const bool better = *rating > before || (*rating == *last && *rating == before);
    return better ? RatingMove::Better : RatingMove::NotYet;
}

bool set_back(Recovery& recovery) {
    if (recovery.stage <= RecoveryStage::Reached || recovery.outcome == "none") return false;
    const bool still_better = recovery.outcome == "updated" && recovery.rating_before &&
                              recovery.rating_after.value_or(0) > *recovery.rating_before;
    if (still_better) return false;
    recovery.stage = RecoveryStage::Reached;
    recovery.outcome.clear();
    recovery.resolved_at.reset();
    recovery.satisfied_at.reset();
    recovery.ended_at.reset();
    return true;
}

bool same_words(std::string_view a, std::string_view b) {
    const auto left = words_in_text(text::to_code_points(a));
    const auto right = words_in_text(text::to_code_points(b));
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i].text != right[i].text) return false;
    }
    return true;
}

}  // namespace aplomb::desk

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
    return {};
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

// What a message is, from what the models and the words say of it: a complaint, a question, a
// request, praise, a suggestion, spam, or none of these.
//
// The order matters and is the desk's: what is plainly sold to strangers is spam, however it
// grumbles; who only asks how things stand, or bids us politely, has no complaint yet; what is
// likely a complaint is one, whatever form it takes, since missing it costs most; a suggestion and
// thanks go by their words and feeling; the form of the sentences decides between question and
// request. Danger is never taken for praise or small talk.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "triage/assessment.h"
#include "triage/cues.h"

namespace aplomb::triage {

struct KindEvidence {
    const Post& post;
    const Cues& cues;
    std::span<const CueHit> hits;
    std::span<const Range> ranges;  // of the tokens, in code points of the post
    // Of the seven kinds by the linear model of forms; all zero where no model knows the language.
    std::array<float, 7> forms{};
    bool has_link = false;
    bool has_handle = false;  // after its first words: a post begins with whom it answers
};

CaseKind decide_kind(const KindEvidence& evidence, const Assessment& assessment);

}  // namespace aplomb::triage

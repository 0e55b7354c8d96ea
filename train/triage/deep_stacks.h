// The stacks of the deep tier: one logistic model for each head over all the evidence, learnt from
// training posts by models that never saw them (training.h) and then calibrated by a factor and
// biases on the validation split.
#pragma once

#include <span>
#include <vector>

#include "train/triage/stacks.h"

namespace aplomb::train {

struct DeepPlan {
    std::size_t outputs = 1;          // as triage::head_outputs
    std::vector<std::size_t> own;     // inputs that answer the head's own question
    std::vector<std::size_t> others;  // the rest, held more tightly
    float positive_weight = 1.0f;     // of examples of class 1, where there are two
    // Towards factors of zero; 0: found on folds.
    float pull = 0;
    float other_pull = 0;
};

Stack fit_deep(const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
               std::span<const int> labels);

// Probabilities of every row by a stack fitted on the other folds.
Scores cross_fitted(const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
                    std::span<const int> labels, int folds);

// The same plan with the pulls that lose least on folds.
DeepPlan with_pulls(const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
                    std::span<const int> labels);

// The same stack with all its logits scaled by one factor and moved by a bias each, as rows that it
// was not fitted on ask for.
Stack recalibrated(const Stack& stack, const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
                   std::span<const int> labels);

}  // namespace aplomb::train

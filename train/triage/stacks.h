// What turns the evidence about a post (the margins of the linear models and what the encoders say)
// into calibrated probabilities: one small logistic model for each head. Few numbers are learnt
// here, because the validation sets are small; the figures printed are those of halves that the
// other half was fitted on.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "train/triage/metrics.h"
#include "triage/model.h"

namespace aplomb::train {

// Values as triage::Evidence has them, margins first.
using EvidenceRow = std::vector<float>;

// Stands in a group for an output that the group says nothing about.
constexpr std::size_t nothing = triage::evidence_size;

struct StackPlan {
    std::size_t outputs = 1;  // as triage::head_outputs
    // Groups of inputs that share one factor: input `group[c]` speaks for output c. For one output
    // each group is one input.
    std::vector<std::vector<std::size_t>> groups;
    float pull = 0.02f;  // towards factors of zero
    // Of examples of class 1, where there are two: a little more than one finds more of the rare
    // class and costs little calibration.
    float positive_weight = 1.0f;
};

// outputs × (evidence_size + 1).
using Stack = std::vector<float>;

Stack fit_stack(const StackPlan& plan, const std::vector<EvidenceRow>& rows,
                std::span<const int> labels);
// The same factors with biases fitted anew, for rows where the classes are as common as in life.
Stack refit_biases(const Stack& stack, std::size_t outputs, const std::vector<EvidenceRow>& rows,
                   std::span<const int> labels);
// Probabilities; for one output of both classes.
std::vector<float> apply_stack(const Stack& stack, std::size_t outputs, const EvidenceRow& row);

// Probabilities of every row by a stack fitted on the other folds.
Scores cross_fitted(const StackPlan& plan, const std::vector<EvidenceRow>& rows,
                    std::span<const int> labels, int folds);

}  // namespace aplomb::train

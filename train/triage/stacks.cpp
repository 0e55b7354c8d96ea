#include "train/triage/stacks.h"

#include <algorithm>
#include <cmath>

namespace aplomb::train {
namespace {

constexpr int steps = 1500;
constexpr float rate_first = 0.5f;

struct Weights {
    std::vector<float> factors;  // per group
    std::vector<float> biases;   // per output
};

std::vector<float> to_shares(std::vector<float> logits) {
    if (logits.size() == 1) {
        const float one = 1.0f / (1.0f + std::exp(-logits[0]));
        return {1 - one, one};
    }
    return softmax({logits}).front();
}

std::vector<float> logits_of(const StackPlan& plan, const Weights& weights,
                             const EvidenceRow& row) {
    std::vector<float> logits(weights.biases);
    for (std::size_t g = 0; g < plan.groups.size(); ++g)
        for (std::size_t c = 0; c < plan.outputs; ++c)
            if (plan.groups[g][c] != nothing)
                logits[c] += weights.factors[g] * row[plan.groups[g][c]];
    return logits;
}

}  // namespace

// AdaGrad on the whole set: the problem is convex and has a dozen numbers.
Stack fit_stack(const StackPlan& plan, const std::vector<EvidenceRow>& rows,
                std::span<const int> labels) {
    Weights weights{std::vector<float>(plan.groups.size(), 0.3f),
                    std::vector<float>(plan.outputs, 0.0f)};
    std::vector<float> squares(plan.groups.size() + plan.outputs, 1e-8f);
    const auto count = static_cast<float>(rows.size());
    for (int step = 0; step < steps; ++step) {
        std::vector<float> gradient(squares.size(), 0.0f);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto shares = to_shares(logits_of(plan, weights, rows[i]));
            const float weight = plan.outputs == 1 && labels[i] == 1 ? plan.positive_weight : 1.0f;
            for (std::size_t c = 0; c < plan.outputs; ++c) {
                const std::size_t klass = plan.outputs == 1 ? 1 : c;
                const float truth = static_cast<std::size_t>(labels[i]) == klass ? 1.0f : 0.0f;
                const float error = weight * (shares[klass] - truth);
                for (std::size_t g = 0; g < plan.groups.size(); ++g)
                    if (plan.groups[g][c] != nothing)
                        gradient[g] += error * rows[i][plan.groups[g][c]];
                gradient[plan.groups.size() + c] += error;
            }
        }
        for (std::size_t p = 0; p < gradient.size(); ++p) {
            float& value = p < weights.factors.size() ? weights.factors[p]
                                                      : weights.biases[p - weights.factors.size()];
            const float pull = p < weights.factors.size() ? plan.pull * value : 0.0f;
            const float slope = gradient[p] / count + pull / 10;
            squares[p] += slope * slope;
            value -= rate_first * slope / std::sqrt(squares[p]);
        }
    }
    constexpr std::size_t width = triage::evidence_size + 1;
    Stack stack(plan.outputs * width, 0.0f);
    for (std::size_t c = 0; c < plan.outputs; ++c) {
        for (std::size_t g = 0; g < plan.groups.size(); ++g)
            if (plan.groups[g][c] != nothing)
                stack[c * width + plan.groups[g][c]] += weights.factors[g];
        stack[c * width + triage::evidence_size] = weights.biases[c];
    }
    return stack;
}

Stack refit_biases(const Stack& stack, std::size_t outputs, const std::vector<EvidenceRow>& rows,
                   std::span<const int> labels) {
    constexpr std::size_t width = triage::evidence_size + 1;
    Stack out = stack;
    constexpr int rounds = 200;
    for (int round = 0; round < rounds; ++round) {
        std::vector<float> gradient(outputs, 0.0f);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto shares = apply_stack(out, outputs, rows[i]);
            for (std::size_t c = 0; c < outputs; ++c) {
                const std::size_t klass = outputs == 1 ? 1 : c;
                const float truth = static_cast<std::size_t>(labels[i]) == klass ? 1.0f : 0.0f;
                gradient[c] += shares[klass] - truth;
            }
        }
        for (std::size_t c = 0; c < outputs; ++c)
            out[c * width + triage::evidence_size] -= gradient[c] / static_cast<float>(rows.size());
    }
    return out;
}

std::vector<float> apply_stack(const Stack& stack, std::size_t outputs, const EvidenceRow& row) {
    constexpr std::size_t width = triage::evidence_size + 1;
    std::vector<float> logits(outputs);
    for (std::size_t c = 0; c < outputs; ++c) {
        logits[c] = stack[c * width + triage::evidence_size];
        for (std::size_t i = 0; i < triage::evidence_size; ++i)
            logits[c] += stack[c * width + i] * row[i];
    }
    return to_shares(logits);
}

Scores cross_fitted(const StackPlan& plan, const std::vector<EvidenceRow>& rows,
                    std::span<const int> labels, int folds) {
    Scores out(rows.size());
    for (int fold = 0; fold < folds; ++fold) {
        std::vector<EvidenceRow> others;
        std::vector<int> other_labels;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (static_cast<int>(i % static_cast<std::size_t>(folds)) == fold) continue;
            others.push_back(rows[i]);
            other_labels.push_back(labels[i]);
        }
        const Stack stack = fit_stack(plan, others, other_labels);
        for (std::size_t i = static_cast<std::size_t>(fold); i < rows.size();
             i += static_cast<std::size_t>(folds))
            out[i] = apply_stack(stack, plan.outputs, rows[i]);
    }
    return out;
}

}  // namespace aplomb::train

#include "train/triage/deep_stacks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "train/triage/solving.h"

namespace aplomb::train {
namespace {

constexpr std::size_t width = triage::evidence_size + 1;
constexpr int steps = 40;
constexpr std::array<float, 4> pulls{1e-3f, 5e-3f, 2e-2f, 1e-1f};
constexpr std::array<float, 4> tighter{1.0f, 5.0f, 30.0f, 300.0f};
constexpr int pull_folds = 4;
// Enough to tell one pull from another.
constexpr std::size_t pull_rows_max = 4000;

// The inputs of a plan with mean zero and spread one, and a last column of ones.
class Standard {
  public:
    Standard(std::vector<std::size_t> all, const std::vector<EvidenceRow>& rows)
        : inputs_(std::move(all)), mean_(inputs_.size(), 0.0), scale_(inputs_.size(), 0.0) {
        const std::vector<std::size_t>& inputs = inputs_;
        const auto count = static_cast<double>(rows.size());
        for (const EvidenceRow& row : rows)
            for (std::size_t i = 0; i < inputs.size(); ++i)
                mean_[i] += double{row[inputs[i]]} / count;
        for (const EvidenceRow& row : rows)
            for (std::size_t i = 0; i < inputs.size(); ++i)
                scale_[i] += std::pow(double{row[inputs[i]]} - mean_[i], 2) / count;
        for (double& scale : scale_)
            scale = scale > 1e-12 ? 1.0 / std::sqrt(scale) : 0.0;
        values_.reserve(rows.size() * columns());
        for (const EvidenceRow& row : rows) {
            for (std::size_t i = 0; i < inputs.size(); ++i)
                values_.push_back(
                    static_cast<float>((double{row[inputs[i]]} - mean_[i]) * scale_[i]));
            values_.push_back(1.0f);
        }
    }

    [[nodiscard]] std::size_t columns() const { return inputs_.size() + 1; }
    [[nodiscard]] const float* row(std::size_t at) const { return values_.data() + at * columns(); }

    // Weights of the raw evidence that do what `weights` do to the standard one.
    void write(std::span<const double> weights, float* out) const {
        double bias = weights[inputs_.size()];
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            const double weight = weights[i] * scale_[i];
            out[inputs_[i]] += static_cast<float>(weight);
            bias -= weight * mean_[i];
        }
        out[triage::evidence_size] = static_cast<float>(bias);
    }

  private:
    std::vector<std::size_t> inputs_;
    std::vector<double> mean_;
    std::vector<double> scale_;
    std::vector<float> values_;
};

// Probabilities of the outputs, in place.
void to_shares(std::span<double> logits) {
    if (logits.size() == 1) {
        logits[0] = 1.0 / (1.0 + std::exp(-logits[0]));
        return;
    }
    const double highest = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (double& logit : logits)
        sum += logit = std::exp(logit - highest);
    for (double& logit : logits)
        logit /= sum;
}

double truth_of(std::size_t output, std::size_t outputs, int label) {
    const auto klass = outputs == 1 ? 1 : static_cast<int>(output);
    return label == klass ? 1.0 : 0.0;
}

float weight_of(const DeepPlan& plan, int label) {
    return plan.outputs == 1 && label == 1 ? plan.positive_weight : 1.0f;
}

std::vector<std::size_t> inputs_of(const DeepPlan& plan) {
    std::vector<std::size_t> inputs = plan.own;
    inputs.insert(inputs.end(), plan.others.begin(), plan.others.end());
    return inputs;
}

// Of a column; the last is the bias and free.
double pull_of(const DeepPlan& plan, std::size_t column) {
    if (column < plan.own.size()) return double{plan.pull};
    return column < plan.own.size() + plan.others.size() ? double{plan.other_pull} : 0.0;
}

// An upper bound of the curvature that does not change from step to step (Böhning 1992), so that
// one decomposition serves them all and every step lessens the loss.
Triangle curvature(const DeepPlan& plan, const Standard& standard, std::size_t count) {
    const std::size_t columns = standard.columns();
    std::vector<double> bound(columns * columns, 0.0);
    for (std::size_t at = 0; at < count; ++at) {
        const float* row = standard.row(at);
        for (std::size_t a = 0; a < columns; ++a)
            for (std::size_t b = 0; b <= a; ++b)
                bound[a * columns + b] += double{row[a]} * double{row[b]};
    }
    const double share = (plan.outputs == 1 ? 0.25 * std::max(plan.positive_weight, 1.0f) : 0.5) /
                         static_cast<double>(count);
    for (double& value : bound)
        value *= share;
    for (std::size_t a = 0; a < columns; ++a)
        bound[a * columns + a] += pull_of(plan, a) + 1e-6;
    return Triangle(std::move(bound), columns);
}

double loss(const Scores& scores, std::span<const int> labels) {
    double sum = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        sum -= std::log(std::max(scores[i][static_cast<std::size_t>(labels[i])], 1e-6f));
    return sum;
}

}  // namespace

Stack fit_deep(const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
               std::span<const int> labels) {
    const Standard standard(inputs_of(plan), rows);
    const std::size_t columns = standard.columns();
    const Triangle bound = curvature(plan, standard, rows.size());
    std::vector<double> weights(plan.outputs * columns, 0.0);
    std::vector<double> shares(plan.outputs);
    for (int step = 0; step < steps; ++step) {
        std::vector<double> gradient(weights.size(), 0.0);
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const float* row = standard.row(at);
            for (std::size_t c = 0; c < plan.outputs; ++c) {
                const double* own = weights.data() + c * columns;
                double sum = 0;
                for (std::size_t i = 0; i < columns; ++i)
                    sum += own[i] * double{row[i]};
                shares[c] = sum;
            }
            to_shares(shares);
            const double weight = weight_of(plan, labels[at]) / static_cast<double>(rows.size());
            for (std::size_t c = 0; c < plan.outputs; ++c) {
                const double error = weight * (shares[c] - truth_of(c, plan.outputs, labels[at]));
                double* own = gradient.data() + c * columns;
                for (std::size_t i = 0; i < columns; ++i)
                    own[i] += error * double{row[i]};
            }
        }
        for (std::size_t c = 0; c < plan.outputs; ++c) {
            double* own = gradient.data() + c * columns;
            for (std::size_t i = 0; i + 1 < columns; ++i)
                own[i] += pull_of(plan, i) * weights[c * columns + i];
            bound.solve({own, columns});
            for (std::size_t i = 0; i < columns; ++i)
                weights[c * columns + i] -= own[i];
        }
    }
    Stack stack(plan.outputs * width, 0.0f);
    for (std::size_t c = 0; c < plan.outputs; ++c)
        standard.write({weights.data() + c * columns, columns}, stack.data() + c * width);
    return stack;
}

Scores cross_fitted(const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
                    std::span<const int> labels, int folds) {
    const auto step = static_cast<std::size_t>(folds);
    Scores out(rows.size());
    for (std::size_t fold = 0; fold < step; ++fold) {
        std::vector<EvidenceRow> others;
        std::vector<int> other_labels;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % step == fold) continue;
            others.push_back(rows[i]);
            other_labels.push_back(labels[i]);
        }
        const Stack stack = fit_deep(plan, others, other_labels);
        for (std::size_t i = fold; i < rows.size(); i += step)
            out[i] = apply_stack(stack, plan.outputs, rows[i]);
    }
    return out;
}

DeepPlan with_pulls(const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
                    std::span<const int> labels) {
    const std::size_t every = rows.size() / pull_rows_max + 1;
    std::vector<EvidenceRow> some;
    std::vector<int> some_labels;
    for (std::size_t i = 0; i < rows.size(); i += every) {
        some.push_back(rows[i]);
        some_labels.push_back(labels[i]);
    }
    DeepPlan best = plan;
    DeepPlan tried = plan;
    double least = 1e300;
    for (const float pull : pulls) {
        for (const float more : tighter) {
            tried.pull = pull;
            tried.other_pull = pull * more;
            const double found =
                loss(cross_fitted(tried, some, some_labels, pull_folds), some_labels);
            if (found >= least) continue;
            least = found;
            best = tried;
        }
    }
    return best;
}

Stack recalibrated(const Stack& stack, const DeepPlan& plan, const std::vector<EvidenceRow>& rows,
                   std::span<const int> labels) {
    const std::size_t outputs = plan.outputs;
    constexpr int rounds = 400;
    constexpr double rate = 0.5;
    // As many examples hold the stack to what it says already.
    constexpr double held = 40;
    std::vector<std::vector<double>> logits;
    for (const EvidenceRow& row : rows) {
        logits.emplace_back(outputs);
        for (std::size_t c = 0; c < outputs; ++c) {
            double sum = stack[c * width + triage::evidence_size];
            for (std::size_t i = 0; i < triage::evidence_size; ++i)
                sum += double{stack[c * width + i]} * double{row[i]};
            logits.back()[c] = sum;
        }
    }
    double factor = 1;
    std::vector<double> biases(outputs, 0.0);
    std::vector<double> shares(outputs);
    const double count = static_cast<double>(rows.size()) + held;
    for (int round = 0; round < rounds; ++round) {
        double factor_slope = held * (factor - 1);
        std::vector<double> slopes(outputs);
        for (std::size_t c = 0; c < outputs; ++c)
            slopes[c] = held * biases[c];
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t c = 0; c < outputs; ++c)
                shares[c] = factor * logits[i][c] + biases[c];
            to_shares(shares);
            const double weight = weight_of(plan, labels[i]);
            for (std::size_t c = 0; c < outputs; ++c) {
                const double error = weight * (shares[c] - truth_of(c, outputs, labels[i]));
                factor_slope += error * logits[i][c];
                slopes[c] += error;
            }
        }
        factor -= rate * factor_slope / count;
        for (std::size_t c = 0; c < outputs; ++c)
            biases[c] -= rate * slopes[c] / count;
    }
    Stack out = stack;
    for (std::size_t c = 0; c < outputs; ++c) {
        for (std::size_t i = 0; i < width; ++i)
            out[c * width + i] *= static_cast<float>(factor);
        out[c * width + triage::evidence_size] += static_cast<float>(biases[c]);
    }
    return out;
}

}  // namespace aplomb::train

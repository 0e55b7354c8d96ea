#include "train/triage/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace aplomb::train {
namespace {

std::size_t chosen(const std::vector<float>& row) {
    return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
}

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

std::vector<float> logits_of(const Calibration& calibration, const std::vector<float>& margins) {
    if (margins.size() == 1) {
        return {0.0f, calibration.factor[0] * margins[0] + calibration.offset[0]};
    }
    std::vector<float> logits(margins.size());
    for (std::size_t c = 0; c < margins.size(); ++c)
        logits[c] = calibration.factor[0] * margins[c] + calibration.offset[c];
    return logits;
}

std::vector<float> softmax_row(std::vector<float> row) {
    const float highest = *std::max_element(row.begin(), row.end());
    float sum = 0;
    for (float& value : row) {
        value = std::exp(value - highest);
        sum += value;
    }
    for (float& value : row)
        value /= sum;
    return row;
}

}  // namespace

Figures measure(const Scores& scores, std::span<const int> labels) {
    const std::size_t classes = scores.empty() ? 0 : scores.front().size();
    std::vector<double> right(classes);
    std::vector<double> truth(classes);
    std::vector<double> guess(classes);
    double correct = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const std::size_t label = static_cast<std::size_t>(labels[i]);
        const std::size_t pick = chosen(scores[i]);
        truth[label] += 1;
        guess[pick] += 1;
        right[label] += pick == label;
        correct += pick == label;
    }
    Figures figures;
    figures.accuracy = ratio(correct, static_cast<double>(scores.size()));
    for (std::size_t c = 0; c < classes; ++c) {
        const double f1 = ratio(2 * right[c], truth[c] + guess[c]);
        figures.macro_f1 += f1 / static_cast<double>(classes);
        figures.macro_recall += ratio(right[c], truth[c]) / static_cast<double>(classes);
        if (c == 1) figures.f1_positive = f1;
    }
    return figures;
}

Scores softmax(const Scores& logits) {
    Scores out;
    out.reserve(logits.size());
    for (const auto& row : logits)
        out.push_back(softmax_row(row));
    return out;
}

Calibration calibrate(const Scores& margins, std::span<const int> labels, int classes) {
    const std::size_t planes = classes == 2 ? 1 : static_cast<std::size_t>(classes);
    Calibration calibration{{2.0f}, std::vector<float>(planes, 0.0f)};
    constexpr int steps = 600;
    constexpr float pull = 1e-3f;
    const auto count = static_cast<float>(margins.size());
    for (int step = 0; step < steps; ++step) {
        float factor = 0;
        std::vector<float> offset(planes, 0.0f);
        for (std::size_t i = 0; i < margins.size(); ++i) {
            const auto shares = softmax_row(logits_of(calibration, margins[i]));
            for (std::size_t c = 0; c < planes; ++c) {
                const std::size_t klass = planes == 1 ? 1 : c;
                const float error =
                    shares[klass] - (static_cast<std::size_t>(labels[i]) == klass ? 1.0f : 0.0f);
                factor += error * margins[i][c];
                offset[c] += error;
            }
        }
        const float rate = 1.0f;
        calibration.factor[0] -= rate * (factor / count);
        for (std::size_t c = 0; c < planes; ++c)
            calibration.offset[c] -= rate * (offset[c] / count + pull * calibration.offset[c]);
    }
    return calibration;
}

Scores calibrated(const Calibration& calibration, const Scores& margins) {
    Scores out;
    out.reserve(margins.size());
    for (const auto& row : margins)
        out.push_back(softmax_row(logits_of(calibration, row)));
    return out;
}

double calibration_error(const Scores& probabilities, std::span<const int> labels) {
    constexpr int bins = 15;
    std::array<double, bins> sure{};
    std::array<double, bins> right{};
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const std::size_t pick = chosen(probabilities[i]);
        const float share = probabilities[i][pick];
        const int bin = std::min(static_cast<int>(share * bins), bins - 1);
        sure[static_cast<std::size_t>(bin)] += share;
        right[static_cast<std::size_t>(bin)] += static_cast<std::size_t>(labels[i]) == pick;
    }
    double error = 0;
    for (std::size_t b = 0; b < bins; ++b)
        error += std::fabs(sure[b] - right[b]);
    return ratio(error, static_cast<double>(probabilities.size()));
}

double area_under_curve(std::span<const float> scores, std::span<const int> labels) {
    std::vector<std::uint32_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return scores[a] < scores[b]; });
    double positives = 0;
    double ranks = 0;
    for (std::size_t i = 0; i < order.size();) {
        std::size_t same = i;
        while (same < order.size() && scores[order[same]] == scores[order[i]])
            ++same;
        const double rank = (static_cast<double>(i + 1) + static_cast<double>(same)) / 2;
        for (; i < same; ++i) {
            if (labels[order[i]] == 0) continue;
            positives += 1;
            ranks += rank;
        }
    }
    const double negatives = static_cast<double>(scores.size()) - positives;
    return ratio(ranks - positives * (positives + 1) / 2, positives * negatives);
}

}  // namespace aplomb::train

#include "train/triage/figures.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace aplomb::train {
namespace {

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

}  // namespace

void say(const std::string& line) {
    static const double begin = seconds();
    std::printf("[%6.1f s] %s\n", seconds() - begin, line.c_str());
    std::fflush(stdout);
}

std::vector<int> labels_of(const Examples& examples) {
    std::vector<int> labels;
    for (const Example& example : examples)
        labels.push_back(example.label);
    return labels;
}

void report(const std::string& name, const Scores& scores, std::span<const int> labels) {
    const Figures figures = measure(scores, labels);
    say(
        fmt::format("{:<34} accuracy {:.3f}  macro-F1 {:.3f}  macro recall {:.3f}  F1 of 1 {:.3f}  "
                    "calibration error {:.3f}",
                    name, figures.accuracy, figures.macro_f1, figures.macro_recall,
                    figures.f1_positive, calibration_error(scores, labels)));
}

}  // namespace aplomb::train

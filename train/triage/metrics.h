// The figures that the sets are judged by, and calibration: probabilities that come true as often
// as they say.
#pragma once

#include <span>
#include <vector>

namespace aplomb::train {

// Rows of class probabilities (or margins: only their order within a row matters for the choice).
using Scores = std::vector<std::vector<float>>;

struct Figures {
    double accuracy = 0;
    double macro_f1 = 0;
    double macro_recall = 0;
    double f1_positive = 0;  // of class 1
};

Figures measure(const Scores& scores, std::span<const int> labels);

// Scores as probabilities: softmax of each row.
Scores softmax(const Scores& logits);

// A logit per class: factor × margin + offset.
struct Calibration {
    std::vector<float> factor;
    std::vector<float> offset;
};

// Fits by maximum likelihood (gradient descent with a small pull towards no change). One margin a
// row means two classes: a sigmoid. `shared` uses one factor for all the classes.
Calibration calibrate(const Scores& margins, std::span<const int> labels, int classes);
// Probabilities of `classes` classes.
Scores calibrated(const Calibration& calibration, const Scores& margins);

// Expected calibration error of the chosen class, fifteen bins of equal width (Guo et al. 2017).
double calibration_error(const Scores& probabilities, std::span<const int> labels);

double area_under_curve(std::span<const float> scores, std::span<const int> labels);

}  // namespace aplomb::train

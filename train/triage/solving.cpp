#include "train/triage/solving.h"

#include <algorithm>
#include <cmath>

namespace aplomb::train {

Triangle::Triangle(std::vector<double> matrix, std::size_t size)
    : values_(std::move(matrix)), size_(size) {
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = values_[i * size + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= values_[i * size + k] * values_[j * size + k];
            values_[i * size + j] =
                i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / values_[j * size + j];
        }
    }
}

void Triangle::solve(std::span<double> values) const {
    for (std::size_t i = 0; i < size_; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            values[i] -= values_[i * size_ + k] * values[k];
        values[i] /= values_[i * size_ + i];
    }
    for (std::size_t i = size_; i-- > 0;) {
        for (std::size_t k = i + 1; k < size_; ++k)
            values[i] -= values_[k * size_ + i] * values[k];
        values[i] /= values_[i * size_ + i];
    }
}

std::vector<float> Triangle::inverse() const {
    std::vector<float> out(size_ * size_, 0.0f);
    std::vector<double> solved(size_);
    for (std::size_t column = 0; column < size_; ++column) {
        for (std::size_t i = column; i < size_; ++i) {
            double sum = i == column ? 1.0 : 0.0;
            for (std::size_t k = column; k < i; ++k)
                sum -= values_[i * size_ + k] * solved[k];
            solved[i] = sum / values_[i * size_ + i];
            out[i * size_ + column] = static_cast<float>(solved[i]);
        }
    }
    return out;
}

}  // namespace aplomb::train

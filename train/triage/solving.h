// Systems of linear equations with a symmetric positive matrix.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace aplomb::train {

// The triangle L with L Lᵀ = matrix (Cholesky); only the lower half of the matrix is read.
class Triangle {
  public:
    Triangle(std::vector<double> matrix, std::size_t size);

    // The x with matrix × x = values, in place.
    void solve(std::span<double> values) const;
    // The inverse of L, row by row.
    [[nodiscard]] std::vector<float> inverse() const;

  private:
    std::vector<double> values_;
    std::size_t size_;
};

}  // namespace aplomb::train

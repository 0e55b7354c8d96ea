// Trains the convolutional reader on several tasks at once, so that what fifty thousand opinions
// teach about words helps the tasks with three thousand examples.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "train/triage/linear.h"
#include "train/triage/metrics.h"
#include "triage/encoder.h"

namespace aplomb::train {

struct Task {
    std::string name;
    int classes = 2;
    Examples examples;
    float weight = 1.0f;               // of its examples
    int repeats = 1;                   // how often an example comes in an epoch
    std::vector<float> class_weights;  // empty: all one
};

struct EncoderOptions {
    int epochs = 8;
    float rate = 0.05f;
    float word_rate = 0.02f;
    float dropped = 0.4f;        // of the pooled values
    float words_dropped = 0.1f;  // words made unknown
    float decay = 1e-5f;
    std::uint64_t seed = 1;
    // The posts of this fold stay unread, so that what the network says of them is unbiased.
    int fold_held_out = 0;
    int folds = 1;  // 1: nothing is held out
};

struct Network {
    std::vector<float> words;  // vocabulary × word_size
    std::array<std::vector<float>, triage::width_max> weights;
    std::array<std::vector<float>, triage::width_max> biases;
    std::vector<std::vector<float>> heads;  // per task: classes × (pooled_size + 1)

    [[nodiscard]] triage::Convolutions convolutions() const;

    // All its numbers in a row.
    [[nodiscard]] std::size_t size() const { return flat().size(); }
    [[nodiscard]] std::vector<float> flat() const;
    void fill(std::span<const float> values);
};

// With the right sizes, and zeros.
Network empty_network(const std::vector<Task>& tasks, const Space& space);

Network learn_network(const std::vector<Task>& tasks, const Space& space,
                      const EncoderOptions& options);

// Class scores before the softmax.
std::vector<float> read_network(const Network& network, std::size_t task, std::string_view text,
                                const Space& space);
// The same from pooled values.
std::vector<float> read_head(const Network& network, std::size_t task,
                             const std::vector<float>& pooled);
std::vector<float> pooled_values(const Network& network, std::string_view text, const Space& space);

}  // namespace aplomb::train

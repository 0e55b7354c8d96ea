#include "train/triage/encoder_trainer.h"

#include <algorithm>
#include <cmath>

#include "train/triage/dice.h"

namespace aplomb::train {
namespace {

using triage::Encoded;
using triage::input_size;
using triage::mark_size;
using triage::pattern_count;
using triage::pooled_size;
using triage::width_max;
using triage::word_size;

constexpr std::uint32_t unknown = 0xffffffffu;
constexpr std::size_t trained_words_max = 60;
constexpr std::size_t batch_size = 8;

struct Post {
    std::vector<std::uint32_t> words;  // vocabulary index or `unknown`
    std::vector<float> importance;
    std::vector<float> marks;  // words × mark_size
    int task = 0;
    int label = 0;
};

Post prepare(std::string_view text, const Space& space, std::size_t words_max) {
    thread_local triage::Tokens tokens;
    triage::tokenize(text, tokens);
    Post post;
    const std::size_t count = std::min(tokens.list.size(), words_max);
    post.marks.resize(count * mark_size);
    for (std::size_t t = 0; t < count; ++t) {
        const triage::Token& token = tokens.list[t];
        const auto found = space.vocabulary.index.find(token.hash);
        post.words.push_back(found == space.vocabulary.index.end() ? unknown : found->second);
        triage::write_marks(token, space.lexicon.valence(token.hash),
                            std::span(post.marks).subspan(t * mark_size, mark_size));
    }
    return post;
}

void fill_inputs(const Post& post, const std::vector<float>& vectors, std::vector<float>& inputs) {
    const std::size_t words = post.words.size();
    inputs.assign((words + width_max - 1) * input_size, 0.0f);
    for (std::size_t t = 0; t < words; ++t) {
        float* row = inputs.data() + t * input_size;
        if (post.words[t] != unknown) {
            std::copy_n(vectors.data() + std::size_t{post.words[t]} * word_size, word_size, row);
        }
        std::copy_n(post.marks.data() + t * mark_size, mark_size, row + word_size);
    }
}

// Weights with their gradients and the squares of past gradients (AdaGrad).
struct Learnt {
    std::vector<float>* values = nullptr;
    std::vector<float> gradient;
    std::vector<float> squares;

    explicit Learnt(std::vector<float>& of)
        : values(&of), gradient(of.size(), 0.0f), squares(of.size(), 1e-6f) {}

    void step(float rate, float decay) {
        float* value = values->data();
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            const float g = gradient[i] + decay * value[i];
            squares[i] += g * g;
            value[i] -= rate * g / std::sqrt(squares[i]);
            gradient[i] = 0;
        }
    }
};

class Trainer {
  public:
    Trainer(const std::vector<Task>& tasks, const Space& space, const EncoderOptions& options,
            Network& network)
        : tasks_(tasks), space_(space), options_(options), network_(network), dice_(options.seed) {
        initialise();
        for (std::size_t w = 0; w < width_max; ++w) {
            weights_.emplace_back(patterns_[w]);
            biases_.emplace_back(network_.biases[w]);
        }
        for (auto& head : network_.heads)
            heads_.emplace_back(head);
        word_squares_.assign(space.vocabulary.size(), 1e-6f);
        for (std::size_t k = 0; k < tasks.size(); ++k) {
            for (const Example& example : tasks[k].examples) {
                if (options.folds > 1 &&
                    fold_of(example.text, options.folds) == options.fold_held_out)
                    continue;
                Post post = prepare(example.text, space, trained_words_max);
                post.task = static_cast<int>(k);
                post.label = example.label;
                if (post.words.empty()) continue;
                for (int r = 0; r < tasks[k].repeats; ++r)
                    order_.push_back(static_cast<std::uint32_t>(posts_.size()));
                posts_.push_back(std::move(post));
            }
        }
    }

    void run() {
        for (int epoch = 0; epoch < options_.epochs; ++epoch) {
            dice_.shuffle(order_);
            const float left =
                1.0f - static_cast<float>(epoch) / static_cast<float>(options_.epochs);
            rate_ = options_.rate * left;
            word_rate_ = options_.word_rate * left;
            for (std::size_t i = 0; i < order_.size(); ++i) {
                learn(posts_[order_[i]]);
                if ((i + 1) % batch_size == 0) update();
            }
            update();
        }
    }

  private:
    void initialise() {
        network_.words = space_.vectors;
        // Vectors of length one have small components beside the marks.
        for (float& value : network_.words)
            value *= 3.0f;
        for (std::size_t w = 0; w < width_max; ++w) {
            const std::size_t rows = (w + 1) * input_size;
            patterns_[w].resize(rows * pattern_count);
            network_.weights[w].resize(rows * pattern_count);
            const float spread = std::sqrt(3.0f / static_cast<float>(rows));
            for (float& value : patterns_[w])
                value = (2 * dice_.share() - 1) * spread;
            network_.biases[w].assign(pattern_count, 0.0f);
        }
        lay_out_patterns();
        for (const Task& task : tasks_)
            network_.heads.emplace_back(static_cast<std::size_t>(task.classes) * (pooled_size + 1),
                                        0.0f);
    }

    // Reading wants the patterns side by side, learning wants each pattern whole.
    void lay_out_patterns() {
        for (std::size_t w = 0; w < width_max; ++w) {
            const std::size_t size = (w + 1) * input_size;
            for (std::size_t f = 0; f < pattern_count; ++f)
                for (std::size_t i = 0; i < size; ++i)
                    network_.weights[w][i * pattern_count + f] = patterns_[w][f * size + i];
        }
    }

    void learn(const Post& original) {
        Post post = original;
        for (auto& word : post.words)
            if (dice_.share() < options_.words_dropped) word = unknown;
        fill_inputs(post, network_.words, inputs_);
        triage::encode(network_.convolutions(), inputs_, post.words.size(), encoded_);
        const float kept = 1.0f / (1.0f - options_.dropped);
        keep_.resize(pooled_size);
        for (std::size_t h = 0; h < pooled_size; ++h) {
            keep_[h] = dice_.share() < options_.dropped ? 0.0f : kept;
            encoded_.pooled[h] *= keep_[h];
        }
        const auto task = static_cast<std::size_t>(post.task);
        pooled_gradient_.assign(pooled_size, 0.0f);
        learn_head(task, post.label);
        for (std::size_t h = 0; h < pooled_size; ++h)
            pooled_gradient_[h] *= keep_[h];
        input_gradient_.assign(inputs_.size(), 0.0f);
        learn_windows();
        learn_averages(post.words.size());
        learn_words(post);
    }

    void learn_head(std::size_t task, int label) {
        const auto classes = static_cast<std::size_t>(tasks_[task].classes);
        std::vector<float> shares(classes);
        float* head = network_.heads[task].data();
        for (std::size_t c = 0; c < classes; ++c) {
            const float* row = head + c * (pooled_size + 1);
            float sum = row[pooled_size];
            for (std::size_t h = 0; h < pooled_size; ++h)
                sum += row[h] * encoded_.pooled[h];
            shares[c] = sum;
        }
        shares = softmax({shares}).front();
        const auto& class_weights = tasks_[task].class_weights;
        const float weight =
            tasks_[task].weight *
            (class_weights.empty() ? 1.0f : class_weights[static_cast<std::size_t>(label)]);
        for (std::size_t c = 0; c < classes; ++c) {
            const float error = weight * (shares[c] - (static_cast<int>(c) == label ? 1.0f : 0.0f));
            float* gradient = heads_[task].gradient.data() + c * (pooled_size + 1);
            const float* row = head + c * (pooled_size + 1);
            for (std::size_t h = 0; h < pooled_size; ++h) {
                gradient[h] += error * encoded_.pooled[h];
                pooled_gradient_[h] += error * row[h];
            }
            gradient[pooled_size] += error;
        }
        touched_.at(task) = true;
    }

    void learn_windows() {
        for (std::size_t w = 0; w < width_max; ++w) {
            for (std::size_t f = 0; f < pattern_count; ++f) {
                const float gradient = pooled_gradient_[w * pattern_count + f];
                if (gradient == 0 || encoded_.best[w][f] <= 0) continue;
                const std::size_t from = std::size_t{encoded_.best_at[w][f]} * input_size;
                const std::size_t size = (w + 1) * input_size;
                const float* __restrict weights = patterns_[w].data() + f * size;
                const float* __restrict inputs = inputs_.data() + from;
                float* __restrict weight_gradient = weights_[w].gradient.data() + f * size;
                float* __restrict input_gradient = input_gradient_.data() + from;
                for (std::size_t i = 0; i < size; ++i) {
                    weight_gradient[i] += gradient * inputs[i];
                    input_gradient[i] += gradient * weights[i];
                }
                biases_[w].gradient[f] += gradient;
            }
        }
    }

    void learn_averages(std::size_t words) {
        const float* mean = pooled_gradient_.data() + width_max * pattern_count;
        const float* highest = mean + input_size;
        const float scale = 1.0f / std::sqrt(static_cast<float>(words));
        for (std::size_t t = 0; t < words; ++t)
            for (std::size_t d = 0; d < input_size; ++d)
                input_gradient_[t * input_size + d] += mean[d] * scale;
        for (std::size_t d = 0; d < input_size; ++d)
            input_gradient_[encoded_.highest_at[d] * input_size + d] += highest[d];
    }

    // One square for a whole word keeps its direction.
    void learn_words(const Post& post) {
        for (std::size_t t = 0; t < post.words.size(); ++t) {
            if (post.words[t] == unknown) continue;
            const float* gradient = input_gradient_.data() + t * input_size;
            float* vector = network_.words.data() + std::size_t{post.words[t]} * word_size;
            float square = 0;
            for (std::size_t d = 0; d < word_size; ++d)
                square += gradient[d] * gradient[d];
            float& squares = word_squares_[post.words[t]];
            squares += square / static_cast<float>(word_size);
            const float rate = word_rate_ / std::sqrt(squares);
            for (std::size_t d = 0; d < word_size; ++d)
                vector[d] -= rate * gradient[d];
        }
    }

    void update() {
        for (std::size_t w = 0; w < width_max; ++w) {
            weights_[w].step(rate_, options_.decay);
            biases_[w].step(rate_, 0.0f);
        }
        lay_out_patterns();
        for (std::size_t k = 0; k < heads_.size(); ++k) {
            if (touched_[k]) heads_[k].step(rate_, options_.decay);
            touched_[k] = false;
        }
    }

    const std::vector<Task>& tasks_;
    const Space& space_;
    const EncoderOptions options_;
    Network& network_;
    Dice dice_;
    std::array<std::vector<float>, width_max> patterns_;  // pattern by pattern
    std::vector<Learnt> weights_;
    std::vector<Learnt> biases_;
    std::vector<Learnt> heads_;
    std::vector<float> word_squares_;
    std::vector<Post> posts_;
    std::vector<std::uint32_t> order_;
    std::vector<float> inputs_;
    std::vector<float> input_gradient_;
    std::vector<float> pooled_gradient_;
    std::vector<float> keep_;
    std::array<bool, 32> touched_{};
    Encoded encoded_;
    float rate_ = 0;
    float word_rate_ = 0;
};

}  // namespace

triage::Convolutions Network::convolutions() const {
    triage::Convolutions out;
    for (std::size_t w = 0; w < width_max; ++w) {
        out.weights[w] = weights[w];
        out.biases[w] = biases[w];
    }
    return out;
}

std::vector<float> Network::flat() const {
    std::vector<float> out(words);
    for (const auto* parts : {&weights, &biases})
        for (const auto& part : *parts)
            out.insert(out.end(), part.begin(), part.end());
    for (const auto& head : heads)
        out.insert(out.end(), head.begin(), head.end());
    return out;
}

void Network::fill(std::span<const float> values) {
    const auto take = [&](std::vector<float>& part) {
        std::copy_n(values.begin(), part.size(), part.begin());
        values = values.subspan(part.size());
    };
    take(words);
    for (auto* parts : {&weights, &biases})
        for (auto& part : *parts)
            take(part);
    for (auto& head : heads)
        take(head);
}

Network empty_network(const std::vector<Task>& tasks, const Space& space) {
    Network network;
    network.words.resize(space.vectors.size());
    for (std::size_t w = 0; w < width_max; ++w) {
        network.weights[w].resize((w + 1) * input_size * pattern_count);
        network.biases[w].resize(pattern_count);
    }
    for (const Task& task : tasks)
        network.heads.emplace_back(static_cast<std::size_t>(task.classes) * (pooled_size + 1));
    return network;
}

Network learn_network(const std::vector<Task>& tasks, const Space& space,
                      const EncoderOptions& options) {
    Network network;
    Trainer(tasks, space, options, network).run();
    return network;
}

std::vector<float> pooled_values(const Network& network, std::string_view text,
                                 const Space& space) {
    const Post post = prepare(text, space, triage::encoded_words_max);
    std::vector<float> inputs;
    fill_inputs(post, network.words, inputs);
    Encoded encoded;
    triage::encode(network.convolutions(), inputs, post.words.size(), encoded);
    return encoded.pooled;
}

std::vector<float> read_head(const Network& network, std::size_t task,
                             const std::vector<float>& pooled) {
    const std::vector<float>& head = network.heads[task];
    std::vector<float> scores(head.size() / (pooled_size + 1));
    for (std::size_t c = 0; c < scores.size(); ++c) {
        const float* row = head.data() + c * (pooled_size + 1);
        scores[c] = row[pooled_size];
        for (std::size_t h = 0; h < pooled_size; ++h)
            scores[c] += row[h] * pooled[h];
    }
    return scores;
}

std::vector<float> read_network(const Network& network, std::size_t task, std::string_view text,
                                const Space& space) {
    return read_head(network, task, pooled_values(network, text, space));
}

}  // namespace aplomb::train

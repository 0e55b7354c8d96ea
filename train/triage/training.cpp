#include "train/triage/training.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

#include "train/triage/dice.h"
#include "train/triage/figures.h"
#include "train/triage/measuring.h"

namespace aplomb::train {
namespace {

using triage::evidence_size;
using triage::HeadName;
using triage::Margin;
using triage::margin_count;

constexpr std::size_t table_rows = 1 << 18;
constexpr BlockScales scales{};

Rows pick_rows(const Rows& rows, const std::vector<std::size_t>& which) {
    Rows out;
    for (const std::size_t i : which) {
        const auto begin = static_cast<std::ptrdiff_t>(rows.start[i]);
        const auto end = static_cast<std::ptrdiff_t>(rows.start[i + 1]);
        out.index.insert(out.index.end(), rows.index.begin() + begin, rows.index.begin() + end);
        out.value.insert(out.value.end(), rows.value.begin() + begin, rows.value.begin() + end);
        out.start.push_back(out.index.size());
    }
    return out;
}

// Rare classes weigh more, by half of what would make them equal.
std::vector<float> balanced(std::span<const int> labels, int classes) {
    std::vector<float> counts(static_cast<std::size_t>(classes), 1.0f);
    for (const int label : labels)
        counts[static_cast<std::size_t>(label)] += 1;
    for (float& count : counts)
        count =
            std::sqrt(static_cast<float>(labels.size()) / (static_cast<float>(classes) * count));
    return counts;
}

}  // namespace

Result<> Training::learn_space() {
    space_.lexicon = TRY(Lexicon::read(options_.labels / "../triage/data/vader_lexicon.txt"));
    constexpr std::uint64_t word_count_min = 4;
    space_.vocabulary = count_words(data_.all_texts, word_count_min);
    const std::size_t size = space_.vocabulary.size() * triage::word_size;
    say(fmt::format("{} texts, {} words", data_.all_texts.size(), space_.vocabulary.size()));
    if (!options_.cache.empty()) {
        std::ifstream file(options_.cache, std::ios::binary);
        space_.vectors.resize(size);
        file.read(reinterpret_cast<char*>(space_.vectors.data()),
                  static_cast<std::streamsize>(size * sizeof(float)));
        if (file.gcount() != static_cast<std::streamsize>(size * sizeof(float)))
            space_.vectors.clear();
    }
    if (space_.vectors.empty()) {
        space_.vectors = learn_vectors(to_sentences(data_.all_texts, space_.vocabulary),
                                       space_.vocabulary, VectorOptions{});
        if (!options_.cache.empty()) {
            std::ofstream(options_.cache, std::ios::binary)
                .write(reinterpret_cast<const char*>(space_.vectors.data()),
                       static_cast<std::streamsize>(size * sizeof(float)));
        }
    }
    say("vectors are learnt");
    learn_rarity(data_.all_texts, space_);
    return {};
}

void Training::learn_planes(const Examples& examples, int classes, Margin first, float cost) {
    const Rows rows = to_rows(examples, space_, scales);
    const std::vector<int> labels = labels_of(examples);
    LinearOptions options;
    options.cost = cost;
    options.class_weights = balanced(labels, classes);
    LinearModel model = learn_linear(rows, labels, classes, options);
    for (std::size_t c = 0; c < model.weights.size(); ++c)
        learnt_.planes[first + c] = {std::move(model.weights[c]), model.bias[c]};
}

Scores Training::held_out(const Examples& examples, int classes, float cost, int folds) const {
    const Rows rows = to_rows(examples, space_, scales);
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    Dice(5).shuffle(order);
    Scores out(examples.size());
    for (int fold = 0; fold < folds; ++fold) {
        std::vector<std::size_t> others;
        std::vector<int> labels;
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (static_cast<int>(i % static_cast<std::size_t>(folds)) == fold) continue;
            others.push_back(order[i]);
            labels.push_back(examples[order[i]].label);
        }
        LinearOptions options;
        options.cost = cost;
        options.class_weights = balanced(labels, classes);
        const LinearModel model = learn_linear(pick_rows(rows, others), labels, classes, options);
        for (std::size_t i = static_cast<std::size_t>(fold); i < order.size();
             i += static_cast<std::size_t>(folds))
            out[order[i]] = model.margins(rows, order[i]);
    }
    return out;
}

void Training::learn_networks() {
    std::vector<Task> tasks(5);
    tasks[0] = {"sentiment", 3, data_.sentiment.train, 1.0f, 1, {}};
    tasks[1] = {"emotion", 4, data_.emotion.train, 1.0f, 4, {}};
    tasks[2] = {"irony", 2, data_.irony.train, 1.0f, 2, {}};
    tasks[3] = {"offensive", 2, data_.offensive.train, 1.0f, 1, {}};
    tasks[4] = {"signs", 2, signed_posts(data_), 0.5f, 1, {}};
    for (Task& task : tasks)
        task.class_weights = balanced(labels_of(task.examples), task.classes);
    say(fmt::format("{} posts with a glad or sad sign", tasks[4].examples.size()));
    for (int i = 0; i < options_.encoders; ++i) {
        EncoderOptions options;
        options.seed = static_cast<std::uint64_t>(i) + 1;
        options.epochs = options_.epochs;
        learnt_.networks.push_back(learn_network(tasks, space_, options));
        say(fmt::format("encoder {} is learnt", i + 1));
        for (std::size_t task = 0; task < 4; ++task) {
            const Split& split =
                *std::array{&data_.sentiment, &data_.emotion, &data_.irony, &data_.offensive}[task];
            Scores scores;
            for (const Example& example : split.validation)
                scores.push_back(read_network(learnt_.networks.back(), task, example.text, space_));
            report("  alone: " + tasks[task].name, softmax(scores), labels_of(split.validation));
        }
    }
}

EvidenceRow Training::evidence(std::string_view text) const {
    EvidenceRow row(evidence_size, 0.0f);
    Rows rows;
    add_row(text, space_, scales, rows);
    for (std::size_t m = 0; m < margin_count; ++m) {
        const Plane& plane = learnt_.planes[m];
        if (plane.weights.empty()) continue;
        row[m] = plane.bias;
        for (std::size_t k = 0; k < rows.index.size(); ++k)
            row[m] += plane.weights[rows.index[k]] * rows.value[k];
    }
    const float share =
        1.0f / static_cast<float>(std::max<std::size_t>(learnt_.networks.size(), 1));
    for (const Network& network : learnt_.networks) {
        std::size_t at = margin_count;
        const std::vector<float> pooled = pooled_values(network, text, space_);
        for (std::size_t task = 0; task < triage::encoder_classes.size(); ++task)
            for (const float score : read_head(network, task, pooled))
                row[at++] += share * score;
    }
    return row;
}

std::vector<EvidenceRow> Training::evidence_of(const Examples& examples) const {
    std::vector<EvidenceRow> rows;
    for (const Example& example : examples)
        rows.push_back(evidence(example.text));
    return rows;
}

void Training::stack(HeadName head, const std::string& name, const std::vector<EvidenceRow>& rows,
                     std::span<const int> labels, StackPlan fast, StackPlan deep, int folds) {
    const auto at = static_cast<std::size_t>(head);
    fast.outputs = deep.outputs = triage::head_outputs[at];
    report(name + ", fast", cross_fitted(fast, rows, labels, folds), labels);
    report(name + ", deep", cross_fitted(deep, rows, labels, folds), labels);
    learnt_.fast_stacks[at] = fit_stack(fast, rows, labels);
    learnt_.deep_stacks[at] = fit_stack(deep, rows, labels);
}

Result<> Training::run() {
    TRY(learn_space());
    constexpr float cost = 0.15f;
    learn_planes(data_.sentiment.train, 3, triage::NegativeMargin, cost);
    learn_planes(data_.emotion.train, 4, triage::AngerMargin, 2 * cost);
    learn_planes(data_.irony.train, 2, triage::IronyMargin, cost);
    learn_planes(data_.offensive.train, 2, triage::OffensiveMargin, cost);
    say("linear models are learnt");
    learn_networks();
    stack_tweets();
    stack_complaints();
    stack_sentiment();
    stack_rest(TRY(read_specificity(options_.labels, options_.data)), kind_examples(data_));
    measure_airline();
    learnt_.meaning = learn_meaning(data_.intents, space_);
    std::vector<std::string> texts;
    for (const Examples* examples :
         {&data_.sentiment.train, &data_.emotion.train, &data_.irony.train, &data_.offensive.train,
          &data_.complaint}) {
        for (const Example& example : *examples)
            texts.push_back(example.text);
    }
    for (std::size_t i = 0; i < data_.crisis.size(); i += 4)
        texts.push_back(data_.crisis[i].text);
    for (const Example& example : kind_examples(data_))
        texts.push_back(example.text);
    const std::string bytes = to_model_file(learnt_, space_, scales, texts, table_rows);
    std::ofstream(options_.out, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    say(fmt::format("{} holds {} bytes", options_.out.string(), bytes.size()));
    return measure_file(bytes, options_.labels / "../../src/triage/data/cues.txt", data_);
}

}  // namespace aplomb::train

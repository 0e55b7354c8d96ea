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

LinearOptions options_of(const LinearPlan& plan, std::span<const int> labels) {
    LinearOptions options;
    options.cost = plan.cost;
    options.counting = plan.counting;
    options.class_weights = balanced(labels, plan.classes);
    return options;
}

}  // namespace

std::vector<float> Training::recall(const std::string& name, std::size_t size) const {
    std::vector<float> values;
    if (options_.cache.empty()) return values;
    std::ifstream file(options_.cache / name, std::ios::binary | std::ios::ate);
    const std::size_t bytes = size * sizeof(float);
    if (!file || static_cast<std::size_t>(file.tellg()) != bytes) return values;
    values.resize(size);
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(bytes));
    return values;
}

void Training::keep(const std::string& name, std::span<const float> values) const {
    if (options_.cache.empty()) return;
    std::ofstream(options_.cache / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(values.data()),
               static_cast<std::streamsize>(values.size_bytes()));
}

Result<> Training::learn_space() {
    space_.lexicon = TRY(Lexicon::read(options_.labels / "../triage/data/vader_lexicon.txt"));
    constexpr std::uint64_t word_count_min = 4;
    space_.vocabulary = count_words(data_.all_texts, word_count_min);
    const std::size_t size = space_.vocabulary.size() * triage::word_size;
    say(fmt::format("{} texts, {} words", data_.all_texts.size(), space_.vocabulary.size()));
    space_.vectors = recall("vectors", size);
    if (space_.vectors.empty()) {
        space_.vectors = learn_vectors(to_sentences(data_.all_texts, space_.vocabulary),
                                       space_.vocabulary, VectorOptions{});
        keep("vectors", space_.vectors);
    }
    say("vectors are learnt");
    learn_rarity(data_.all_texts, space_);
    return {};
}

void Training::learn_planes(const Examples& examples, const LinearPlan& plan) {
    const Rows rows = to_rows(examples, space_, scales);
    const std::vector<int> labels = labels_of(examples);
    LinearModel model = learn_linear(rows, labels, plan.classes, options_of(plan, labels));
    for (std::size_t c = 0; c < model.weights.size(); ++c)
        learnt_.planes[plan.first + c] = {std::move(model.weights[c]), model.bias[c]};
}

void Training::learn_feelings() {
    for (const LinearPlan& plan : sentiment_plans)
        learn_planes(data_.sentiment.train, plan);
    for (const LinearPlan& plan : emotion_plans)
        learn_planes(data_.emotion.train, plan);
    for (const LinearPlan& plan : irony_plans)
        learn_planes(data_.irony.train, plan);
    for (const LinearPlan& plan : offensive_plans)
        learn_planes(data_.offensive.train, plan);
}

Scores Training::held_out(const Examples& examples, const LinearPlan& plan, int folds) const {
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
        const LinearModel model =
            learn_linear(pick_rows(rows, others), labels, plan.classes, options_of(plan, labels));
        for (std::size_t i = static_cast<std::size_t>(fold); i < order.size();
             i += static_cast<std::size_t>(folds))
            out[order[i]] = model.margins(rows, order[i]);
    }
    return out;
}

void Training::learn_networks(const Examples& specific) {
    std::vector<Task> tasks(triage::encoder_classes.size());
    tasks[0] = {"sentiment", 3, data_.sentiment.train, 1.0f, 1, {}};
    tasks[1] = {"emotion", 4, data_.emotion.train, 1.0f, 4, {}};
    tasks[2] = {"irony", 2, data_.irony.train, 1.0f, 2, {}};
    tasks[3] = {"offensive", 2, data_.offensive.train, 1.0f, 1, {}};
    tasks[4] = {"signs", 2, signed_posts(data_), 0.5f, 1, {}};
    tasks[5] = {"complaint", 2, data_.complaint, 1.0f, 2, {}};
    tasks[6] = {"specific", 2, specific, 1.0f, 2, {}};
    for (Task& task : tasks)
        task.class_weights = balanced(labels_of(task.examples), task.classes);
    say(fmt::format("{} posts with a glad or sad sign", tasks[4].examples.size()));
    for (int i = 0; i < options_.encoders; ++i) {
        EncoderOptions options;
        options.seed = static_cast<std::uint64_t>(i) + 1;
        options.epochs = options_.epochs;
        options.folds = options_.encoders;
        options.fold_held_out = i;
        const std::string name = fmt::format("network{}", i);
        Network network = empty_network(tasks, space_);
        const std::vector<float> kept = recall(name, network.size());
        if (kept.empty()) {
            network = learn_network(tasks, space_, options);
            keep(name, network.flat());
        } else {
            network.fill(kept);
        }
        learnt_.networks.push_back(std::move(network));
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

EvidenceRow Training::evidence(std::string_view text, bool held_out) const {
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
    const auto networks = static_cast<int>(learnt_.networks.size());
    const int only = held_out && networks > 1 ? fold_of(text, networks) : -1;
    for (int n = 0; n < networks; ++n) {
        if (only >= 0 && n != only) continue;
        const Network& network = learnt_.networks[static_cast<std::size_t>(n)];
        const float share = only >= 0 ? 1.0f : 1.0f / static_cast<float>(networks);
        std::size_t at = margin_count;
        const std::vector<float> pooled = pooled_values(network, text, space_);
        for (std::size_t task = 0; task < triage::encoder_classes.size(); ++task)
            for (const float score : read_head(network, task, pooled))
                row[at++] += share * score;
    }
    const triage::Tone tone = tone_of(text, space_);
    std::copy(tone.begin(), tone.end(),
              row.begin() + static_cast<std::ptrdiff_t>(margin_count + triage::encoder_outputs));
    return row;
}

std::vector<EvidenceRow> Training::evidence_of(const Examples& examples) const {
    std::vector<EvidenceRow> rows;
    for (const Example& example : examples)
        rows.push_back(evidence(example.text));
    return rows;
}

std::vector<EvidenceRow> Training::held_out_evidence(const Examples& examples,
                                                     std::span<const LinearPlan> plans,
                                                     int folds) const {
    std::vector<EvidenceRow> rows;
    for (const Example& example : examples)
        rows.push_back(evidence(example.text, true));
    for (const LinearPlan& plan : plans) {
        const Scores margins = held_out(examples, plan, folds);
        for (std::size_t i = 0; i < rows.size(); ++i)
            std::copy(margins[i].begin(), margins[i].end(), rows[i].begin() + plan.first);
    }
    return rows;
}

Result<> Training::run() {
    TRY(learn_space());
    const Specificity specificity = TRY(read_specificity(options_.labels, options_.data));
    learn_feelings();
    say("linear models are learnt");
    learn_networks(specificity.train);
    stack_complaints();
    stack_specific(specificity);
    for (const LinearPlan& plan : complaint_plans)
        learn_planes(data_.complaint, plan);
    stack_tweets();
    stack_rest(kind_examples(data_));
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
    TRY(learn_copies(to_model_file(learnt_, space_, scales, {}, triage::bucket_rows)));
    const std::string bytes = to_model_file(learnt_, space_, scales, texts, table_rows);
    std::ofstream(options_.out, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    say(fmt::format("{} holds {} bytes", options_.out.string(), bytes.size()));
    return measure_file(bytes, options_.labels / "../../src/triage/data/cues.txt", data_);
}

}  // namespace aplomb::train

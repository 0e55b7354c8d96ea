// Trains every model of triage and measures it. Nothing is chosen by a test split: stacks and
// calibration see the validation splits only, and their figures are those of halves fitted on the
// other half.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "train/triage/export.h"
#include "train/triage/own_examples.h"

namespace aplomb::train {

struct Options {
    std::filesystem::path data;
    std::filesystem::path labels;
    std::filesystem::path out;
    std::filesystem::path cache;  // vectors already learnt; empty: learn them
    int encoders = 3;
    int epochs = 4;
};

class Training {
  public:
    Training(Options options, Datasets data)
        : options_(std::move(options)), data_(std::move(data)) {}

    Result<> run();

  private:
    Result<> learn_space();
    void learn_planes(const Examples& examples, int classes, triage::Margin first, float cost);
    // Margins of each example by models that never saw it, one row per example.
    Scores held_out(const Examples& examples, int classes, float cost, int folds) const;
    void learn_networks();
    [[nodiscard]] EvidenceRow evidence(std::string_view text) const;
    [[nodiscard]] std::vector<EvidenceRow> evidence_of(const Examples& examples) const;
    void stack(triage::HeadName head, const std::string& name, const std::vector<EvidenceRow>& rows,
               std::span<const int> labels, StackPlan fast, StackPlan deep, int folds);
    void stack_tweets();
    // Grievances told in plain words read as neutral to a model of opinions on the day's news:
    // what the complaint model says counts towards negative.
    void stack_sentiment();
    void stack_complaints();
    void stack_rest(const Specificity& specificity, const Examples& kinds);
    void measure_airline();

    const Options options_;
    Datasets data_;
    Space space_;
    Learnt learnt_;
    std::vector<EvidenceRow> grievances_;  // of complaints, by models that never saw them
};

}  // namespace aplomb::train

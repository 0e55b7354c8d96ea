// Trains every model of triage and measures it. Nothing is chosen by a test split: stacks and
// calibration see the validation splits only, and their figures are those of halves fitted on the
// other half.
#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "train/triage/deep_stacks.h"
#include "train/triage/export.h"
#include "train/triage/own_examples.h"

namespace aplomb::train {

struct Options {
    std::filesystem::path data;
    std::filesystem::path labels;
    std::filesystem::path out;
    // A folder of vectors and networks learnt before and read again, for work on what comes after
    // them; empty: learn them.
    std::filesystem::path cache;
    int encoders = 4;
    int epochs = 4;
};

// One linear model: how its head is asked, and how it learns.
struct LinearPlan {
    triage::Margin first = triage::NegativeMargin;
    int classes = 2;
    float cost = 0.15f;
    float counting = 0;
};

inline constexpr std::array<LinearPlan, 2> sentiment_plans{
    {{triage::NegativeMargin, 3, 0.15f, 0}, {triage::CountedNegativeMargin, 3, 0.045f, 1}}};
inline constexpr std::array<LinearPlan, 2> emotion_plans{
    {{triage::AngerMargin, 4, 0.3f, 0}, {triage::CountedAngerMargin, 4, 0.09f, 1}}};
inline constexpr std::array<LinearPlan, 2> irony_plans{
    {{triage::IronyMargin, 2, 0.15f, 0}, {triage::CountedIronyMargin, 2, 0.08f, 0.6f}}};
inline constexpr std::array<LinearPlan, 2> offensive_plans{
    {{triage::OffensiveMargin, 2, 0.15f, 0}, {triage::CountedOffensiveMargin, 2, 0.08f, 0.6f}}};
inline constexpr std::array<LinearPlan, 2> complaint_plans{
    {{triage::ComplaintMargin, 2, 0.3f, 0}, {triage::CountedComplaintMargin, 2, 0.09f, 1}}};
inline constexpr std::array<LinearPlan, 2> specific_plans{
    {{triage::SpecificMargin, 2, 0.3f, 0}, {triage::CountedSpecificMargin, 2, 0.09f, 1}}};

class Training {
  public:
    Training(Options options, Datasets data)
        : options_(std::move(options)), data_(std::move(data)) {}

    Result<> run();

  private:
    Result<> learn_space();
    void learn_feelings();
    [[nodiscard]] std::vector<float> recall(const std::string& name, std::size_t size) const;
    void keep(const std::string& name, std::span<const float> values) const;
    void learn_planes(const Examples& examples, const LinearPlan& plan);
    // Margins of each example by models that never saw it, one row per example.
    [[nodiscard]] Scores held_out(const Examples& examples, const LinearPlan& plan,
                                  int folds) const;
    void learn_networks(const Examples& specific);
    // Evidence about a post as the finished models give it; of a fold, only by the network that did
    // not read it.
    [[nodiscard]] EvidenceRow evidence(std::string_view text, bool held_out = false) const;
    [[nodiscard]] std::vector<EvidenceRow> evidence_of(const Examples& examples) const;
    // The same by models that never saw the examples; `plans` are of the linear models learnt from
    // them.
    [[nodiscard]] std::vector<EvidenceRow> held_out_evidence(const Examples& examples,
                                                             std::span<const LinearPlan> plans,
                                                             int folds) const;
    // Fast stacks and their report from rows the models never saw.
    void stack_fast(triage::HeadName head, const std::string& name,
                    const std::vector<EvidenceRow>& rows, std::span<const int> labels,
                    StackPlan plan, int folds);
    // Learns from training posts, calibrates on the validation split where there is one.
    void stack_deep(triage::HeadName head, const std::string& name,
                    const std::vector<EvidenceRow>& rows, std::span<const int> labels,
                    DeepPlan plan, const Examples* validation);
    // The power of how common classes are that names them best on held-out training posts.
    void choose_usual(std::size_t at, const Scores& scores, std::span<const int> labels,
                      bool by_recall);
    void stack_tweets();
    // Grievances told in plain words read as neutral to a model of opinions on the day's news:
    // what the complaint model says counts towards negative.
    void stack_sentiment();
    void stack_emotion();
    void stack_yes_or_no(triage::HeadName head, const std::string& name, const Split& split,
                         std::span<const LinearPlan> plans, std::size_t encoder_at);
    void stack_complaints();
    void stack_specific(const Specificity& specificity);
    void stack_rest(const Examples& kinds);
    void measure_airline();
    // From pairs of posts that people judged; `bytes` is a model file with the meaning in it.
    Result<> learn_copies(const std::string& bytes);

    const Options options_;
    Datasets data_;
    Space space_;
    Learnt learnt_;
    std::vector<EvidenceRow> grievances_;  // of complaints, by models that never saw them
};

}  // namespace aplomb::train

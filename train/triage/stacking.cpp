// The part of training that turns evidence into probabilities.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "train/triage/figures.h"
#include "train/triage/training.h"
#include "triage/signature.h"

namespace aplomb::train {
namespace {

using triage::evidence_size;
using triage::HeadName;
using triage::margin_count;

constexpr int linear_folds = 4;
constexpr float found_more = 1.15f;

constexpr std::size_t enc(std::size_t output) {
    return margin_count + output;
}

std::vector<std::vector<std::size_t>> alone(std::initializer_list<std::size_t> inputs) {
    std::vector<std::vector<std::size_t>> groups;
    for (const std::size_t input : inputs)
        groups.push_back({input});
    return groups;
}

std::vector<std::size_t> span_of(std::size_t first, std::size_t count) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(first + i);
    return out;
}

std::vector<std::size_t> joined(std::initializer_list<std::vector<std::size_t>> parts) {
    std::vector<std::size_t> out;
    for (const auto& part : parts)
        out.insert(out.end(), part.begin(), part.end());
    return out;
}

// A head's own margins and what the encoders say to its question; all the other feelings, by both
// kinds of linear models and the encoders, and the tone.
DeepPlan deep_plan(std::vector<std::size_t> own) {
    using namespace triage;
    DeepPlan plan;
    for (const std::size_t input :
         joined({span_of(NegativeMargin, SpecificMargin),
                 span_of(CountedNegativeMargin, CountedSpecificMargin - CountedNegativeMargin),
                 span_of(margin_count, encoder_outputs + tone_size)}))
        if (std::find(own.begin(), own.end(), input) == own.end()) plan.others.push_back(input);
    plan.own = std::move(own);
    return plan;
}

// How much more the class sought weighs: the least that finds it about as well as any, on folds of
// the training posts, while probabilities still come true.
float weight_of_positives(DeepPlan plan, const std::vector<EvidenceRow>& rows,
                          std::span<const int> labels, bool by_both_classes) {
    constexpr double error_max = 0.035;
    constexpr double same = 0.005;
    plan = with_pulls(plan, rows, labels);
    float best = 1.0f;
    double most = 0;
    for (const float weight : {1.0f, 1.15f, 1.3f, 1.45f, 1.6f}) {
        plan.positive_weight = weight;
        const Scores scores = cross_fitted(plan, rows, labels, linear_folds);
        const Figures figures = measure(scores, labels);
        const double figure = by_both_classes ? figures.macro_f1 : figures.f1_positive;
        if (figure <= most + same || calibration_error(scores, labels) > error_max) continue;
        most = figure;
        best = weight;
    }
    say(fmt::format("  positives weigh {}: {:.3f}", best, most));
    return best;
}

}  // namespace

void Training::stack_fast(HeadName head, const std::string& name,
                          const std::vector<EvidenceRow>& rows, std::span<const int> labels,
                          StackPlan plan, int folds) {
    const auto at = static_cast<std::size_t>(head);
    plan.outputs = triage::head_outputs[at];
    report(name + ", fast", cross_fitted(plan, rows, labels, folds), labels);
    learnt_.fast_stacks[at] = fit_stack(plan, rows, labels);
}

void Training::stack_deep(HeadName head, const std::string& name,
                          const std::vector<EvidenceRow>& rows, std::span<const int> labels,
                          DeepPlan plan, const Examples* validation) {
    const auto at = static_cast<std::size_t>(head);
    plan.outputs = triage::head_outputs[at];
    plan = with_pulls(plan, rows, labels);
    const Scores scores = cross_fitted(plan, rows, labels, 10);
    report(fmt::format("{}, deep", name), scores, labels);
    if (head == HeadName::Sentiment) choose_usual(0, scores, labels, true);
    if (head == HeadName::Emotion) choose_usual(3, scores, labels, false);
    Stack stack = fit_deep(plan, rows, labels);
    if (validation != nullptr) {
        const std::vector<EvidenceRow> others = evidence_of(*validation);
        const std::vector<int> other_labels = labels_of(*validation);
        Scores raw;
        for (const EvidenceRow& row : others)
            raw.push_back(apply_stack(stack, plan.outputs, row));
        report(fmt::format("  before calibration (pulls {}, {})", plan.pull, plan.other_pull), raw,
               other_labels);
        stack = recalibrated(stack, plan, others, other_labels);
    }
    learnt_.deep_stacks[at] = std::move(stack);
}

void Training::choose_usual(std::size_t at, const Scores& scores, std::span<const int> labels,
                            bool by_recall) {
    const std::size_t classes = scores.front().size();
    std::vector<float> common(classes, 0.0f);
    for (const int label : labels)
        common[static_cast<std::size_t>(label)] += 1.0f / static_cast<float>(labels.size());
    double best = 0;
    float best_power = 0;
    for (const float power : {0.0f, 0.25f, 0.5f, 0.75f, 1.0f}) {
        Scores moved = scores;
        for (auto& row : moved)
            for (std::size_t c = 0; c < classes; ++c)
                row[c] /= std::pow(common[c], power);
        const Figures figures = measure(moved, labels);
        const double figure = by_recall ? figures.macro_recall : figures.macro_f1;
        if (figure <= best) continue;
        best = figure;
        best_power = power;
        for (std::size_t c = 0; c < classes; ++c)
            learnt_.usual[at + c] = std::pow(common[c], power);
    }
    say(fmt::format("  named by usual share to the power of {}: {:.3f}", best_power, best));
}

void Training::stack_sentiment() {
    using namespace triage;
    const std::vector<EvidenceRow> rows = evidence_of(data_.sentiment.validation);
    const std::vector<int> labels = labels_of(data_.sentiment.validation);
    std::vector<EvidenceRow> all = rows;
    std::vector<int> all_labels = labels;
    for (const EvidenceRow& row : grievances_) {
        all.push_back(row);
        all_labels.push_back(0);
    }
    const StackPlan fast{
        3,
        {{NegativeMargin, NeutralMargin, PositiveMargin},
         {CountedNegativeMargin, CountedNegativeMargin + 1, CountedNegativeMargin + 2},
         {ComplaintMargin, nothing, nothing}}};
    constexpr auto at = static_cast<std::size_t>(HeadName::Sentiment);
    learnt_.fast_stacks[at] = refit_biases(fit_stack(fast, all, all_labels), 3, rows, labels);

    all = held_out_evidence(data_.sentiment.train, sentiment_plans, linear_folds);
    all_labels = labels_of(data_.sentiment.train);
    for (const EvidenceRow& row : grievances_) {
        all.push_back(row);
        all_labels.push_back(0);
    }
    stack_deep(HeadName::Sentiment, "sentiment (4-fold)", all, all_labels,
               deep_plan(joined({span_of(NegativeMargin, 3),
                                 span_of(CountedNegativeMargin, 3),
                                 span_of(enc(0), 3),
                                 {ComplaintMargin, CountedComplaintMargin},
                                 span_of(enc(13), 2)})),
               &data_.sentiment.validation);
}

void Training::stack_emotion() {
    using namespace triage;
    constexpr std::size_t anger = CountedAngerMargin;
    stack_fast(HeadName::Emotion, "emotion (validation)", evidence_of(data_.emotion.validation),
               labels_of(data_.emotion.validation),
               {4,
                {{AngerMargin, JoyMargin, OptimismMargin, SadnessMargin},
                 {anger, anger + 1, anger + 2, anger + 3}}},
               2);
    stack_deep(HeadName::Emotion, "emotion (4-fold)",
               held_out_evidence(data_.emotion.train, emotion_plans, linear_folds),
               labels_of(data_.emotion.train),
               deep_plan(joined(
                   {span_of(AngerMargin, 4), span_of(CountedAngerMargin, 4), span_of(enc(3), 4)})),
               &data_.emotion.validation);
}

void Training::stack_yes_or_no(HeadName head, const std::string& name, const Split& split,
                               std::span<const LinearPlan> plans, std::size_t encoder_at) {
    using namespace triage;
    constexpr float pull = 0.02f;
    stack_fast(head, name + " (validation)", evidence_of(split.validation),
               labels_of(split.validation),
               {1, alone({plans[0].first, plans[1].first}), pull, found_more}, 2);
    const std::vector<EvidenceRow> rows = held_out_evidence(split.train, plans, linear_folds);
    const std::vector<int> labels = labels_of(split.train);
    DeepPlan plan =
        deep_plan({plans[0].first, plans[1].first, enc(encoder_at), enc(encoder_at + 1)});
    plan.positive_weight = weight_of_positives(plan, rows, labels, head == HeadName::Offensive);
    stack_deep(head, name + " (4-fold)", rows, labels, std::move(plan), &split.validation);
}

void Training::stack_tweets() {
    stack_emotion();
    stack_yes_or_no(HeadName::Irony, "irony", data_.irony, irony_plans, 7);
    stack_yes_or_no(HeadName::Offensive, "offensive", data_.offensive, offensive_plans, 9);
    stack_sentiment();
}

// The planes of complaints are learnt after it: on the same posts they would say too much.
void Training::stack_complaints() {
    using namespace triage;
    const std::vector<EvidenceRow> rows = held_out_evidence(data_.complaint, complaint_plans, 10);
    const std::vector<int> labels = labels_of(data_.complaint);
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (labels[i] == 1) grievances_.push_back(rows[i]);
    stack_fast(HeadName::Complaint, "complaint (masked, 10-fold)", rows, labels,
               {1, alone({ComplaintMargin, CountedComplaintMargin, NegativeMargin, NeutralMargin,
                          PositiveMargin, AngerMargin, SadnessMargin, OffensiveMargin})},
               10);
    stack_deep(HeadName::Complaint, "complaint (masked, 10-fold)", rows, labels,
               deep_plan({ComplaintMargin, CountedComplaintMargin, enc(13), enc(14)}), nullptr);
}

void Training::stack_specific(const Specificity& specificity) {
    using namespace triage;
    const std::vector<EvidenceRow> rows = held_out_evidence(specificity.train, specific_plans, 10);
    const std::vector<int> labels = labels_of(specificity.train);
    stack_fast(HeadName::Specific, "specific (complaints, 10-fold)", rows, labels,
               {1, alone({SpecificMargin, CountedSpecificMargin})}, 10);
    stack_deep(HeadName::Specific, "specific (complaints, 10-fold)", rows, labels,
               deep_plan({SpecificMargin, CountedSpecificMargin, enc(15), enc(16)}), nullptr);
    for (const LinearPlan& plan : specific_plans)
        learn_planes(specificity.train, plan);
    Scores airline;
    for (const EvidenceRow& row : evidence_of(specificity.airline))
        airline.push_back(
            apply_stack(learnt_.deep_stacks[static_cast<std::size_t>(HeadName::Specific)], 1, row));
    report("specific (airline, never seen)", airline, labels_of(specificity.airline));
    say(fmt::format("second reading: {} texts, agreement {:.3f}", specificity.read_twice,
                    specificity.agreement));
}

void Training::stack_rest(const Examples& kinds) {
    using namespace triage;
    // The same stacks serve both tiers.
    const auto stack_both = [&](HeadName head, const std::string& name, const Examples& examples,
                                const LinearPlan& linear, StackPlan plan) {
        std::vector<EvidenceRow> rows(examples.size(), EvidenceRow(evidence_size, 0.0f));
        const Scores margins = held_out(examples, linear, 3);
        for (std::size_t i = 0; i < rows.size(); ++i)
            std::copy(margins[i].begin(), margins[i].end(), rows[i].begin() + linear.first);
        stack_fast(head, name, rows, labels_of(examples), std::move(plan), 3);
        const auto at = static_cast<std::size_t>(head);
        learnt_.deep_stacks[at] = learnt_.fast_stacks[at];
        learn_planes(examples, linear);
    };
    // Every fourth is enough to learn from, and leaves time for holding them out.
    Examples some;
    for (std::size_t i = 0; i < data_.crisis.size(); i += 4)
        some.push_back(data_.crisis[i]);
    constexpr float cost = 0.3f;
    stack_both(HeadName::Crisis, "crisis (3-fold)", some, {CrisisMargin, 2, cost, 0},
               {1, alone({CrisisMargin})});
    stack_both(HeadName::Kind, "kind (own labels, 3-fold)", kinds, {KindMargin, 7, cost, 0},
               {7, {span_of(KindMargin, 7)}});
}

Result<> Training::learn_copies(const std::string& bytes) {
    const triage::Model model = TRY(triage::Model::read(bytes));
    std::vector<EvidenceRow> rows;
    std::vector<float> scores;
    for (std::size_t i = 0; i < data_.pairs_votes.size(); ++i) {
        const auto first = triage::sign(triage::tokenize(data_.pairs_first[i]), model);
        const auto second = triage::sign(triage::tokenize(data_.pairs_second[i]), model);
        const triage::CopyFeatures features = triage::copy_features(first, second);
        rows.emplace_back(evidence_size, 0.0f);
        std::copy(features.begin(), features.end(), rows.back().begin());
    }
    static_assert(triage::copy_feature_count <= evidence_size);
    DeepPlan plan;
    plan.own = span_of(0, triage::copy_feature_count);
    plan.pull = 1e-5f;
    for (const auto& shares : cross_fitted(plan, rows, data_.pairs_votes, 5))
        scores.push_back(shares[1]);
    say(fmt::format("near-duplicate pairs (5-fold): AUC {:.3f}",
                    area_under_curve(scores, data_.pairs_votes)));
    const Stack stack = fit_deep(plan, rows, data_.pairs_votes);
    std::copy_n(stack.begin(), triage::copy_feature_count, learnt_.copy_weights.begin());
    learnt_.copy_weights.back() = stack[evidence_size];
    return {};
}

void Training::measure_airline() {
    const std::vector<int> labels = labels_of(data_.airline);
    for (const bool deep : {false, true}) {
        Scores scores;
        for (const Example& example : data_.airline)
            scores.push_back(apply_stack(deep ? learnt_.deep_stacks[0] : learnt_.fast_stacks[0], 3,
                                         evidence(example.text)));
        report(deep ? "airline sentiment, deep" : "airline sentiment, fast", scores, labels);
    }
}

}  // namespace aplomb::train

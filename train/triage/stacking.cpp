// The part of training that turns evidence into probabilities.
#include <fmt/format.h>

#include <array>

#include "train/triage/figures.h"
#include "train/triage/training.h"

namespace aplomb::train {
namespace {

using triage::evidence_size;
using triage::HeadName;
using triage::margin_count;

constexpr std::size_t enc(std::size_t output) {
    return margin_count + output;
}

std::vector<std::vector<std::size_t>> alone(std::initializer_list<std::size_t> inputs) {
    std::vector<std::vector<std::size_t>> groups;
    for (const std::size_t input : inputs)
        groups.push_back({input});
    return groups;
}

}  // namespace

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
    StackPlan fast{
        3, {{NegativeMargin, NeutralMargin, PositiveMargin}, {ComplaintMargin, nothing, nothing}}};
    StackPlan deep = fast;
    deep.groups.push_back({enc(0), enc(1), enc(2)});
    constexpr auto at = static_cast<std::size_t>(HeadName::Sentiment);
    learnt_.fast_stacks[at] = refit_biases(fit_stack(fast, all, all_labels), 3, rows, labels);
    learnt_.deep_stacks[at] = refit_biases(fit_stack(deep, all, all_labels), 3, rows, labels);
}

void Training::stack_tweets() {
    using namespace triage;
    constexpr float pull = 0.02f;
    constexpr float found_more = 1.15f;
    const auto rows = [&](const Split& split) { return evidence_of(split.validation); };
    stack(HeadName::Emotion, "emotion (validation)", rows(data_.emotion),
          labels_of(data_.emotion.validation),
          {4, {{AngerMargin, JoyMargin, OptimismMargin, SadnessMargin}}},
          {4,
           {{AngerMargin, JoyMargin, OptimismMargin, SadnessMargin},
            {enc(3), enc(4), enc(5), enc(6)}}},
          2);
    stack(HeadName::Irony, "irony (validation)", rows(data_.irony),
          labels_of(data_.irony.validation), {1, alone({IronyMargin}), pull, found_more},
          {1, alone({IronyMargin, enc(7), enc(8)}), pull, found_more}, 2);
    stack(HeadName::Offensive, "offensive (validation)", rows(data_.offensive),
          labels_of(data_.offensive.validation), {1, alone({OffensiveMargin}), pull, found_more},
          {1, alone({OffensiveMargin, enc(9), enc(10)}), pull, found_more}, 2);
}

void Training::stack_complaints() {
    using namespace triage;
    constexpr float cost = 0.3f;
    const Scores margins = held_out(data_.complaint, 2, cost, 10);
    std::vector<EvidenceRow> rows = evidence_of(data_.complaint);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i][ComplaintMargin] = margins[i][0];
    const auto feelings = {
        static_cast<std::size_t>(ComplaintMargin), static_cast<std::size_t>(NegativeMargin),
        static_cast<std::size_t>(NeutralMargin),   static_cast<std::size_t>(PositiveMargin),
        static_cast<std::size_t>(AngerMargin),     static_cast<std::size_t>(SadnessMargin),
        static_cast<std::size_t>(OffensiveMargin)};
    StackPlan fast{1, alone(feelings)};
    StackPlan deep = fast;
    for (std::size_t i = 0; i < encoder_outputs; ++i)
        deep.groups.push_back({enc(i)});
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (data_.complaint[i].label == 1) grievances_.push_back(rows[i]);
    stack(HeadName::Complaint, "complaint (masked, 10-fold)", rows, labels_of(data_.complaint),
          fast, deep, 10);
    learn_planes(data_.complaint, 2, ComplaintMargin, cost);
}

void Training::stack_rest(const Specificity& specificity, const Examples& kinds) {
    using namespace triage;
    constexpr float cost = 0.3f;
    {
        const Scores margins = held_out(specificity.train, 2, cost, 10);
        std::vector<EvidenceRow> rows = evidence_of(specificity.train);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i][SpecificMargin] = margins[i][0];
        learn_planes(specificity.train, 2, SpecificMargin, cost);
        stack(HeadName::Specific, "specific (complaints, 10-fold)", rows,
              labels_of(specificity.train), {1, alone({SpecificMargin})},
              {1, alone({SpecificMargin})}, 10);
        Scores airline;
        for (const EvidenceRow& row : evidence_of(specificity.airline))
            airline.push_back(apply_stack(learnt_.deep_stacks[5], 1, row));
        report("specific (airline, never seen)", airline, labels_of(specificity.airline));
        say(fmt::format("second reading: {} texts, agreement {:.3f}", specificity.read_twice,
                        specificity.agreement));
    }
    {
        // Every fourth is enough to learn from, and leaves time for holding them out.
        Examples some;
        for (std::size_t i = 0; i < data_.crisis.size(); i += 4)
            some.push_back(data_.crisis[i]);
        const Scores margins = held_out(some, 2, cost, 3);
        std::vector<EvidenceRow> rows(some.size(), EvidenceRow(evidence_size, 0.0f));
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i][CrisisMargin] = margins[i][0];
        learn_planes(some, 2, CrisisMargin, cost);
        stack(HeadName::Crisis, "crisis (3-fold)", rows, labels_of(some),
              {1, alone({CrisisMargin})}, {1, alone({CrisisMargin})}, 3);
    }
    const Scores margins = held_out(kinds, 7, cost, 3);
    std::vector<EvidenceRow> rows(kinds.size(), EvidenceRow(evidence_size, 0.0f));
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t c = 0; c < 7; ++c)
            rows[i][KindMargin + c] = margins[i][c];
    learn_planes(kinds, 7, KindMargin, cost);
    StackPlan plan{7, {{}}};
    for (std::size_t c = 0; c < 7; ++c)
        plan.groups[0].push_back(KindMargin + c);
    stack(HeadName::Kind, "kind (own labels, 3-fold)", rows, labels_of(kinds), plan, plan, 3);
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

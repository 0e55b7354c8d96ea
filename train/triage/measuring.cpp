#include "train/triage/measuring.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "train/triage/dice.h"
#include "train/triage/figures.h"
#include "triage/group.h"
#include "triage/model.h"
#include "triage/signature.h"

namespace aplomb::train {
namespace {

using triage::HeadName;
using triage::Model;

Scores decide_all(const Model& model, HeadName head, const Examples& examples, bool deep) {
    Scores out;
    triage::Tokens tokens;
    triage::Features features;
    for (const Example& example : examples) {
        triage::tokenize(example.text, tokens);
        triage::extract(tokens, features);
        triage::Evidence evidence;
        evidence.margins = model.margins(tokens, features);
        if (deep) model.read_deep(tokens, evidence);
        const auto shares = model.decide(head, evidence, deep);
        const std::size_t outputs = triage::head_outputs[static_cast<std::size_t>(head)];
        if (outputs == 1) {
            out.push_back({1 - shares[0], shares[0]});
        } else {
            out.emplace_back(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(outputs));
        }
    }
    return out;
}

void measure_head(const Model& model, HeadName head, const std::string& name,
                  const Examples& examples, std::span<const float> usual) {
    const std::vector<int> labels = labels_of(examples);
    for (const bool deep : {false, true}) {
        Scores scores = decide_all(model, head, examples, deep);
        const std::string title = name + (deep ? ", deep" : ", fast");
        report(title, scores, labels);
        if (usual.empty()) continue;
        for (auto& row : scores)
            for (std::size_t c = 0; c < row.size(); ++c)
                row[c] /= usual[c];
        report(title + ", by usual share", scores, labels);
    }
}

double entropy(const std::map<std::size_t, double>& counts, double total) {
    double sum = 0;
    for (const auto& [group, count] : counts)
        sum -= count / total * std::log(count / total);
    return sum;
}

// Normalised mutual information (arithmetic mean) and adjusted Rand index.
std::pair<double, double> agreement(const std::vector<std::size_t>& groups,
                                    std::span<const int> labels) {
    std::map<std::size_t, double> by_group;
    std::map<std::size_t, double> by_label;
    std::map<std::pair<std::size_t, std::size_t>, double> both;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto label = static_cast<std::size_t>(labels[i]);
        by_group[groups[i]] += 1;
        by_label[label] += 1;
        both[{groups[i], label}] += 1;
    }
    const auto total = static_cast<double>(groups.size());
    const auto pairs = [](double count) { return count * (count - 1) / 2; };
    double information = 0;
    double together = 0;
    for (const auto& [cell, count] : both) {
        information += count / total *
                       std::log(count * total / (by_group[cell.first] * by_label[cell.second]));
        together += pairs(count);
    }
    double in_group = 0;
    double in_label = 0;
    for (const auto& [group, count] : by_group)
        in_group += pairs(count);
    for (const auto& [label, count] : by_label)
        in_label += pairs(count);
    const double chance = in_group * in_label / pairs(total);
    const double mean = (entropy(by_group, total) + entropy(by_label, total)) / 2;
    return {information / mean, (together - chance) / ((in_group + in_label) / 2 - chance)};
}

void measure_groups(const Model& model, const triage::Cues& cues, const Examples& examples,
                    const std::string& name, std::size_t count_max) {
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    Dice(3).shuffle(order);
    if (order.size() > count_max) order.resize(count_max);
    std::vector<int> labels;
    for (const std::size_t i : order)
        labels.push_back(examples[i].label);
    triage::GroupOptions options;
    options.set_own_matters_apart = false;
    triage::Grouper grouper(model, cues, options);
    std::vector<std::size_t> told;
    for (const std::size_t i : order)
        told.push_back(grouper.add(examples[i].text, {}));
    std::vector<std::size_t> settled(order.size());
    for (const triage::Group& group : grouper.groups())
        for (const std::size_t member : group.members)
            settled[member] = group.number;
    for (const auto& [when, groups] :
         {std::pair{"as told", &told}, std::pair{"settled", &settled}}) {
        const auto [information, rand] = agreement(*groups, labels);
        const std::set<std::size_t> distinct(groups->begin(), groups->end());
        say(fmt::format("{:<28} {}  groups {}  NMI {:.3f}  ARI {:.3f}", name, when, distinct.size(),
                        information, rand));
    }
}

void measure_pairs(const Model& model, const Datasets& data) {
    std::vector<int> labels;
    std::array<std::vector<float>, 4> scores;
    for (std::size_t i = 0; i < data.pairs_votes.size(); ++i) {
        labels.push_back(data.pairs_votes[i]);
        const auto first = triage::sign(triage::tokenize(data.pairs_first[i]), model);
        const auto second = triage::sign(triage::tokenize(data.pairs_second[i]), model);
        scores[0].push_back(triage::likeness(first, second));
        scores[1].push_back(triage::meaning_likeness(first, second));
        scores[2].push_back(triage::letter_likeness(first, second));
        scores[3].push_back(triage::copy_likeness(first, second, model));
    }
    const auto area = [&](std::size_t which) { return area_under_curve(scores[which], labels); };
    say(fmt::format(
        "pairs of posts: AUC {:.3f} where learnt; likeness {:.3f}, meaning alone {:.3f},"
        " letters alone {:.3f}",
        area(3), area(0), area(1), area(2)));
}

}  // namespace

Result<> measure_file(const std::string& bytes, const std::filesystem::path& cues,
                      const Datasets& data) {
    const Model model = TRY(Model::read(bytes));
    say("the finished file, as the product reads it:");
    measure_head(model, HeadName::Sentiment, "sentiment (validation)", data.sentiment.validation,
                 model.usual_sentiments());
    measure_head(model, HeadName::Emotion, "emotion (validation)", data.emotion.validation,
                 model.usual_emotions());
    measure_head(model, HeadName::Irony, "irony (validation)", data.irony.validation, {});
    measure_head(model, HeadName::Offensive, "offensive (validation)", data.offensive.validation,
                 {});
    measure_head(model, HeadName::Sentiment, "airline (never trained on)", data.airline,
                 model.usual_sentiments());
    measure_pairs(model, data);
    std::ifstream file(cues);
    std::ostringstream text;
    text << file.rdbuf();
    const triage::Cues words = TRY(triage::Cues::read(text.str(), cues.string()));
    constexpr std::size_t some = 3000;
    measure_groups(model, words, data.intents, "intents (clinc150, bitext)", some);
    measure_groups(model, words, data.banking, "banking77", some);
    return {};
}

}  // namespace aplomb::train

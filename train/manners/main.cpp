// Trains the model of tones (etiquette/tone_model.h) and says how good it is:
//
//   train_manners [--data DIR] [--out FILE]
//
// First by cross-validation: five times it learns from four fifths of our own replies and of the
// agents' answers and judges the rest, which gives for each tone the margin from which it is sure
// (nine of ten replies that reach it have the tone) and the one that is worth a hint. Then it
// learns from everything and writes the file. The order is fixed, so that the same data make the
// same weights to the bit on one machine.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "train/manners/learner.h"

namespace {

using namespace aplomb;
using etiquette::tone_count;
using manners::Example;
using manners::Learner;
using manners::Origin;
using manners::Prepared;

constexpr std::size_t folds = 5;
constexpr double sure_precision = 0.9;
constexpr double hint_precision = 0.6;

// Ten neighbours, which one mood may have written, stay together.
std::vector<std::size_t> fold_of_each(const std::vector<Example>& corpus) {
    constexpr std::size_t block = 10;
    std::map<std::size_t, std::size_t> counted;
    std::vector<std::size_t> fold;
    for (const Example& example : corpus) {
        std::size_t kind = example.good ? 0 : 100;
        for (std::size_t tone = 0; tone < tone_count; ++tone)
            kind += example.has(tone) ? tone + 1 : 0;
        kind += example.origin == Origin::Own ? 0 : 1000;
        fold.push_back(counted[kind]++ / block % folds);
    }
    return fold;
}

// A reply that the learner did not see when it judged it.
struct Judged {
    const Example* example = nullptr;
    Learner::Margins margins{};
};

std::vector<Judged> cross_validate(const std::vector<Prepared>& texts,
                                   const std::vector<std::size_t>& fold) {
    std::vector<Judged> judged;
    for (std::size_t held = 0; held < folds; ++held) {
        std::vector<const Prepared*> learnt;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (fold[i] != held || texts[i].example->origin == Origin::Public)
                learnt.push_back(&texts[i]);
        }
        Learner learner;
        learner.train(learnt);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (fold[i] != held || texts[i].example->origin == Origin::Public) continue;
            judged.push_back({texts[i].example, learner.loudest(texts[i])});
        }
    }
    return judged;
}

struct Count {
    int found = 0;
    int having = 0;
    int good = 0;
    int good_all = 0;
    int agents = 0;
    int agents_all = 0;

    [[nodiscard]] double precision() const {
        const int all = found + good + agents;
        return all == 0 ? 1.0 : static_cast<double>(found) / all;
    }
};

Count count_from(const std::vector<Judged>& judged, std::size_t tone, double bar) {
    Count count;
    for (const Judged& one : judged) {
        const bool says = one.margins[tone] >= bar;
        if (one.example->has(tone)) {
            ++count.having;
            count.found += says ? 1 : 0;
        } else if (one.example->good) {
            ++count.good_all;
            count.good += says ? 1 : 0;
        } else if (one.example->origin == Origin::Agents && one.example->weight[tone] > 0) {
            ++count.agents_all;
            count.agents += says ? 1 : 0;
        }
    }
    return count;
}

// The lowest margin from which on at least that share of what is found is right.
double bar_for(const std::vector<Judged>& judged, std::size_t tone, double precision) {
    std::vector<double> bars;
    for (const Judged& one : judged)
        bars.push_back(one.margins[tone]);
    std::sort(bars.begin(), bars.end());
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (i > 0 && bars[i] == bars[i - 1]) continue;
        if (count_from(judged, tone, bars[i]).precision() >= precision) return bars[i];
    }
    return bars.empty() ? 0.0 : bars.back() + 1.0;
}

struct Bars {
    double sure = 0;
    double hint = 0;
};

void print(const char* name, std::size_t tone, double bar, const std::vector<Judged>& judged) {
    const Count count = count_from(judged, tone, bar);
    std::printf(
        "%-12s %-5s from %5.2f: precision %.2f, found %d of %d, accused %d of %d good replies and "
        "%d of %d agents' answers\n",
        std::string(etiquette::tone_names[tone]).c_str(), name, bar, count.precision(), count.found,
        count.having, count.good, count.good_all, count.agents, count.agents_all);
}

// The mean of the precisions at each reply that has the tone, ranked by margin: 1 when all of them
// come before all others.
double average_precision(std::vector<Judged> judged, std::size_t tone) {
    std::sort(judged.begin(), judged.end(),
              [&](const Judged& a, const Judged& b) { return a.margins[tone] > b.margins[tone]; });
    int ranked = 0;
    int found = 0;
    double sum = 0;
    for (const Judged& one : judged) {
        const Example& example = *one.example;
        if (!example.has(tone) && (example.weight[tone] < 1.5)) continue;
        ++ranked;
        if (!example.has(tone)) continue;
        sum += static_cast<double>(++found) / ranked;
    }
    return found == 0 ? 0.0 : sum / found;
}

std::array<Bars, tone_count> calibrate(const std::vector<Judged>& judged) {
    std::array<Bars, tone_count> bars;
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        bars[tone] = {bar_for(judged, tone, sure_precision), bar_for(judged, tone, hint_precision)};
        std::printf("%-12s average precision %.3f\n",
                    std::string(etiquette::tone_names[tone]).c_str(),
                    average_precision(judged, tone));
        print("sure", tone, bars[tone].sure, judged);
        print("hint", tone, bars[tone].hint, judged);
    }
    return bars;
}

// A byte is finer for all where the few largest weights are cut.
float largest_but_few(const std::vector<float>& weights, std::size_t tone) {
    std::vector<float> sizes;
    for (std::size_t i = tone; i < weights.size(); i += tone_count) {
        if (weights[i] != 0) sizes.push_back(std::abs(weights[i]));
    }
    if (sizes.empty()) return 1.0f;
    const auto at = static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size()) * 0.9998);
    std::nth_element(sizes.begin(), sizes.begin() + at, sizes.end());
    return sizes[static_cast<std::size_t>(at)];
}

void write(const Learner& learner, const std::vector<float>& weights,
           const std::array<Bars, tone_count>& bars, const std::string& path) {
    std::ofstream out(path, std::ios::binary);
    out << "APLTONE2";
    std::array<float, tone_count> steps{};
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        steps[tone] = largest_but_few(weights, tone) / 127.0f;
        for (const double value : {learner.bias(tone), static_cast<double>(steps[tone]),
                                   bars[tone].sure, bars[tone].hint}) {
            const auto number = static_cast<float>(value);
            char bytes[sizeof number];
            std::memcpy(bytes, &number, sizeof number);
            out.write(bytes, sizeof bytes);
        }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const float units = std::round(weights[i] / steps[i % tone_count]);
        out.put(static_cast<char>(static_cast<signed char>(std::clamp(units, -127.0f, 127.0f))));
    }
}

std::vector<std::string> words_of(const std::vector<Example>& corpus) {
    std::set<std::string> words;
    for (const Example& example : corpus) {
        const auto analysis = etiquette::analyse(example.text);
        for (const auto& token : etiquette::wording_of(analysis).tokens)
            words.insert(token.plain);
    }
    return {words.begin(), words.end()};
}

}  // namespace

int main(int argc, char** argv) {
    const std::string here = APLOMB_SOURCE_DIR "/train/manners/";
    std::string data = APLOMB_SOURCE_DIR "/../shared/data";
    std::string out = APLOMB_SOURCE_DIR "/models/manners.bin";
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--data") data = argv[i + 1];
        if (name == "--out") out = argv[i + 1];
    }
    const auto corpus = manners::read_corpus(data, {here + "own.tsv", here + "replies.tsv"},
                                             APLOMB_SOURCE_DIR "/tests/etiquette/cases");
    const auto fold = fold_of_each(corpus);
    std::vector<Prepared> texts;
    std::vector<std::size_t> fold_of_text;
    for (std::size_t i = 0; i < corpus.size(); ++i) {
        Prepared prepared = manners::prepare(corpus[i]);
        if (prepared.sentences.empty()) continue;
        texts.push_back(std::move(prepared));
        fold_of_text.push_back(fold[i]);
    }
    std::cout << texts.size() << " texts\n";
    const auto bars = calibrate(cross_validate(texts, fold_of_text));
    std::vector<const Prepared*> all;
    for (const Prepared& text : texts)
        all.push_back(&text);
    Learner learner;
    learner.train(all);
    write(learner, learner.folded(words_of(corpus)), bars, out);
    std::cout << "written to " << out << '\n';
    return 0;
}

// Trains the models of triage: train/run calls it.
#include <iostream>
#include <optional>
#include <string_view>
#include <utility>

#include "train/triage/training.h"

namespace aplomb::train {
namespace {

std::optional<Options> read_options(int count, char** words) {
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        const std::string value = words[i + 1];
        if (name == "--data")
            options.data = value;
        else if (name == "--labels")
            options.labels = value;
        else if (name == "--out")
            options.out = value;
        else if (name == "--cache")
            options.cache = value;
        else if (name == "--encoders")
            options.encoders = std::stoi(value);
        else if (name == "--epochs")
            options.epochs = std::stoi(value);
        else
            return {};
    }
    if (options.data.empty() || options.labels.empty() || options.out.empty()) return {};
    return options;
}

int run_all(int count, char** words) {
    const auto options = read_options(count, words);
    if (!options) {
        std::cerr << "usage: triage_train --data DIR --labels train/specificity --out FILE"
                     " [--cache FOLDER] [--encoders N] [--epochs N]\n";
        return 2;
    }
    auto data = read_datasets(options->data);
    const auto done =
        data ? Training(*options, std::move(*data)).run() : tl::unexpected<Error>(data.error());
    if (done) return 0;
    std::cerr << "triage_train: " << done.error().what << '\n';
    return 2;
}

}  // namespace
}  // namespace aplomb::train

int main(int count, char** words) {
    return aplomb::train::run_all(count, words);
}

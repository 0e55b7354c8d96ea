// Makes models/langid.bin, the table of text/language_model.h, and says how good it is.
//
//   train_langid --pairs DIR --words DIR --word-lists FILE --small-words FILE --out FILE
//                [--sentences DIR]
//
// The words that languages share in full ("de", "no", "hotel") must not drown what tells them
// apart, so the model is trained as it is used: softmax regression over the letter sequences of a
// word or a few, one example at a time (AdaGrad), the examples in a fixed random order. Three
// sources, in falling weight: the commonest small words (--small-words), pairs of words from real
// texts (--pairs, of which every fifth line is kept back to measure), long word lists (--words).
// Accents are dropped from some examples, as people on telephones drop them. All arithmetic is done
// in one thread in a fixed order: the same input gives the same file.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "text/language_model.h"
#include "text/language_text.h"
#include "text/utf8.h"

namespace {

using namespace aplomb::text;

constexpr unsigned bucket_bits = 18;
constexpr std::size_t epochs = 6;
constexpr float learning_rate = 0.12f;
constexpr float weight_max = 3.2f;  // what a signed byte is made to hold

constexpr std::array<std::string_view, 12> classes{"en", "es", "fr", "de", "it", "pt",
                                                   "nl", "pl", "tr", "zh", "ja", "other"};
constexpr std::size_t other_class = 11;

// Longer lists would only make rare words heavier; a language behind "other" is one of twenty.
constexpr std::size_t words_max = 90'000;
constexpr std::size_t words_max_of_other = 9'000;

// std::shuffle and the distributions differ between libraries; these few lines do not.
class Random {
  public:
    std::uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_;
    }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }

  private:
    std::uint64_t state_ = 0x2545F4914F6CDD1Du;
};

struct Example {
    std::string text;
    std::size_t language = 0;
};

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::cerr << path.string()
                  << " cannot be read; train/langid/run says where it comes from\n";
        std::exit(2);
    }
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

std::string without_accents(const std::string& word) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    const icu::UnicodeString apart = nfd->normalize(icu::UnicodeString::fromUTF8(word), status);
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < apart.length(); ++i) {
        if (apart[i] < 0x300 || apart[i] > 0x36F) plain.append(apart[i]);
    }
    std::string out;
    plain.toUTF8String(out);
    return out;
}

bool is_ascii(const std::string& word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return (c & 0x80) == 0; });
}

std::size_t class_of(std::string_view name) {
    const auto found = std::find(classes.begin(), classes.end(), name);
    if (found == classes.end()) {
        std::cerr << name << " is not a language of this model (see `classes`)\n";
        std::exit(2);
    }
    return static_cast<std::size_t>(found - classes.begin());
}

struct Data {
    std::vector<Example> train;
    std::vector<Example> pairs;  // kept back
    std::vector<Example> words;  // of the same lines
};

void add(Data& data, const std::string& text, std::size_t language, std::size_t times) {
    for (std::size_t i = 0; i < times; ++i)
        data.train.push_back({text, language});
}

void read_pairs(const std::filesystem::path& folder, Data& data) {
    for (std::size_t language = 0; language < other_class; ++language) {
        const auto lines = lines_of(folder / classes[language] / "word-pairs.txt");
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string& line = lines[i];
            const std::size_t space = line.find(' ');
            const bool two = space != std::string::npos;
            if (i % 5 == 0) {
                data.pairs.push_back({line, language});
                data.words.push_back({line.substr(0, space), language});
                if (two) data.words.push_back({line.substr(space + 1), language});
                continue;
            }
            add(data, line, language, 2);
            add(data, line.substr(0, space), language, 2);
            if (two) add(data, line.substr(space + 1), language, 2);
        }
    }
}

void read_small_words(const std::filesystem::path& path, Data& data) {
    constexpr std::size_t times = 12;
    for (const std::string& line : lines_of(path)) {
        if (line[0] == '#') continue;
        const std::size_t language = class_of(line.substr(0, line.find(' ')));
        for (std::size_t from = line.find(' ') + 1; from < line.size();) {
            const std::size_t end = std::min(line.find(' ', from), line.size());
            const std::string word = line.substr(from, end - from);
            add(data, word, language, times);
            if (!is_ascii(word)) add(data, without_accents(word), language, times / 2);
            from = end + 1;
        }
    }
}

bool begins_small(const std::string& word) {
    return (word[0] >= 'a' && word[0] <= 'z') || (word[0] & 0x80) != 0;
}

// `list` names a file of `folder` and the language of its words: "deu de".
void read_words(const std::filesystem::path& folder, const std::string& list, Random& random,
                Data& data) {
    const std::string file = list.substr(0, list.find(' '));
    const std::size_t language = class_of(list.substr(list.find(' ') + 1));
    std::vector<std::string> words = lines_of(folder / (file + ".txt"));
    // A capital is a name, and names are of all languages; but for German nouns.
    if (classes[language] != "de") {
        std::erase_if(words, [](const std::string& word) { return !begins_small(word); });
    }
    for (std::size_t i = words.size(); i > 1; --i)
        std::swap(words[i - 1], words[random.below(i)]);
    words.resize(std::min(words.size(), language == other_class ? words_max_of_other : words_max));
    for (const std::string& word : words) {
        const bool plain = !is_ascii(word) && language < other_class && random.below(3) == 0;
        data.train.push_back({plain ? without_accents(word) : word, language});
    }
}

// The buckets of the words of every example, cut once.
class Cut {
  public:
    explicit Cut(const std::vector<Example>& examples) {
        for (const Example& example : examples) {
            starts_.push_back(buckets_.size());
            const LanguageText read = read_language_text(example.text);
            const auto sink = [&](std::size_t bucket) {
                buckets_.push_back(static_cast<std::uint32_t>(bucket));
            };
            for (std::size_t i = 0; i < read.words.size(); ++i) {
                if (read.scripts[i] == USCRIPT_LATIN)
                    for_each_sequence(read.word(i), bucket_bits, sink);
                else if (read.scripts[i] == USCRIPT_HAN)
                    for_each_character(read.word(i), bucket_bits, sink);
            }
        }
        starts_.push_back(buckets_.size());
    }
    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t example) const {
        return std::span(buckets_).subspan(starts_[example],
                                           starts_[example + 1] - starts_[example]);
    }

  private:
    std::vector<std::uint32_t> buckets_;
    std::vector<std::size_t> starts_;
};

using Row = std::array<float, classes.size()>;

class Trainer {
  public:
    Trainer() : weights_(std::size_t{1} << bucket_bits), squares_(weights_.size()) {}

    void learn(std::span<const std::uint32_t> buckets, std::size_t language) {
        Row odds{};
        for (const std::uint32_t bucket : buckets) {
            for (std::size_t c = 0; c < odds.size(); ++c)
                odds[c] += weights_[bucket][c];
        }
        const float top = *std::max_element(odds.begin(), odds.end());
        float sum = 0;
        for (float& value : odds)
            sum += value = std::exp(value - top);
        for (float& value : odds)
            value /= sum;
        odds[language] -= 1;
        for (const std::uint32_t bucket : buckets) {
            for (std::size_t c = 0; c < odds.size(); ++c) {
                float& square = squares_[bucket][c];
                float& weight = weights_[bucket][c];
                square += odds[c] * odds[c];
                weight -= learning_rate * odds[c] / (std::sqrt(square) + 1e-6f);
                weight = std::clamp(weight, -weight_max, weight_max);
            }
        }
    }

    [[nodiscard]] std::string file() const {
        static_assert(std::endian::native == std::endian::little);
        LanguageModelHeader header;
        std::copy(language_model_magic.begin(), language_model_magic.end(), header.magic.begin());
        header.bucket_bits = bucket_bits;
        header.class_count = classes.size();
        header.scale = weight_max / 127.0f;
        for (std::size_t c = 0; c < classes.size(); ++c)
            std::copy(classes[c].begin(), classes[c].end(), header.names[c].begin());
        std::string bytes(sizeof(header), '\0');
        std::memcpy(bytes.data(), &header, sizeof(header));
        for (const Row& row : weights_) {
            for (const float weight : row)
                bytes += static_cast<char>(std::lround(weight / header.scale));
        }
        bytes.append(language_classes_max, '\0');
        return bytes;
    }

  private:
    std::vector<Row> weights_;
    std::vector<Row> squares_;
};

std::size_t judged(const LanguageModel& model, const std::string& text) {
    const LanguageText read = read_language_text(text);
    LanguageScores scores{};
    for (std::size_t i = 0; i < read.words.size(); ++i) {
        if (read.scripts[i] == USCRIPT_LATIN) model.add_word(read.word(i), scores);
        if (read.scripts[i] == USCRIPT_HAN) model.add_characters(read.word(i), scores);
        if (read.scripts[i] == USCRIPT_HIRAGANA) scores[10] += 10'000;
    }
    return static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + other_class) -
                                    scores.begin());
}

void report(const LanguageModel& model, const char* title, const std::vector<Example>& examples) {
    std::map<std::size_t, std::pair<std::size_t, std::size_t>> right_of_all;
    for (const Example& example : examples) {
        const std::size_t guess = judged(model, example.text);
        auto& [right, all] = right_of_all[example.language];
        right += guess == example.language ? 1 : 0;
        ++all;
    }
    double sum = 0;
    fmt::print("{}:", title);
    for (const auto& [language, counts] : right_of_all) {
        const double share = static_cast<double>(counts.first) / static_cast<double>(counts.second);
        sum += share;
        fmt::print("  {} {:.1f}", classes[language], 100 * share);
    }
    fmt::print("  mean {:.1f}\n", 100 * sum / static_cast<double>(right_of_all.size()));
}

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string, std::string> options;
    for (int i = 1; i + 1 < argc; i += 2)
        options[argv[i]] = argv[i + 1];
    for (const char* needed : {"--pairs", "--words", "--word-lists", "--small-words", "--out"}) {
        if (options[needed].empty()) {
            std::cerr << "train_langid needs " << needed << "; train/langid/run calls it rightly\n";
            return 2;
        }
    }
    Random random;
    Data data;
    read_pairs(options["--pairs"], data);
    read_small_words(options["--small-words"], data);
    for (const std::string& list : lines_of(options["--word-lists"])) {
        if (list[0] != '#') read_words(options["--words"], list, random, data);
    }
    fmt::print("{} examples\n", data.train.size());

    Trainer trainer;
    const Cut cut(data.train);
    std::vector<std::size_t> order(data.train.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[random.below(i)]);
        for (const std::size_t i : order)
            trainer.learn(cut.of(i), data.train[i].language);
        const std::string bytes = trainer.file();
        const LanguageModel model = LanguageModel::read(bytes).value();
        fmt::print("epoch {} ", epoch + 1);
        report(model, "words", data.words);
    }
    const std::string bytes = trainer.file();
    const LanguageModel model = LanguageModel::read(bytes).value();
    report(model, "word pairs kept back", data.pairs);
    report(model, "their single words  ", data.words);
    if (!options["--sentences"].empty()) {
        std::vector<Example> sentences;
        for (std::size_t language = 0; language < other_class; ++language) {
            const auto path = std::filesystem::path(options["--sentences"]) /
                              (std::string(classes[language]) + ".txt");
            if (!std::filesystem::exists(path)) continue;
            for (const std::string& line : lines_of(path))
                sentences.push_back({line, language});
        }
        report(model, "sentences           ", sentences);
    }
    std::ofstream out(options["--out"], std::ios::binary);
    out << bytes;
    out.close();
    if (!out) {
        std::cerr << options["--out"] << " cannot be written\n";
        return 2;
    }
    fmt::print("{} bytes written\n", bytes.size());
}

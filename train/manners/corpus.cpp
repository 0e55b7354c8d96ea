#include "train/manners/corpus.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>

#include "base/json.h"

namespace aplomb::manners {
namespace {

using etiquette::Tone;

constexpr std::size_t at(Tone tone) {
    return static_cast<std::size_t>(tone);
}

std::optional<std::ifstream> open(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (file) return file;
    std::cerr << path.string() << " is not there; going on without it\n";
    return {};
}

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    std::vector<std::string> lines;
    auto file = open(path);
    if (!file) return lines;
    for (std::string line; std::getline(*file, line);)
        lines.push_back(line);
    return lines;
}

// Records of a CSV file with quoted fields that may run over lines.
std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& path) {
    std::vector<std::vector<std::string>> records;
    auto file = open(path);
    if (!file) return records;
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (char c = 0; file->get(c);) {
        if (c == '"') {
            if (quoted && file->peek() == '"') {
                file->get(c);
                fields.back() += '"';
            } else {
                quoted = !quoted;
            }
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else if (c == '\n' && !quoted) {
            records.push_back(std::move(fields));
            fields.assign(1, "");
        } else if (c != '\r') {
            fields.back() += c;
        }
    }
    return records;
}

Example make(std::string text, Tone tone, bool has_it, double weight) {
    Example example;
    example.text = std::move(text);
    example.label[at(tone)] = has_it ? 1 : 0;
    example.weight[at(tone)] = weight;
    return example;
}

// "label<tab>text", or several labels with commas between them; "good" has none of the tones.
void read_own(const std::filesystem::path& path, std::vector<Example>& corpus) {
    for (const std::string& line : lines_of(path)) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos) continue;
        Example example;
        example.text = line.substr(tab + 1);
        example.origin = Origin::Own;
        const std::string labels = "," + line.substr(0, tab) + ",";
        example.good = labels == ",good,";
        for (std::size_t tone = 0; tone < etiquette::tone_count; ++tone) {
            const std::string name = "," + std::string(etiquette::tone_names[tone]) + ",";
            const bool has_it = labels.find(name) != std::string::npos;
            example.label[tone] = has_it ? 1 : 0;
            // Unkind in one way is often unkind in another: only good ones count fully against.
            example.weight[tone] = has_it || example.good ? 4.0 : 0.3;
        }
        corpus.push_back(std::move(example));
    }
}

// Our judged drafts: a draft is an example of every tone that is expected of it, and a good one
// where none is and nothing else may be found.
void read_cases(const std::filesystem::path& folder, std::vector<Example>& corpus) {
    constexpr std::array<std::string_view, etiquette::tone_count> rules{
        "sarcasm", "innuendo", "risky-humor", "rude", "defensive", "arguing", "canned"};
    std::set<std::filesystem::path> files;
    if (std::filesystem::is_directory(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            files.insert(entry.path());
    }
    for (const auto& path : files) {
        for (const std::string& line : lines_of(path)) {
            const json::value judged = json::parse(line);
            const std::string expected = json::serialize(judged.at("expect"));
            const auto has = [](const std::string& list, std::string_view name) {
                return list.find("\"" + std::string(name) + "\"") != std::string::npos;
            };
            Example example;
            example.text = std::string(judged.at("case").at("text").as_string());
            if (etiquette::analyse(example.text).language() != "en") continue;
            example.origin = Origin::Own;
            const auto toned = std::find_if(rules.begin(), rules.end(),
                                            [&](auto rule) { return has(expected, rule); });
            example.good = toned == rules.end() && has(json::serialize(judged.at("forbid")), "*");
            if (toned == rules.end() && !example.good) continue;
            for (std::size_t tone = 0; tone < rules.size(); ++tone) {
                const bool has_it = has(expected, rules[tone]);
                example.label[tone] = has_it ? 1 : 0;
                example.weight[tone] = has_it || example.good ? 4.0 : 0.3;
            }
            corpus.push_back(std::move(example));
        }
    }
}

// Real agents' answers: examples of none of the tones, though some may well be canned.
void read_care(const std::filesystem::path& path, std::vector<Example>& corpus) {
    for (const std::string& line : lines_of(path)) {
        if (line.find("\tagent\t") == std::string::npos) continue;
        Example example;
        example.text = line.substr(line.rfind('\t') + 1);
        example.origin = Origin::Agents;
        example.weight.fill(1.5);
        example.weight[at(Tone::Canned)] = 0;
        corpus.push_back(std::move(example));
    }
}

void read_politeness(const std::filesystem::path& path, std::vector<Example>& corpus) {
    constexpr double impolite = -0.75;
    constexpr double polite = 0.25;
    for (const auto& record : read_csv(path)) {
        if (record.size() < 14 || record[0] == "Community") continue;
        const double score = std::strtod(record[13].c_str(), nullptr);
        if (score > impolite && score < polite) continue;
        corpus.push_back(make(record[2], Tone::Rude, score <= impolite, 0.1));
    }
}

void read_tweets(const std::filesystem::path& folder, Tone tone, double weight,
                 std::vector<Example>& corpus) {
    const auto texts = lines_of(folder / "train_text.txt");
    const auto labels = lines_of(folder / "train_labels.txt");
    for (std::size_t i = 0; i < std::min(texts.size(), labels.size()); ++i)
        corpus.push_back(make(texts[i], tone, labels[i] == "1", weight));
}

void read_isarcasm(const std::filesystem::path& path, std::vector<Example>& corpus) {
    for (const auto& record : read_csv(path)) {
        if (record.size() < 4 || record[1] == "tweet") continue;
        corpus.push_back(make(record[1], Tone::Sarcastic, record[2] == "1", 0.1));
        // The author's own plain rephrasing says the same without the sarcasm.
        if (!record[3].empty()) corpus.push_back(make(record[3], Tone::Sarcastic, false, 0.1));
    }
}

}  // namespace

std::vector<Example> read_corpus(const std::filesystem::path& data,
                                 const std::vector<std::filesystem::path>& own,
                                 const std::filesystem::path& cases) {
    std::vector<Example> corpus;
    for (const auto& path : own)
        read_own(path, corpus);
    read_cases(cases, corpus);
    read_care(data / "twitter_care" / "dev_turns.tsv", corpus);
    read_politeness(data / "politeness" / "wikipedia.annotated.csv", corpus);
    read_tweets(data / "tweeteval" / "irony", Tone::Sarcastic, 0.08, corpus);
    read_tweets(data / "tweeteval" / "offensive", Tone::Rude, 0.05, corpus);
    read_isarcasm(data / "isarcasm" / "train.En.csv", corpus);
    return corpus;
}

}  // namespace aplomb::manners

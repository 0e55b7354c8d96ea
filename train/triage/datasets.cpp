#include "train/triage/datasets.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/json.h"
#include "triage/tokens.h"

namespace aplomb::train {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<std::vector<std::string>>;

Result<std::string> read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorKind::Invalid, path.string() + ": cannot be read");
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::vector<std::string> lines_of(const std::string& content) {
    std::vector<std::string> lines;
    std::istringstream stream(content);
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        lines.push_back(line);
    }
    return lines;
}

// Comma-separated, fields in double quotes when they need it, the first row left out.
Rows csv_rows(const std::string& content) {
    Rows rows;
    std::vector<std::string> row;
    std::string field;
    bool quoted = false;
    for (std::size_t i = 0; i < content.size(); ++i) {
        const char c = content[i];
        if (quoted) {
            if (c != '"') {
                field += c;
            } else if (i + 1 < content.size() && content[i + 1] == '"') {
                field += content[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            row.push_back(std::move(field));
            field.clear();
        } else if (c == '\n') {
            row.push_back(std::move(field));
            field.clear();
            rows.push_back(std::move(row));
            row.clear();
        } else if (c != '\r') {
            field += c;
        }
    }
    if (!row.empty()) {
        row.push_back(field);
        rows.push_back(row);
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

std::vector<std::string> split_tabs(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream stream(line);
    for (std::string part; std::getline(stream, part, '\t');)
        parts.push_back(part);
    return parts;
}

Result<Examples> read_tweeteval(const fs::path& folder, const std::string& split) {
    const auto texts = lines_of(TRY(read_file(folder / (split + "_text.txt"))));
    const auto labels = lines_of(TRY(read_file(folder / (split + "_labels.txt"))));
    Examples examples;
    for (std::size_t i = 0; i < std::min(texts.size(), labels.size()); ++i) {
        if (labels[i].empty()) continue;
        examples.push_back({texts[i], std::stoi(labels[i])});
    }
    return examples;
}

Result<Split> read_tweeteval_split(const fs::path& folder) {
    return Split{TRY(read_tweeteval(folder, "train")), TRY(read_tweeteval(folder, "val"))};
}

Result<Examples> read_complaints(const fs::path& folder) {
    Examples examples;
    for (const std::string& line : lines_of(TRY(read_file(folder / "dev.tsv")))) {
        const auto parts = split_tabs(line);
        if (parts.size() < 3) continue;
        examples.push_back({mask(parts[2]), parts[0] == "1" ? 1 : 0});
    }
    return examples;
}

Result<Examples> read_airline(const fs::path& folder) {
    const std::map<std::string, int> labels{{"negative", 0}, {"neutral", 1}, {"positive", 2}};
    Examples examples;
    for (const char* name : {"train.tsv", "dev.tsv"}) {
        for (const std::string& line : lines_of(TRY(read_file(folder / name)))) {
            const auto parts = split_tabs(line);
            const auto label = parts.empty() ? labels.end() : labels.find(parts[0]);
            if (parts.size() < 4 || label == labels.end()) continue;
            examples.push_back({parts[3], label->second});
        }
    }
    return examples;
}

Result<> read_crisis(const fs::path& folder, Datasets& out) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".csv") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& path : files) {
        for (const auto& row : csv_rows(TRY(read_file(path)))) {
            if (row.size() < 3) continue;
            const std::string& label = row.back();
            const bool about = label.find("on-topic") != std::string::npos ||
                               label.find("Related") != std::string::npos;
            const bool not_about = label.find("off-topic") != std::string::npos ||
                                   label.find("Not related") != std::string::npos;
            if (!about && !not_about) continue;
            out.crisis.push_back({mask(row[1]), about ? 1 : 0});
            out.crisis_events.push_back(path.parent_path().filename().string());
        }
    }
    return {};
}

Result<> read_service(const fs::path& folder, Datasets& out) {
    std::map<std::string, int> intents;
    for (const auto& row : csv_rows(TRY(read_file(folder / "banking77/train.csv")))) {
        if (row.size() < 2) continue;
        const auto found = intents.emplace(row[1], static_cast<int>(intents.size())).first;
        out.banking.push_back({row[0], found->second});
    }
    std::map<std::string, int> named;
    const auto add_intent = [&](const std::string& text, const std::string& intent) {
        out.service.push_back(text);
        // "oos" is what belongs nowhere.
        if (intent == "oos") return;
        const auto found = named.emplace(intent, static_cast<int>(named.size())).first;
        out.intents.push_back({text, found->second});
    };
    for (const char* name : {"bitext/Bitext_Sample_Customer_Service_Training_Dataset.csv",
                             "bitext/TrainingdatasetBitextsample.csv"}) {
        for (const auto& row : csv_rows(TRY(read_file(folder / name))))
            if (row.size() >= 4) add_intent(row[1], "bitext " + row[3]);
    }
    const json::value clinc = TRY(parse_json(TRY(read_file(folder / "clinc150/train_val.json"))));
    for (const auto& [name, list] : clinc.as_object()) {
        for (const json::value& pair : list.as_array())
            add_intent(std::string(pair.as_array().at(0).as_string()),
                       std::string(pair.as_array().at(1).as_string()));
    }
    std::vector<fs::path> folds;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "nlupp")) {
        if (entry.path().filename().string().starts_with("fold")) folds.push_back(entry.path());
    }
    std::sort(folds.begin(), folds.end());
    for (const fs::path& fold : folds) {
        const json::value list = TRY(parse_json(TRY(read_file(fold))));
        for (const json::value& item : list.as_array())
            out.service.emplace_back(item.as_object().at("text").as_string());
    }
    return {};
}

Result<> read_rest(const fs::path& folder, Datasets& out) {
    for (const std::string& line :
         lines_of(TRY(read_file(folder / "twitter_care/dev_turns.tsv")))) {
        const auto parts = split_tabs(line);
        if (parts.size() < 5) continue;
        if (parts[2] == "customer") out.care.push_back(mask(parts[4]));
        out.all_texts.push_back(mask(parts[4]));
    }
    out.pairs_first = lines_of(TRY(read_file(folder / "tweet_pairs/a.toks")));
    out.pairs_second = lines_of(TRY(read_file(folder / "tweet_pairs/b.toks")));
    for (const std::string& line : lines_of(TRY(read_file(folder / "tweet_pairs/sim.txt"))))
        out.pairs_votes.push_back(line.empty() ? 0 : std::stoi(line));
    for (const auto& row : csv_rows(TRY(read_file(folder / "isarcasm/train.En.csv")))) {
        if (row.size() > 3) out.all_texts.push_back(row[1]);
        if (row.size() > 3 && !row[3].empty()) out.all_texts.push_back(row[3]);
    }
    for (const auto& row : csv_rows(TRY(read_file(folder / "politeness/wikipedia.annotated.csv"))))
        if (row.size() > 2) out.all_texts.push_back(row[2]);
    return {};
}

// Labels stay behind; a text met twice is read once.
void gather_texts(Datasets& data) {
    const auto add = [&](const Examples& examples) {
        for (const Example& example : examples)
            data.all_texts.push_back(example.text);
    };
    for (const Split* split : {&data.sentiment, &data.emotion, &data.irony, &data.offensive}) {
        add(split->train);
    }
    add(data.complaint);
    add(data.crisis);
    add(data.banking);
    for (const auto* texts : {&data.service, &data.pairs_first, &data.pairs_second})
        data.all_texts.insert(data.all_texts.end(), texts->begin(), texts->end());
    std::set<std::string_view> seen;
    std::vector<std::string> unique;
    for (const std::string& text : data.all_texts) {
        if (seen.insert(text).second) unique.push_back(text);
    }
    data.all_texts = std::move(unique);
}

}  // namespace

int fold_of(std::string_view text, int folds) {
    const triage::Tokens tokens = triage::tokenize(text);
    std::uint32_t sum = 0;
    for (const triage::Token& token : tokens.list)
        if (token.kind == triage::TokenKind::Word) sum = sum * 31 + token.hash;
    sum ^= sum >> 16;
    return static_cast<int>((std::uint64_t{sum * 0x9e3779b1u} * static_cast<unsigned>(folds)) >>
                            32);
}

std::string mask(std::string_view text) {
    const triage::Tokens tokens = triage::tokenize(text);
    std::string out;
    std::size_t at = 0;
    for (const triage::Token& token : tokens.list) {
        const bool masked =
            token.kind == triage::TokenKind::Mention || token.kind == triage::TokenKind::Link;
        if (!masked) continue;
        out += text.substr(at, token.start - at);
        out += tokens.normal_of(token);
        at = token.end;
    }
    out += text.substr(at);
    return out;
}

Result<Datasets> read_datasets(const fs::path& folder) {
    Datasets data;
    data.sentiment = TRY(read_tweeteval_split(folder / "tweeteval/sentiment"));
    data.emotion = TRY(read_tweeteval_split(folder / "tweeteval/emotion"));
    data.irony = TRY(read_tweeteval_split(folder / "tweeteval/irony"));
    data.offensive = TRY(read_tweeteval_split(folder / "tweeteval/offensive"));
    data.complaint = TRY(read_complaints(folder / "complaints"));
    data.airline = TRY(read_airline(folder / "airline"));
    TRY(read_crisis(folder / "crisislex", data));
    TRY(read_service(folder, data));
    TRY(read_rest(folder, data));
    gather_texts(data);
    return data;
}

}  // namespace aplomb::train

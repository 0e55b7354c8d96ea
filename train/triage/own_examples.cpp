#include "train/triage/own_examples.h"

#include <array>
#include <fstream>
#include <map>
#include <sstream>

#include "base/crypto.h"
#include "domain/vocabulary.h"
#include "train/triage/dice.h"
#include "triage/tokens.h"

namespace aplomb::train {
namespace {

constexpr std::uint64_t seed = 11;

bool begins(std::string_view text, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
        if (text.starts_with(word) &&
            (text.size() == word.size() || text[word.size()] == ' ' || text[word.size()] == '\''))
            return true;
    }
    return false;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

// The form of a service text tells a question from a request; nothing else is guessed.
void add_by_form(const std::string& text, Examples& out) {
    const std::string low = lower(text);
    const bool asks = text.find('?') != std::string::npos ||
                      begins(low, {"how", "what", "where", "when", "why", "who", "which", "is",
                                   "are", "do", "does", "did", "will", "am", "was"});
    const bool wants =
        begins(low, {"please",  "i want",    "i need",    "i would like", "i'd like", "help me",
                     "can you", "could you", "would you", "give me",      "send me",  "cancel",
                     "change",  "show me",   "tell me",   "add",          "book",     "set",
                     "remove",  "delete",    "open",      "let me"});
    if (wants) {
        out.push_back({text, static_cast<int>(CaseKind::Request)});
    } else if (asks) {
        out.push_back({text, static_cast<int>(CaseKind::Question)});
    }
}

constexpr std::array<std::string_view, 14> wishes{"it would be great if you added @",
                                                  "please consider adding @ to the next version",
                                                  "any plans to offer @? would be lovely",
                                                  "you should really bring @",
                                                  "i wish there was @",
                                                  "suggestion: make @ part of it",
                                                  "would love to see @ one day",
                                                  "how about @ for regular customers",
                                                  "feature request: @",
                                                  "an idea for you, @",
                                                  "it'd be so much easier with @",
                                                  "have you thought about @",
                                                  "why not introduce @, everybody would use it",
                                                  "my only wish is @"};
constexpr std::array<std::string_view, 24> wished{"a dark mode",
                                                  "an option to pick the delivery hour",
                                                  "smaller sizes",
                                                  "a vegan menu",
                                                  "late opening on thursdays",
                                                  "a family ticket",
                                                  "paper bags",
                                                  "a search box",
                                                  "more seats near the window",
                                                  "a quiet room",
                                                  "monthly billing",
                                                  "a widget for the home screen",
                                                  "gift wrapping",
                                                  "a direct bus on sundays",
                                                  "bike parking at the door",
                                                  "refills",
                                                  "a student price",
                                                  "larger letters on the bill",
                                                  "an offline mode",
                                                  "a map of the building",
                                                  "sign language videos",
                                                  "a pick-up point",
                                                  "weekly summaries by mail",
                                                  "fewer plastic lids"};
constexpr std::array<std::string_view, 14> hooks{
    "make @ from home, message me now",       "click the link in my bio for @",
    "free @ for the first hundred followers", "we sell @ at half price, whatsapp us",
    "want @? follow me and retweet",          "visit our shop for @, discount code inside",
    "earn @ every day without work",          "dm me for @, limited offer",
    "cheap @ delivered worldwide, order now", "win @ today, just sign up at http",
    "loans up to @ approved in minutes",      "best @ trader on telegram, join my channel",
    "i turned 100 into @ with this bot",      "check out my page for @"};
constexpr std::array<std::string_view, 16> bait{
    "5000 dollars", "an iphone", "followers",  "watches",      "crypto signals", "gift cards",
    "sneakers",     "a car",     "bitcoin",    "cash",         "seo services",   "casino bonuses",
    "a new phone",  "500 a day", "free coins", "designer bags"};
constexpr std::array<std::string_view, 16> lauds{"thank you @, you made my day",
                                                 "big thanks to @ for sorting it out so fast",
                                                 "just wanted to say @ was wonderful",
                                                 "@ went above and beyond, brilliant",
                                                 "so impressed with @ today",
                                                 "kudos to @, best i have had in years",
                                                 "loving it, well done @",
                                                 "shout out to @ for being so kind",
                                                 "@ was a delight, we will be back",
                                                 "five stars for @",
                                                 "honestly @ could not be better",
                                                 "what a lovely surprise from @, thanks",
                                                 "great work @, keep it up",
                                                 "@ saved my trip, so grateful",
                                                 "happy customer here, @ is the best",
                                                 "really appreciate @ today"};
constexpr std::array<std::string_view, 16> lauded{
    "your support team", "the lady at the desk", "your driver", "the crew",  "your app",
    "the new menu",      "the chat agent",       "your shop",   "the nurse", "the engineer",
    "your coffee",       "the delivery man",     "this hotel",  "the staff", "your phone line",
    "the repair"};

template<std::size_t A, std::size_t B>
void add_built(const std::array<std::string_view, A>& frames,
               const std::array<std::string_view, B>& parts, CaseKind kind, Examples& out) {
    for (const std::string_view frame : frames) {
        for (const std::string_view part : parts) {
            const std::size_t at = frame.find('@');
            out.push_back({std::string(frame.substr(0, at)) + std::string(part) +
                               std::string(frame.substr(at + 1)),
                           static_cast<int>(kind)});
        }
    }
}

Result<std::map<std::string, int>> read_labels(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) return fail(ErrorKind::Invalid, path.string() + ": cannot be read");
    std::map<std::string, int> labels;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        labels[line.substr(0, line.find('\t'))] = line.ends_with("specific") ? 1 : 0;
    }
    return labels;
}

}  // namespace

Examples kind_examples(const Datasets& data) {
    Examples forms;
    for (const Example& example : data.banking)
        add_by_form(example.text, forms);
    for (const std::string& text : data.service)
        add_by_form(text, forms);
    Dice dice(seed);
    dice.shuffle(forms);
    constexpr std::size_t forms_max = 4000;
    if (forms.size() > forms_max) forms.resize(forms_max);
    Examples out = std::move(forms);
    for (const Example& example : data.complaint) {
        if (example.label == 1) {
            out.push_back({example.text, static_cast<int>(CaseKind::Complaint)});
        } else if (example.text.find('?') != std::string::npos) {
            out.push_back({example.text, static_cast<int>(CaseKind::Question)});
        }
    }
    // What people post about their day is nobody's case; every so many is enough.
    for (std::size_t i = 0; i < data.sentiment.train.size(); i += 30) {
        if (data.sentiment.train[i].label == 1)
            out.push_back({data.sentiment.train[i].text, static_cast<int>(CaseKind::Other)});
    }
    add_built(wishes, wished, CaseKind::Suggestion, out);
    add_built(hooks, bait, CaseKind::Spam, out);
    add_built(lauds, lauded, CaseKind::Praise, out);
    dice.shuffle(out);
    return out;
}

Result<Specificity> read_specificity(const std::filesystem::path& labels,
                                     const std::filesystem::path& data) {
    const auto first = TRY(read_labels(labels / "labels.tsv"));
    const auto second = TRY(read_labels(labels / "second_reading.tsv"));
    Specificity out;
    const auto read = [&](const char* name, std::size_t column, bool masked, Examples& into) {
        std::ifstream file(data / name);
        for (std::string line; std::getline(file, line);) {
            if (line.ends_with('\r')) line.pop_back();
            std::istringstream fields(line);
            std::string text;
            for (std::size_t i = 0; i <= column; ++i)
                if (!std::getline(fields, text, '\t')) text.clear();
            const auto found = first.find(crypto::to_hex(crypto::sha256(text)));
            if (found == first.end()) continue;
            into.push_back({masked ? mask(text) : text, found->second});
        }
    };
    read("complaints/dev.tsv", 2, true, out.train);
    read("airline/train.tsv", 3, true, out.airline);
    double same = 0;
    for (const auto& [hash, label] : second) {
        const auto found = first.find(hash);
        same += found != first.end() && found->second == label;
    }
    out.read_twice = static_cast<int>(second.size());
    out.agreement = second.empty() ? 0 : same / static_cast<double>(second.size());
    return out;
}

Examples signed_posts(const Datasets& data) {
    const std::map<std::string, int, std::less<>> signs{
        {":)", 1}, {":D", 1}, {"<3", 1}, {"😊", 1},   {"😍", 1},   {"❤", 1}, {"💕", 1}, {"😘", 1},
        {"🎉", 1},  {"👍", 1},  {":(", 0}, {":'(", 0}, {"😢", 0},   {"😭", 0}, {"😡", 0}, {"💔", 0},
        {"😠", 0},  {"😤", 0},  {"😔", 0},  {"😞", 0},   {">:(", 0}, {"😒", 0}};
    Examples out;
    for (const std::string& text : data.all_texts) {
        const triage::Tokens tokens = triage::tokenize(text);
        std::string rest;
        int glad = 0;
        int sad = 0;
        for (const triage::Token& token : tokens.list) {
            const auto found = signs.find(tokens.normal_of(token));
            if (found == signs.end()) {
                rest += text.substr(token.start, token.end - token.start) + " ";
            } else {
                ++(found->second == 1 ? glad : sad);
            }
        }
        if ((glad > 0) != (sad > 0)) out.push_back({rest, glad > 0 ? 1 : 0});
    }
    return out;
}

}  // namespace aplomb::train

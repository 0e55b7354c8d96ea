#include "etiquette/tone_features.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace aplomb::etiquette {
namespace {

enum Kind : std::uint32_t {
    pair = 1,
    skipped_pair,
    three,
    letters,
    opener,
    closer,
    pattern,
    word_in_pattern,
    shape
};

class Hash {
  public:
    explicit Hash(Kind kind) : value_(2166136261u ^ kind) {}
    Hash& operator<<(std::string_view text) {
        for (const char c : text) {
            value_ ^= static_cast<unsigned char>(c);
            value_ *= 16777619u;
        }
        value_ ^= 31;
        value_ *= 16777619u;
        return *this;
    }
    [[nodiscard]] std::uint32_t value() const {
        const std::uint32_t mixed = (value_ ^ value_ >> 15) * 2246822519u;
        return mixed ^ mixed >> 13;
    }

  private:
    std::uint32_t value_;
};

struct GrammarClass {
    std::string_view name;
    std::string_view words;  // between spaces
};

// clang-format off
constexpr GrammarClass grammar[] = {
    {"Y", " you your yours yourself yourselves u ur ya thou "},
    {"W", " we us our ours ourselves "},
    {"I", " i me my mine myself "},
    {"T", " he she they him her them his their somebody someone everybody everyone people folks anyone anybody guest guests customer customers "},
    {"N", " not no never nobody nothing none neither nor without hardly cannot "},
    {"M", " will shall can could would may might should must ought "},
    {"B", " am is are was were be been being "},
    {"H", " have has had having "},
    {"D", " do does did doing done "},
    {"Q", " what why how who which when where whoever whatever "},
    {"A", " a an the this that these those "},
    {"P", " in on at of to for from with by about into onto over under through between after before behind off out up down "},
    {"C", " and or but so because if then than as though although while unless until since yet "},
    {"V", " very so such really truly absolutely quite too just only simply even ever still already surely obviously clearly actually perhaps maybe frankly honestly apparently certainly indeed rather merely always again at least "},
    {"S", " sorry apologise apologize apologies apology regret thank thanks please grateful appreciate "},
    {"O", " oh ah wow well gosh hmm ha haha hey look listen right sure fine okay ok yes yeah no "},
};
// clang-format on

const std::unordered_map<std::string_view, std::string_view>& classes() {
    static const auto made = [] {
        std::unordered_map<std::string_view, std::string_view> by_word;
        for (const GrammarClass& one : grammar) {
            for (std::size_t at = 1; at < one.words.size();) {
                const std::size_t end = one.words.find(' ', at);
                by_word.emplace(one.words.substr(at, end - at), one.name);
                at = end + 1;
            }
        }
        return by_word;
    }();
    return made;
}

std::string_view ending_class(std::string_view plain) {
    if (plain.empty()) return "x";
    if (plain.front() == '<') return plain;
    if (std::any_of(plain.begin(), plain.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return "#";
    }
    if (plain.size() > 4) {
        if (plain.ends_with("ing")) return "g";
        if (plain.ends_with("ed")) return "e";
        if (plain.ends_with("ly")) return "l";
        if (plain.ends_with("est")) return "t";
    }
    if (plain.size() > 3 && plain.ends_with("s")) return "s";
    return "x";
}

std::string_view class_of(std::string_view plain) {
    const auto found = classes().find(plain);
    return found == classes().end() ? ending_class(plain) : found->second;
}

}  // namespace

std::uint32_t tone_bucket_of(std::string_view plain) {
    return tone_group_buckets + (Hash(opener) << plain).value() % tone_word_buckets;
}

std::vector<ToneFeature> tone_features(const Wording& wording, std::size_t first, std::size_t end) {
    std::vector<ToneFeature> features;
    features.reserve((end - first) * 16);
    const auto plain = [&](std::size_t i) { return std::string_view(wording.tokens[i].plain); };
    std::vector<std::string_view> kinds(end - first);
    for (std::size_t i = first; i < end; ++i)
        kinds[i - first] = class_of(plain(i));
    const auto kind = [&](std::size_t i) { return kinds[i - first]; };
    std::size_t at = first;
    const auto add = [&](const Hash& hash) {
        features.push_back({hash.value() % tone_group_buckets, static_cast<std::uint32_t>(at)});
    };
    std::string joined;
    for (std::size_t i = first; i < end; ++i) {
        at = i;
        features.push_back({tone_bucket_of(plain(i)), static_cast<std::uint32_t>(at)});
        if (i == first) add(Hash(opener) << plain(i));
        if (i + 1 == end) add(Hash(closer) << plain(i));
        if (i >= first + 1) {
            add(Hash(pair) << plain(i - 1) << plain(i));
            add(Hash(word_in_pattern) << kind(i - 1) << plain(i));
            add(Hash(word_in_pattern) << plain(i - 1) << "+" << kind(i));
        }
        if (i >= first + 2) {
            add(Hash(skipped_pair) << plain(i - 2) << plain(i));
            add(Hash(three) << plain(i - 2) << plain(i - 1) << plain(i));
            add(Hash(pattern) << kind(i - 2) << kind(i - 1) << kind(i));
        }
        if (i >= first + 3) {
            add(Hash(pattern) << kind(i - 3) << kind(i - 2) << kind(i - 1) << kind(i));
        }
        joined = '^';
        joined += plain(i);
        joined += '$';
        constexpr std::size_t group = 4;
        constexpr std::size_t groups_max = 12;
        for (std::size_t k = 0; k + group <= joined.size() && k < groups_max; ++k)
            add(Hash(letters) << std::string_view(joined).substr(k, group));
    }
    const std::size_t sentence = wording.tokens[first].sentence;
    const bool asks = sentence < wording.questions.size() && wording.questions[sentence];
    add(Hash(shape) << (asks ? "?" : "."));
    add(Hash(shape) << (asks ? "?" : ".") << kind(first));
    return features;
}

}  // namespace aplomb::etiquette

// The file: "APLTONE1", then for each tone its bias and its step as little-endian floats, then one
// signed byte for each tone of each bucket.
#include "etiquette/tone_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "base/embedded_file.h"

namespace aplomb::etiquette {

std::span<const base::EmbeddedFile> manners_files();

namespace {

constexpr std::string_view magic = "APLTONE1";
constexpr std::size_t buckets = std::size_t{1} << tone_bucket_bits;

std::uint32_t hashed(std::uint32_t seed, std::string_view text) {
    std::uint32_t hash = 2166136261u ^ seed;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 16777619u;
    }
    hash ^= hash >> 15;
    return hash;
}

enum Kind : std::uint32_t { word = 1, pair, skipped_pair, letters, opener };

float read_float(const char* at) {
    float value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

}  // namespace

std::vector<ToneFeature> tone_features(const Wording& wording, std::size_t first, std::size_t end) {
    std::vector<ToneFeature> features;
    features.reserve((end - first) * 8);
    const auto add = [&](Kind kind, std::string_view text, std::size_t token) {
        features.push_back({hashed(kind, text) & static_cast<std::uint32_t>(buckets - 1),
                            static_cast<std::uint32_t>(token)});
    };
    constexpr std::size_t group = 4;
    std::string joined;
    for (std::size_t i = first; i < end; ++i) {
        const std::string& plain = wording.tokens[i].plain;
        add(word, plain, i);
        if (i == first) add(opener, plain, i);
        for (const std::size_t back : {std::size_t{1}, std::size_t{2}}) {
            if (i < first + back) continue;
            joined = wording.tokens[i - back].plain;
            joined += ' ';
            joined += plain;
            add(back == 1 ? pair : skipped_pair, joined, i);
        }
        joined = '^' + plain + '$';
        for (std::size_t k = 0; k + group <= joined.size() && k < 12; ++k)
            add(letters, std::string_view(joined).substr(k, group), i);
    }
    return features;
}

ToneModel::ToneModel(std::string_view file) {
    const std::size_t head = magic.size() + tone_count * 2 * sizeof(float);
    if (!file.starts_with(magic) || file.size() != head + buckets * tone_count) return;
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        const char* at = file.data() + magic.size() + tone * 2 * sizeof(float);
        bias_[tone] = read_float(at);
        step_[tone] = read_float(at + sizeof(float));
    }
    weights_ = file.substr(head);
    usable_ = true;
}

const ToneModel& ToneModel::shipped() {
    static const ToneModel model(manners_files().empty() ? std::string_view{}
                                                         : manners_files().front().content);
    return model;
}

ToneScore ToneModel::score(const Wording& wording, std::size_t first, std::size_t end) const {
    ToneScore score;
    score.heaviest.fill(first);
    if (!usable_ || first >= end) return score;
    const auto features = tone_features(wording, first, end);
    const double scale = 1.0 / std::sqrt(static_cast<double>(features.size()));
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        double sum = 0;
        std::vector<double> by_token(end - first, 0.0);
        for (const ToneFeature& feature : features) {
            const auto weight =
                static_cast<signed char>(weights_[std::size_t{feature.bucket} * tone_count + tone]);
            sum += weight;
            by_token[feature.token - first] += weight;
        }
        const double margin = bias_[tone] + sum * step_[tone] * scale;
        score.likelihood[tone] = 1.0 / (1.0 + std::exp(-margin));
        score.heaviest[tone] =
            first + static_cast<std::size_t>(std::max_element(by_token.begin(), by_token.end()) -
                                             by_token.begin());
    }
    return score;
}

std::vector<HeardSentence> hear(const ToneModel& model, const Wording& wording) {
    constexpr std::size_t tokens_min = 4;
    std::vector<HeardSentence> heard;
    for (std::size_t first = 0; first < wording.tokens.size();) {
        const std::size_t end = wording.sentence_around(first).second;
        if (end - first >= tokens_min)
            heard.push_back({first, end, model.score(wording, first, end)});
        first = end;
    }
    return heard;
}

}  // namespace aplomb::etiquette

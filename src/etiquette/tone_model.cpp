// The file: "APLTONE2", then for each tone its bias, its step, and the margins that are sure and
// worth a hint, as little-endian floats; then one signed byte for each tone of each bucket.
#include "etiquette/tone_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "base/embedded_file.h"

namespace aplomb::etiquette {

std::span<const base::EmbeddedFile> manners_files();

namespace {

constexpr std::string_view magic = "APLTONE2";

}  // namespace

ToneSums& ToneSums::operator+=(const ToneSums& other) {
    for (std::size_t tone = 0; tone < tone_count; ++tone)
        sums[tone] += other.sums[tone];
    features += other.features;
    return *this;
}

ToneModel::ToneModel(std::string_view file) {
    static_assert(sizeof(Head) == 4 * sizeof(float));
    const std::size_t top = magic.size() + tone_count * sizeof(Head);
    if (!file.starts_with(magic) || file.size() != top + std::size_t{tone_buckets} * tone_count)
        return;
    std::memcpy(heads_.data(), file.data() + magic.size(), tone_count * sizeof(Head));
    weights_ = file.substr(top);
    usable_ = true;
}

const ToneModel& ToneModel::shipped() {
    static const ToneModel model(manners_files().empty() ? std::string_view{}
                                                         : manners_files().front().content);
    return model;
}

ToneSums ToneModel::sums(const Wording& wording, std::size_t first, std::size_t end) const {
    ToneSums sums;
    if (!usable_ || first >= end) return sums;
    std::array<std::int64_t, tone_count> units{};
    const auto features = tone_features(wording, first, end);
    for (const ToneFeature& feature : features) {
        for (std::size_t tone = 0; tone < tone_count; ++tone)
            units[tone] += weight(feature.bucket, tone);
    }
    for (std::size_t tone = 0; tone < tone_count; ++tone)
        sums.sums[tone] = static_cast<double>(units[tone]) * heads_[tone].step;
    sums.features = features.size();
    return sums;
}

double ToneModel::certainty(const ToneSums& sums, Tone tone) const {
    constexpr double nothing = -100;
    if (!usable_ || sums.features == 0) return nothing;
    const auto at = static_cast<std::size_t>(tone);
    const Head& head = heads_[at];
    const double margin = head.bias + sums.sums[at] / std::sqrt(static_cast<double>(sums.features));
    return (margin - head.sure) / std::max(0.01, static_cast<double>(head.sure - head.hint));
}

std::pair<std::size_t, std::size_t> ToneModel::strongest(const Wording& wording, std::size_t first,
                                                         std::size_t end, Tone tone) const {
    std::vector<std::int64_t> by_token(end - first, 0);
    for (std::size_t at = first; at < end;) {
        const std::size_t next = std::min(end, wording.sentence_around(at).second);
        for (const ToneFeature& feature : tone_features(wording, at, next)) {
            by_token[feature.token - first] +=
                weight(feature.bucket, static_cast<std::size_t>(tone));
        }
        at = next;
    }
    std::pair<std::size_t, std::size_t> best{first, std::min(first + 1, end)};
    std::int64_t most = 0;
    std::int64_t sum = 0;
    std::size_t start = first;
    for (std::size_t i = first; i < end; ++i) {
        if (sum <= 0) {
            sum = 0;
            start = i;
        }
        sum += by_token[i - first];
        if (sum <= most) continue;
        most = sum;
        best = {start, i + 1};
    }
    return best;
}

std::vector<Passage> hear(const ToneModel& model, const Wording& wording) {
    constexpr std::size_t tokens_min = 6;
    std::vector<Passage> passages;
    const auto add = [&](std::size_t first, std::size_t end, const ToneSums& sums) {
        if (end - first < tokens_min) return;
        Passage passage{first, end, {}};
        for (std::size_t tone = 0; tone < tone_count; ++tone)
            passage.certainty[tone] = model.certainty(sums, static_cast<Tone>(tone));
        passages.push_back(passage);
    };
    ToneSums whole;
    ToneSums before;
    std::size_t before_at = 0;
    std::size_t sentences = 0;
    for (std::size_t first = 0; first < wording.tokens.size(); ++sentences) {
        const std::size_t end = wording.sentence_around(first).second;
        const ToneSums sums = model.sums(wording, first, end);
        whole += sums;
        add(first, end, sums);
        if (sentences > 0) add(before_at, end, before += sums);
        before = sums;
        before_at = first;
        first = end;
    }
    if (sentences > 2) add(0, wording.tokens.size(), whole);
    return passages;
}

}  // namespace aplomb::etiquette

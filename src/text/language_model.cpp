#include "text/language_model.h"

#include <algorithm>
#include <cstring>

namespace aplomb::text {

Result<LanguageModel> LanguageModel::read(std::string_view bytes) {
    constexpr std::uint32_t bucket_bits_max = 20;
    LanguageModelHeader header;
    if (bytes.size() < sizeof(header)) {
        return fail(ErrorKind::Corrupt, "the language model is cut short");
    }
    std::memcpy(&header, bytes.data(), sizeof(header));
    if (std::string_view(header.magic.data(), header.magic.size()) != language_model_magic ||
        header.bucket_bits == 0 || header.bucket_bits > bucket_bits_max ||
        header.class_count == 0 || header.class_count > language_classes_max) {
        return fail(ErrorKind::Corrupt, "this is no language model; make one with train/langid");
    }
    const std::size_t rows = std::size_t{1} << header.bucket_bits;
    const std::size_t table = rows * header.class_count + language_classes_max;
    if (bytes.size() != sizeof(header) + table) {
        return fail(ErrorKind::Corrupt, "the language model has the wrong size");
    }
    LanguageModel model;
    for (std::size_t i = 0; i < header.class_count; ++i) {
        const auto& name = header.names[i];
        model.names_.emplace_back(name.begin(), std::find(name.begin(), name.end(), '\0'));
    }
    model.rows_ = reinterpret_cast<const std::int8_t*>(bytes.data() + sizeof(header));
    model.bucket_bits_ = header.bucket_bits;
    model.scale_ = static_cast<double>(header.scale);
    return model;
}

std::size_t LanguageModel::index_of(std::string_view name) const {
    return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
}

void LanguageModel::add_word(std::u32string_view word, LanguageScores& scores) const {
    for_each_sequence(word, bucket_bits_, [&](std::size_t bucket) { add_row(bucket, scores); });
}

void LanguageModel::add_characters(std::u32string_view run, LanguageScores& scores) const {
    for_each_character(run, bucket_bits_, [&](std::size_t bucket) { add_row(bucket, scores); });
}

}  // namespace aplomb::text

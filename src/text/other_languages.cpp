#include "text/other_languages.h"

// CLD2's header uses FILE without including what declares it.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <array>
#include <utility>

namespace aplomb::text {
namespace {

// CLD2 keeps codes that ISO has renamed, and writes Chinese twice.
std::string iso_code(CLD2::Language language) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> renamed{
        {{"iw", "he"}, {"in", "id"}, {"jw", "jv"}, {"mo", "ro"}, {"nb", "no"}}};
    const std::string_view code = CLD2::LanguageCode(language);
    for (const auto& [old, current] : renamed) {
        if (code == old) return std::string(current);
    }
    return code == "un" ? std::string() : std::string(code.substr(0, code.find('-')));
}

}  // namespace

OtherLanguage ask_cld2(const std::string& utf8) {
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    int text_bytes = 0;
    bool reliable = false;
    const CLD2::Language language = CLD2::DetectLanguageSummary(
        utf8.data(), static_cast<int>(utf8.size()), true, nullptr, CLD2::UNKNOWN_ENCODING,
        CLD2::UNKNOWN_LANGUAGE, languages.data(), percents.data(), &text_bytes, &reliable);
    // The first of the three is not made English when nothing is known.
    if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
    return {iso_code(language), reliable};
}

}  // namespace aplomb::text

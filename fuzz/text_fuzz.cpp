// Any bytes as a post: lengths, segments and links stay inside the text.
#include <cstdint>
#include <cstdlib>

#include "text/length.h"
#include "text/links.h"
#include "text/segments.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace text = aplomb::text;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::u32string points = text::to_code_points(bytes);
    if (points.size() != text::count_code_points(bytes)) std::abort();
    std::size_t covered = 0;
    for (const auto& grapheme : text::graphemes(points)) {
        if (grapheme.start != covered || grapheme.end <= grapheme.start) std::abort();
        covered = grapheme.end;
    }
    if (covered != points.size()) std::abort();
    for (const auto rules : {text::LinkRules::X, text::LinkRules::Mastodon}) {
        for (const auto& link : text::find_links(points, rules)) {
            if (link.end > points.size() || link.end <= link.start) std::abort();
        }
    }
    for (const std::string_view kind : {"x", "bluesky", "mastodon", "telegram"}) {
        const auto limit = text::length_limit(kind, text::Audience::Public);
        if (!limit) std::abort();
        const std::size_t fitting = text::fitting_code_points(bytes, *limit);
        if (fitting > points.size()) std::abort();
        if (text::fits(bytes, *limit) != (fitting == points.size())) std::abort();
    }
    return 0;
}

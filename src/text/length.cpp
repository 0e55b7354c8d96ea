// A text is cut into pieces that count as one thing, each with its cost and the code point it ends
// at; the length is the sum of the costs. Addresses and remote mentions are pieces of their own
// where the platform treats them so; everything else is one grapheme a piece. Counting and
// "how much still fits" then cannot disagree.
//
// On X a grapheme is normalised to NFC and its code points weighed; a sequence Unicode lists as one
// emoji (family, flag, keycap, skin tone) weighs 2 in all. A sequence nobody lists is shown by X as
// its parts and weighs as its parts.
#include "text/length.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "text/links.h"
#include "text/segments.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

constexpr std::size_t address_cost = 23;

struct Piece {
    std::size_t end = 0;
    std::size_t cost = 0;
};

std::size_t weight_of(char32_t point) {
    const bool light = point <= 4351 || (point >= 8192 && point <= 8205) ||
                       (point >= 8208 && point <= 8223) || (point >= 8242 && point <= 8247);
    return light ? 1 : 2;
}

bool is_skin_tone(char32_t point) {
    return point >= 0x1F3FB && point <= 0x1F3FF;
}

// Spells an emoji sequence the way Unicode lists it: with U+FE0F behind every part that is text by
// default. People's keyboards leave some of them out.
icu::UnicodeString fully_qualified(std::u32string_view points) {
    icu::UnicodeString spelled;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto point = static_cast<UChar32>(points[i]);
        spelled.append(point);
        const char32_t next = i + 1 < points.size() ? points[i + 1] : 0;
        const bool text_by_default = u_hasBinaryProperty(point, UCHAR_EMOJI) != 0 &&
                                     u_hasBinaryProperty(point, UCHAR_EMOJI_PRESENTATION) == 0;
        if (text_by_default && next != 0xFE0F && !is_skin_tone(next)) {
            spelled.append(static_cast<UChar32>(0xFE0F));
        }
    }
    return spelled;
}

bool is_one_emoji(std::u32string_view points) {
    if (points.size() < 2) return false;
    if (u_hasBinaryProperty(static_cast<UChar32>(points[0]), UCHAR_EMOJI) == 0) return false;
    const icu::UnicodeString spelled = fully_qualified(points);
    return u_stringHasBinaryProperty(spelled.getBuffer(), spelled.length(), UCHAR_RGI_EMOJI) != 0;
}

std::size_t normalised_weight(std::u32string_view points) {
    if (points.size() == 1) return weight_of(points[0]);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString given;
    for (const char32_t point : points)
        given.append(static_cast<UChar32>(point));
    const icu::UnicodeString composed =
        nfc != nullptr ? nfc->normalize(given, status) : icu::UnicodeString();
    const icu::UnicodeString& counted = U_SUCCESS(status) ? composed : given;
    std::size_t weight = 0;
    for (std::int32_t i = 0; i < counted.length(); i = counted.moveIndex32(i, 1)) {
        weight += weight_of(static_cast<char32_t>(counted.char32At(i)));
    }
    return weight;
}

std::size_t weight_of_grapheme(std::u32string_view cluster) {
    constexpr std::size_t emoji_length_max = 16;
    if (cluster.size() == 1) return weight_of(cluster[0]);
    std::size_t weight = 0;
    std::size_t plain_from = 0;
    for (std::size_t i = 0; i < cluster.size();) {
        std::size_t end = std::min(cluster.size(), i + emoji_length_max);
        while (end > i + 1 && !is_one_emoji(cluster.substr(i, end - i)))
            --end;
        if (end == i + 1) {
            ++i;
            continue;
        }
        if (i > plain_from) weight += normalised_weight(cluster.substr(plain_from, i - plain_from));
        weight += 2;
        plain_from = i = end;
    }
    if (cluster.size() > plain_from) weight += normalised_weight(cluster.substr(plain_from));
    return weight;
}

bool is_name_char(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// @name@server.example: the part from the second @ on, which Mastodon does not count.
std::vector<Segment> remote_parts(std::u32string_view points) {
    std::vector<Segment> parts;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i] != '@') continue;
        if (i > 0 && (is_name_char(points[i - 1]) || points[i - 1] == '/')) continue;
        std::size_t at = i + 1;
        while (at < points.size() && is_name_char(points[at]))
            ++at;
        if (at == i + 1 || at >= points.size() || points[at] != '@') continue;
        std::size_t end = at + 1;
        while (end < points.size() && ((is_name_char(points[end]) && points[end] != '_') ||
                                       points[end] == '.' || points[end] == '-')) {
            ++end;
        }
        while (end > at + 1 && !is_name_char(points[end - 1]))
            --end;
        if (end == at + 1) continue;
        parts.push_back({at, end});
        i = end - 1;
    }
    return parts;
}

std::size_t cost_of_grapheme(std::u32string_view cluster, Counting counting) {
    switch (counting) {
        case Counting::Weighted:
            return weight_of_grapheme(cluster);
        case Counting::Graphemes:
        case Counting::MastodonCharacters:
            return 1;
        case Counting::CodePoints:
            return cluster.size();
        case Counting::Utf16Units: {
            std::size_t units = 0;
            for (const char32_t point : cluster)
                units += point > 0xFFFF ? 2 : 1;
            return units;
        }
        case Counting::Bytes:
            return encode(cluster).size();
    }
    return cluster.size();
}

std::vector<Piece> pieces(std::u32string_view points, Counting counting) {
    // Pieces counted as a whole, in order: (where, cost).
    std::vector<std::pair<Segment, std::size_t>> whole;
    if (counting == Counting::Weighted) {
        for (const Segment& link : find_links(points, LinkRules::X)) {
            whole.emplace_back(link, address_cost);
        }
    } else if (counting == Counting::MastodonCharacters) {
        for (const Segment& link : find_links(points, LinkRules::Mastodon)) {
            whole.emplace_back(link, address_cost);
        }
        for (const Segment& part : remote_parts(points)) {
            bool inside = false;
            for (const auto& [link, cost] : whole) {
                inside = inside || (part.start < link.end && link.start < part.end);
            }
            if (!inside) whole.emplace_back(part, 0);
        }
        std::sort(whole.begin(), whole.end(),
                  [](const auto& a, const auto& b) { return a.first.start < b.first.start; });
    }

    std::vector<Piece> result;
    std::size_t from = 0;
    const auto add_graphemes = [&](std::size_t to) {
        for (const Segment& cluster : graphemes(points.substr(from, to - from))) {
            const auto text = points.substr(from + cluster.start, cluster.end - cluster.start);
            result.push_back({from + cluster.end, cost_of_grapheme(text, counting)});
        }
    };
    for (const auto& [segment, cost] : whole) {
        add_graphemes(segment.start);
        result.push_back({segment.end, cost});
        from = segment.end;
    }
    add_graphemes(points.size());
    return result;
}

struct NamedLimit {
    std::string_view kind;
    LengthLimit open;
    LengthLimit closed;
};

constexpr LengthLimit characters(std::size_t max) {
    return {Counting::CodePoints, max, 0};
}

constexpr std::array<NamedLimit, 17> limits{{
    {"x", {Counting::Weighted, 280, 0}, characters(10'000)},
    {"bluesky", {Counting::Graphemes, 300, 3'000}, {Counting::Graphemes, 1'000, 10'000}},
    {"mastodon", {Counting::MastodonCharacters, 500, 0}, {Counting::MastodonCharacters, 500, 0}},
    {"instagram", characters(2'200), {Counting::Bytes, 1'000, 0}},
    {"facebook", characters(8'000), characters(2'000)},
    {"messenger", characters(2'000), characters(2'000)},
    {"whatsapp", characters(4'096), characters(4'096)},
    {"telegram", {Counting::Utf16Units, 4'096, 0}, {Counting::Utf16Units, 4'096, 0}},
    {"youtube", characters(10'000), characters(10'000)},
    {"reddit", characters(10'000), characters(10'000)},
    {"linkedin", characters(1'250), characters(1'250)},
    {"google_reviews", {Counting::Bytes, 4'096, 0}, {Counting::Bytes, 4'096, 0}},
    {"play_store", characters(350), characters(350)},
    {"app_store", characters(5'970), characters(5'970)},
    {"trustpilot", characters(3'000), characters(3'000)},
    {"sms", characters(1'600), characters(1'600)},
    {"discord", characters(2'000), characters(2'000)},
}};

}  // namespace

std::optional<LengthLimit> length_limit(std::string_view channel_kind, Audience audience) {
    for (const NamedLimit& limit : limits) {
        if (limit.kind == channel_kind) {
            return audience == Audience::Public ? limit.open : limit.closed;
        }
    }
    return {};
}

std::size_t length(std::string_view utf8, Counting counting) {
    if (counting == Counting::Bytes) return utf8.size();
    if (counting == Counting::CodePoints) return count_code_points(utf8);
    if (counting == Counting::Utf16Units) return count_utf16_units(utf8);
    if (counting == Counting::Graphemes) return count_graphemes(utf8);
    const std::u32string points = to_code_points(utf8);
    std::size_t sum = 0;
    for (const Piece& piece : pieces(points, counting))
        sum += piece.cost;
    return sum;
}

std::size_t uncounted_opening_bytes(std::string_view utf8) {
    std::size_t done = 0;
    while (done < utf8.size() && utf8[done] == '@') {
        std::size_t end = done + 1;
        while (end < utf8.size() && is_name_char(static_cast<unsigned char>(utf8[end])))
            ++end;
        if (end == done + 1 || end >= utf8.size() || utf8[end] != ' ') break;
        done = std::min(utf8.find_first_not_of(' ', end), utf8.size());
    }
    return done;
}

bool fits(std::string_view utf8, const LengthLimit& limit) {
    if (limit.bytes_max != 0 && utf8.size() > limit.bytes_max) return false;
    return length(utf8, limit.counting) <= limit.max;
}

std::size_t fitting_code_points(std::string_view utf8, const LengthLimit& limit) {
    const Decoded decoded = decode(utf8);
    std::size_t sum = 0;
    std::size_t fitting = 0;
    for (const Piece& piece : pieces(decoded.points, limit.counting)) {
        sum += piece.cost;
        if (sum > limit.max) break;
        if (limit.bytes_max != 0 && decoded.bytes[piece.end] > limit.bytes_max) break;
        fitting = piece.end;
    }
    return fitting;
}

}  // namespace aplomb::text

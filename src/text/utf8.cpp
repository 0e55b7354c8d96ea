#include "text/utf8.h"

namespace aplomb::text {
namespace {

// What the first byte of a sequence promises: how many bytes follow, and the range of the second
// (which rules out overlong forms, surrogates and values beyond Unicode).
struct Lead {
    std::size_t following = 0;
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xBF;
    char32_t bits = 0;
};

Lead lead_of(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF, byte & 0x1Fu};
    if (byte == 0xE0) return {2, 0xA0, 0xBF, 0};
    if (byte == 0xED) return {2, 0x80, 0x9F, 0xDu};
    if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF, byte & 0x0Fu};
    if (byte == 0xF0) return {3, 0x90, 0xBF, 0};
    if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF, byte & 0x07u};
    if (byte == 0xF4) return {3, 0x80, 0x8F, 4};
    return {};
}

}  // namespace

char32_t next_code_point(std::string_view utf8, std::size_t& at) {
    const auto first = static_cast<unsigned char>(utf8[at++]);
    if (first < 0x80) return first;
    const Lead lead = lead_of(first);
    if (lead.following == 0) return replacement_character;
    char32_t point = lead.bits;
    for (std::size_t i = 0; i < lead.following; ++i) {
        if (at >= utf8.size()) return replacement_character;
        const auto byte = static_cast<unsigned char>(utf8[at]);
        const unsigned char min = i == 0 ? lead.second_min : 0x80;
        const unsigned char max = i == 0 ? lead.second_max : 0xBF;
        if (byte < min || byte > max) return replacement_character;
        point = point << 6 | (byte & 0x3Fu);
        ++at;
    }
    return point;
}

Decoded decode(std::string_view utf8) {
    Decoded decoded;
    decoded.points.reserve(utf8.size());
    decoded.bytes.reserve(utf8.size() + 1);
    for (std::size_t at = 0; at < utf8.size();) {
        decoded.bytes.push_back(static_cast<std::uint32_t>(at));
        decoded.points.push_back(next_code_point(utf8, at));
    }
    decoded.bytes.push_back(static_cast<std::uint32_t>(utf8.size()));
    return decoded;
}

std::u32string to_code_points(std::string_view utf8) {
    std::u32string points;
    points.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();)
        points.push_back(next_code_point(utf8, at));
    return points;
}

void append_utf8(std::string& out, char32_t point) {
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = replacement_character;
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | point >> 6);
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | point >> 12);
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | point >> 18);
        out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

std::string encode(std::u32string_view points) {
    std::string out;
    out.reserve(points.size());
    for (const char32_t point : points)
        append_utf8(out, point);
    return out;
}

std::size_t count_code_points(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); ++count)
        next_code_point(utf8, at);
    return count;
}

std::size_t count_utf16_units(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        count += next_code_point(utf8, at) > 0xFFFF ? 2 : 1;
    }
    return count;
}

}  // namespace aplomb::text

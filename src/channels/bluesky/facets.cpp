// Each kind is found by a walk over the code points of its own; the walks share how a word begins
// (at the start, after white space, and for links, mentions and cashtags after an opening bracket).
#include "channels/bluesky/facets.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/links.h"
#include "text/utf8.h"

namespace aplomb::channels::atproto {
namespace {

constexpr std::size_t tag_units_max = 64;  // as the official client counts: UTF-16 units
constexpr std::size_t facets_max = 100;

bool is_space(char32_t point) {
    return u_isUWhiteSpace(static_cast<UChar32>(point)) != 0 || point == 0xFEFF;
}
bool is_letter(char32_t point) {
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}
bool is_digit(char32_t point) {
    return point >= '0' && point <= '9';
}
bool is_punctuation(char32_t point) {
    return (U_GET_GC_MASK(static_cast<UChar32>(point)) & U_GC_P_MASK) != 0;
}
// Zero-width and other invisible characters end a tag.
bool is_invisible(char32_t point) {
    return point == 0x00AD || point == 0x2060 || (point >= 0x200A && point <= 0x200D) ||
           point == 0x20E2;
}

// A text being walked, and where its words begin.
class Walk {
  public:
    explicit Walk(std::string_view utf8) : utf8_(utf8), decoded_(text::decode(utf8)) {}

    [[nodiscard]] std::size_t size() const { return decoded_.size(); }
    [[nodiscard]] char32_t at(std::size_t i) const { return i < size() ? decoded_.points[i] : 0; }
    [[nodiscard]] bool begins_word(std::size_t i) const { return i == 0 || is_space(at(i - 1)); }
    [[nodiscard]] bool begins_word_or_bracket(std::size_t i) const {
        return begins_word(i) || at(i - 1) == '(';
    }
    [[nodiscard]] std::size_t word_end(std::size_t i) const {
        while (i < size() && !is_space(at(i)))
            ++i;
        return i;
    }
    [[nodiscard]] std::string slice(std::size_t begin, std::size_t end) const {
        return std::string(
            utf8_.substr(decoded_.bytes[begin], decoded_.bytes[end] - decoded_.bytes[begin]));
    }
    [[nodiscard]] Facet facet(FacetKind kind, std::size_t begin, std::size_t end,
                              std::string value) const {
        return {kind, decoded_.bytes[begin], decoded_.bytes[end], std::move(value)};
    }

  private:
    std::string_view utf8_;
    text::Decoded decoded_;
};

std::string lowered(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

bool ends_in_known_domain(const std::string& name) {
    const std::size_t dot = name.rfind('.');
    return dot != std::string::npos && dot > 0 &&
           text::is_top_level_domain(lowered(name.substr(dot + 1)));
}

// "name.tld" from `i`: labels of letters and digits, the first beginning with a letter. The end of
// it, or `i` when there is none.
std::size_t bare_domain_end(const Walk& walk, std::size_t i) {
    if (!is_letter(walk.at(i))) return i;
    std::size_t end = i;
    std::size_t labels = 0;
    for (std::size_t j = i;; ++j) {
        const std::size_t start = j;
        while (is_letter(walk.at(j)) || is_digit(walk.at(j)))
            ++j;
        if (j == start) break;
        end = j;
        ++labels;
        if (walk.at(j) != '.') break;
    }
    return labels >= 2 ? end : i;
}

bool has_protocol(const Walk& walk, std::size_t i) {
    for (const std::u32string_view protocol : {U"https://", U"http://"}) {
        std::size_t j = 0;
        while (j < protocol.size() &&
               u_tolower(static_cast<UChar32>(walk.at(i + j))) == static_cast<UChar32>(protocol[j]))
            ++j;
        if (j == protocol.size()) return i + j < walk.size() && !is_space(walk.at(i + j));
    }
    return false;
}

void find_web_addresses(const Walk& walk, std::vector<Facet>& out) {
    for (std::size_t i = 0; i < walk.size(); ++i) {
        if (!walk.begins_word_or_bracket(i)) continue;
        const bool full = has_protocol(walk, i);
        if (!full) {
            const std::size_t domain_end = bare_domain_end(walk, i);
            if (domain_end == i || !ends_in_known_domain(walk.slice(i, domain_end))) continue;
        }
        std::size_t end = walk.word_end(i);
        // Punctuation behind an address belongs to the sentence, and so does a bracket that was
        // opened before it.
        constexpr std::u32string_view closing = U".,;:!?";
        if (closing.find(walk.at(end - 1)) != std::u32string_view::npos) --end;
        if (walk.at(end - 1) == ')' && walk.slice(i, end).find('(') == std::string::npos) --end;
        const std::string address = walk.slice(i, end);
        out.push_back(walk.facet(FacetKind::Link, i, end, full ? address : "https://" + address));
        i = end - 1;
    }
}

void find_mentions(const Walk& walk, std::vector<Facet>& out) {
    for (std::size_t i = 0; i + 1 < walk.size(); ++i) {
        if (walk.at(i) != '@' || !walk.begins_word_or_bracket(i)) continue;
        std::size_t end = i + 1;
        while (is_letter(walk.at(end)) || is_digit(walk.at(end)) || walk.at(end) == '.' ||
               walk.at(end) == '-')
            ++end;
        while (end > i + 1 && (walk.at(end - 1) == '.' || walk.at(end - 1) == '-'))
            --end;
        const std::string handle = walk.slice(i + 1, end);
        if (!ends_in_known_domain(handle) && !handle.ends_with(".test")) continue;
        out.push_back(walk.facet(FacetKind::Mention, i, end, handle));
        i = end - 1;
    }
}

void find_tags(const Walk& walk, std::vector<Facet>& out) {
    for (std::size_t i = 0; i < walk.size(); ++i) {
        const bool sign = walk.at(i) == '#' || walk.at(i) == 0xFF03;
        if (!sign || !walk.begins_word(i) || walk.at(i + 1) == 0xFE0F) continue;
        std::size_t end = i + 1;
        bool has_substance = false;
        while (end < walk.size() && !is_space(walk.at(end)) && !is_invisible(walk.at(end))) {
            has_substance |= !is_digit(walk.at(end)) && !is_punctuation(walk.at(end));
            ++end;
        }
        while (end > i + 1 && is_punctuation(walk.at(end - 1)))
            --end;
        const std::string tag = walk.slice(i + 1, end);
        if (!has_substance || tag.empty() || text::count_utf16_units(tag) > tag_units_max) continue;
        out.push_back(walk.facet(FacetKind::Tag, i, end, tag));
    }
}

void find_cashtags(const Walk& walk, std::vector<Facet>& out) {
    for (std::size_t i = 0; i + 1 < walk.size(); ++i) {
        if (walk.at(i) != '$' || !walk.begins_word_or_bracket(i) || !is_letter(walk.at(i + 1))) {
            continue;
        }
        std::size_t end = i + 1;
        while (is_letter(walk.at(end)) || is_digit(walk.at(end)))
            ++end;
        constexpr std::u32string_view closing = U".,;:!?)\"'\u2019";
        const bool closed = end == walk.size() || is_space(walk.at(end)) ||
                            closing.find(walk.at(end)) != std::u32string_view::npos;
        if (!closed || end - i > 6) continue;
        std::string symbol = walk.slice(i, end);
        for (char& c : symbol)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        out.push_back(walk.facet(FacetKind::Tag, i, end, symbol));
    }
}

json::object feature(const Facet& facet, const std::string& did) {
    switch (facet.kind) {
        case FacetKind::Link:
            return {{"$type", "app.bsky.richtext.facet#link"}, {"uri", facet.value}};
        case FacetKind::Mention:
            return {{"$type", "app.bsky.richtext.facet#mention"}, {"did", did}};
        case FacetKind::Tag:
            break;
    }
    return {{"$type", "app.bsky.richtext.facet#tag"}, {"tag", facet.value}};
}

}  // namespace

std::vector<Facet> find_facets(std::string_view utf8) {
    const Walk walk(utf8);
    std::vector<Facet> found;
    find_web_addresses(walk, found);
    find_mentions(walk, found);
    find_tags(walk, found);
    find_cashtags(walk, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Facet& a, const Facet& b) { return a.byte_start < b.byte_start; });
    std::vector<Facet> out;
    for (Facet& facet : found) {
        if (!out.empty() && facet.byte_start < out.back().byte_end) continue;
        if (out.size() == facets_max) break;
        out.push_back(std::move(facet));
    }
    return out;
}

json::array facets_json(const std::vector<Facet>& facets,
                        const std::map<std::string, std::string>& dids) {
    json::array out;
    for (const Facet& facet : facets) {
        std::string did;
        if (facet.kind == FacetKind::Mention) {
            const auto known = dids.find(facet.value);
            if (known == dids.end()) continue;
            did = known->second;
        }
        out.push_back(
            json::object{{"index", {{"byteStart", facet.byte_start}, {"byteEnd", facet.byte_end}}},
                         {"features", json::array{feature(facet, did)}}});
    }
    return out;
}

}  // namespace aplomb::channels::atproto

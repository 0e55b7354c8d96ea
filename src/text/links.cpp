// The grammar is the one of twitter-text's valid_url, written as a scanner instead of one large
// regular expression: what may stand before, the protocol, the domain, the port, the path, the
// query. Where the expression would give characters back to end on something valid ("example.com."
// ends before the dot), the scanner remembers the last good end while it reads on, which makes it
// linear. Balanced brackets may stand in a path, two deep, since encyclopaedias use them.
#include "text/links.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>

#include "base/embedded_file.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace aplomb::text {

std::span<const base::EmbeddedFile> text_files();

namespace {

constexpr std::size_t url_length_max = 4096;
constexpr std::size_t label_length_max = 63;
constexpr std::size_t domain_length_max = 253;

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alphanumeric(char32_t c) {
    return is_digit(c) || is_letter(c);
}

bool is_accented_latin(char32_t c) {
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || c == 0x253 || c == 0x254 ||
           c == 0x256 || c == 0x257 || c == 0x259 || c == 0x25B || c == 0x263 || c == 0x268 ||
           c == 0x26F || c == 0x272 || c == 0x289 || c == 0x28B || c == 0x2BB ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x1E00 && c <= 0x1EFF);
}

bool is_invalid_or_direction_mark(char32_t c) {
    return c == 0xFFFE || c == 0xFEFF || c == 0xFFFF || c == replacement_character ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x61C ||
           c == 0x200E || c == 0x200F;
}

bool is_space(char32_t c) {
    return c <= 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool is_domain_char(char32_t c, bool any_script) {
    if (c < 0x80) return is_alphanumeric(c);
    if (!any_script) return is_accented_latin(c);
    return !is_space(c) && !is_invalid_or_direction_mark(c);
}

bool is_path_char(char32_t c) {
    if (c < 0x80) {
        return is_alphanumeric(c) ||
               std::string_view("!*';:=+,.$/%#[]-_~@|&").find(static_cast<char>(c)) !=
                   std::string_view::npos;
    }
    return c == 0x2013 || (c >= 0x400 && c <= 0x4FF) || is_accented_latin(c);
}

bool ends_path(char32_t c) {
    if (c < 0x80) {
        return is_alphanumeric(c) ||
               std::string_view("+-=_#/").find(static_cast<char>(c)) != std::string_view::npos;
    }
    return (c >= 0x400 && c <= 0x4FF) || is_accented_latin(c);
}

bool is_query_char(char32_t c) {
    return c < 0x80 && (is_alphanumeric(c) ||
                        std::string_view("!?*'@();:&=+$/%#[]-_.,~|").find(static_cast<char>(c)) !=
                            std::string_view::npos);
}

bool ends_query(char32_t c) {
    return c < 0x80 && (is_alphanumeric(c) || std::string_view("-_&=#/").find(
                                                  static_cast<char>(c)) != std::string_view::npos);
}

const std::unordered_set<std::string_view>& top_level_domains() {
    static const std::unordered_set<std::string_view> known = [] {
        std::unordered_set<std::string_view> names;
        std::string_view rest = text_files().front().content;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (end > 0 && rest.front() != '#') names.insert(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return names;
    }();
    return known;
}

// Reads one candidate. Every function takes the place to read from and gives the place behind what
// it read, or nothing.
class Scanner {
  public:
    Scanner(std::u32string_view points, LinkRules rules) : points_(points), rules_(rules) {}

    [[nodiscard]] std::optional<std::size_t> link_at(std::size_t start) const {
        const auto after_protocol = protocol(start);
        const bool has_protocol = after_protocol.has_value();
        if (!has_protocol && rules_ == LinkRules::Mastodon) return {};
        if (!may_begin(start, has_protocol)) return {};
        const auto after_domain = domain(after_protocol.value_or(start), has_protocol);
        if (!after_domain) return {};
        if (is_short_link(after_protocol.value_or(start), *after_domain)) {
            return short_link_end(*after_domain);
        }
        return query(path(port(*after_domain)));
    }

  private:
    [[nodiscard]] char32_t at(std::size_t i) const { return i < points_.size() ? points_[i] : 0; }

    [[nodiscard]] bool may_begin(std::size_t start, bool has_protocol) const {
        if (start == 0) return true;
        const char32_t before = points_[start - 1];
        if (is_alphanumeric(before) || before == '@' || before == 0xFF20 || before == '$' ||
            before == '#' || before == 0xFF03 || is_invalid_or_direction_mark(before)) {
            return is_invalid_or_direction_mark(before) && before != 0xFFFE && before != 0xFFFF &&
                   before != 0xFEFF;
        }
        if (has_protocol) return true;
        return before != '-' && before != '_' && before != '.' && before != '/' &&
               !is_accented_latin(before);
    }

    [[nodiscard]] std::optional<std::size_t> protocol(std::size_t i) const {
        constexpr std::string_view name = "http";
        for (const char c : name) {
            if ((at(i) | 0x20) != static_cast<char32_t>(c)) return {};
            ++i;
        }
        if ((at(i) | 0x20) == 's') ++i;
        if (at(i) != ':' || at(i + 1) != '/' || at(i + 2) != '/') return {};
        return i + 3;
    }

    [[nodiscard]] std::optional<std::size_t> domain(std::size_t i, bool has_protocol) const {
        std::optional<std::size_t> best;
        bool underscore_before = false;
        // No name is longer; and whoever starts anew at each of many hyphens must not read them
        // all.
        const std::size_t limit = i + domain_length_max;
        for (bool first = true;; first = false) {
            const std::size_t start = i;
            bool underscore = false;
            while (i < limit &&
                   (is_domain_char(at(i), has_protocol) || at(i) == '-' || at(i) == '_')) {
                underscore = underscore || at(i) == '_';
                ++i;
            }
            if (!first && !underscore_before) {
                if (const auto end = last_label(start, i, has_protocol)) best = end;
            }
            const bool whole = i > start && i - start <= label_length_max && at(i) == '.' &&
                               at(start) != '-' && at(start) != '_' && at(i - 1) != '-' &&
                               at(i - 1) != '_';
            if (!whole) return best;
            underscore_before = underscore;
            ++i;
        }
    }

    // The end of the longest top-level domain that the label [start, end) begins with.
    [[nodiscard]] std::optional<std::size_t> last_label(std::size_t start, std::size_t end,
                                                        bool has_protocol) const {
        if (rules_ == LinkRules::Mastodon) {
            while (end > start && (at(end - 1) == '-' || at(end - 1) == '_'))
                --end;
            return end > start && !is_digit(at(start)) ? std::optional(end) : std::nullopt;
        }
        constexpr std::size_t longest = 24;
        std::string label;
        std::vector<std::size_t> sizes;
        for (std::size_t i = start; i < end && i < start + longest; ++i) {
            const char32_t c = at(i);
            append_utf8(label, c >= 'A' && c <= 'Z' ? c + 0x20 : c);
            sizes.push_back(label.size());
        }
        if (label.starts_with("xn--") && is_boundary(end)) return end;
        for (std::size_t count = sizes.size(); count > 0; --count) {
            const std::string_view name(label.data(), sizes[count - 1]);
            if (!is_boundary(start + count)) continue;
            if (is_top_level_domain(name) || (has_protocol && name == "example")) {
                return start + count;
            }
        }
        return {};
    }

    [[nodiscard]] bool is_boundary(std::size_t i) const {
        return !is_alphanumeric(at(i)) && at(i) != '@';
    }

    [[nodiscard]] std::size_t port(std::size_t i) const {
        if (at(i) != ':' || !is_digit(at(i + 1))) return i;
        ++i;
        while (is_digit(at(i)))
            ++i;
        return i;
    }

    // X's own short links hold only letters and digits, so "https://t.co/abc's" ends early.
    [[nodiscard]] bool is_short_link(std::size_t start, std::size_t end) const {
        return rules_ == LinkRules::X && end - start == 4 && (at(start) | 0x20) == 't' &&
               at(start + 1) == '.' && (at(start + 2) | 0x20) == 'c' &&
               (at(start + 3) | 0x20) == 'o' && at(end) == '/';
    }

    [[nodiscard]] std::size_t short_link_end(std::size_t slash) const {
        std::size_t end = slash + 1;
        while (is_alphanumeric(at(end)))
            ++end;
        return end;
    }

    // A bracketed part of a path, with at most one more pair inside.
    [[nodiscard]] std::optional<std::size_t> brackets(std::size_t i, int depth) const {
        const std::size_t start = ++i;
        while (true) {
            if (is_path_char(at(i))) {
                ++i;
            } else if (at(i) == '(' && depth == 0) {
                const auto inner = brackets(i, 1);
                if (!inner) return {};
                i = *inner;
            } else {
                return at(i) == ')' && i > start ? std::optional(i + 1) : std::nullopt;
            }
        }
    }

    [[nodiscard]] std::size_t path(std::size_t i) const {
        if (at(i) != '/') return i;
        std::size_t good = ++i;
        while (true) {
            if (is_path_char(at(i))) {
                ++i;
                if (ends_path(at(i - 1))) good = i;
            } else if (at(i) == '(') {
                const auto closed = brackets(i, 0);
                if (!closed) return good;
                good = i = *closed;
            } else {
                return good;
            }
        }
    }

    [[nodiscard]] std::size_t query(std::size_t i) const {
        if (at(i) != '?') return i;
        std::size_t good = i;
        for (++i; is_query_char(at(i)); ++i) {
            if (ends_query(at(i))) good = i + 1;
        }
        return good;
    }

    std::u32string_view points_;
    LinkRules rules_;
};

}  // namespace

bool is_top_level_domain(std::string_view label) {
    return top_level_domains().find(label) != top_level_domains().end();
}

std::vector<Segment> find_links(std::u32string_view points, LinkRules rules) {
    std::vector<Segment> links;
    // Without a dot there is no address, and most posts have none worth a closer look.
    if (points.find(U'.') == std::u32string_view::npos) return links;
    const Scanner scanner(points, rules);
    for (std::size_t i = 0; i < points.size();) {
        // None begins in the middle of a word.
        const bool may_begin = (is_alphanumeric(points[i]) || is_accented_latin(points[i])) &&
                               (i == 0 || !is_alphanumeric(points[i - 1]));
        const auto end = may_begin ? scanner.link_at(i) : std::nullopt;
        if (end) {
            // One that is too long is none, and neither is what stands in it.
            if (*end - i <= url_length_max) links.push_back({i, *end});
            i = *end;
        } else {
            ++i;
        }
    }
    return links;
}

}  // namespace aplomb::text

// Writes a document anew from a list of what is allowed.
//
// An element is Kept (with the attributes its row names), Unwrapped (its tags go, what is inside
// stays: everything not listed) or Dropped with all that is inside (scripts, styles, embedded
// things, form fields, SVG and MathML, whose own parsing rules are how sanitisers are usually
// fooled). Ids, names and styles are never kept. Output is well nested because it is written from
// a tree, and every value is escaped again, whatever it was before.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "text/html.h"
#include "text/html_tree.h"

namespace aplomb::text {
namespace {

struct Kept {
    GumboTag tag;
    std::string_view name;
    // Attributes that may stay beside dir, lang and title; numbers only.
    std::array<std::string_view, 2> numbers{};
};

constexpr std::array<Kept, 53> kept_elements{{
    {GUMBO_TAG_A, "a"},
    {GUMBO_TAG_ABBR, "abbr"},
    {GUMBO_TAG_B, "b"},
    {GUMBO_TAG_BDI, "bdi"},
    {GUMBO_TAG_BLOCKQUOTE, "blockquote"},
    {GUMBO_TAG_BR, "br"},
    {GUMBO_TAG_CAPTION, "caption"},
    {GUMBO_TAG_CENTER, "center"},
    {GUMBO_TAG_CITE, "cite"},
    {GUMBO_TAG_CODE, "code"},
    {GUMBO_TAG_COL, "col", {"span"}},
    {GUMBO_TAG_COLGROUP, "colgroup", {"span"}},
    {GUMBO_TAG_DD, "dd"},
    {GUMBO_TAG_DEL, "del"},
    {GUMBO_TAG_DIV, "div"},
    {GUMBO_TAG_DL, "dl"},
    {GUMBO_TAG_DT, "dt"},
    {GUMBO_TAG_EM, "em"},
    {GUMBO_TAG_FIGCAPTION, "figcaption"},
    {GUMBO_TAG_FIGURE, "figure"},
    {GUMBO_TAG_H1, "h1"},
    {GUMBO_TAG_H2, "h2"},
    {GUMBO_TAG_H3, "h3"},
    {GUMBO_TAG_H4, "h4"},
    {GUMBO_TAG_H5, "h5"},
    {GUMBO_TAG_H6, "h6"},
    {GUMBO_TAG_HR, "hr"},
    {GUMBO_TAG_I, "i"},
    {GUMBO_TAG_IMG, "img", {"width", "height"}},
    {GUMBO_TAG_INS, "ins"},
    {GUMBO_TAG_KBD, "kbd"},
    {GUMBO_TAG_LI, "li", {"value"}},
    {GUMBO_TAG_MARK, "mark"},
    {GUMBO_TAG_OL, "ol", {"start"}},
    {GUMBO_TAG_P, "p"},
    {GUMBO_TAG_PRE, "pre"},
    {GUMBO_TAG_Q, "q"},
    {GUMBO_TAG_S, "s"},
    {GUMBO_TAG_SAMP, "samp"},
    {GUMBO_TAG_SMALL, "small"},
    {GUMBO_TAG_SPAN, "span"},
    {GUMBO_TAG_STRONG, "strong"},
    {GUMBO_TAG_SUB, "sub"},
    {GUMBO_TAG_SUP, "sup"},
    {GUMBO_TAG_TABLE, "table"},
    {GUMBO_TAG_TBODY, "tbody"},
    {GUMBO_TAG_TD, "td", {"colspan", "rowspan"}},
    {GUMBO_TAG_TFOOT, "tfoot"},
    {GUMBO_TAG_TH, "th", {"colspan", "rowspan"}},
    {GUMBO_TAG_THEAD, "thead"},
    {GUMBO_TAG_TR, "tr"},
    {GUMBO_TAG_U, "u"},
    {GUMBO_TAG_UL, "ul"},
}};

constexpr std::array<GumboTag, 24> dropped_elements{
    GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT,
    GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT,   GUMBO_TAG_EMBED,    GUMBO_TAG_APPLET,
    GUMBO_TAG_SELECT,   GUMBO_TAG_TEXTAREA, GUMBO_TAG_INPUT,    GUMBO_TAG_BUTTON,
    GUMBO_TAG_TITLE,    GUMBO_TAG_HEAD,     GUMBO_TAG_BASE,     GUMBO_TAG_LINK,
    GUMBO_TAG_META,     GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,    GUMBO_TAG_CANVAS,
    GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED,  GUMBO_TAG_XMP,      GUMBO_TAG_PLAINTEXT};

const Kept* kept_element(GumboTag tag) {
    const auto found = std::find_if(kept_elements.begin(), kept_elements.end(),
                                    [&](const Kept& kept) { return kept.tag == tag; });
    return found == kept_elements.end() ? nullptr : &*found;
}

bool is_dropped(const GumboNode& node) {
    return node.v.element.tag_namespace != GUMBO_NAMESPACE_HTML ||
           std::find(dropped_elements.begin(), dropped_elements.end(), node.v.element.tag) !=
               dropped_elements.end();
}

bool has_no_content(GumboTag tag) {
    return tag == GUMBO_TAG_BR || tag == GUMBO_TAG_HR || tag == GUMBO_TAG_IMG ||
           tag == GUMBO_TAG_COL;
}

std::optional<std::string_view> attribute(const GumboNode& node, std::string_view name) {
    const GumboAttribute* found =
        gumbo_get_attribute(&node.v.element.attributes, std::string(name).c_str());
    if (found == nullptr) return {};
    return std::string_view(found->value);
}

bool is_small_number(std::string_view value) {
    return !value.empty() && value.size() <= 4 &&
           std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The address without what browsers skip over while reading a scheme: controls and outer spaces.
std::string plain_address(std::string_view value) {
    std::string address;
    for (const char c : value) {
        if (static_cast<unsigned char>(c) > 0x20 || (c == ' ' && !address.empty())) address += c;
    }
    while (!address.empty() && address.back() == ' ')
        address.pop_back();
    return address;
}

bool has_scheme(std::string_view address, std::string_view scheme) {
    if (address.size() < scheme.size()) return false;
    return std::equal(scheme.begin(), scheme.end(), address.begin(), [](char want, char c) {
        return want == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c);
    });
}

bool is_web_address(std::string_view address) {
    return has_scheme(address, "https://") || has_scheme(address, "http://");
}

bool is_enclosed_picture(std::string_view address) {
    if (has_scheme(address, "cid:")) return true;
    for (const std::string_view type : {"png", "jpeg", "jpg", "gif", "webp"}) {
        const std::string prefix = "data:image/" + std::string(type) + ";base64,";
        if (!has_scheme(address, prefix)) continue;
        return address.find_first_not_of(
                   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=",
                   prefix.size()) == std::string_view::npos;
    }
    return false;
}

// The few class names open networks use to mark up mentions and shortened addresses.
std::string known_classes(std::string_view value) {
    std::string kept;
    for (std::size_t from = 0; from < value.size();) {
        const std::size_t end = std::min(value.find(' ', from), value.size());
        const std::string_view name = value.substr(from, end - from);
        if (name == "mention" || name == "hashtag" || name == "u-url" || name == "h-card" ||
            name == "invisible" || name == "ellipsis" || name == "quote-inline") {
            if (!kept.empty()) kept += ' ';
            kept += name;
        }
        from = end + 1;
    }
    return kept;
}

class MarkupWriter {
  public:
    std::string write(const GumboNode& body) {
        stack_.push_back({&body, 0, {}});
        while (!stack_.empty()) {
            Visit& visit = stack_.back();
            const GumboVector& children = visit.node->v.element.children;
            if (visit.next_child == children.length) {
                if (!visit.closing.empty()) (((out_ += "</") += visit.closing) += ">");
                stack_.pop_back();
                continue;
            }
            const auto* child = static_cast<const GumboNode*>(children.data[visit.next_child++]);
            if (child->type == GUMBO_NODE_ELEMENT) {
                element(*child);
            } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                       child->type == GUMBO_NODE_CDATA) {
                out_ += escape_html(child->v.text.text);
            }
        }
        return std::move(out_);
    }

  private:
    struct Visit {
        const GumboNode* node;
        unsigned next_child;
        std::string_view closing;
    };

    void element(const GumboNode& node) {
        if (is_dropped(node)) return;
        const GumboTag tag = node.v.element.tag;
        const Kept* kept = stack_.size() <= html_depth_max ? kept_element(tag) : nullptr;
        if (kept == nullptr) {
            stack_.push_back({&node, 0, {}});
            return;
        }
        (out_ += '<') += kept->name;
        attributes(node, *kept);
        out_ += '>';
        if (!has_no_content(tag)) stack_.push_back({&node, 0, kept->name});
    }

    void put(std::string_view name, std::string_view value) {
        ((((out_ += ' ') += name) += "=\"") += escape_html(value)) += '"';
    }

    void attributes(const GumboNode& node, const Kept& kept) {
        if (const auto title = attribute(node, "title")) put("title", *title);
        if (const auto dir = attribute(node, "dir");
            dir && (*dir == "rtl" || *dir == "ltr" || *dir == "auto")) {
            put("dir", *dir);
        }
        if (const auto lang = attribute(node, "lang"); lang && lang->size() <= 35) {
            put("lang", *lang);
        }
        for (const std::string_view name : kept.numbers) {
            if (name.empty()) continue;
            if (const auto value = attribute(node, name); value && is_small_number(*value)) {
                put(name, *value);
            }
        }
        if (kept.tag == GUMBO_TAG_A) link(node);
        if (kept.tag == GUMBO_TAG_IMG) picture(node);
        if (kept.tag == GUMBO_TAG_A || kept.tag == GUMBO_TAG_SPAN || kept.tag == GUMBO_TAG_P) {
            if (const auto value = attribute(node, "class")) {
                if (const std::string names = known_classes(*value); !names.empty()) {
                    put("class", names);
                }
            }
        }
    }

    void link(const GumboNode& node) {
        const auto href = attribute(node, "href");
        if (!href) return;
        const std::string address = plain_address(*href);
        if (!is_web_address(address) && !has_scheme(address, "mailto:")) return;
        put("href", address);
        put("rel", "noopener noreferrer nofollow");
        put("target", "_blank");
    }

    void picture(const GumboNode& node) {
        put("alt", attribute(node, "alt").value_or(""));
        const auto source = attribute(node, "src");
        if (!source) return;
        const std::string address = plain_address(*source);
        if (is_enclosed_picture(address))
            put("src", address);
        else if (is_web_address(address))
            put("data-remote", address);
    }

    std::string out_;
    std::vector<Visit> stack_;
};

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string sanitise_html(std::string_view html) {
    const HtmlTree tree(html);
    if (tree.body() != nullptr) return MarkupWriter().write(*tree.body());
    return escape_html(cut_out_tags(readable_part(html)));
}

}  // namespace aplomb::text

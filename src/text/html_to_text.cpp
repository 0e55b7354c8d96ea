// Walks the tree with a stack of its own and writes lines. Three things are kept apart: the text of
// the line being written, how many line breaks are owed before the next word (0, 1 or 2: nothing
// that follows owes more than a blank line), and how many quotations deep we are, which is written
// at the start of each line.
#include <algorithm>
#include <vector>

#include "text/html.h"
#include "text/html_tree.h"

namespace aplomb::text {
namespace {

class LineWriter {
  public:
    void space() {
        if (!at_line_start_) space_owed_ = true;
    }

    void break_line(int breaks) {
        space_owed_ = false;
        if (out_.empty()) return;
        breaks_owed_ = std::max(breaks_owed_, breaks);
        at_line_start_ = true;
    }

    // <br> adds up: two of them are a blank line.
    void forced_break() {
        space_owed_ = false;
        if (out_.empty()) return;
        breaks_owed_ = std::min(breaks_owed_ + 1, 2);
        at_line_start_ = true;
    }

    void put(std::string_view piece) {
        if (piece.empty()) return;
        if (at_line_start_) begin_line();
        if (space_owed_) out_ += ' ';
        space_owed_ = false;
        out_ += piece;
    }

    void folded(std::string_view text) {
        std::size_t from = 0;
        while (from < text.size()) {
            const std::size_t word = text.find_first_not_of(" \t\r\n\f", from);
            if (word != from) space();
            if (word == std::string_view::npos) return;
            const std::size_t end = std::min(text.find_first_of(" \t\r\n\f", word), text.size());
            put(text.substr(word, end - word));
            from = end;
        }
    }

    void preformatted(std::string_view text) {
        std::size_t from = 0;
        while (from <= text.size()) {
            const std::size_t end = std::min(text.find('\n', from), text.size());
            std::string_view line = text.substr(from, end - from);
            if (line.ends_with('\r')) line.remove_suffix(1);
            put(line);
            if (end < text.size()) forced_break();
            from = end + 1;
        }
    }

    void quote(int change) { quotes_ += change; }

    std::string take() {
        while (!out_.empty() && out_.back() == ' ')
            out_.pop_back();
        return std::move(out_);
    }

  private:
    void begin_line() {
        const int shallower = std::min(quotes_, last_line_quotes_);
        for (int i = 0; i < breaks_owed_; ++i) {
            out_ += '\n';
            // A blank line inside a quotation is quoted as well.
            if (i + 1 < breaks_owed_) out_.append(static_cast<std::size_t>(shallower), '>');
        }
        breaks_owed_ = 0;
        for (int i = 0; i < quotes_; ++i)
            out_ += "> ";
        last_line_quotes_ = quotes_;
        at_line_start_ = false;
        space_owed_ = false;
    }

    std::string out_;
    int breaks_owed_ = 0;
    int quotes_ = 0;
    int last_line_quotes_ = 0;
    bool at_line_start_ = true;
    bool space_owed_ = false;
};

enum class Flow { Inline, Block, Paragraph, Silent };

Flow flow_of(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_EMBED:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH:
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_CANVAS:
            return Flow::Silent;
        case GUMBO_TAG_P:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
        case GUMBO_TAG_BLOCKQUOTE:
        case GUMBO_TAG_PRE:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_HR:
            return Flow::Paragraph;
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_HEADER:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_ADDRESS:
        case GUMBO_TAG_CENTER:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_FIGURE:
        case GUMBO_TAG_FIGCAPTION:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_CAPTION:
            return Flow::Block;
        default:
            return Flow::Inline;
    }
}

std::string_view attribute_text(const GumboNode& node, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

class Telling {
  public:
    explicit Telling(LinkText links) : links_(links) {}

    std::string tell(const GumboNode& body) {
        stack_.push_back({&body, 0});
        while (!stack_.empty()) {
            Visit& visit = stack_.back();
            const GumboVector& children = visit.node->v.element.children;
            if (visit.next_child == children.length) {
                leave(*visit.node);
                stack_.pop_back();
                continue;
            }
            const auto* child = static_cast<const GumboNode*>(children.data[visit.next_child++]);
            if (child->type == GUMBO_NODE_ELEMENT) {
                if (enter(*child)) stack_.push_back({child, 0});
            } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE) {
                if (preformatted_ > 0)
                    writer_.preformatted(child->v.text.text);
                else
                    writer_.folded(child->v.text.text);
                if (in_link_ > 0) link_text_ += child->v.text.text;
            } else if (child->type == GUMBO_NODE_CDATA) {
                writer_.folded(child->v.text.text);
            }
        }
        return writer_.take();
    }

  private:
    struct Visit {
        const GumboNode* node;
        unsigned next_child;
    };

    // Whether to go inside.
    bool enter(const GumboNode& node) {
        const GumboTag tag = node.v.element.tag;
        const Flow flow = flow_of(tag);
        if (flow == Flow::Silent || node.v.element.tag_namespace != GUMBO_NAMESPACE_HTML) {
            return false;
        }
        if (tag == GUMBO_TAG_BR) {
            writer_.forced_break();
            return false;
        }
        if (tag == GUMBO_TAG_IMG) {
            writer_.put(attribute_text(node, "alt"));
            return false;
        }
        if (flow == Flow::Paragraph) writer_.break_line(inside_list(tag) ? 1 : 2);
        if (flow == Flow::Block) writer_.break_line(1);
        if (tag == GUMBO_TAG_BLOCKQUOTE) writer_.quote(1);
        if (tag == GUMBO_TAG_PRE) ++preformatted_;
        if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) ++lists_;
        if (tag == GUMBO_TAG_LI) writer_.put("- ");
        if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) writer_.space();
        if (tag == GUMBO_TAG_A && in_link_++ == 0) link_text_.clear();
        return true;
    }

    void leave(const GumboNode& node) {
        const GumboTag tag = node.v.element.tag;
        if (tag == GUMBO_TAG_A && --in_link_ == 0) show_address(attribute_text(node, "href"));
        if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) --lists_;
        const Flow flow = flow_of(tag);
        if (flow == Flow::Paragraph) writer_.break_line(inside_list(tag) ? 1 : 2);
        if (flow == Flow::Block) writer_.break_line(1);
        if (tag == GUMBO_TAG_BLOCKQUOTE) writer_.quote(-1);
        if (tag == GUMBO_TAG_PRE) --preformatted_;
    }

    [[nodiscard]] bool inside_list(GumboTag tag) const {
        return lists_ > 0 && (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_P);
    }

    void show_address(std::string_view address) {
        if (links_ == LinkText::AsWritten || link_text_.empty()) return;
        if (!address.starts_with("http://") && !address.starts_with("https://")) return;
        const bool shown = address.find(link_text_) != std::string_view::npos ||
                           link_text_.starts_with("http") || link_text_.starts_with('@') ||
                           link_text_.starts_with('#');
        if (shown) return;
        writer_.space();
        writer_.put("(");
        writer_.put(address);
        writer_.put(")");
    }

    LinkText links_;
    LineWriter writer_;
    std::vector<Visit> stack_;
    std::string link_text_;
    int preformatted_ = 0;
    int lists_ = 0;
    int in_link_ = 0;
};

}  // namespace

std::string html_to_text(std::string_view html, LinkText links) {
    const HtmlTree tree(html);
    if (tree.body() != nullptr) return Telling(links).tell(*tree.body());
    LineWriter writer;
    writer.folded(cut_out_tags(readable_part(html)));
    return writer.take();
}

}  // namespace aplomb::text

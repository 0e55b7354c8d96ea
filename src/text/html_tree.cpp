#include "text/html_tree.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <vector>

#include "text/html.h"
#include "text/utf8.h"

namespace aplomb::text {

class HtmlTree::Arena {
  public:
    // What gumbo asks for is never freed one by one.
    static void* allocate(void* self, std::size_t size) {
        return static_cast<Arena*>(self)->take(size);
    }
    static void release(void*, void*) {}

    std::jmp_buf& exhausted() { return exhausted_; }

  private:
    static constexpr std::size_t block_bytes = std::size_t{64} << 10;

    void* take(std::size_t size) {
        constexpr std::size_t alignment = alignof(std::max_align_t);
        size = (size + alignment - 1) / alignment * alignment;
        if (size > html_memory_max - std::min(used_, html_memory_max)) {
            std::longjmp(exhausted_, 1);
        }
        used_ += size;
        if (size > left_) {
            const std::size_t bytes = std::max(size, block_bytes);
            blocks_.push_back(std::make_unique<std::byte[]>(bytes));
            next_ = blocks_.back().get();
            left_ = bytes;
        }
        void* memory = next_;
        next_ += size;
        left_ -= size;
        return memory;
    }

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t used_ = 0;
    std::jmp_buf exhausted_;
};

namespace {

bool is_tag_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Elements that never hold others, so that they do not deepen the tree.
bool is_void_tag(std::string_view name) {
    constexpr std::array<std::string_view, 13> names{"area",  "base", "br",    "col",  "embed",
                                                     "hr",    "img",  "input", "link", "meta",
                                                     "param", "wbr",  "source"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Elements whose end tag is often left out, because the next one of the kind ends them.
bool ends_by_itself(std::string_view name) {
    constexpr std::array<std::string_view, 10> names{"p",  "li", "dt",     "dd",    "tr",
                                                     "td", "th", "option", "thead", "tbody"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower_name(std::string_view html, std::size_t at) {
    std::string name;
    while (at < html.size() && name.size() < 16) {
        const char c = html[at++];
        if (!is_tag_letter(c) && !(c >= '0' && c <= '9')) break;
        name += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
    }
    return name;
}

// The place behind the tag that begins at `at`, quoted attribute values minded.
std::size_t tag_end(std::string_view html, std::size_t at) {
    char quote = 0;
    char before = 0;
    for (std::size_t i = at + 1; i < html.size(); ++i) {
        const char c = html[i];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if ((c == '"' || c == '\'') && before == '=') {
            quote = c;
        } else if (c == '>') {
            return i + 1;
        }
        if (c != ' ' && c != '\t' && c != '\n') before = c;
    }
    return html.size();
}

// Leaves out the tags that would nest deeper than allowed. Depth is estimated from tags alone,
// which is never less than what the parser would build from them.
std::string flattened(std::string_view html) {
    std::string out;
    out.reserve(html.size());
    std::size_t depth = 0;
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t next = std::min(html.find('<', at), html.size());
        out.append(html, at, next - at);
        at = next;
        if (at >= html.size()) break;
        const bool closing = at + 1 < html.size() && html[at + 1] == '/';
        const std::string name = lower_name(html, at + (closing ? 2 : 1));
        if (name.empty() || is_void_tag(name) || ends_by_itself(name)) {
            out += html[at++];
            continue;
        }
        const std::size_t end = tag_end(html, at);
        bool keep = true;
        if (closing) {
            if (depth > 0) --depth;
        } else if (depth >= html_depth_max) {
            keep = false;
        } else {
            ++depth;
        }
        if (keep) out.append(html, at, end - at);
        at = end;
    }
    return out;
}

// In a function of its own with nothing to destroy, since longjmp comes back here.
GumboOutput* parse_within(const GumboOptions* options, const std::string* source,
                          std::jmp_buf* exhausted) {
    if (setjmp(*exhausted) != 0) return nullptr;
    return gumbo_parse_with_options(options, source->data(), source->size());
}

}  // namespace

std::string readable_part(std::string_view html) {
    std::string out;
    out.reserve(std::min(html.size(), html_bytes_max));
    for (std::size_t at = 0; at < html.size() && out.size() < html_bytes_max;) {
        const char32_t point = next_code_point(html, at);
        if (point != 0) append_utf8(out, point);
    }
    return out;
}

HtmlTree::HtmlTree(std::string_view html)
    : source_(flattened(readable_part(html))), arena_(std::make_unique<Arena>()) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = Arena::allocate;
    options.deallocator = Arena::release;
    options.userdata = arena_.get();
    options.max_errors = 0;
    const GumboOutput* output = parse_within(&options, &source_, &arena_->exhausted());
    if (output == nullptr) return;
    const GumboVector& children = output->root->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(children.data[i]);
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BODY) {
            body_ = child;
        }
    }
}

HtmlTree::~HtmlTree() = default;

std::string cut_out_tags(std::string_view html) {
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        const char next = at + 1 < html.size() ? html[at + 1] : ' ';
        if (html[at] == '<' && (is_tag_letter(next) || next == '/' || next == '!')) {
            at = tag_end(html, at);
            out += ' ';
        } else {
            out += html[at++];
        }
    }
    return out;
}

}  // namespace aplomb::text

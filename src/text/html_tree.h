// A parsed HTML document whose memory is bounded. Private to text/html*.cpp.
//
// gumbo frees its tree by recursion, which a mail of 200,000 nested <div> turns into a crash, and
// searches its stack of open elements for every tag, which the same mail turns into minutes. Both
// are met here: tags nested deeper than html_depth_max are dropped before parsing, and all memory
// comes from an arena that is thrown away as a whole and has an end; when it is reached the parse
// is abandoned by longjmp out of the allocator. That is sound because between the two lie only C
// frames of gumbo.
#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

namespace aplomb::text {

class HtmlTree {
  public:
    explicit HtmlTree(std::string_view html);
    ~HtmlTree();
    HtmlTree(const HtmlTree&) = delete;
    HtmlTree& operator=(const HtmlTree&) = delete;

    // The <body>, or nullptr when the document was too much.
    [[nodiscard]] const GumboNode* body() const { return body_; }

  private:
    class Arena;
    std::string source_;
    std::unique_ptr<Arena> arena_;
    const GumboNode* body_ = nullptr;
};

// The text between anything that looks like a tag: the last resort.
std::string cut_out_tags(std::string_view html);

// Well-formed UTF-8, without NUL, at most html_bytes_max bytes.
std::string readable_part(std::string_view html);

}  // namespace aplomb::text

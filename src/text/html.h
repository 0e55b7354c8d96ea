// HTML that strangers send us: mail bodies, posts of open networks.
//
// Read once as HTML5 (gumbo) and either told as plain text or written anew from a list of what is
// allowed; nothing of the original spelling survives, so tricks with broken markup have nowhere to
// hide. What comes out is safe to place into a page: no scripts, no styles, no forms, no ids, no
// remote content, links only to http, https and mailto. The page adds its own policy and a sandbox
// on top (design: defence in depth).
//
// Limits: the first html_bytes_max bytes are read; elements deeper than html_depth_max lose their
// tags and keep their text; a document that would still need more memory than html_memory_max is
// treated as plain text with its tags cut out. Any bytes at all give an answer in linear time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aplomb::text {

constexpr std::size_t html_bytes_max = std::size_t{1} << 20;
constexpr std::size_t html_depth_max = 128;
constexpr std::size_t html_memory_max = std::size_t{64} << 20;

// WithAddress adds " (https://…)" behind a link whose text does not show where it leads.
enum class LinkText { AsWritten, WithAddress };

// Readable plain text: blocks become lines, quotations lines that begin with "> ", lists lines that
// begin with "- "; spaces are folded as a browser does, except in <pre>. No trailing white space.
std::string html_to_text(std::string_view html, LinkText links = LinkText::AsWritten);

// Allowed: text structure, links (opened in a new window, with rel="noopener noreferrer nofollow"),
// images that came along (cid:, or data: of a picture type). A remote image keeps its address in
// data-remote, so that the reader may ask for it, and has no src.
std::string sanitise_html(std::string_view html);

// Plain text as HTML: the five special characters escaped.
std::string escape_html(std::string_view text);

}  // namespace aplomb::text

// Any bytes as the HTML of a mail: what comes out must hold nothing that runs or loads, and must
// still hold none when a page reads it as HTML and it is cleaned once more.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "text/html.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view html(reinterpret_cast<const char*>(data), size);
    const std::string once = aplomb::text::sanitise_html(html);
    const std::string twice = aplomb::text::sanitise_html(once);
    // Escaped text writes < as &lt;, so a literal one is markup.
    for (const std::string_view never : {"<script", "<style", "<iframe", "<form", "<object"}) {
        if (once.find(never) != std::string::npos) std::abort();
        if (twice.find(never) != std::string::npos) std::abort();
    }
    aplomb::text::html_to_text(html, aplomb::text::LinkText::WithAddress);
    return 0;
}

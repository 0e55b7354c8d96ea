// A file that was built into the binary (cmake/embed.cmake).
#pragma once

#include <string_view>

namespace aplomb::base {

struct EmbeddedFile {
    std::string_view path;
    std::string_view content;
};

}  // namespace aplomb::base

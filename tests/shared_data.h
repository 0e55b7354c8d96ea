// Public test data too large or too foreign for this repository lies beside the checkout, in
// ../shared/data (APLOMB_SHARED names another place). Tests that need it skip, saying so, when it
// is not there.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace aplomb::test {

inline std::filesystem::path shared_path(const std::string& name) {
    const char* given = std::getenv("APLOMB_SHARED");
    const std::filesystem::path root =
        given != nullptr ? std::filesystem::path(given)
                         : std::filesystem::path(APLOMB_SOURCE_DIR) / ".." / "shared";
    return root / name;
}

inline std::optional<std::string> read_shared(const std::string& name) {
    std::ifstream file(shared_path(name), std::ios::binary);
    if (!file) return {};
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

}  // namespace aplomb::test

#define SKIP_WITHOUT_SHARED(content, name) \
    if (!(content)) GTEST_SKIP() << (name) << " is not beside this checkout"

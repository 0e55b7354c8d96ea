// One sub-command of the program. Adding one is one new file in app/commands/ that defines
// `const Command NAME` (dashes become underscores); the catalogue finds it.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aplomb::app {

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

// Exit statuses every command keeps to.
inline constexpr int exit_fine = 0;
inline constexpr int exit_found_something = 1;
inline constexpr int exit_bad_input = 2;

struct Command {
    std::string_view name;
    std::string_view summary;  // one line, for `aplomb help`
    int (*run)(const std::vector<std::string>& arguments, Streams& streams) = nullptr;
};

std::span<const Command* const> command_catalogue();

}  // namespace aplomb::app

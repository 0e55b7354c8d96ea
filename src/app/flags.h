// Command-line arguments: `--name value`, `--name=value`, `--switch`, and positional words. Unknown
// flags are refused with the nearest known one.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/command.h"
#include "base/result.h"

namespace aplomb::app {

struct Flag {
    std::string_view name;   // without the dashes
    std::string_view value;  // what it takes, such as "DIR"; empty: a switch
    std::string_view help;
};

class Flags {
  public:
    // Invalid for an unknown flag, a missing value, or a value given to a switch.
    static Result<Flags> parse(const std::vector<std::string>& arguments,
                               std::span<const Flag> known);

    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    [[nodiscard]] std::string value_or(std::string_view name, std::string_view fallback) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

  private:
    std::map<std::string, std::string, std::less<>> values_;
    std::vector<std::string> words_;
};

// Prints "aplomb: what (field)" on one line and returns exit_bad_input.
int complain(Streams& streams, const Error& error);
// Usage of a command, made from its flags.
void print_usage(std::ostream& out, std::string_view command, std::string_view words,
                 std::string_view summary, std::span<const Flag> flags);
// Whether help was asked for.
bool wants_help(const std::vector<std::string>& arguments);

// How a command is called, in its own words.
struct Usage {
    std::string_view command;
    std::string_view words;  // "FILE", "create --name NAME | list"; empty when it takes none
    std::string_view summary;
    std::span<const Flag> flags;
};
// The whole of an ordinary command: prints its usage when that was asked for, otherwise parses the
// flags and runs `body`, whose failure becomes one line on stderr and exit_bad_input.
int run_command(const Usage& usage, const std::vector<std::string>& arguments, Streams& streams,
                Result<int> (*body)(const Flags& given, Streams& streams));

}  // namespace aplomb::app

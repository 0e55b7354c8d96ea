#include "app/flags.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/json.h"

namespace aplomb::app {
namespace {

Result<const Flag*> find_flag(std::string_view name, std::span<const Flag> known) {
    std::vector<std::string_view> names;
    for (const Flag& flag : known) {
        if (flag.name == name) return &flag;
        names.push_back(flag.name);
    }
    std::string what = fmt::format("there is no flag --{}", name);
    if (const auto close = nearest(name, names))
        what += fmt::format("; did you mean --{}?", *close);
    return fail(ErrorKind::Invalid, std::move(what));
}

}  // namespace

Result<Flags> Flags::parse(const std::vector<std::string>& arguments, std::span<const Flag> known) {
    Flags flags;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (!argument.starts_with("--") || argument.size() == 2) {
            flags.words_.emplace_back(argument);
            continue;
        }
        const std::size_t equals = argument.find('=');
        const std::string_view name =
            argument.substr(2, equals == std::string_view::npos ? equals : equals - 2);
        const Flag* flag = TRY(find_flag(name, known));
        if (flag->value.empty()) {
            if (equals != std::string_view::npos) {
                return fail(ErrorKind::Invalid, fmt::format("--{} takes no value", name));
            }
            flags.values_.insert_or_assign(std::string(name), "");
        } else if (equals != std::string_view::npos) {
            flags.values_.insert_or_assign(std::string(name),
                                           std::string(argument.substr(equals + 1)));
        } else if (i + 1 < arguments.size()) {
            flags.values_.insert_or_assign(std::string(name), arguments[++i]);
        } else {
            return fail(ErrorKind::Invalid,
                        fmt::format("--{} needs a value: --{} {}", name, name, flag->value));
        }
    }
    return flags;
}

std::optional<std::string> Flags::find(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return {};
    return found->second;
}

std::string Flags::value_or(std::string_view name, std::string_view fallback) const {
    return find(name).value_or(std::string(fallback));
}

bool Flags::has(std::string_view name) const {
    return values_.contains(name);
}

int complain(Streams& streams, const Error& error) {
    streams.err << "aplomb: ";
    if (!error.field.empty()) streams.err << error.field << ": ";
    streams.err << error.what << '\n';
    return exit_bad_input;
}

void print_usage(std::ostream& out, std::string_view command, std::string_view words,
                 std::string_view summary, std::span<const Flag> flags) {
    out << "usage: aplomb " << command << (words.empty() ? "" : " ") << words << " [OPTIONS]\n"
        << summary << "\n\n";
    for (const Flag& flag : flags) {
        const std::string left = fmt::format("--{} {}", flag.name, flag.value);
        out << fmt::format("  {:<26} {}\n", left, flag.help);
    }
}

bool wants_help(const std::vector<std::string>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const std::string& a) { return a == "--help" || a == "-h"; });
}

int run_command(const Usage& usage, const std::vector<std::string>& arguments, Streams& streams,
                Result<int> (*body)(const Flags& given, Streams& streams)) {
    if (wants_help(arguments)) {
        print_usage(streams.out, usage.command, usage.words, usage.summary, usage.flags);
        return exit_fine;
    }
    const auto given = Flags::parse(arguments, usage.flags);
    if (!given) return complain(streams, given.error());
    const Result<int> status = body(*given, streams);
    return status ? *status : complain(streams, status.error());
}

}  // namespace aplomb::app

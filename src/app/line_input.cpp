#include "app/line_input.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "text/json_line.h"

namespace aplomb::app {

Result<LineInput> LineInput::open(const Flags& flags, std::string_view command, Streams& streams) {
    if (flags.words().size() > 1) {
        return fail(ErrorKind::Invalid,
                    fmt::format("one file at a time: aplomb {} [FILE|-]", command));
    }
    const std::string path = flags.words().empty() ? "-" : flags.words().front();
    if (path == "-") return LineInput(streams.in, "stdin");
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) {
        return fail(ErrorKind::Invalid,
                    fmt::format("{}: is a folder; name a file of JSON lines in it", path));
    }
    auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*file) return fail(ErrorKind::Invalid, path + ": cannot be read; check the path");
    LineInput input(*file, path);
    input.file_ = std::move(file);
    return input;
}

bool LineInput::next(std::string& line) {
    while (std::getline(*in_, line)) {
        if (++number_ == 1) line.erase(0, line.size() - text::without_byte_order_mark(line).size());
        if (line.find_first_not_of(" \t\r") != std::string::npos) return true;
    }
    return false;
}

void LineInput::complain_about_line(const Error& error, std::ostream& err) const {
    err << "aplomb: " << name_ << ':' << number_ << ": "
        << (error.field.empty() ? "" : error.field + ": ") << error.what << '\n';
}

}  // namespace aplomb::app

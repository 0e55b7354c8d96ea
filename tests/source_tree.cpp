#include "tests/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace aplomb::tree {
namespace {

bool identifier_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Walks C++ far enough to know code from comment from literal. What it blanks keeps its line
// breaks, so that offsets and line numbers hold in both texts.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text), code_(text) {}

    void run() {
        while (at_ < text_.size())
            step();
    }

    std::string take_code() { return std::move(code_); }
    std::vector<std::pair<std::size_t, std::size_t>> take_literals() {
        return std::move(literals_);
    }

  private:
    void step() {
        if (starts("//")) return blank(at_, end_of("\n", at_));
        if (starts("/*")) return blank(at_, after("*/", at_ + 2));
        if (text_[at_] == '"') return string_literal();
        if (text_[at_] == '\'' && !digit_separator()) return quoted('\'', false);
        ++at_;
    }

    [[nodiscard]] bool starts(std::string_view what) const {
        return text_.substr(at_, what.size()) == what;
    }
    [[nodiscard]] bool digit_separator() const {
        return at_ > 0 && identifier_byte(text_[at_ - 1]) && text_[at_ - 1] != 'u' &&
               text_[at_ - 1] != 'L' && text_[at_ - 1] != 'U';
    }
    [[nodiscard]] std::size_t end_of(std::string_view what, std::size_t from) const {
        return std::min(text_.find(what, from), text_.size());
    }
    [[nodiscard]] std::size_t after(std::string_view what, std::size_t from) const {
        const auto found = text_.find(what, from);
        return found == std::string_view::npos ? text_.size() : found + what.size();
    }

    void blank(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            if (code_[i] != '\n') code_[i] = ' ';
        }
        at_ = to;
    }

    void string_literal() {
        const auto line_start = text_.rfind('\n', at_) + 1;
        const bool include = text_.substr(line_start, 8) == "#include";
        if (include) {
            at_ = after("\"", at_ + 1);
        } else if (at_ > 0 && text_[at_ - 1] == 'R') {
            const auto open = end_of("(", at_);
            const std::string close =
                ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
            const auto end = end_of(close, open);
            literals_.emplace_back(open + 1, end);
            blank(open + 1, end);
            at_ = std::min(end + close.size(), text_.size());
        } else {
            quoted('"', true);
        }
    }

    void quoted(char quote, bool keep) {
        const auto begin = at_ + 1;
        auto end = begin;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
            end += text_[end] == '\\' ? 2 : 1;
        }
        end = std::min(end, text_.size());
        if (keep) literals_.emplace_back(begin, end);
        blank(begin, end);
        at_ = end + 1;
    }

    std::string_view text_;
    std::string code_;
    std::vector<std::pair<std::size_t, std::size_t>> literals_;
    std::size_t at_ = 0;
};

std::string read(const std::filesystem::path& path) {
    const std::ifstream in(path, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

std::filesystem::path root() {
    return APLOMB_SOURCE_DIR;
}

}  // namespace

bool SourceFile::under(std::string_view folder) const {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool SourceFile::ends_with(std::string_view suffix) const {
    return path.ends_with(suffix);
}

std::string_view SourceFile::name() const {
    return std::string_view(path).substr(path.rfind('/') + 1);
}

std::size_t SourceFile::line_of(std::size_t offset) const {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

std::vector<SourceFile::Literal> SourceFile::literals() const {
    std::vector<Literal> found;
    for (const auto& [begin, end] : literal_ranges_) {
        found.push_back({begin, std::string_view(text).substr(begin, end - begin)});
    }
    return found;
}

SourceFile make_source(std::string path, std::string text) {
    SourceFile file;
    file.path = std::move(path);
    file.text = std::move(text);
    Scanner scanner(file.text);
    scanner.run();
    file.code = scanner.take_code();
    file.literal_ranges_ = scanner.take_literals();
    return file;
}

std::vector<Include> includes_of(const SourceFile& file) {
    std::vector<Include> found;
    std::istringstream lines(file.code);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (!line.starts_with("#include")) continue;
        const auto open = line.find_first_of("<\"");
        const auto close = line.find_first_of(">\"", open + 1);
        if (open == std::string::npos || close == std::string::npos) continue;
        found.push_back({line.substr(open + 1, close - open - 1), line[open] == '"', number});
    }
    return found;
}

std::vector<SourceFile> files_below(std::string_view folder,
                                    const std::vector<std::string_view>& suffixes) {
    std::vector<SourceFile> found;
    if (!std::filesystem::is_directory(root() / folder)) return found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / folder)) {
        const auto path = entry.path().lexically_relative(root()).generic_string();
        const bool wanted = std::any_of(suffixes.begin(), suffixes.end(),
                                        [&](std::string_view s) { return path.ends_with(s); });
        if (!wanted || path.find("/node_modules/") != std::string::npos) continue;
        if (entry.is_regular_file()) found.push_back(make_source(path, read(entry.path())));
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return found;
}

const std::vector<SourceFile>& cpp_files() {
    static const std::vector<SourceFile> all = [] {
        std::vector<SourceFile> files;
        for (const std::string_view folder : {"bench", "fuzz", "src", "tests"}) {
            for (auto& file : files_below(folder, {".cpp", ".h"}))
                files.push_back(std::move(file));
        }
        return files;
    }();
    return all;
}

std::string read_project_file(std::string_view path) {
    return read(root() / path);
}

std::vector<std::size_t> words_in(std::string_view code, std::string_view word) {
    std::vector<std::size_t> found;
    for (auto at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
        const auto end = at + word.size();
        if (at > 0 && identifier_byte(code[at - 1])) continue;
        if (end < code.size() && identifier_byte(code[end])) continue;
        found.push_back(at);
    }
    return found;
}

}  // namespace aplomb::tree

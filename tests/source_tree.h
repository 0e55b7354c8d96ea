// The project's own source as data, for the tests that hold it to its rules (tidy_test.cpp,
// layers_test.cpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aplomb::tree {

struct SourceFile {
    std::string path;  // from the project's root, '/' between folders
    std::string text;
    // `text` with the inside of comments, strings and character literals blanked: what is left is
    // code. Same length and same line breaks.
    std::string code;
    // The inside of every string literal, with the offset where it starts in `text`.
    struct Literal {
        std::size_t offset;
        std::string_view text;
    };
    [[nodiscard]] std::vector<Literal> literals() const;

    [[nodiscard]] bool under(std::string_view folder) const;
    [[nodiscard]] bool ends_with(std::string_view suffix) const;
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] std::size_t line_of(std::size_t offset) const;

  private:
    friend SourceFile make_source(std::string path, std::string text);
    std::vector<std::pair<std::size_t, std::size_t>> literal_ranges_;
};

SourceFile make_source(std::string path, std::string text);

struct Include {
    std::string path;
    bool quoted;
    std::size_t line;
};
std::vector<Include> includes_of(const SourceFile& file);

// Every C++ file below the project's folders src/, tests/, fuzz/ and bench/, sorted by path.
const std::vector<SourceFile>& cpp_files();
// Every file of the named folder whose name ends in one of `suffixes`.
std::vector<SourceFile> files_below(std::string_view folder,
                                    const std::vector<std::string_view>& suffixes);
std::string read_project_file(std::string_view path);

// Positions of `word` in `code` where it stands alone, not inside a longer identifier.
std::vector<std::size_t> words_in(std::string_view code, std::string_view word);

}  // namespace aplomb::tree

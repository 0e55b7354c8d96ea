#include "train/triage/lexicon.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include "triage/tokens.h"

namespace aplomb::train {
namespace {

constexpr float rating_max = 4.0f;

}  // namespace

Result<Lexicon> Lexicon::read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorKind::Invalid, path.string() + ": cannot be read");
    Lexicon lexicon;
    for (std::string line; std::getline(file, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) continue;
        const triage::Tokens tokens = triage::tokenize(std::string_view(line).substr(0, tab));
        if (tokens.list.size() != 1) continue;
        const float rating = std::strtof(line.c_str() + tab + 1, nullptr);
        lexicon.valences_.emplace(tokens.list.front().hash, rating / rating_max);
    }
    return lexicon;
}

}  // namespace aplomb::train

#include "sim/trial/books.h"

#include <array>

namespace aplomb::sim {
namespace {

constexpr std::array<std::string_view, 32> marker_words{
    "amber",  "birch",   "cedar",   "delta", "ember", "fern",   "grove",  "harbour",
    "iris",   "jetty",   "kelp",    "linen", "maple", "north",  "olive",  "pebble",
    "quill",  "river",   "saffron", "thyme", "umber", "velvet", "willow", "yarrow",
    "anchor", "bramble", "copper",  "dune",  "echo",  "flint",  "gull",   "heather"};

std::string marker_of(std::size_t number) {
    const std::size_t count = marker_words.size();
    std::string out(marker_words[number / count / count % count]);
    out += ' ';
    out += marker_words[number / count % count];
    out += ' ';
    out += marker_words[number % count];
    return out;
}

}  // namespace

Word& Books::new_word(std::string name, std::size_t clerk, CaseId case_id, std::string to,
                      Timestamp now) {
    Word word;
    word.name = std::move(name);
    word.marker = marker_of(words.size());
    word.clerk = clerk;
    word.case_id = case_id;
    word.to = std::move(to);
    word.asked_at = now;
    by_marker_.emplace(word.marker, words.size());
    words.push_back(std::move(word));
    return words.back();
}

Word* Books::word_in(std::string_view text) {
    const auto open = text.rfind('(');
    if (open == std::string_view::npos) return nullptr;
    const auto close = text.find(')', open);
    if (close == std::string_view::npos) return nullptr;
    const auto found = by_marker_.find(text.substr(open + 1, close - open - 1));
    return found == by_marker_.end() ? nullptr : &words[found->second];
}

}  // namespace aplomb::sim

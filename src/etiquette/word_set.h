// A list of words to look one up in, written as one text with spaces between. The text must outlive
// the set: a literal does.
#pragma once

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "text/word_sieve.h"

namespace aplomb::etiquette {

class WordSet {
  public:
    explicit WordSet(std::string_view list) {
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(' '), list.size());
            if (end > 0) add(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    [[nodiscard]] bool contains(std::string_view word) const {
        return sieve_.may_hold(word) && words_.contains(word);
    }

  private:
    void add(std::string_view word) {
        words_.insert(word);
        sieve_.add(word);
    }

    text::WordSieve sieve_;
    std::unordered_set<std::string_view> words_;
};

}  // namespace aplomb::etiquette

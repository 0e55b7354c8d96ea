// Whether a word is spelled right, told from the files of a hunspell dictionary without loading it
// into nuspell, which takes a tenth of a second and then microseconds a word.
//
// The stems of the .dic file lie in one table, the suffixes of the .aff file in a tree of their
// letters read backwards. A word is right when it is a stem, or one of its suffixes taken off
// leaves a stem that allows it. It is wrong when nothing that any prefix and any suffix leave of it
// is a stem that allows them. What lies between is left to nuspell, and so are dictionaries this
// does not understand: flags of more than one byte, words put together of words, suffixes behind
// suffixes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aplomb {

enum class Look : std::uint8_t { Right, Wrong, Unsure };

// Stems with their flags, both views of one text. A hundred thousand of them are asked for by
// thousands, nearly always in vain: a bit for each hash says so without leaving the cache, and open
// addressing spares the start of every command as many nodes.
class StemTable {
  public:
    // `content` outlives it.
    void reserve(std::string_view content, std::size_t stems);
    // A stem of the content; its flags lie behind the sign that follows it. Of a stem that stands
    // there twice the line that holds one of `weighs_more` counts.
    void add(std::string_view stem, std::string_view flags, std::string_view weighs_more);

    struct Flags {
        std::string_view flags;
        bool twice = false;  // the stem stands there more than once, and these are not all
    };
    [[nodiscard]] std::optional<Flags> flags_of(std::string_view stem) const;

  private:
    struct Entry {
        std::uint32_t hash = 0;
        std::uint32_t start = 0;
        std::uint16_t stem_size = 0;
        std::uint16_t flags_size = 0;
        bool used = false;
        bool twice = false;
    };

    [[nodiscard]] std::string_view stem_of(const Entry& entry) const {
        return content_.substr(entry.start, entry.stem_size);
    }
    [[nodiscard]] std::size_t place_of(std::string_view stem, std::uint32_t hash) const;

    std::string_view content_;
    std::vector<Entry> entries_;
    std::vector<std::uint64_t> hashes_;  // bits
};

class QuickLook {
  public:
    // Nothing when the dictionary is of a kind it does not read.
    static std::unique_ptr<QuickLook> load(const std::filesystem::path& affixes,
                                           const std::filesystem::path& words);

    [[nodiscard]] Look at(std::string_view word) const;

  private:
    using Condition = std::vector<std::string>;  // of neighbouring letters, a sign for each
    struct Suffix {
        std::string strip;
        Condition condition;  // for the stem's end
        char flag = 0;
    };
    struct Prefix {
        std::string strip;
        std::string add;
        Condition condition;  // for the beginning of what it stands before
        char flag = 0;
    };
    // All suffixes that add the letters on the way from the root, last letter first.
    struct Node {
        std::vector<std::pair<char, std::uint32_t>> next;
        std::vector<Suffix> suffixes;  // in the order of what they strip
    };
    bool read_affixes(const std::string& text);
    bool read_option(std::string_view keyword, std::istringstream& fields);
    // False at the first line of a flag, which has no condition.
    bool read_condition(std::istringstream& fields, std::string_view flag, std::string_view strip,
                        Condition& condition);
    void read_suffix(std::istringstream& fields);
    void read_prefix(std::istringstream& fields);
    void read_words();
    Node& node_of(std::string_view add);

    [[nodiscard]] Look look_at_small(std::string_view word) const;
    // Of a word behind a prefix with that flag, or behind none (0).
    [[nodiscard]] Look sight(std::string_view word, char prefix) const;
    [[nodiscard]] Look sight_with(const std::vector<Suffix>& suffixes, std::string_view head,
                                  char prefix) const;
    // With no suffix, where that is 0.
    [[nodiscard]] Look judge(const StemTable::Flags& stem, char suffix, char prefix) const;
    [[nodiscard]] Look sight_behind_prefixes(std::string_view word) const;

    std::string content_;
    StemTable stems_;
    std::vector<Node> nodes_{1};
    std::vector<Prefix> prefixes_;
    std::string not_alone_;       // flags of stems that are no words by themselves
    std::string loners_;          // flags of affixes that stand beside no other
    std::string compound_flags_;  // of stems that words are put together of
    bool keeps_case_ = false;
    bool denies_ = true;
};

}  // namespace aplomb

#include "base/quick_look.h"

#include <algorithm>
#include <bit>
#include <fstream>

namespace aplomb {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string content;
    std::error_code unreadable;
    const auto size = fs::file_size(path, unreadable);
    if (unreadable) return content;
    content.resize(size);
    file.read(content.data(), static_cast<std::streamsize>(size));
    content.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return content;
}

bool holds_any(std::string_view flags, std::string_view sought) {
    return flags.find_first_of(sought) != std::string_view::npos;
}

bool is_small_letter(char c) {
    return c >= 'a' && c <= 'z';
}

std::uint32_t hash_of(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 16777619u;
    }
    return hash ^ hash >> 15;
}

// Hunspell's conditions: letters, ".", and sets "[aeiou]" or "[^aeiou]", for the stem's end.
bool ends_as(std::string_view stem, std::string_view condition) {
    while (!condition.empty()) {
        std::string_view one = condition.substr(condition.size() - 1);
        bool set = false;
        if (one == "]") {
            const std::size_t open = condition.rfind('[');
            if (open == std::string_view::npos) return false;
            one = condition.substr(open + 1, condition.size() - open - 2);
            condition.remove_suffix(condition.size() - open);
            set = true;
        } else {
            condition.remove_suffix(1);
        }
        if (stem.empty()) return one == "." && condition.empty();
        const char last = stem.back();
        stem.remove_suffix(1);
        if (!set && one == ".") continue;
        const bool none_of = set && one.starts_with('^');
        if (none_of) one.remove_prefix(1);
        if ((one.find(last) != std::string_view::npos) == none_of) return false;
    }
    return true;
}

}  // namespace

void StemTable::reserve(std::string_view content, std::size_t stems) {
    constexpr std::size_t bits_for_each = 16;
    content_ = content;
    const std::size_t places = std::bit_ceil(stems * 2);
    entries_.assign(places, Entry{});
    hashes_.assign(std::max<std::size_t>(1, places * bits_for_each / 128), 0);
}

std::size_t StemTable::place_of(std::string_view stem, std::uint32_t hash) const {
    const std::size_t mask = entries_.size() - 1;
    std::size_t at = hash & mask;
    while (entries_[at].used && (entries_[at].hash != hash || stem_of(entries_[at]) != stem))
        at = (at + 1) & mask;
    return at;
}

void StemTable::add(std::string_view stem, std::string_view flags, std::string_view weighs_more) {
    constexpr std::size_t size_max = 0xFFFF;
    if (stem.size() > size_max || flags.size() > size_max) return;
    const std::uint32_t hash = hash_of(stem);
    Entry& entry = entries_[place_of(stem, hash)];
    if (entry.used && !holds_any(flags, weighs_more)) return;
    entry = {hash, static_cast<std::uint32_t>(stem.data() - content_.data()),
             static_cast<std::uint16_t>(stem.size()), static_cast<std::uint16_t>(flags.size()),
             true};
    const std::size_t bit = hash & (hashes_.size() * 64 - 1);
    hashes_[bit / 64] |= std::uint64_t{1} << bit % 64;
}

std::optional<std::string_view> StemTable::flags_of(std::string_view stem) const {
    if (entries_.empty()) return {};
    const std::uint32_t hash = hash_of(stem);
    const std::size_t bit = hash & (hashes_.size() * 64 - 1);
    if ((hashes_[bit / 64] >> bit % 64 & 1u) == 0) return {};
    const Entry& entry = entries_[place_of(stem, hash)];
    if (!entry.used) return {};
    if (entry.flags_size == 0) return std::string_view{};
    return content_.substr(entry.start + entry.stem_size + 1u, entry.flags_size);
}

std::unique_ptr<QuickLook> QuickLook::load(const fs::path& affixes, const fs::path& words) {
    auto look = std::make_unique<QuickLook>();
    if (!look->read_affixes(read_file(affixes))) return nullptr;
    look->content_ = read_file(words);
    look->read_words();
    return look;
}

bool QuickLook::read_affixes(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string keyword;
        fields >> keyword;
        if (keyword == "SFX") {
            read_suffix(fields);
        } else if (keyword == "PFX") {
            read_prefix(fields);
        } else if (!read_option(keyword, fields)) {
            return false;
        }
    }
    for (Node& node : nodes_) {
        std::stable_sort(node.suffixes.begin(), node.suffixes.end(),
                         [](const Suffix& a, const Suffix& b) { return a.strip < b.strip; });
    }
    return true;
}

// False when the dictionary cannot be read.
bool QuickLook::read_option(std::string_view keyword, std::istringstream& fields) {
    std::string value;
    fields >> value;
    if (keyword == "FLAG" || keyword == "AF") return false;
    if (keyword == "SET") return value == "UTF-8";
    if (keyword == "NEEDAFFIX" || keyword == "ONLYINCOMPOUND" || keyword == "FORBIDDENWORD" ||
        keyword == "COMPOUNDROOT") {
        not_alone_ += value.substr(0, 1);
    } else if (keyword == "COMPOUNDRULE") {
        // The first says how many follow; "*" and "?" say how often a flag may come.
        const bool count = value.find_first_not_of("0123456789") == std::string::npos;
        if (!count) compound_flags_ += value;
        std::erase_if(compound_flags_, [](char c) { return c == '*' || c == '?'; });
    } else if (keyword == "KEEPCASE") {
        keeps_case_ = true;
    } else if (keyword == "ICONV") {
        denies_ = denies_ && std::none_of(value.begin(), value.end(), is_small_letter);
    } else if (keyword == "FULLSTRIP" || keyword == "BREAK" || keyword == "IGNORE" ||
               keyword == "CHECKSHARPS" || keyword == "COMPLEXPREFIXES" ||
               (keyword.starts_with("COMPOUND") && keyword != "COMPOUNDMIN")) {
        denies_ = false;
    }
    return true;
}

QuickLook::Node& QuickLook::node_of(std::string_view add) {
    std::size_t at = 0;
    for (auto letter = add.rbegin(); letter != add.rend(); ++letter) {
        const auto& next = nodes_[at].next;
        const auto found = std::find_if(next.begin(), next.end(),
                                        [&](const auto& edge) { return edge.first == *letter; });
        if (found != next.end()) {
            at = found->second;
            continue;
        }
        const auto made = static_cast<std::uint32_t>(nodes_.size());
        nodes_[at].next.emplace_back(*letter, made);
        nodes_.emplace_back();
        at = made;
    }
    return nodes_[at];
}

void QuickLook::read_suffix(std::istringstream& fields) {
    std::string flag;
    std::string add;
    Suffix suffix;
    if (!(fields >> flag >> suffix.strip >> add)) return;
    // A flag's first line has a count where the others have a condition: three fields, not four.
    if (!(fields >> suffix.condition)) {
        denies_ = denies_ && (suffix.strip == "Y" || suffix.strip == "N");
        return;
    }
    const std::size_t slash = add.find('/');
    if (flag.size() != 1 || slash != std::string::npos) denies_ = false;
    if (flag.size() != 1) return;
    suffix.flag = flag.front();
    if (suffix.strip == "0") suffix.strip.clear();
    add = add.substr(0, slash);
    if (add == "0") add.clear();
    node_of(add).suffixes.push_back(std::move(suffix));
}

void QuickLook::read_prefix(std::istringstream& fields) {
    std::string flag;
    std::string condition;
    Prefix prefix;
    if (!(fields >> flag >> prefix.strip >> prefix.add)) return;
    if (!(fields >> condition)) {
        denies_ = denies_ && (prefix.strip == "Y" || prefix.strip == "N");
        return;
    }
    if (prefix.add.find('/') != std::string::npos) denies_ = false;
    if (prefix.strip == "0") prefix.strip.clear();
    if (prefix.add == "0") prefix.add.clear();
    prefixes_.push_back(std::move(prefix));
}

void QuickLook::read_words() {
    std::string_view rest = content_;
    stems_.reserve(content_,
                   static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n')) + 1);
    rest.remove_prefix(std::min(rest.find('\n') + 1, rest.size()));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        line = line.substr(0, line.find_first_of("\t\r"));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t slash = line.find('/');
        const std::string_view stem = line.substr(0, slash);
        const std::string_view flags =
            slash == std::string_view::npos ? std::string_view{} : line.substr(slash + 1);
        // Escapes and facts about a word behind a space are nuspell's to read. Words put together
        // of stems are only understood where those are numbers.
        const bool odd = stem.find_first_of(" \\") != std::string_view::npos;
        const bool part = holds_any(flags, compound_flags_) &&
                          stem.find_first_of("0123456789") == std::string_view::npos;
        if (odd || part) denies_ = false;
        stems_.add(stem, flags, not_alone_);
    }
}

void QuickLook::sight_with(const std::vector<Suffix>& suffixes, std::string_view head,
                           Sighting& sighting) const {
    std::string stem;
    std::optional<std::string_view> flags;
    const Suffix* before = nullptr;
    for (const Suffix& suffix : suffixes) {
        if (before == nullptr || before->strip != suffix.strip) {
            stem.assign(head).append(suffix.strip);
            flags = stems_.flags_of(stem);
            before = &suffix;
        }
        if (!flags) continue;
        sighting.known = true;
        sighting.right = flags->find(suffix.flag) != std::string_view::npos &&
                         !holds_any(*flags, not_alone_) && ends_as(stem, suffix.condition);
        if (sighting.right) return;
    }
}

QuickLook::Sighting QuickLook::sight(std::string_view word) const {
    Sighting sighting;
    if (const auto flags = stems_.flags_of(word)) {
        sighting.known = true;
        sighting.right = !holds_any(*flags, not_alone_);
    }
    std::size_t node = 0;
    for (std::size_t left = word.size(); left > 0 && !sighting.right; --left) {
        if (!nodes_[node].suffixes.empty())
            sight_with(nodes_[node].suffixes, word.substr(0, left), sighting);
        const auto& next = nodes_[node].next;
        const auto edge = std::find_if(
            next.begin(), next.end(), [&](const auto& one) { return one.first == word[left - 1]; });
        if (edge == next.end()) break;
        node = edge->second;
    }
    return sighting;
}

bool QuickLook::is_known_behind_prefix(std::string_view word) const {
    return std::any_of(prefixes_.begin(), prefixes_.end(), [&](const Prefix& prefix) {
        const bool fits = word.size() > prefix.add.size() &&
                          (prefix.add.empty() || word.front() == prefix.add.front()) &&
                          word.starts_with(prefix.add);
        if (!fits) return false;
        return sight(prefix.strip + std::string(word.substr(prefix.add.size()))).known;
    });
}

Look QuickLook::look_at_small(std::string_view word) const {
    const Sighting sighting = sight(word);
    if (sighting.right) return Look::Right;
    const bool letters = std::all_of(word.begin(), word.end(), is_small_letter);
    if (!denies_ || !letters || sighting.known || is_known_behind_prefix(word)) return Look::Unsure;
    return Look::Wrong;
}

Look QuickLook::at(std::string_view word) const {
    const bool capital = !word.empty() && word.front() >= 'A' && word.front() <= 'Z' &&
                         std::all_of(word.begin() + 1, word.end(), is_small_letter);
    if (!capital || word.size() < 2) return look_at_small(word);
    // As a name, or as a sentence's first word.
    const Sighting named = sight(word);
    if (named.right) return Look::Right;
    if (named.known || keeps_case_) return Look::Unsure;
    std::string small(word);
    small.front() = static_cast<char>(small.front() + 0x20);
    return look_at_small(small);
}

}  // namespace aplomb

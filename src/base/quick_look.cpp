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
    // Both are a handful, and there are a hundred thousand of the former.
    return std::any_of(flags.begin(), flags.end(), [&](char flag) {
        return std::any_of(sought.begin(), sought.end(), [&](char one) { return one == flag; });
    });
}

Look surer(Look a, Look b) {
    if (a == Look::Right || b == Look::Right) return Look::Right;
    return a == Look::Unsure || b == Look::Unsure ? Look::Unsure : Look::Wrong;
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

// One sign of hunspell's conditions, which are letters, ".", and sets "[aeiou]" or "[^aeiou]".
bool is_one_of(char letter, std::string_view sign) {
    if (sign == ".") return true;
    if (!sign.starts_with('[')) return sign == std::string_view(&letter, 1);
    sign = sign.substr(1, sign.size() - 2);
    const bool none_of = sign.starts_with('^');
    if (none_of) sign.remove_prefix(1);
    return (sign.find(letter) != std::string_view::npos) != none_of;
}

std::vector<std::string> signs_of(std::string_view condition) {
    std::vector<std::string> signs;
    while (!condition.empty()) {
        const std::size_t close = condition.front() == '[' ? condition.find(']') : 0;
        const std::size_t size = std::min(close, condition.size() - 1) + 1;
        signs.emplace_back(condition.substr(0, size));
        condition.remove_prefix(size);
    }
    if (signs.size() == 1 && signs.front() == ".") signs.clear();
    return signs;
}

bool stands_at(std::string_view word, std::size_t at, const std::vector<std::string>& signs) {
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (!is_one_of(word[at + i], signs[i])) return false;
    }
    return true;
}

bool begins_as(std::string_view word, const std::vector<std::string>& signs) {
    return word.size() >= signs.size() && stands_at(word, 0, signs);
}

bool ends_as(std::string_view word, const std::vector<std::string>& signs) {
    return word.size() >= signs.size() && stands_at(word, word.size() - signs.size(), signs);
}

}  // namespace

void StemTable::reserve(std::string_view content, std::size_t stems) {
    constexpr std::size_t bits_for_each_place = 16;
    content_ = content;
    // Two thirds full on average: a larger one would cost its pages more than it saves steps.
    const std::size_t places = std::bit_ceil(stems * 4 / 3);
    entries_.assign(places, Entry{});
    hashes_.assign(std::max<std::size_t>(1, places * bits_for_each_place / 64), 0);
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
    if (entry.used) entry.twice = true;
    if (entry.used && !holds_any(flags, weighs_more)) return;
    entry = {hash,
             static_cast<std::uint32_t>(stem.data() - content_.data()),
             static_cast<std::uint16_t>(stem.size()),
             static_cast<std::uint16_t>(flags.size()),
             true,
             entry.twice};
    const std::size_t bit = hash & (hashes_.size() * 64 - 1);
    hashes_[bit / 64] |= std::uint64_t{1} << bit % 64;
}

std::optional<StemTable::Flags> StemTable::flags_of(std::string_view stem) const {
    if (entries_.empty()) return {};
    const std::uint32_t hash = hash_of(stem);
    const std::size_t bit = hash & (hashes_.size() * 64 - 1);
    if ((hashes_[bit / 64] >> bit % 64 & 1u) == 0) return {};
    const Entry& entry = entries_[place_of(stem, hash)];
    if (!entry.used) return {};
    if (entry.flags_size == 0) return Flags{{}, entry.twice};
    return Flags{content_.substr(entry.start + entry.stem_size + 1u, entry.flags_size),
                 entry.twice};
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

bool QuickLook::read_condition(std::istringstream& fields, std::string_view flag,
                               std::string_view strip, Condition& condition) {
    std::string written;
    if (!(fields >> written)) {
        if (strip != "Y") loners_ += flag;
        denies_ = denies_ && (strip == "Y" || strip == "N");
        return false;
    }
    denies_ = denies_ && std::all_of(written.begin(), written.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    condition = signs_of(written);
    return true;
}

void QuickLook::read_suffix(std::istringstream& fields) {
    std::string flag;
    std::string add;
    Suffix suffix;
    if (!(fields >> flag >> suffix.strip >> add)) return;
    if (!read_condition(fields, flag, suffix.strip, suffix.condition)) return;
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
    Prefix prefix;
    if (!(fields >> flag >> prefix.strip >> prefix.add)) return;
    if (!read_condition(fields, flag, prefix.strip, prefix.condition)) return;
    if (flag.size() != 1 || prefix.add.find('/') != std::string::npos) denies_ = false;
    prefix.flag = flag.front();
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
        std::size_t end = 0;
        std::size_t slash = std::string_view::npos;
        while (end < rest.size() && rest[end] != '\n' && rest[end] != '\t' && rest[end] != '\r') {
            if (rest[end] == '/' && slash == std::string_view::npos) slash = end;
            ++end;
        }
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(rest.find('\n', end), rest.size() - 1) + 1);
        const std::string_view stem = line.substr(0, slash);
        const std::string_view flags =
            slash == std::string_view::npos ? std::string_view{} : line.substr(slash + 1);
        // Escapes and facts about a word behind a space are nuspell's to read. Words put together
        // of stems are only understood where those are numbers.
        const bool odd = holds_any(stem, " \\");
        const bool part = holds_any(flags, compound_flags_) && !holds_any(stem, "0123456789");
        if (odd || part) denies_ = false;
        stems_.add(stem, flags, not_alone_);
    }
}

Look QuickLook::judge(const StemTable::Flags& stem, char suffix, char prefix) const {
    const auto allows = [&](char flag) {
        return flag == 0 || stem.flags.find(flag) != std::string_view::npos;
    };
    const auto alone = [&](char flag) { return loners_.find(flag) != std::string::npos; };
    if (!allows(suffix) || !allows(prefix)) return stem.twice ? Look::Unsure : Look::Wrong;
    const bool both = suffix != 0 && prefix != 0;
    const bool odd =
        holds_any(stem.flags, not_alone_) || (both && (alone(suffix) || alone(prefix)));
    return odd ? Look::Unsure : Look::Right;
}

Look QuickLook::sight_with(const std::vector<Suffix>& suffixes, std::string_view head,
                           char prefix) const {
    Look best = Look::Wrong;
    std::string stem;
    std::optional<StemTable::Flags> flags;
    const Suffix* before = nullptr;
    for (const Suffix& suffix : suffixes) {
        if (before == nullptr || before->strip != suffix.strip) {
            stem.assign(head).append(suffix.strip);
            flags = stems_.flags_of(stem);
            before = &suffix;
        }
        if (!flags || !ends_as(stem, suffix.condition)) continue;
        best = surer(best, judge(*flags, suffix.flag, prefix));
        if (best == Look::Right) break;
    }
    return best;
}

Look QuickLook::sight(std::string_view word, char prefix) const {
    Look best = Look::Wrong;
    if (const auto flags = stems_.flags_of(word)) {
        // What is forbidden as it stands is not made right by what it might be made of.
        if (prefix == 0 && holds_any(flags->flags, not_alone_)) return Look::Unsure;
        best = judge(*flags, 0, prefix);
    }
    std::size_t node = 0;
    for (std::size_t left = word.size(); left > 0 && best != Look::Right; --left) {
        if (!nodes_[node].suffixes.empty())
            best = surer(best, sight_with(nodes_[node].suffixes, word.substr(0, left), prefix));
        const auto& next = nodes_[node].next;
        const auto edge = std::find_if(
            next.begin(), next.end(), [&](const auto& one) { return one.first == word[left - 1]; });
        if (edge == next.end()) break;
        node = edge->second;
    }
    return best;
}

Look QuickLook::sight_behind_prefixes(std::string_view word) const {
    Look best = Look::Wrong;
    for (const Prefix& prefix : prefixes_) {
        const bool fits = word.size() > prefix.add.size() &&
                          (prefix.add.empty() || word.front() == prefix.add.front()) &&
                          word.starts_with(prefix.add);
        if (!fits) continue;
        const std::string rest = prefix.strip + std::string(word.substr(prefix.add.size()));
        if (begins_as(rest, prefix.condition)) best = surer(best, sight(rest, prefix.flag));
    }
    return best;
}

Look QuickLook::look_at_small(std::string_view word) const {
    const Look look = sight(word, 0);
    const bool letters = !word.empty() && std::all_of(word.begin(), word.end(), is_small_letter);
    if (look == Look::Right || !denies_ || !letters) return surer(look, Look::Unsure);
    return surer(look, sight_behind_prefixes(word));
}

Look QuickLook::at(std::string_view word) const {
    const bool capital = !word.empty() && word.front() >= 'A' && word.front() <= 'Z' &&
                         std::all_of(word.begin() + 1, word.end(), is_small_letter);
    if (!capital || word.size() < 2) return look_at_small(word);
    // As a name, or as a sentence's first word.
    const Look named = sight(word, 0);
    if (named != Look::Wrong) return named;
    if (keeps_case_) return Look::Unsure;
    std::string small(word);
    small.front() = static_cast<char>(small.front() + 0x20);
    return look_at_small(small);
}

}  // namespace aplomb

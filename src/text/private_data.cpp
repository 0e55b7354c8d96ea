#include "text/private_data.h"

#include <algorithm>
#include <array>

#include "text/links.h"
#include "text/private_scan.h"
#include "text/utf8.h"

namespace aplomb::text {

bool Scan::in_word(std::size_t i) const {
    const char32_t c = at(i);
    return c == '_' || is_letter(c) || is_digit(c);
}

Scan::Scan(const Folded& folded, const PrivateDataOptions& options)
    : folded_(folded), options_(options), links_(find_links(folded.points, LinkRules::X)) {
    const std::u32string& lower = folded_.lower;
    std::size_t sentence = 0;
    for (std::size_t i = 0; i < lower.size();) {
        if (!in_word(i)) {
            // A full stop ends a sentence only before a capital, so that "no. 12" stays whole.
            const bool stop = lower[i] == '!' || lower[i] == '?' || lower[i] == '\n' ||
                              ((lower[i] == '.' || lower[i] == 0x3002) &&
                               (at(i + 1) == ' ' || at(i + 1) == '\n') &&
                               i + 2 < folded_.points.size() && is_upper(folded_.points[i + 2]) &&
                               (words_.empty() || words_.back().end != i ||
                                words_.back().end - words_.back().start > 3));
            if (stop) ++sentence;
            ++i;
            continue;
        }
        ScanWord word;
        word.start = i;
        word.sentence = sentence;
        word.capital = is_upper(folded_.points[i]);
        while (in_word(i) || ((at(i) == '-' || at(i) == '\'') && i > word.start &&
                              is_letter(at(i - 1)) && is_letter(at(i + 1)))) {
            word.digits = word.digits || is_digit(lower[i]);
            ++i;
        }
        word.end = i;
        word.plain = encode(std::u32string_view(lower).substr(word.start, i - word.start));
        words_.push_back(std::move(word));
    }
}

bool Scan::in_link(std::size_t place) const {
    const auto after =
        std::upper_bound(links_.begin(), links_.end(), place,
                         [](std::size_t p, const Segment& link) { return p < link.start; });
    return after != links_.begin() && place < (after - 1)->end;
}

std::size_t Scan::word_from(std::size_t place) const {
    const auto found =
        std::lower_bound(words_.begin(), words_.end(), place,
                         [](const ScanWord& word, std::size_t p) { return word.end <= p; });
    return static_cast<std::size_t>(found - words_.begin());
}

std::optional<std::size_t> Scan::back_to(std::size_t place, std::size_t count,
                                         const WordList& list) const {
    const std::size_t here = word_from(place);
    for (std::size_t back = 1; back <= count && back <= here; ++back) {
        const ScanWord& word = words_[here - back];
        if (here < words_.size() && word.sentence != words_[here].sentence) break;
        if (one_of(word.plain, list)) return back;
    }
    return {};
}

bool Scan::follows(std::size_t place, std::size_t count, const WordList& list) const {
    const std::size_t from = word_from(place);
    for (std::size_t i = from; i < words_.size() && i < from + count; ++i) {
        if (from > 0 && words_[i].sentence != words_[from - 1].sentence) break;
        if (one_of(words_[i].plain, list)) return true;
    }
    return false;
}

bool Scan::in_sentence(std::size_t place, const WordList& list) const {
    constexpr std::size_t reach = 40;
    if (words_.empty()) return false;
    const std::size_t here = std::min(word_from(place), words_.size() - 1);
    const std::size_t first = here > reach ? here - reach : 0;
    const std::size_t end = std::min(words_.size(), here + reach);
    for (std::size_t i = first; i < end; ++i) {
        if (words_[i].sentence == words_[here].sentence && list.has(words_[i].plain)) return true;
    }
    return false;
}

std::string Scan::text(std::size_t start, std::size_t end) const {
    return encode(std::u32string_view(folded_.points).substr(start, end - start));
}

std::string Scan::digits(std::size_t start, std::size_t end) const {
    std::string out;
    for (std::size_t i = start; i < end; ++i) {
        if (is_digit(at(i))) out += static_cast<char>(at(i));
    }
    return out;
}

std::string_view name_of(PrivateKind kind) {
    constexpr std::array<std::string_view, 10> names{
        "card",    "iban",       "national_id", "phone",  "email",
        "address", "birth_date", "reference",   "health", "money"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<PrivateDatum> find_private_data(const Folded& folded,
                                            const PrivateDataOptions& options) {
    const Scan scan(folded, options);
    std::vector<Found> found;
    // What comes first wins where two overlap: proof before likelihood.
    find_ibans(scan, found);
    find_cards(scan, found);
    find_national_ids(scan, found);
    find_emails(scan, found);
    find_references(scan, found);
    find_birth_dates(scan, found);
    find_addresses(scan, found);
    find_phones(scan, found);
    find_health_and_money(scan, found);

    std::vector<Found> kept;
    std::vector<bool> taken(folded.points.size());
    for (Found& one : found) {
        const bool contact = one.kind == PrivateKind::Email;
        if (!contact && scan.in_link(one.start)) continue;
        const auto from = taken.begin() + static_cast<std::ptrdiff_t>(one.start);
        const auto to = taken.begin() + static_cast<std::ptrdiff_t>(one.end);
        if (std::find(from, to, true) != to) continue;
        std::fill(from, to, true);
        kept.push_back(std::move(one));
    }
    std::sort(kept.begin(), kept.end(),
              [](const Found& a, const Found& b) { return a.start < b.start; });
    std::vector<PrivateDatum> data;
    data.reserve(kept.size());
    for (Found& one : kept) {
        Segment range = folded.original(one.start, one.end);
        // What cannot be seen behind the last character belongs to it, as a keycap to its digit.
        range.end = folded.origin[one.end];
        data.push_back({one.kind, range, one.sure, std::move(one.mask)});
    }
    return data;
}

std::vector<PrivateDatum> find_private_data(std::string_view utf8,
                                            const PrivateDataOptions& options) {
    return find_private_data(fold(to_code_points(utf8)), options);
}

}  // namespace aplomb::text

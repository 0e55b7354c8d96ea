#include "desk/when_spans.h"

#include <algorithm>
#include <array>
#include <utility>

#include "desk/when_numbers.h"

namespace aplomb::desk {
namespace {

constexpr double span_max = 400;

// clang-format off
// One word for so many minutes.
constexpr auto short_spans = std::to_array<std::pair<std::string_view, int>>({
    {"demi-heure", 30}, {"half-hour", 30}, {"mezz'ora", 30}, {"mezzora", 30},
    {"viertelstunde", 15}, {"dreiviertelstunde", 45}, {"un'ora", 60}});
constexpr auto halves = std::to_array<std::string_view>({
    "half", "halbe", "halben", "halber", "demi", "demie", "media", "medio", "mezza", "mezzo"});
constexpr auto quarters = std::to_array<std::string_view>({
    "quarter", "quarters", "quart", "quarts", "cuarto", "cuartos", "quarto", "quarti"});
constexpr auto ands = std::to_array<std::string_view>({"and", "und", "et", "y", "e"});
constexpr auto range_words = std::to_array<std::string_view>({
    "to", "or", "bis", "oder", "à", "ou", "o", "a"});
// clang-format on

bool among(std::span<const std::string_view> list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

class SpanReader {
  public:
    SpanReader(WordsView words, std::size_t at) : words_(words), start_(at), i_(at) {}

    std::optional<TimeSpan> read() {
        if (!is_within_word(word())) return {};
        ++i_;
        skip_lead();
        if (auto fixed = short_span()) return fixed;
        if (auto part = part_of_unit()) return part;
        return counted();
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t ahead = 0) const {
        return word_at(words_, i_ + ahead);
    }

    // "the next", "un plazo máximo de"
    void skip_lead() {
        std::size_t term = i_;
        for (std::size_t j = i_; j < i_ + 6 && j < words_.size(); ++j) {
            const std::string_view each = words_[j].text;
            if (is_term_word(each)) {
                term = j + 1;
            } else if (!is_filler(each) && !is_one_or_article(each)) {
                break;
            }
        }
        i_ = term;
        while (i_ < words_.size() && is_filler(word()) && !among(halves, word()) &&
               !number_word(word())) {
            ++i_;
        }
    }

    std::optional<TimeSpan> short_span() {
        if (is_one_or_article(word())) return try_short(1);
        return try_short(0);
    }
    std::optional<TimeSpan> try_short(std::size_t ahead) {
        const auto found = std::find_if(short_spans.begin(), short_spans.end(),
                                        [&](const auto& s) { return s.first == word(ahead); });
        if (found == short_spans.end() && word(ahead) == "fortnight") {
            i_ += ahead + 1;
            return made(TimeUnit::Week, 2, true);
        }
        if (found == short_spans.end()) return {};
        i_ += ahead + 1;
        return made(TimeUnit::Minute, found->second + 60 * half_after(), true);
    }

    // "half an hour", "une demi heure", "three quarters of an hour", "un quart d'heure"
    std::optional<TimeSpan> part_of_unit() {
        std::size_t j = i_;
        double value = 1;
        if (const auto amount = amount_at(words_, j);
            amount && !among(halves, word_at(words_, j))) {
            value = amount->value;
            j += amount->used;
        }
        const bool half = among(halves, word_at(words_, j));
        if (!half && !among(quarters, word_at(words_, j))) return {};
        ++j;
        while (is_one_or_article(word_at(words_, j)) || word_at(words_, j) == "of" ||
               word_at(words_, j) == "de" || word_at(words_, j) == "di") {
            ++j;
        }
        const auto unit = unit_word(word_at(words_, j));
        if (!unit) return {};
        i_ = j + 1;
        return made(*unit, value * (half ? 0.5 : 0.25), true);
    }

    std::optional<TimeSpan> counted() {
        auto amount = quantity();
        if (word() == "of" || word() == "de") ++i_;
        const bool working_before = is_working_word(word());
        if (working_before) ++i_;
        auto unit = unit_word(word());
        if (!unit) return {};
        const std::string_view first = words_[start_].text;
        const bool giornata = first == "in" && word() == "giornata";
        const bool next_hour = unit == TimeUnit::Hour && is_next_word(word_at(words_, i_ - 1));
        if (!amount && !giornata && !next_hour && (first == "in" || is_next_word(first))) return {};
        ++i_;
        const bool working = working_before || is_working_word(word());
        if (is_working_word(word())) ++i_;
        if (working && unit == TimeUnit::Day) unit = TimeUnit::WorkingDay;
        if (amount) *amount = more_after(*amount);
        if (amount && unit == TimeUnit::Hour) *amount += minutes_after();
        return made(*unit, amount.value_or(1), amount.has_value());
    }

    // "24", "two or three", "a couple", "one and a half"
    std::optional<double> quantity() {
        auto amount = amount_at(words_, i_);
        if (!amount) return {};
        const bool article = is_one_or_article(word());
        i_ += amount->used;
        const std::size_t ahead = among(range_words, word()) ? 1 : 0;
        const auto more = amount_at(words_, i_ + ahead);
        const bool wanted = ahead == 1 || article || joined_by(words_, i_ - 1, U'-') ||
                            joined_by(words_, i_ - 1, U'–');
        if (wanted && more && more->value > amount->value) {
            i_ += ahead + more->used;
            return more->value;
        }
        return amount->value + half_after();
    }

    // "an hour and a half", "a day or two"
    double more_after(double amount) {
        if (const double half = half_after(); half > 0) return amount + half;
        if (!among(range_words, word()) || word() == "a") return amount;
        const auto more = amount_at(words_, i_ + 1);
        if (!more || more->value <= amount || unit_word(word_at(words_, i_ + 1 + more->used)))
            return amount;
        i_ += 1 + more->used;
        return more->value;
    }

    double half_after() {
        if (!among(ands, word())) return 0;
        const std::size_t ahead = is_one_or_article(word(1)) ? 2 : 1;
        if (!among(halves, word(ahead))) return 0;
        i_ += ahead + 1;
        return 0.5;
    }

    // "an hour and twenty minutes", as a part of an hour.
    double minutes_after() {
        const std::size_t link = among(ands, word()) ? 1 : 0;
        const auto more = amount_at(words_, i_ + link);
        if (!more || unit_word(word(link + more->used)) != TimeUnit::Minute) return 0;
        i_ += link + more->used + 1;
        return more->value / 60;
    }

    [[nodiscard]] std::optional<TimeSpan> made(TimeUnit unit, double amount, bool counted) const {
        if (amount <= 0 || amount > span_max || is_past_word(word())) return {};
        return TimeSpan{unit, amount, counted, i_ - start_};
    }

    const WordsView words_;
    const std::size_t start_;
    std::size_t i_;
};

}  // namespace

std::optional<TimeSpan> span_at(WordsView words, std::size_t i) {
    return SpanReader(words, i).read();
}

}  // namespace aplomb::desk

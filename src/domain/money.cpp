#include "domain/money.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace aplomb {
namespace {

constexpr std::array<std::string_view, 8> without_decimals{"JPY", "KRW", "VND", "CLP",
                                                           "ISK", "UGX", "XAF", "XOF"};
constexpr std::array<std::string_view, 6> with_three{"BHD", "IQD", "JOD", "KWD", "OMR", "TND"};
constexpr std::int64_t whole_max = 1'000'000'000;

std::size_t decimals_of(std::string_view currency) {
    if (std::find(without_decimals.begin(), without_decimals.end(), currency) !=
        without_decimals.end()) {
        return 0;
    }
    return std::find(with_three.begin(), with_three.end(), currency) != with_three.end() ? 3 : 2;
}

bool read_digits(std::string_view text, std::int64_t& into) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), into);
    return !text.empty() && text.front() != '-' && read.ec == std::errc{} &&
           read.ptr == text.data() + text.size();
}

}  // namespace

Result<Money> parse_money(std::string_view amount, std::string_view currency) {
    const bool letters =
        currency.size() == 3 &&
        std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!letters) return fail(ErrorKind::Invalid, "a currency is three letters, such as \"EUR\"");
    const std::size_t point = amount.find('.');
    const std::size_t decimals = decimals_of(currency);
    std::int64_t whole = 0;
    std::int64_t part = 0;
    const bool pointed = point != std::string_view::npos;
    const std::string_view after = pointed ? amount.substr(point + 1) : std::string_view{};
    if (!read_digits(amount.substr(0, point), whole) || whole > whole_max ||
        (pointed && !read_digits(after, part)) || after.size() > decimals) {
        return fail(ErrorKind::Invalid,
                    decimals == 0 ? "an amount in this currency is a whole number such as \"1000\""
                                  : "an amount is a text such as \"10.00\"");
    }
    std::int64_t unit = 1;
    for (std::size_t i = 0; i < decimals; ++i)
        unit *= 10;
    for (std::size_t i = after.size(); i < decimals; ++i)
        part *= 10;
    return Money{whole * unit + part, std::string(currency)};
}

std::string amount_text(const Money& money) {
    const std::size_t decimals = decimals_of(money.currency);
    std::string digits = std::to_string(money.minor < 0 ? -money.minor : money.minor);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, ".");
    return (money.minor < 0 ? "-" : "") + digits;
}

}  // namespace aplomb

// An amount of money in its currency's smallest unit: what is owed is never a binary fraction.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aplomb {

struct Money {
    std::int64_t minor = 0;
    std::string currency;  // ISO 4217: "EUR"
    bool operator==(const Money&) const = default;
};

// "10", "10.00", "9.99"; at most as many decimals as the currency has (JPY none, most two), no
// sign. Invalid says what is wrong with it.
Result<Money> parse_money(std::string_view amount, std::string_view currency);
// "10.00".
std::string amount_text(const Money& money);

}  // namespace aplomb

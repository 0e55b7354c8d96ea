// Numbers of the kinds that private_data finds, made up by rule: real check digits, nobody's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aplomb::test {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 2 + 1) {}
    std::uint64_t next() {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return state_ >> 33;
    }
    // 0 … end − 1
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
    std::string digits(std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i)
            out += static_cast<char>('0' + below(10));
        return out;
    }

  private:
    std::uint64_t state_;
};

template<std::size_t N>
std::string pick(Dice& dice, const std::string_view (&choices)[N]) {
    return std::string(choices[dice.below(N)]);
}

std::string made_card(Dice& dice);
// A card number as people write and disguise them.
std::string dressed_card(Dice& dice, const std::string& digits);
std::string made_iban(Dice& dice);
std::string dressed_iban(Dice& dice, const std::string& iban);
std::string made_ssn(Dice& dice);
std::string made_email(Dice& dice);
// Valid by its country's plan, in that country's or the international form.
std::string made_phone(Dice& dice);

}  // namespace aplomb::test

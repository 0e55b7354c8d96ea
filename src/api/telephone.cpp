#include "api/telephone.h"

#include <algorithm>
#include <string_view>

namespace aplomb::api {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view between_them = "+ -()./";
constexpr std::size_t digits_min = 5;
constexpr std::size_t phone_max = 32;

bool is_dialable(std::string_view phone) {
    const auto is_one_of = [](std::string_view set) {
        return [set](char c) { return set.find(c) != std::string_view::npos; };
    };
    const auto figures = std::count_if(phone.begin(), phone.end(), is_one_of(digits));
    const auto others = std::count_if(phone.begin(), phone.end(), is_one_of(between_them));
    return static_cast<std::size_t>(figures) >= digits_min && phone.size() <= phone_max &&
           static_cast<std::size_t>(figures + others) == phone.size();
}

}  // namespace

Result<std::string> dialable_phone(const std::string& phone) {
    if (phone.empty() || is_dialable(phone)) return phone;
    return fail(ErrorKind::Invalid, "a telephone number looks like \"+44 20 7946 0000\"", "/phone");
}

}  // namespace aplomb::api

// A telephone number as people write it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace aplomb::api {

// That number, its odd blanks and hyphens made plain, with an extension ("ext. 12", "x12") where it
// has one; nothing where it is empty. Invalid, at /phone, for what nobody can dial.
Result<std::string> dialable_phone(const std::string& phone);

// To be clicked (RFC 3966): "tel:+442079460000;ext=12"; empty for a number without digits.
std::string dial_link(std::string_view phone);

}  // namespace aplomb::api

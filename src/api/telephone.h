// A telephone number as people write it.
#pragma once

#include <string>

#include "base/result.h"

namespace aplomb::api {

// That number, or none where it is empty; Invalid, at /phone, for what nobody can dial.
Result<std::string> dialable_phone(const std::string& phone);

}  // namespace aplomb::api

// DIRECTORY/aplomb.key: 32 random bytes that seal the channels' secrets. Made on first use, mode
// 0600. A database without its key file is readable but for those secrets; a backup holds both.
#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"

namespace aplomb::runtime {

Result<std::string> load_or_make_key(const std::string& directory, Random& random);

}  // namespace aplomb::runtime

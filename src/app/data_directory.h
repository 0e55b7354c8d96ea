// The database of `--data DIR` for a short piece of administration, beside a running server or
// without one. A running server sees the change at once.
#pragma once

#include <memory>
#include <string>

#include "app/flags.h"
#include "base/result.h"
#include "domain/journal.h"
#include "domain/user.h"
#include "store/store.h"

namespace aplomb::app {

inline constexpr std::string_view data_directory_usual = "./aplomb-data";
inline constexpr Flag data_flag{"data", "DIR", "the desk's data directory (./aplomb-data)"};

std::string data_directory(const Flags& flags);

// Whether a directory with no database yet gets one: adding the first user of a desk that was never
// started is fine, listing the users of a mistyped directory is not.
enum class WhenMissing { Create, Refuse };
Result<std::unique_ptr<store::Store>> open_data(const Flags& flags, WhenMissing when_missing);

// `--role`, an agent's when it is not given.
Result<Role> role_of(const Flags& flags);

// What the audit log keeps of a change made here.
AuditEntry by_command_line(Timestamp now, std::string action, std::string subject);

}  // namespace aplomb::app

#include "app/data_directory.h"

namespace aplomb::app {

std::string data_directory(const Flags& flags) {
    return flags.value_or("data", data_directory_usual);
}

Result<std::unique_ptr<store::Store>> open_data(const Flags& flags, WhenMissing when_missing) {
    store::OpenOptions options;
    options.directory = data_directory(flags);
    options.readers = 1;
    options.exclusive = false;
    options.create = when_missing == WhenMissing::Create;
    return store::open_sqlite(options);
}

Result<Role> role_of(const Flags& flags) {
    const std::string name = flags.value_or("role", "agent");
    if (const auto role = role_from(name)) return *role;
    return fail(ErrorKind::Invalid,
                "\"" + name + "\" is no role; it is agent, senior, manager, executive or admin",
                "--role");
}

AuditEntry by_command_line(Timestamp now, std::string action, std::string subject) {
    AuditEntry entry;
    entry.at = now;
    entry.actor_kind = "cli";
    entry.action = std::move(action);
    entry.subject = std::move(subject);
    return entry;
}

}  // namespace aplomb::app

// The policy in force, read from policy.toml where there is one, and read again when that file
// changes while the desk runs. A file that cannot be used leaves the last good policy standing; the
// log says so, and what changed is written into the audit log either way.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "desk/ports.h"
#include "etiquette/policy.h"
#include "store/store.h"

namespace aplomb::runtime {

class PolicyFile final : public desk::PolicySource {
  public:
    struct News {
        bool accepted = false;
        // Accepted: the settings that changed, one sentence each. Else why not, as FILE:LINE.
        std::vector<std::string> what;
    };

    // An empty path is the shipped policy. Errors name FILE:LINE.
    static Result<std::unique_ptr<PolicyFile>> open(const std::string& path);

    [[nodiscard]] std::shared_ptr<const etiquette::Policy> current() const override;
    [[nodiscard]] const std::string& path() const { return path_; }

    // Reads the file again when it was written since, and says what that changed; nothing when it
    // did not, and each fault once.
    std::optional<News> look();

  private:
    // What tells a file that was written from the same file as before, without reading it.
    struct Stamp {
        std::filesystem::file_time_type written{};
        std::uintmax_t bytes = 0;
        bool operator==(const Stamp&) const = default;
    };

    PolicyFile(std::string path, Stamp stamp, std::string read, etiquette::Policy policy);
    static Stamp stamp_of(const std::string& path);

    const std::string path_;
    mutable std::mutex mutex_;
    Stamp stamp_;
    std::string read_;  // the contents last looked at, good or not
    std::shared_ptr<const etiquette::Policy> policy_;
};

// Looks once, and writes what it finds into log and audit log. `serve` calls it a few times a
// second and on SIGHUP.
void follow_policy(PolicyFile& file, store::Store& store, Timestamp now);

}  // namespace aplomb::runtime

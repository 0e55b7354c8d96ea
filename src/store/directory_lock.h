// One server a data directory. The lock is the kernel's (flock), so it ends with the process that
// holds it, however that process ends; the file carries the holder's process id for people.
#pragma once

#include <string>

#include "base/result.h"

namespace aplomb::store {

class DirectoryLock {
  public:
    // Conflict when another process holds it.
    static Result<DirectoryLock> take(const std::string& directory);

    DirectoryLock() = default;
    DirectoryLock(DirectoryLock&& other) noexcept;
    DirectoryLock& operator=(DirectoryLock&& other) noexcept;
    ~DirectoryLock();

  private:
    explicit DirectoryLock(int file) : file_(file) {}
    void release();

    int file_ = -1;
};

}  // namespace aplomb::store

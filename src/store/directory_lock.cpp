#include "store/directory_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "store/store.h"

namespace aplomb::store {

Result<DirectoryLock> DirectoryLock::take(const std::string& directory) {
    const std::string path = directory + "/" + std::string(lock_file_name);
    DirectoryLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.file_ < 0) {
        return fail(ErrorKind::Unavailable, path + " cannot be opened: " + std::strerror(errno));
    }
    if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> text{};
        const ssize_t size = ::pread(lock.file_, text.data(), text.size() - 1, 0);
        std::string holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
        while (!holder.empty() && holder.back() == '\n')
            holder.pop_back();
        return fail(ErrorKind::Conflict,
                    "another server (process " + (holder.empty() ? "unknown" : holder) +
                        ") is using " + directory + "; stop it first or choose another directory");
    }
    const std::string own = std::to_string(::getpid()) + "\n";
    // Only for people to read: a full disk must not keep the server from starting.
    if (::ftruncate(lock.file_, 0) == 0) {
        [[maybe_unused]] const ssize_t written = ::pwrite(lock.file_, own.data(), own.size(), 0);
    }
    return lock;
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)) {}

DirectoryLock& DirectoryLock::operator=(DirectoryLock&& other) noexcept {
    release();
    file_ = std::exchange(other.file_, -1);
    return *this;
}

DirectoryLock::~DirectoryLock() {
    release();
}

void DirectoryLock::release() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
}

}  // namespace aplomb::store

#include "runtime/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace aplomb::runtime {
namespace {

constexpr std::size_t key_size = 32;

class File {
  public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

  private:
    int descriptor_;
};

Result<std::string> read_key(const std::string& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        return fail(ErrorKind::Unavailable, path + " cannot be read: " + std::strerror(errno));
    }
    std::string key(key_size + 1, '\0');
    const ssize_t count = ::read(file.get(), key.data(), key.size());
    if (count != static_cast<ssize_t>(key_size)) {
        return fail(ErrorKind::Corrupt,
                    path + " is not a key file (32 bytes); put the one from your backup in place");
    }
    key.resize(key_size);
    return key;
}

}  // namespace

Result<std::string> load_or_make_key(const std::string& directory, Random& random) {
    const std::string path = directory + "/aplomb.key";
    if (::access(path.c_str(), F_OK) == 0) return read_key(path);

    // Written beside and linked into place, so that two processes starting at once agree on one.
    const std::string key = random.bytes(key_size);
    const std::string draft = path + "." + std::to_string(::getpid());
    {
        const File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file.get() < 0 ||
            ::write(file.get(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
            ::fsync(file.get()) != 0) {
            return fail(ErrorKind::Unavailable,
                        draft + " cannot be written: " + std::strerror(errno));
        }
    }
    const int linked = ::link(draft.c_str(), path.c_str());
    const int why = errno;
    ::unlink(draft.c_str());
    if (linked != 0 && why != EEXIST) {
        return fail(ErrorKind::Unavailable, path + " cannot be made: " + std::strerror(why));
    }
    return read_key(path);
}

}  // namespace aplomb::runtime

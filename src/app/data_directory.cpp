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

}  // namespace aplomb::app

#include "app/administration.h"

#include "runtime/key_file.h"
#include "runtime/net_transport.h"

namespace aplomb::app {

Administration::Administration(std::unique_ptr<store::Store> store, std::string key)
    : store_(std::move(store)),
      transport_(runtime::make_net_transport()),
      directory_(*store_, std::move(key), random_),
      admin_(*store_, directory_, *transport_, clock_, random_) {}

Result<std::unique_ptr<Administration>> Administration::open(const std::string& data) {
    store::OpenOptions options;
    options.directory = data;
    options.exclusive = false;
    options.readers = 1;
    auto store = TRY(store::open_sqlite(options));
    SecureRandom random;
    std::string key = TRY(runtime::load_or_make_key(data, random));
    return std::unique_ptr<Administration>(new Administration(std::move(store), std::move(key)));
}

}  // namespace aplomb::app

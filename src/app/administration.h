// A data directory opened for an administration command, whether a server runs on it or not. A
// running server notices the change by itself (store::Store::on_foreign_commit).
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "channels/transport.h"
#include "runtime/channel_admin.h"
#include "runtime/directory.h"
#include "store/store.h"

namespace aplomb::app {

class Administration {
  public:
    static Result<std::unique_ptr<Administration>> open(const std::string& data);

    store::Store& store() { return *store_; }
    runtime::ConnectorAdmin& admin() { return admin_; }

  private:
    Administration(std::unique_ptr<store::Store> store, std::string key);

    SystemClock clock_;
    SecureRandom random_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<channels::Transport> transport_;
    runtime::ChannelDirectory directory_;
    runtime::ConnectorAdmin admin_;
};

}  // namespace aplomb::app

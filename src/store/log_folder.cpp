#include "store/log_folder.h"

#include "base/log.h"

namespace aplomb::store {

bool fold_log(SqliteConnection& connection) {
    int pages = 0;
    int folded = 0;
    const int code = sqlite3_wal_checkpoint_v2(connection.handle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, &pages, &folded);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) {
        log::warning("store", "the log could not be folded back",
                     {{"why", sqlite_failure(connection.handle(), code).value().what}});
    }
    return code == SQLITE_OK && pages == folded;
}

void LogFolder::begin() {
    if (under_way_.exchange(true)) return;
    const bool taken = pool_.run([this] {
        fold_log(*connection_);
        under_way_.store(false);
    });
    if (!taken) under_way_.store(false);
}

}  // namespace aplomb::store

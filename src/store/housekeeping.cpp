// What the writer does between commits (the second half of GroupWriter).

#include <chrono>

#include "base/log.h"
#include "store/group_writer.h"
#include "store/journal.h"

namespace aplomb::store {
namespace {

using namespace std::chrono_literals;

constexpr auto probe_every = 2s;
constexpr auto watch_every = 250ms;
// A write that needs new room on the disk, unlike one that overwrites the log it already has.
constexpr std::size_t probe_bytes = 262'144;

constexpr int fold_log_pages = 4000;       // 16 MB
constexpr int fold_idle_log_pages = 1000;  // 4 MB, when nobody waits

// A commit leaves one small search segment behind. Sixteen are worth a merge while nobody waits; at
// 256, searches begin to feel it, and a step goes into every commit. The pages of a step bound what
// it adds to somebody's wait.
constexpr std::int64_t merge_after_commits = 16;
constexpr std::int64_t merge_under_load_after_commits = 256;
constexpr std::int64_t merge_step_pages = 64;
constexpr int merge_steps_max = 8;

}  // namespace

void GroupWriter::turn_read_only(const Error& error) {
    log::error("store", "turned read-only", {{"why", error.what}});
    const std::scoped_lock lock(mutex_);
    health_ = {false, "nothing can be written now: " + error.what};
    next_probe_ = std::chrono::steady_clock::now() + probe_every;
}

void GroupWriter::probe() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_probe_) return;
    next_probe_ = now + probe_every;
    const auto tried = [&]() -> Result<> {
        TRY(connection_->run("begin_write", {}));
        TRY(connection_->run("set_fact", {"probe", std::string(probe_bytes, 'x')}));
        TRY(connection_->run("commit", {}));
        TRY(connection_->run("remove_fact", {"probe"}));
        return {};
    };
    if (!tried()) {
        roll_back();
        return;
    }
    log::info("store", "can write again");
    const std::scoped_lock lock(mutex_);
    health_ = {};
}

bool GroupWriter::nobody_waits() const {
    const std::scoped_lock lock(mutex_);
    return queue_.empty() && backlog_.empty();
}

bool GroupWriter::owes_merges() const {
    return unmerged_commits_ >= merge_after_commits;
}

// Part of a commit, because under load there is no moment between two.
Result<> GroupWriter::merge_under_load() {
    if (unmerged_commits_ < merge_under_load_after_commits) return {};
    merge_search(merge_step_pages);
    if (!connection_->device_failed()) return {};
    return fail(ErrorKind::Unavailable, "the disk does not take the data");
}

void GroupWriter::keep_house(bool idle) {
    if (!health_.writable) {  // written by this thread only
        probe();
        return;
    }
    for (int step = 0; step < merge_steps_max && owes_merges() && nobody_waits(); ++step) {
        if (!merge_search(merge_step_pages)) break;
    }
    fold_when_long(idle);
    watch_foreign_commits();
}

// False when nothing is left to merge.
bool GroupWriter::merge_search(std::int64_t pages) {
    const std::int64_t before = connection_->total_changes();
    const auto merged = connection_->run("merge_search_entries", {pages});
    if (!merged) {
        // Inside a commit its own end reports the trouble.
        if (connection_->device_failed() && !connection_->in_transaction()) {
            connection_->forget_device_failure();
            turn_read_only(merged.error());
        }
        return false;
    }
    // Documented by FTS5: fewer than two changed rows mean there was nothing to do.
    if (connection_->total_changes() - before >= 2) return true;
    unmerged_commits_ = 0;
    return false;
}

// The folder does the long part; what was appended meanwhile is short and ours.
void GroupWriter::fold_when_long(bool idle) {
    if (stepping_ != nullptr) {
        if (log_pages_ >= fold_idle_log_pages && fold_log(*connection_)) log_pages_ = 0;
        return;
    }
    if (!folding_) {
        const int long_pages =
            idle ? fold_idle_log_pages : std::max(fold_log_pages, fold_at_pages_);
        if (log_pages_ < long_pages) return;
        folding_ = true;
        folder_.begin();
        return;
    }
    if (folder_.under_way()) return;
    folding_ = false;
    if (fold_log(*connection_)) {
        log_pages_ = 0;
        fold_at_pages_ = 0;
    } else {
        // A reader still needs the old pages; try again when as much again has gathered.
        fold_at_pages_ = log_pages_ + fold_log_pages;
    }
}

void GroupWriter::watch_foreign_commits() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_watch_) return;
    next_watch_ = now + watch_every;
    std::int64_t version = data_version_;
    connection_->run("data_version", {}, [&](const Row& row) {
        version = row.integer(0);
        return true;
    });
    if (version == data_version_) return;
    const bool first = data_version_ == 0;
    data_version_ = version;
    if (first) return;
    std::function<void()> listener;
    {
        const std::scoped_lock lock(mutex_);
        listener = on_foreign_commit_;
    }
    if (listener) listener();
    const auto newest = transaction_.journal().newest_event();
    if (newest && newest->value > announced_event_) announce(newest->value);
}

}  // namespace aplomb::store

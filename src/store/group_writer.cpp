#include "store/group_writer.h"

#include <exception>
#include <semaphore>
#include <utility>

#include "base/log.h"
#include "store/journal.h"
#include "store/receipts.h"

namespace aplomb::store {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t batch_jobs_max = 1000;
constexpr auto batch_time_max = 20ms;
constexpr std::size_t queue_max = 65'536;
constexpr auto tick = 250ms;
// Between two rounds of merging, so that they never take a whole core.
constexpr auto merge_pause = 20ms;

// Which writer this thread is: a write that waited for itself would wait for ever.
thread_local const GroupWriter* writing_here = nullptr;

tl::unexpected<Error> closing() {
    return fail(ErrorKind::Unavailable, "the store is closing");
}

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<SqliteConnection> connection,
                         std::unique_ptr<SqliteConnection> folding, Stepping* stepping)
    : connection_(std::move(connection)),
      transaction_(*connection_),
      folder_(std::move(folding)),
      stepping_(stepping) {}

GroupWriter::~GroupWriter() {
    stop();
}

void GroupWriter::start() {
    sqlite3_wal_hook(
        connection_->handle(),
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<GroupWriter*>(self)->log_pages_ = pages;
            return SQLITE_OK;
        },
        this);
    if (const auto newest = transaction_.journal().newest_event()) announced_event_ = newest->value;
    watch_foreign_commits();
    if (stepping_ != nullptr) return;
    pool_.emplace("store writer", 1, 1);
    pool_->run([this] { work(); });
}

void GroupWriter::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (pool_) pool_->stop();
    folder_.stop();
    if (stepping_ != nullptr && !stepping_->abandoned) work_here();
}

Result<> GroupWriter::write(WriteJob job) {
    if (writing_here == this) {
        return fail(ErrorKind::Invalid, "a write cannot wait on the thread that writes");
    }
    Result<> outcome;
    if (stepping_ != nullptr) {
        write_async(std::move(job), [&](Result<> result) { outcome = std::move(result); });
        work_here();
        return outcome;
    }
    std::binary_semaphore answered(0);
    write_async(std::move(job), [&](Result<> result) {
        outcome = std::move(result);
        answered.release();
    });
    answered.acquire();
    return outcome;
}

void GroupWriter::write_async(WriteJob job, WriteDone done) {
    std::optional<Error> refused;
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_) {
            refused = closing().value();
        } else if (!health_.writable) {
            refused = Error{ErrorKind::Unavailable, health_.trouble, {}};
        } else if (queue_.size() >= queue_max) {
            refused = Error{ErrorKind::Unavailable, "too much is waiting to be written", {}};
        } else {
            queue_.push_back({std::move(job), std::move(done), {}});
        }
    }
    if (refused) {
        done(tl::unexpected<Error>(std::move(*refused)));
    } else {
        wake_.notify_one();
    }
}

Result<> GroupWriter::read_here(const ReadJob& job) const {
    if (writing_here == this) {
        return fail(ErrorKind::Invalid, "a read inside a write goes through its transaction");
    }
    struct End {
        SqliteConnection& connection;
        explicit End(SqliteConnection& read) : connection(read) {}
        ~End() { connection.run("commit", {}); }
        End(const End&) = delete;
        End& operator=(const End&) = delete;
    };
    TRY(connection_->run("begin_read", {}));
    const End end(*connection_);
    return job(transaction_);
}

StoreHealth GroupWriter::health() const {
    const std::scoped_lock lock(mutex_);
    return health_;
}

void GroupWriter::on_events(std::function<void(std::int64_t)> listener) {
    const std::scoped_lock lock(mutex_);
    on_events_ = std::move(listener);
}

void GroupWriter::on_foreign_commit(std::function<void()> listener) {
    const std::scoped_lock lock(mutex_);
    on_foreign_commit_ = std::move(listener);
}

void GroupWriter::work() {
    writing_here = this;
    while (gather()) {
        const bool idle = backlog_.empty();
        while (!backlog_.empty()) {
            commit_some();
            keep_house(false);
        }
        if (idle) keep_house(true);
    }
}

// What the thread does when it wakes, on the thread of whoever writes.
void GroupWriter::work_here() {
    struct Writing {
        explicit Writing(const GroupWriter* writer) { writing_here = writer; }
        ~Writing() { writing_here = nullptr; }
        Writing(const Writing&) = delete;
        Writing& operator=(const Writing&) = delete;
    } const writing(this);
    backlog_.swap(queue_);
    while (!backlog_.empty()) {
        commit_some();
        keep_house(false);
    }
}

void GroupWriter::reach(CommitPoint point) const {
    if (stepping_ != nullptr && stepping_->at) stepping_->at(point);
}

// False at the end: stopping and nothing left.
bool GroupWriter::gather() {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, std::chrono::milliseconds(owes_merges() ? merge_pause : tick),
                   [&] { return stopping_ || !queue_.empty(); });
    backlog_.swap(queue_);
    return !stopping_ || !backlog_.empty();
}

void GroupWriter::commit_some() {
    Attempt attempt = run_jobs(Mode::Plain, batch_jobs_max);
    if (attempt.spoiled) {
        roll_back();
        attempt = run_jobs(Mode::Careful, attempt.jobs);
    }
    if (!attempt.trouble) {
        if (const auto finished = finish_transaction(); !finished)
            attempt.trouble = finished.error();
    }
    const std::int64_t newest_event = transaction_.journal().appended().value;
    if (attempt.trouble) {
        roll_back();
        turn_read_only(*attempt.trouble);
    }
    if (!attempt.trouble) reach(CommitPoint::Committed);
    answer(attempt.jobs, attempt.trouble);
    if (!attempt.trouble && newest_event > announced_event_) announce(newest_event);
    transaction_.journal().forget_appended();
}

GroupWriter::Attempt GroupWriter::run_jobs(Mode mode, std::size_t jobs_max) {
    Attempt attempt;
    if (const auto begun = connection_->run("begin_write", {}); !begun) {
        attempt.jobs = std::min(jobs_max, backlog_.size());
        attempt.trouble = begun.error();
        return attempt;
    }
    reach(CommitPoint::Begun);
    const auto start = std::chrono::steady_clock::now();
    for (Pending& pending : backlog_) {
        if (attempt.jobs == jobs_max) break;
        ++attempt.jobs;
        if (pending.refused) continue;
        const std::int64_t before = connection_->total_changes();
        const auto tallies =
            mode == Mode::Careful ? transaction_.receipts().tallies() : Receipts::Tallies{};
        if (mode == Mode::Careful) connection_->run("begin_job", {});
        const auto done = run_job(pending);
        if (connection_->device_failed() || !connection_->in_transaction()) {
            attempt.trouble =
                done ? Error{ErrorKind::Unavailable, "the disk does not take the data", {}}
                     : done.error();
            return attempt;
        }
        if (!done) {
            pending.refused = done.error();
            if (mode == Mode::Careful) {
                connection_->run("undo_job", {});
                transaction_.receipts().set_tallies(tallies);
            } else if (connection_->total_changes() != before) {
                attempt.spoiled = true;
                return attempt;
            }
        }
        if (mode == Mode::Careful) {
            connection_->run("end_job", {});
        } else if (stepping_ == nullptr &&
                   std::chrono::steady_clock::now() - start > batch_time_max) {
            break;
        }
    }
    return attempt;
}

// An exception is a bug in the job; it must not take its companions with it.
Result<> GroupWriter::run_job(Pending& pending) {
    try {
        return pending.job(transaction_);
    } catch (const std::exception& exception) {
        log::error("store", "a write threw", {{"what", exception.what()}});
        return fail(ErrorKind::Corrupt, "the write failed inside; the log says more");
    }
}

Result<> GroupWriter::finish_transaction() {
    TRY(transaction_.receipts().write_tallies());
    TRY(merge_under_load());
    reach(CommitPoint::Ready);
    TRY(connection_->run("commit", {}));
    if (connection_->take_search_touched()) ++unmerged_commits_;
    return {};
}

void GroupWriter::roll_back() {
    transaction_.receipts().set_tallies({});
    transaction_.journal().forget_appended();
    connection_->forget_device_failure();
    if (connection_->in_transaction()) connection_->run("rollback", {});
}

void GroupWriter::answer(std::size_t jobs, const std::optional<Error>& trouble) {
    for (; jobs > 0; --jobs) {
        Pending pending = std::move(backlog_.front());
        backlog_.pop_front();
        if (trouble) {
            pending.done(tl::unexpected<Error>(
                Error{ErrorKind::Unavailable, "nothing can be written now: " + trouble->what, {}}));
        } else if (pending.refused) {
            pending.done(tl::unexpected<Error>(std::move(*pending.refused)));
        } else {
            pending.done({});
        }
    }
}

void GroupWriter::announce(std::int64_t newest_event) {
    announced_event_ = newest_event;
    std::function<void(std::int64_t)> listener;
    {
        const std::scoped_lock lock(mutex_);
        listener = on_events_;
    }
    if (listener) listener(newest_event);
}

}  // namespace aplomb::store

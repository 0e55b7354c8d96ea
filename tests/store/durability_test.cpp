// Goal: what was acknowledged is there after the process was killed; a full disk refuses writes in
// plain words, lets reads go on, and is left behind by itself.
//
// Both happen in a child process, because being killed and limits on file size are for ever.

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

// Forks before any thread exists in this process's store; 0 from `run` is success.
pid_t in_child(const std::function<int()>& run) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(run());
    return child;
}

int exit_code(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

class DurabilityTest : public StoreTest {
  protected:
    void SetUp() override {}
};

// Writes messages for ever and reports every acknowledged number through the pipe.
int write_until_killed(const std::string& directory, int acknowledged) {
    auto store = open_sqlite({.directory = directory});
    if (!store) return 1;
    for (std::int64_t i = 1;; ++i) {
        const RawEvent event{"e-" + std::to_string(i), "message.created", "", "body"};
        const auto written = (*store)->write([&](Transaction& t) -> Result<> {
            TRY(t.receipts().append({1}, event, at_minute(0)));
            return t.journal().set_fact("last", event.external_id);
        });
        if (!written) return 2;
        if (::write(acknowledged, &i, sizeof i) != sizeof i) return 3;
    }
}

TEST_F(DurabilityTest, KeepsEverythingAcknowledgedWhenKilled) {
    std::int64_t last = 0;
    for (int round = 0; round < 3; ++round) {
        ScratchDirectory directory;
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = in_child([&] { return write_until_killed(directory.path(), ends[1]); });
        ::close(ends[1]);
        std::int64_t seen = 0;
        // However far it comes: killed in the middle of whatever follows the fortieth.
        while (seen < 40 + round && ::read(ends[0], &seen, sizeof seen) == sizeof seen)
            last = seen;
        ::kill(child, SIGKILL);
        EXPECT_EQ(exit_code(child), 128 + SIGKILL);
        while (::read(ends[0], &seen, sizeof seen) == sizeof seen)
            last = seen;
        ::close(ends[0]);
        auto store = open_sqlite({.directory = directory.path()});
        ASSERT_TRUE(store) << store.error().what;
        const auto pending = (*store)->read_for<std::vector<Receipt>>(
            [](const Transaction& t) { return t.receipts().pending({}, 1'000'000); });
        ASSERT_TRUE(pending);
        ASSERT_GE(pending->size(), static_cast<std::size_t>(last));
        for (std::int64_t i = 0; i < last; ++i) {
            EXPECT_EQ((*pending)[static_cast<std::size_t>(i)].event.external_id,
                      "e-" + std::to_string(i + 1));
        }
        const auto lines = (*store)->read_for<std::vector<LedgerLine>>(
            [](const Transaction& t) { return t.receipts().ledger(at_minute(0)); });
        ASSERT_EQ(lines->size(), 1U);
        EXPECT_EQ((*lines)[0].received, static_cast<std::int64_t>(pending->size()));
    }
    EXPECT_GE(last, 40);
}

bool wait_until(const std::function<bool()>& ready) {
    for (int i = 0; i < 300; ++i) {
        if (ready()) return true;
        ::poll(nullptr, 0, 50);
    }
    return false;
}

// A file that cannot grow is what a full disk looks like from here.
int live_through_a_full_disk(const std::string& directory) {
    ::signal(SIGXFSZ, SIG_IGN);
    auto opened = open_sqlite({.directory = directory});
    if (!opened) return 1;
    Store& store = **opened;
    const auto set = [&](const std::string& name, std::size_t size) {
        return store.write(
            [&](Transaction& t) { return t.journal().set_fact(name, std::string(size, 'x')); });
    };
    if (!set("kept", 10)) return 2;
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t unlimited = limit.rlim_cur;
    limit.rlim_cur = 512 * 1024;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Result<> refused = set("too-much", 4 * 1024 * 1024);
    if (refused || refused.error().kind != ErrorKind::Unavailable) return 3;
    if (refused.error().what.find("disk") == std::string::npos) return 4;
    if (store.health().writable || store.health().trouble.empty()) return 5;
    const Result<> still = set("small", 1);
    if (still || still.error().kind != ErrorKind::Unavailable) return 6;
    const auto kept =
        store.read_for<std::string>([](const Transaction& t) { return t.journal().fact("kept"); });
    if (!kept || kept->size() != 10) return 7;
    limit.rlim_cur = unlimited;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (!wait_until([&] { return store.health().writable; })) return 8;
    if (!set("small", 1)) return 9;
    const auto nothing = store.read_for<std::string>(
        [](const Transaction& t) { return t.journal().fact("too-much"); });
    return nothing && nothing->empty() ? 0 : 10;
}

TEST_F(DurabilityTest, TurnsReadOnlyOnAFullDiskAndRecoversByItself) {
    const pid_t child = in_child([&] { return live_through_a_full_disk(directory_.path()); });
    EXPECT_EQ(exit_code(child), 0);
    EXPECT_EQ(*check_integrity(directory_.path()), std::vector<std::string>{});
}

}  // namespace
}  // namespace aplomb::store

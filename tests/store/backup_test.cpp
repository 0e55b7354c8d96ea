// Goal: a backup taken while customers write is one consistent moment, carries the key, is for its
// owner only, and comes back whole; nothing half made or damaged is ever put in place.

#include "store/backup.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/worker_pool.h"
#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

namespace fs = std::filesystem;

std::string text_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

class BackupTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        std::ofstream(directory_.file(std::string(key_file_name))) << key_;
        file_ = elsewhere_.file("desk.backup");
        target_ = elsewhere_.file("restored");
    }

    const std::string key_ = std::string("\0\1secret key bytes", 18);
    ScratchDirectory elsewhere_;
    std::string file_;
    std::string target_;
};

TEST_F(BackupTest, ComesBackWithItsKey) {
    add_channel("acme");
    ASSERT_TRUE(store_->backup(file_));
    EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    add_channel("after the backup");
    const auto restored = restore(file_, target_);
    ASSERT_TRUE(restored) << restored.error().what;
    const std::string key_file = target_ + "/" + std::string(key_file_name);
    EXPECT_EQ(text_of(key_file), key_);
    EXPECT_EQ(fs::status(key_file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    auto store = open_sqlite({.directory = target_});
    ASSERT_TRUE(store) << store.error().what;
    const auto channels = (*store)->read_for<std::vector<Channel>>(
        [](const Transaction& t) { return t.channels().all(); });
    ASSERT_EQ(channels->size(), 1U);
    EXPECT_EQ((*channels)[0].name, "acme");
    EXPECT_EQ(*check_integrity(target_), std::vector<std::string>{});
    // The key is not left behind in the database.
    EXPECT_EQ(text_of(target_ + "/" + std::string(database_file_name)).find("secret key bytes"),
              std::string::npos);
}

TEST_F(BackupTest, IsOneMomentWhileOthersWrite) {
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    {
        WorkerPool writer("writer", 1, 1);
        writer.run([&] {
            // Two facts that are always equal, in one transaction.
            for (int i = 1; !stop; ++i) {
                const std::string value = std::to_string(i) + std::string(20'000, 'x');
                const auto done = store_->write([&](Transaction& t) -> Result<> {
                    TRY(t.journal().set_fact("left", value));
                    TRY(t.journal().set_fact("pad" + std::to_string(i), value));
                    return t.journal().set_fact("right", value);
                });
                if (done) ++written;
            }
        });
        for (int round = 0; round < 3; ++round) {
            while (written < 20 * (round + 1)) {
            }
            const std::string file = file_ + std::to_string(round);
            const std::string target = target_ + std::to_string(round);
            const auto backed = store_->backup(file);
            ASSERT_TRUE(backed) << backed.error().what;
            ASSERT_TRUE(restore(file, target));
            auto store = open_sqlite({.directory = target});
            ASSERT_TRUE(store) << store.error().what;
            (void)(*store)->read([&](const Transaction& t) -> Result<> {
                const std::string left = TRY(t.journal().fact("left"));
                EXPECT_EQ(left, TRY(t.journal().fact("right")));
                EXPECT_GE(std::stoi(left), 20 * (round + 1));
                return {};
            });
            EXPECT_EQ(*check_integrity(target), std::vector<std::string>{});
        }
        stop = true;
    }
}

TEST_F(BackupTest, DoesNotOverwrite) {
    std::ofstream(file_) << "precious";
    const auto backed = store_->backup(file_);
    ASSERT_FALSE(backed);
    EXPECT_EQ(backed.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(text_of(file_), "precious");

    ASSERT_TRUE(store_->backup(file_ + "2"));
    const auto restored = restore(file_ + "2", directory_.path());
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().kind, ErrorKind::Conflict);
    close();
    const auto still = restore(file_ + "2", directory_.path());
    ASSERT_FALSE(still);
    EXPECT_EQ(still.error().kind, ErrorKind::Conflict);
}

TEST_F(BackupTest, DoesNotReplaceAnotherKey) {
    ASSERT_TRUE(store_->backup(file_));
    fs::create_directory(target_);
    const std::string key_file = target_ + "/" + std::string(key_file_name);
    std::ofstream(key_file) << "another";
    EXPECT_FALSE(restore(file_, target_));
    EXPECT_EQ(text_of(key_file), "another");
    EXPECT_FALSE(fs::exists(target_ + "/" + std::string(database_file_name)));
}

TEST_F(BackupTest, PutsNothingDamagedInPlace) {
    for (int i = 0; i < 50; ++i)
        add_channel("channel " + std::to_string(i));
    ASSERT_TRUE(store_->backup(file_));
    const std::string whole = text_of(file_);
    std::string overwritten = whole;
    for (std::size_t at = whole.size() / 2; at < whole.size() / 2 + 9000; ++at) {
        overwritten[at] = 'Z';
    }
    for (const std::string& bytes :
         {whole.substr(0, whole.size() / 2), overwritten, std::string("garbage"), std::string()}) {
        std::ofstream(file_, std::ios::binary | std::ios::trunc) << bytes;
        EXPECT_FALSE(restore(file_, target_)) << bytes.size();
        EXPECT_FALSE(fs::exists(target_ + "/" + std::string(database_file_name)));
        EXPECT_FALSE(fs::exists(target_ + "/" + std::string(key_file_name)));
    }
    EXPECT_FALSE(restore(elsewhere_.file("nothing here"), target_));
    // A database is no backup: it would come back without its key.
    close();
    EXPECT_FALSE(restore(directory_.file(std::string(database_file_name)), target_));
}

TEST_F(BackupTest, LeavesNothingHalfMadeBehind) {
    EXPECT_FALSE(store_->backup(elsewhere_.file("no/such/folder/desk.backup")));
    ASSERT_TRUE(store_->backup(file_));
    int files = 0;
    for (const auto& entry : fs::directory_iterator(elsewhere_.path())) {
        EXPECT_EQ(entry.path().filename(), "desk.backup");
        ++files;
    }
    EXPECT_EQ(files, 1);
}

}  // namespace
}  // namespace aplomb::store

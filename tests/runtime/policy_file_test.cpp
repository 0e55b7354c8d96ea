#include "runtime/policy_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "store/journal.h"
#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {
namespace {

const Timestamp noon = parse_rfc3339("2026-11-22T12:00:00Z").value();

class PolicyOnDisk : public ::testing::Test {
  protected:
    void write(const std::string& toml) {
        std::ofstream(path()) << toml;
        // Two writings within one tick of the file system's clock look alike; this one does not.
        std::filesystem::last_write_time(
            path(), std::filesystem::file_time_type{} + std::chrono::hours{++writings_});
    }
    [[nodiscard]] std::string path() const { return directory_.path() + "/policy.toml"; }
    static bool is_off(const PolicyFile& file, std::string_view rule) {
        const auto set = file.current()->strictness(rule, "x");
        return set && !set->severity;
    }

    TemporaryDirectory directory_;
    int writings_ = 0;
};

TEST_F(PolicyOnDisk, IsReadAgainWhenItIsWritten) {
    write("[rules]\nsalvo = \"off\"\n");
    const auto file = PolicyFile::open(path()).value();
    EXPECT_TRUE(is_off(*file, "salvo"));
    EXPECT_FALSE(file->look());

    write("[rules]\nsalvo = \"off\"\nshouting = \"off\"\n");
    const auto news = file->look();
    ASSERT_TRUE(news);
    EXPECT_TRUE(news->accepted);
    EXPECT_EQ(news->what, std::vector<std::string>{"shouting: off, was as shipped"});
    EXPECT_TRUE(is_off(*file, "shouting"));
    EXPECT_FALSE(file->look());
}

TEST_F(PolicyOnDisk, KeepsTheLastGoodPolicyWhileTheFileIsBroken) {
    write("[rules]\nsalvo = \"off\"\n");
    const auto file = PolicyFile::open(path()).value();
    write("[rules]\nsalvoo = \"off\"\n");
    const auto news = file->look();
    ASSERT_TRUE(news);
    EXPECT_FALSE(news->accepted);
    EXPECT_EQ(news->what.front(),
              path() + ":2: there is no rule \"salvoo\"; did you mean \"salvo\"?");
    EXPECT_TRUE(is_off(*file, "salvo"));
    EXPECT_FALSE(file->look()) << "said once";

    std::filesystem::remove(path());
    const auto gone = file->look();
    ASSERT_TRUE(gone);
    EXPECT_FALSE(gone->accepted);
    EXPECT_TRUE(is_off(*file, "salvo"));
}

TEST_F(PolicyOnDisk, WritesEveryChangeIntoTheAuditLog) {
    store::OpenOptions options;
    options.directory = directory_.path();
    const auto store = store::open_sqlite(options).value();
    write("");
    const auto file = PolicyFile::open(path()).value();
    write("[quiet_hours]\nstart = \"21:00\"\n");
    follow_policy(*file, *store, noon);
    write("[quiet_hours\n");
    follow_policy(*file, *store, noon);
    follow_policy(*file, *store, noon);
    const auto entries =
        store->read_for<store::AuditPage>([](const store::Transaction& transaction) {
            return transaction.journal().audit("policy", {}, 10);
        });
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->entries.size(), 2u);
    EXPECT_EQ(entries->entries[0].action, "policy.refused");
    EXPECT_EQ(entries->entries[1].action, "policy.changed");
    EXPECT_EQ(entries->entries[1].detail.at("changes").as_array().at(0),
              "quiet hours: 21:00 to 07:00, were 22:00 to 07:00");
}

TEST(PolicyFile, IsTheShippedPolicyWithoutAFile) {
    const auto file = PolicyFile::open("").value();
    EXPECT_TRUE(file->current()->rules.empty());
    EXPECT_FALSE(file->look());
    EXPECT_FALSE(PolicyFile::open("/nowhere/policy.toml"));
}

}  // namespace
}  // namespace aplomb::runtime

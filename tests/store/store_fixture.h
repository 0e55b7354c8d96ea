// A store in a directory of its own, and values to put into it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/receipts.h"
#include "store/store.h"

namespace aplomb::store {

// Removed with everything in it.
class ScratchDirectory {
  public:
    ScratchDirectory();
    ~ScratchDirectory();
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

inline Timestamp at_minute(std::int64_t minute) {
    return from_ms(1'790'000'000'000 + minute * 60'000);
}

class StoreTest : public ::testing::Test {
  protected:
    void SetUp() override { open(); }
    void open();
    void close() { store_.reset(); }
    void reopen() {
        close();
        open();
    }

    // Expects the write to succeed and hands out its value.
    template<class T>
    T write(std::function<Result<T>(Transaction&)> job) {
        Result<T> result = store_->write_for<T>(std::move(job));
        EXPECT_TRUE(result) << result.error().what;
        return result ? std::move(*result) : T{};
    }
    void write(WriteJob job) {
        const Result<> result = store_->write(std::move(job));
        EXPECT_TRUE(result) << result.error().what;
    }
    template<class T>
    T read(const std::function<Result<T>(const Transaction&)>& job) {
        Result<T> result = store_->read_for<T>(job);
        EXPECT_TRUE(result) << result.error().what;
        return result ? std::move(*result) : T{};
    }

    // Parents for what a test is about.
    ChannelId add_channel(const std::string& name = "acme");
    CustomerId add_customer(const std::string& name = "Ana Ruiz");
    CaseId add_case(Case value = {});
    ConversationId add_conversation(CaseId case_id, const std::string& external_id);
    Message message_in(ConversationId conversation, CaseId case_id, const std::string& text);

    ScratchDirectory directory_;
    std::unique_ptr<Store> store_;
    ChannelId channel_;
    CustomerId customer_;
};

}  // namespace aplomb::store

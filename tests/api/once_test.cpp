// What is asked under an Idempotency-Key is done once, also where the desk dies right after doing
// it and nobody heard the answer.
#include <gtest/gtest.h>

#include <ostream>

#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

// Commits one write and no other, as a desk that dies after its first commit.
class LastWrite final : public store::Store {
  public:
    explicit LastWrite(store::Store& inner) : inner_(inner) {}

    Result<> write(store::WriteJob job) override {
        if (written_) return fail(ErrorKind::Unavailable, "the desk is dead");
        const auto done = inner_.write(std::move(job));
        written_ = done.has_value();
        return done;
    }
    void write_async(store::WriteJob job, store::WriteDone done) override {
        inner_.write_async(std::move(job), std::move(done));
    }
    Result<> read(const store::ReadJob& job) const override { return inner_.read(job); }
    Result<> backup(const std::string& file) override { return inner_.backup(file); }
    [[nodiscard]] store::StoreHealth health() const override { return inner_.health(); }
    void on_foreign_commit(std::function<void()> listener) override {
        inner_.on_foreign_commit(std::move(listener));
    }
    void on_events(std::function<void(std::int64_t)> listener) override {
        inner_.on_events(std::move(listener));
    }

  private:
    store::Store& inner_;
    bool written_ = false;
};

struct Wish {
    const char* name;
    const char* method;
    const char* target;  // "{case}" and "{customer}" stand for the seeded ones
    const char* body;
};

void PrintTo(const Wish& wish, std::ostream* out) {
    *out << wish.name;
}

std::string filled(std::string target, const std::string& name, const std::string& id) {
    const std::size_t at = target.find(name);
    return at == std::string::npos ? target : target.replace(at, name.size(), id);
}

class Once : public ApiTest, public ::testing::WithParamInterface<Wish> {
  protected:
    Once() : seeded_(seed()) {
        as(Role::Agent, "PATCH", "/api/v1/customers/" + seeded_.customer.text(),
           R"({"phone_permission":true,"phone":"+44 20 7946 0000"})");
    }

    Answer ask() {
        const Wish& wish = GetParam();
        std::string target = filled(wish.target, "{case}", seeded_.case_id.text());
        target = filled(std::move(target), "{customer}", seeded_.customer.text());
        return as(Role::Manager, wish.method, target, wish.body, {{"Idempotency-Key", "one"}});
    }

    Answer ask_a_dying_desk() {
        token(Role::Manager);
        LastWrite last(*store_);
        Services services{last, clock_, random_, metrics_, policy_, *channels_, {}, {}, {}, {}, {}};
        api_.swap(dying_ = std::make_unique<Api>(std::move(services)));
        const Answer answer = ask();
        api_.swap(dying_);
        dying_.reset();
        return answer;
    }

    const Seeded seeded_;
    std::unique_ptr<Api> dying_;
};

TEST_P(Once, AlsoAfterADeathBeforeTheAnswer) {
    const Answer lost = ask_a_dying_desk();
    ASSERT_LT(lost.status, 300) << lost.text;
    const Answer again = ask();
    EXPECT_EQ(again.status, lost.status) << again.text;
    EXPECT_EQ(again.text, lost.text);
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
}

INSTANTIATE_TEST_SUITE_P(
    Wishes, Once,
    ::testing::Values(
        Wish{"call", "POST", "/api/v1/cases/{case}/calls", R"({"due_at":"2026-09-21T16:00:00Z"})"},
        Wish{"yes_to_calls", "POST", "/api/v1/customers/{customer}/phone-permissions",
             R"({"state":"granted","words":"Yes, call me."})"},
        Wish{"offer", "POST", "/api/v1/cases/{case}/offers", R"({"offer":"voucher-10"})"},
        Wish{"case_change", "PATCH", "/api/v1/cases/{case}", R"({"severity":4})"},
        Wish{"customer_change", "PATCH", "/api/v1/customers/{customer}", R"({"name":"Ana R."})"},
        Wish{"roster", "PUT", "/api/v1/roster", R"({"people":[]})"},
        Wish{"policy", "PUT", "/api/v1/policy", R"({"making_up":{"offers":[]}})"}),
    [](const auto& wish) { return std::string(wish.param.name); });

}  // namespace
}  // namespace aplomb::api

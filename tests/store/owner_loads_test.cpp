// Goal: how many open cases somebody has is what counting them would say, whatever happened.
#include <rapidcheck.h>

#include <map>

#include "store/clocks.h"
#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

using Loads = std::map<UserId, std::size_t>;

Loads counted(const std::vector<Case>& cases) {
    Loads loads;
    for (const Case& value : cases) {
        if (value.status == CaseStatus::Open && value.owner_id) ++loads[*value.owner_id];
    }
    return loads;
}

void change(Case& value) {
    value.status = static_cast<CaseStatus>(*rc::gen::inRange(0, 5));
    value.owner_id = {};
    if (*rc::gen::arbitrary<bool>()) value.owner_id = UserId{*rc::gen::inRange(1, 4)};
}

using OwnerLoadsTest = StoreTest;

TEST_F(OwnerLoadsTest, AreWhatCountingWouldSay) {
    Case first;
    first.channel_id = add_channel();
    first.customer_id = add_customer();
    std::vector<Case> cases;
    const bool held = rc::check([&] {
        const bool is_new = cases.empty() || *rc::gen::arbitrary<bool>();
        const std::size_t at =
            is_new ? cases.size() : *rc::gen::inRange<std::size_t>(0, cases.size());
        if (is_new) cases.push_back(first);
        Case& value = cases[at];
        change(value);
        write([&](Transaction& t) -> Result<> {
            if (is_new) {
                value.id = TRY(t.cases().insert(value));
                return {};
            }
            TRY(t.cases().update(value));
            ++value.version;
            return {};
        });
        const Loads loads = read<Loads>([](const Transaction& t) { return t.clocks().loads(); });
        RC_ASSERT(loads == counted(cases));
    });
    EXPECT_TRUE(held);
}

TEST_F(OwnerLoadsTest, StayWhenAChangeIsRefused) {
    Case value;
    value.owner_id = UserId{3};
    value.id = add_case(value);
    value.owner_id = UserId{4};
    value.version += 5;
    const auto refused = store_->write([&](Transaction& t) { return t.cases().update(value); });
    EXPECT_FALSE(refused);
    const Loads loads = read<Loads>([](const Transaction& t) { return t.clocks().loads(); });
    EXPECT_EQ(loads, (Loads{{UserId{3}, 1}}));
}

}  // namespace
}  // namespace aplomb::store

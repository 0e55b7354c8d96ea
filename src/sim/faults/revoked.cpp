#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_revoked(AskFate& strike) {
    strike.instead =
        HttpResponse{401, {}, R"({"error":"invalid_token","message":"Token has been revoked"})"};
}

Milliseconds lasts(SeededRandom& dice) {
    return between(dice, std::chrono::minutes{20}, std::chrono::hours{20});
}

}  // namespace

extern const Fault revoked;
const Fault revoked{
    .id = "revoked",
    .what = "A platform no longer believes our credentials, for hours.",
    .chance = 0.01,
    .ask = strike_revoked,
    .lasts = lasts,
};

}  // namespace aplomb::sim

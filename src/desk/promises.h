// The promises in what we send (rule E8): a clause in which we say that we will do something, or
// what will happen to the customer, with a time. Questions, things the customer is asked to do, and
// what was promised before ("…, as I said") are none; neither is "soon". What takes a promise back
// does so in its own clause, and the time has to stand in the clause that binds us.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "desk/when.h"
#include "domain/promise.h"

namespace aplomb::desk {

struct FoundPromise {
    PromiseKind kind = PromiseKind::Answer;
    std::string words;      // the sentence, or the clause where it holds two promises
    std::size_t start = 0;  // of these words, in code points
    std::size_t end = 0;
    When when;
};

// In order. `zone` is the customer's; without a known one nothing is found.
std::vector<FoundPromise> find_promises(std::string_view text, Timestamp now,
                                        std::string_view zone);

// Whether the text says that we will telephone, with a time or without.
bool announces_call(std::string_view text);
// Whether it asks for permission to.
bool asks_to_call(std::string_view text);

// What an accepted message of ours does to an open promise.
enum class PromiseEffect { None, Keeps, Extends };
PromiseEffect effect_on(const Promise& promise, const std::vector<FoundPromise>& in_message,
                        Timestamp said_at);

// How long before it is due its keeper is reminded: a tenth of the time there is, between five
// minutes and a day.
Milliseconds reminder_before(const Promise& promise);

}  // namespace aplomb::desk

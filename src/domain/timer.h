// Something that is to happen at a time. Every timer is a row; setting the same kind for the same
// subject again replaces it under a new generation, and only the generation that was read may fire.
#pragma once

#include <cstdint>
#include <string>

#include "base/time.h"
#include "domain/ids.h"

namespace aplomb {

struct Timer {
    TimerId id;
    std::string kind;     // "clock", "promise", "approval" …
    std::string subject;  // the id of what it is about
    Timestamp due_at;
    std::int64_t generation = 0;
};

}  // namespace aplomb

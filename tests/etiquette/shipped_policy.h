// The policy a desk has that set nothing for itself, with the machine's dictionaries.
#pragma once

#include "etiquette/policy.h"

namespace aplomb::etiquette {

inline const Policy& shipped_policy() {
    static const Policy policy = [] {
        Policy made;
        made.spelling = system_spelling();
        return made;
    }();
    return policy;
}

}  // namespace aplomb::etiquette

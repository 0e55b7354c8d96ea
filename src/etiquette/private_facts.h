// What the draft tells about the customer that is nobody else's business: text/private_data.h with
// the company's own data, as policy.toml lists it and as the draft itself speaks of it, left out.
#pragma once

#include <vector>

#include "etiquette/context.h"
#include "text/private_data.h"

namespace aplomb::etiquette {

std::vector<text::PrivateDatum> private_facts(const Context& context);
bool holds_private_data(const Context& context);

}  // namespace aplomb::etiquette

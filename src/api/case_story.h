// What a case shows beside its words: clocks and why they are due, the parts of the fiasco index,
// promises, offers, calls, approvals, recovery, and what is known of the customer's hours.
#pragma once

#include "api/call.h"
#include "base/json.h"
#include "domain/case.h"
#include "domain/customer.h"

namespace aplomb::api {

// Adds its members to the case's own.
Result<> add_case_story(const Call& call, const Case& value, const Customer& customer,
                        json::object& out);

}  // namespace aplomb::api

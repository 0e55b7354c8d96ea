// Approvals, offers, promises, calls and the rest of what is decided about a case, as the API shows
// them.
#pragma once

#include "base/json.h"
#include "desk/approvals.h"
#include "desk/standards.h"
#include "domain/case_clock.h"
#include "domain/dealings.h"
#include "domain/promise.h"

namespace aplomb::api {

std::string_view rank_text(Seniority seniority);

json::object render(const Approval& approval);
json::object render(const Grant& grant);
json::object render(const Promise& promise);
json::object render(const PhoneCall& call);
json::object render(const PhonePermission& permission, Timestamp now);
json::object render(const Recovery& recovery);
json::object render(const Appreciation& appreciation);
json::object render(const CaseClock& clock);
json::object render(const desk::ClockReading& reading);
json::object render(const Notice& notice);
json::array render(const std::vector<desk::DiffPart>& parts);

}  // namespace aplomb::api

// The nouns as the API shows them: the shapes of schemas/*.json, in one place so that a list, a
// single thing and an event say the same.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "desk/ports.h"
#include "domain/case.h"
#include "domain/channel.h"
#include "domain/customer.h"
#include "domain/journal.h"
#include "domain/message.h"
#include "domain/receipt.h"
#include "domain/user.h"
#include "store/cases.h"

namespace aplomb::api {

json::value time_or_null(const std::optional<Timestamp>& time);
json::value text_or_null(const std::string& text);

json::object render(const store::CaseRow& row, Timestamp now);
json::object render(const Message& message);
// Something that happened to the case, as an item of its timeline.
json::object render_happening(const AuditEntry& entry);
json::object render(const AuditEntry& entry);
json::object render(const User& user);
json::object render(const Channel& channel, const desk::ChannelAdmin& admin);
json::object channel_ref(const Channel& channel);
// {"max","unit"}, or null where there is none.
json::value render(const desk::ChannelAdmin::Limit& limit);
json::object render_dead_letter(const Receipt& receipt);

}  // namespace aplomb::api

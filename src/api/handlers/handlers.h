// Every handler, by the file it lives in. A handler adapts: it reads the request, asks the store or
// the deciding code, and renders; it decides nothing itself.
#pragma once

#include "api/call.h"

namespace aplomb::api {

// session.cpp
Result<HttpResponse> show_setup(Call& call);
Result<HttpResponse> set_up(Call& call);
Result<HttpResponse> log_in(Call& call);
Result<HttpResponse> show_session(Call& call);
Result<HttpResponse> log_out(Call& call);
Result<HttpResponse> change_password(Call& call);
// cases.cpp
Result<HttpResponse> list_cases(Call& call);
Result<HttpResponse> show_case(Call& call);
Result<HttpResponse> change_case(Call& call);
// replies.cpp
Result<HttpResponse> create_reply(Call& call);
// messages.cpp
Result<HttpResponse> list_messages(Call& call);
Result<HttpResponse> undo_message(Call& call);
Result<HttpResponse> retry_message(Call& call);
// lint.cpp
Result<HttpResponse> lint_draft(Call& call);
// ledger.cpp
Result<HttpResponse> show_ledger(Call& call);
Result<HttpResponse> replay_receipt(Call& call);
// channels.cpp
Result<HttpResponse> list_channel_kinds(Call& call);
Result<HttpResponse> list_channels(Call& call);
Result<HttpResponse> create_channel(Call& call);
Result<HttpResponse> show_channel(Call& call);
Result<HttpResponse> change_channel(Call& call);
Result<HttpResponse> remove_channel(Call& call);
Result<HttpResponse> test_channel(Call& call);
// users.cpp
Result<HttpResponse> list_users(Call& call);
Result<HttpResponse> create_user(Call& call);
Result<HttpResponse> change_user(Call& call);
// customers.cpp
Result<HttpResponse> list_customers(Call& call);
Result<HttpResponse> show_customer(Call& call);
Result<HttpResponse> change_customer(Call& call);
// audit.cpp
Result<HttpResponse> list_audit(Call& call);
// clock.cpp
Result<HttpResponse> show_clock(Call& call);
Result<HttpResponse> advance_clock(Call& call);
// health.cpp
Result<HttpResponse> show_alive(Call& call);
Result<HttpResponse> show_ready(Call& call);
Result<HttpResponse> show_metrics(Call& call);
Result<HttpResponse> show_openapi(Call& call);
// Streams and hooks never come as far as a handler in production.
Result<HttpResponse> only_as_stream(Call& call);

}  // namespace aplomb::api

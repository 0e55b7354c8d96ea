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
// desk_rules.cpp
Result<HttpResponse> show_policy(Call& call);
Result<HttpResponse> replace_policy(Call& call);
Result<HttpResponse> show_roster(Call& call);
Result<HttpResponse> replace_roster(Call& call);
Result<HttpResponse> show_coverage(Call& call);
Result<HttpResponse> list_notices(Call& call);
Result<HttpResponse> read_notices(Call& call);
// approvals.cpp
Result<HttpResponse> list_approvals(Call& call);
Result<HttpResponse> show_approval(Call& call);
Result<HttpResponse> decide_approval(Call& call);
// offers.cpp
Result<HttpResponse> list_offers(Call& call);
Result<HttpResponse> show_offer_catalogue(Call& call);
Result<HttpResponse> create_offer(Call& call);
Result<HttpResponse> cancel_offer(Call& call);
Result<HttpResponse> add_offer_codes(Call& call);
Result<HttpResponse> redeem_code(Call& call);
Result<HttpResponse> show_offer_books(Call& call);
// promises.cpp
Result<HttpResponse> list_promises(Call& call);
Result<HttpResponse> show_promise_report(Call& call);
Result<HttpResponse> change_promise(Call& call);
Result<HttpResponse> list_calls(Call& call);
Result<HttpResponse> create_call(Call& call);
Result<HttpResponse> log_call(Call& call);
Result<HttpResponse> list_phone_permissions(Call& call);
Result<HttpResponse> record_phone_permission(Call& call);
// joining.cpp
Result<HttpResponse> merge_case(Call& call);
Result<HttpResponse> split_case(Call& call);
Result<HttpResponse> merge_customer(Call& call);
Result<HttpResponse> undo_customer_merge(Call& call);
// recovery.cpp
Result<HttpResponse> change_recovery(Call& call);
Result<HttpResponse> list_appreciations(Call& call);
Result<HttpResponse> settle_appreciation(Call& call);
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

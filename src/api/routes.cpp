#include <algorithm>
#include <array>

#include "api/handlers/handlers.h"
#include "api/route.h"

namespace aplomb::api {
namespace {

using enum Permission;

// clang-format off
constexpr auto table = std::to_array<Route>({
    {"GET", "/api/v1/setup", Anyone, show_setup, "showSetup", "Whether the desk waits for its first account", "", "", "Setup"},
    {"POST", "/api/v1/setup", Anyone, set_up, "setUp", "Create the first account, an admin, and log in; only while there is none", "", "NewAdmin", "Session", 201, RunOn::PasswordWorker},
    {"POST", "/api/v1/session", Anyone, log_in, "logIn", "Log in: answers the session and sets its cookie", "", "Login", "Session", 200, RunOn::PasswordWorker},
    {"GET", "/api/v1/session", Agent, show_session, "showSession", "Who is logged in, and the CSRF token", "", "", "Session"},
    {"DELETE", "/api/v1/session", Agent, log_out, "logOut", "Log out", "", "", "", 204},
    {"PUT", "/api/v1/session/password", Agent, change_password, "changePassword", "Change one's own password; ends all other sessions", "", "PasswordChange", "Session", 200, RunOn::PasswordWorker},

    {"GET", "/api/v1/cases", Agent, list_cases, "listCases", "Cases, a page at a time", "view status owner channel q sort limit cursor", "", "CasePage"},
    {"GET", "/api/v1/cases/{id}", Agent, show_case, "showCase", "A case with its customer, conversations and whole timeline", "", "", "CaseDetail"},
    {"PATCH", "/api/v1/cases/{id}", Agent, change_case, "changeCase", "Change status, owner, kind or severity", "", "CaseChange", "CaseRow"},
    {"POST", "/api/v1/cases/{id}/replies", Agent, create_reply, "createReply", "Answer the customer; the gate may refuse with findings", "", "NewReply", "Reply", 201},

    {"GET", "/api/v1/messages", Agent, list_messages, "listMessages", "Messages, newest first", "channel_id external_id conversation_id case_id q limit cursor", "", "MessagePage"},
    {"POST", "/api/v1/messages/{id}/undo", Agent, undo_message, "undoMessage", "Take an answer back before it leaves", "", "", "Undone"},
    {"POST", "/api/v1/messages/{id}/retry", Agent, retry_message, "retryMessage", "Try a failed answer again; the gate looks at it as things stand now", "", "Retry", "Retried"},
    {"POST", "/api/v1/lint", Agent, lint_draft, "lintDraft", "Check a draft's manners", "", "LintInput", "LintAnswer"},
    {"GET", "/api/v1/events", Agent, only_as_stream, "streamEvents", "What happens, as server-sent events; resumes after Last-Event-ID", "", "", "EventStream", 200, RunOn::Stream, "text/event-stream"},

    {"GET", "/api/v1/ledger", Agent, show_ledger, "showLedger", "What was received and what became of it, by channel", "", "", "Ledger"},
    {"POST", "/api/v1/ledger/{id}/replay", Manager, replay_receipt, "replayReceipt", "Process a dead letter again", "", "", "Replayed", 202},

    {"GET", "/api/v1/channel-kinds", Agent, list_channel_kinds, "listChannelKinds", "What can be connected, and the settings each needs", "", "", "ChannelKindList"},
    {"GET", "/api/v1/channels", Agent, list_channels, "listChannels", "The connected channels", "limit cursor", "", "ChannelPage"},
    {"POST", "/api/v1/channels", Admin, create_channel, "createChannel", "Connect a channel", "", "NewChannel", "Channel", 201},
    {"GET", "/api/v1/channels/{id}", Agent, show_channel, "showChannel", "One channel", "", "", "Channel"},
    {"PATCH", "/api/v1/channels/{id}", Admin, change_channel, "changeChannel", "Pause, resume or configure a channel", "", "ChannelChange", "Channel"},
    {"DELETE", "/api/v1/channels/{id}", Admin, remove_channel, "removeChannel", "Disconnect a channel; its history stays", "", "", "", 204},
    {"POST", "/api/v1/channels/{id}/test", Manager, test_channel, "testChannel", "Ask the platform whether all is well", "", "", "ChannelHealth"},

    {"GET", "/api/v1/users", Agent, list_users, "listUsers", "The people of the desk", "limit cursor", "", "UserPage"},
    {"POST", "/api/v1/users", Admin, create_user, "createUser", "Add somebody", "", "NewUser", "NewUserAnswer", 201, RunOn::PasswordWorker},
    {"PATCH", "/api/v1/users/{id}", Admin, change_user, "changeUser", "Change somebody's name, role, password, or let them in no more", "", "UserChange", "User", 200, RunOn::PasswordWorker},

    {"GET", "/api/v1/customers", Agent, list_customers, "listCustomers", "Customers, in the order they first came", "limit cursor", "", "CustomerPage"},
    {"GET", "/api/v1/customers/{id}", Agent, show_customer, "showCustomer", "One customer", "", "", "Customer"},
    {"PATCH", "/api/v1/customers/{id}", Agent, change_customer, "changeCustomer", "Correct what is known of a customer", "", "CustomerChange", "Customer"},
    {"GET", "/api/v1/audit", Manager, list_audit, "listAudit", "Who did what, newest first", "subject limit cursor", "", "AuditPage"},

    {"GET", "/api/v1/policy", Agent, show_policy, "showPolicy", "The desk's policy: hours, standards, approvals, offers", "", "", "Document"},
    {"PUT", "/api/v1/policy", Manager, replace_policy, "replacePolicy", "Replace the policy; what is left out is as shipped", "", "Policy", "Document"},
    {"GET", "/api/v1/roster", Agent, show_roster, "showRoster", "Who works when, on what", "", "", "Document"},
    {"PUT", "/api/v1/roster", Manager, replace_roster, "replaceRoster", "Replace the roster", "", "Roster", "Document"},
    {"GET", "/api/v1/roster/coverage", Agent, show_coverage, "showCoverage", "Each channel's owner and deputy now, and the gaps of the next seven days", "", "", "CoverageList"},
    {"GET", "/api/v1/notices", Agent, list_notices, "listNotices", "What the desk told you, newest first", "limit cursor", "", "NoticePage"},
    {"POST", "/api/v1/notices/read", Agent, read_notices, "readNotices", "You have read them, up to this one", "", "NoticesRead", "", 204},

    {"GET", "/api/v1/approvals", Agent, list_approvals, "listApprovals", "What waits for somebody's yes, and what became of the rest", "state limit cursor", "", "ApprovalPage"},
    {"GET", "/api/v1/approvals/{id}", Agent, show_approval, "showApproval", "One approval with the words it is about", "", "", "ApprovalDetail"},
    {"POST", "/api/v1/approvals/{id}", Agent, decide_approval, "decideApproval", "Say yes or no; never to one's own", "", "Ruling", "ApprovalDetail"},

    {"GET", "/api/v1/offers", Agent, list_offers, "listOffers", "What was given to make up for mistakes", "state limit cursor", "", "OfferPage"},
    {"GET", "/api/v1/offers/catalogue", Agent, show_offer_catalogue, "showOfferCatalogue", "What may be given", "", "", "OfferCatalogue"},
    {"GET", "/api/v1/offers/books", Manager, show_offer_books, "showOfferBooks", "The balances of budget, owed and given, by currency", "", "", "OfferBooks"},
    {"POST", "/api/v1/offers/codes", Manager, add_offer_codes, "addOfferCodes", "Upload single-use codes", "", "NewCodes", "CodesAdded"},
    {"POST", "/api/v1/offers/{id}/cancel", Senior, cancel_offer, "cancelOffer", "Take an offer back before it is redeemed", "", "Reason", "GivenOffer"},
    {"POST", "/api/v1/cases/{id}/offers", Agent, create_offer, "createOffer", "Give something; over one's limit it waits for a yes", "", "NewOffer", "NewOfferAnswer", 201},
    {"POST", "/api/v1/redemptions", Agent, redeem_code, "redeemCode", "Redeem a code, once", "", "Redemption", "GivenOffer"},

    {"GET", "/api/v1/promises", Agent, list_promises, "listPromises", "What we promised", "state limit cursor", "", "PromisePage"},
    {"GET", "/api/v1/reports/promises", Agent, show_promise_report, "showPromiseReport", "How many of our promises we kept; of the last thirty days unless it says", "from to", "", "PromiseReport"},
    {"POST", "/api/v1/promises/{id}", Agent, change_promise, "changePromise", "Kept, withdrawn, or extended after the customer was told", "", "PromiseChange", "Promise"},
    {"GET", "/api/v1/calls", Agent, list_calls, "listCalls", "Calls booked, made and missed", "state limit cursor", "", "CallPage"},
    {"POST", "/api/v1/cases/{id}/calls", Agent, create_call, "createCall", "Book a call; needs the customer's permission", "", "NewCall", "PhoneCall", 201},
    {"POST", "/api/v1/calls/{id}", Agent, log_call, "logCall", "Log what became of a call", "", "CallLog", "PhoneCall"},
    {"GET", "/api/v1/customers/{id}/phone-permissions", Agent, list_phone_permissions, "listPhonePermissions", "Every word there was on calling them, newest first", "", "", "PhonePermissionList"},
    {"POST", "/api/v1/customers/{id}/phone-permissions", Agent, record_phone_permission, "recordPhonePermission", "Record that they were asked, said yes or no, or took it back", "", "NewPhonePermission", "PhonePermission", 201},

    {"POST", "/api/v1/cases/{id}/merge", Agent, merge_case, "mergeCase", "Let this case live on in another of the same customer", "", "CaseMerge", "CaseRow"},
    {"POST", "/api/v1/cases/{id}/split", Agent, split_case, "splitCase", "Make some of its conversations a case of their own", "", "CaseSplit", "CaseRow", 201},
    {"POST", "/api/v1/customers/{id}/merge", Senior, merge_customer, "mergeCustomer", "Two customers are one person; previewed, reversible", "", "CustomerMerge", "CustomerMergeAnswer"},
    {"POST", "/api/v1/customer-merges/{id}/undo", Senior, undo_customer_merge, "undoCustomerMerge", "Take a merge of customers back", "", "", "", 204},
    {"PATCH", "/api/v1/cases/{id}/recovery", Agent, change_recovery, "changeRecovery", "The next step in bringing a complainer round", "", "RecoveryChange", "Recovery"},
    {"GET", "/api/v1/appreciations", Agent, list_appreciations, "listAppreciations", "People to thank", "limit cursor", "", "AppreciationPage"},
    {"POST", "/api/v1/appreciations/{id}", Agent, settle_appreciation, "settleAppreciation", "They were thanked; never with the same words twice", "", "AppreciationChange", "Appreciation"},

    {"GET", "/api/v1/clock", Agent, show_clock, "showClock", "The desk's time", "", "", "ClockTime"},
    {"POST", "/api/v1/clock", Admin, advance_clock, "advanceClock", "Move a virtual clock on (tests only)", "", "ClockAdvance", "ClockTime"},
    {"GET", "/api/v1/openapi.json", Anyone, show_openapi, "showOpenapi", "This document", "", "", "OpenapiDocument", 200, RunOn::InPlace},

    {"POST", "/hooks/{channel_id}", Anyone, only_as_stream, "receiveHook", "What a platform delivers, signed its way", "", "HookBody", "", 202, RunOn::Hook},
    {"GET", "/healthz", Anyone, show_alive, "showAlive", "Alive", "", "", "Health", 200, RunOn::InPlace},
    {"GET", "/readyz", Anyone, show_ready, "showReady", "Can serve: reads and writes work", "", "", "Health"},
    {"GET", "/metrics", Anyone, show_metrics, "showMetrics", "Figures in Prometheus' text format", "", "", "Exposition", 200, RunOn::Worker, "text/plain; version=0.0.4; charset=utf-8"},
});
// clang-format on

std::string_view next_segment(std::string_view& path) {
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(segment.size() + 1, path.size()));
    return segment;
}

// Whether `path` has the shape of `pattern`; `arguments` get what stands for {…}.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& arguments) {
    arguments.clear();
    if (path.empty() || path.front() != '/' || (path.size() > 1 && path.back() == '/')) {
        return false;
    }
    if (std::count(pattern.begin(), pattern.end(), '/') !=
        std::count(path.begin(), path.end(), '/')) {
        return false;
    }
    while (!pattern.empty() || !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (wanted.starts_with('{')) {
            if (given.empty()) return false;
            arguments.push_back(percent_decode(given));
        } else if (wanted != given) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string_view name_of(Permission permission) {
    static constexpr std::array<std::string_view, 6> names{"anyone",  "agent",     "senior",
                                                           "manager", "executive", "admin"};
    return names[static_cast<std::size_t>(permission)];
}

std::span<const Route> routes() {
    return table;
}

RouteMatch find_route(std::string_view method, std::string_view path) {
    RouteMatch match;
    if (method == "HEAD") method = "GET";
    std::vector<std::string> arguments;
    for (const Route& route : table) {
        if (!fits(route.path, path, arguments)) continue;
        if (route.method == method) {
            match.route = &route;
            match.arguments = std::move(arguments);
            return match;
        }
        if (!match.allow.empty()) match.allow += ", ";
        match.allow += route.method == "GET" ? "GET, HEAD" : std::string(route.method);
    }
    return match;
}

}  // namespace aplomb::api

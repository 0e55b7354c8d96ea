#include "api/dispatch.h"

#include <algorithm>

#include "api/access.h"
#include "base/log.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

constexpr std::size_t key_length_max = 255;

// default-src 'self' covers scripts and fetches; React Aria and CodeMirror write style attributes;
// e-mails are shown in sandboxed frames made from strings.
constexpr std::string_view content_policy =
    "default-src 'self'; img-src 'self' data: cid:; style-src 'self' 'unsafe-inline'; "
    "frame-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "form-action 'self'";

std::vector<std::string_view> words_of(std::string_view list) {
    std::vector<std::string_view> out;
    while (!list.empty()) {
        const std::string_view word = list.substr(0, list.find(' '));
        list.remove_prefix(std::min(word.size() + 1, list.size()));
        if (!word.empty()) out.push_back(word);
    }
    return out;
}

Result<> check_parameters(const Route& route, std::string_view query) {
    const std::vector<std::string_view> known = words_of(route.query);
    for (const auto& [name, value] : parse_query(query)) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string what = "\"" + name.substr(0, 60) + "\" is not a parameter here";
        if (const auto close = nearest(name, known)) {
            what += "; did you mean \"" + std::string(*close) + "\"?";
        }
        return fail(ErrorKind::Invalid, std::move(what));
    }
    return {};
}

bool only_reads(std::string_view method) {
    return method == "GET" || method == "HEAD";
}

HttpResponse run_handler(Call& call) {
    auto answered = call.route.handle(call);
    return answered ? std::move(*answered) : problem(answered.error());
}

HttpResponse replayed(const store::KeptAnswer& kept) {
    HttpResponse response;
    response.status = kept.status;
    if (!kept.body.empty()) response.headers.set("Content-Type", "application/json");
    response.headers.set("Idempotency-Replayed", "true");
    response.body = kept.body;
    return response;
}

// For handlers that do more than write once: connect a channel, sign somebody in.
void keep_afterwards(Call& call, const HttpResponse& response) {
    const auto kept = call.services.store.write(
        [&](store::Transaction& transaction) { return call.keep(transaction, response); });
    if (!kept && kept.error().kind != ErrorKind::Conflict) {
        log::warning("api", "an answer could not be kept for its idempotency key",
                     {{"why", kept.error().what}});
    }
}

HttpResponse run_once(State& state, Call& call, const std::string& key) {
    if (key.size() > key_length_max) {
        return problem(400, "The Idempotency-Key can have at most 255 characters.");
    }
    const std::string place = call.asker.scope() + "\n" + key;
    if (!state.keys.enter(place)) {
        return come_back_in(409, "A request with this Idempotency-Key is being worked on.", 1);
    }
    struct Leave {
        KeysInFlight& keys;
        const std::string& place;
        ~Leave() { keys.leave(place); }
    } const leave{state.keys, place};

    const auto kept = call.services.store.read_for<std::optional<store::KeptAnswer>>(
        [&](const store::Transaction& transaction) {
            return transaction.journal().kept_answer(call.asker.scope(), key);
        });
    if (!kept) return problem(kept.error());
    if (*kept) {
        if ((*kept)->fingerprint == fingerprint(call)) return replayed(**kept);
        return problem(422, "This Idempotency-Key was used for another request.");
    }
    HttpResponse response = run_handler(call);
    const bool had_effect = response.status >= 200 && response.status < 300;
    if (had_effect && !call.answer_kept) keep_afterwards(call, response);
    return response;
}

}  // namespace

Result<Admitted> admit(State& state, const net::Request& request, RouteMatch match) {
    const Route& route = *match.route;
    Services& services = state.services;
    Identification who;
    if (route.permission != Permission::Anyone || !only_reads(request.http.method)) {
        auto identified = identify(services, request);
        // Logging in with yesterday's token in hand is fine.
        if (!identified && route.permission != Permission::Anyone) {
            return tl::unexpected<Error>(std::move(identified).error());
        }
        if (identified) who = std::move(*identified);
    }
    if (route.permission != Permission::Anyone && !who.asker.known()) {
        return fail(ErrorKind::Unauthorized,
                    "sign in, or send a token: Authorization: Bearer apl_…");
    }
    if (!only_reads(request.http.method)) {
        const bool by_browser = who.by_cookie || route.permission == Permission::Anyone;
        if (by_browser) TRY(same_origin(services.settings, request));
        if (who.by_cookie && route.permission != Permission::Anyone) {
            TRY(csrf_matches(who.asker, request));
        }
    }
    if (!may(who.asker, route.permission)) {
        return fail(ErrorKind::Forbidden, "your role does not allow this");
    }
    TRY(check_parameters(route, request.query));
    return Admitted{Call{state, services, request, route, std::move(match.arguments),
                         std::move(who.asker), services.clock.now()},
                    std::move(who.extended_cookie)};
}

HttpResponse answer_route(State& state, const net::Request& request, RouteMatch match) {
    auto admitted = admit(state, request, std::move(match));
    if (!admitted) return problem(admitted.error());
    Call& call = admitted->call;
    const std::string key = only_reads(request.http.method) || !call.asker.known()
                                ? std::string{}
                                : idempotency_key(call);
    HttpResponse response = key.empty() ? run_handler(call) : run_once(state, call, key);
    if (!admitted->extended_cookie.empty() && !response.headers.find("Set-Cookie")) {
        response.headers.add("Set-Cookie", admitted->extended_cookie);
    }
    return response;
}

HttpResponse answer_unrouted(const State& state, const net::Request& request,
                             const RouteMatch& match) {
    if (!match.allow.empty()) {
        HttpResponse response = problem(405, "This can only be asked by " + match.allow + ".");
        response.headers.set("Allow", match.allow);
        return response;
    }
    const bool machine = request.path.starts_with("/api/") || request.path.starts_with("/hooks/");
    if (machine || request.path.empty() || request.path.front() != '/') {
        return problem(404, "There is nothing at this address.");
    }
    if (!only_reads(request.http.method)) {
        HttpResponse response = problem(405, "This can only be asked by GET, HEAD.");
        response.headers.set("Allow", "GET, HEAD");
        return response;
    }
    return state.web.answer(request);
}

Headers security_headers(const Settings& settings) {
    Headers headers;
    headers.set("Content-Security-Policy", std::string(content_policy));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("X-Frame-Options", "DENY");
    if (settings.secure_cookies) {
        headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    return headers;
}

HttpResponse with_security_headers(const Settings& settings, HttpResponse response) {
    Headers headers = security_headers(settings);
    for (auto& [name, value] : headers.fields) {
        response.headers.set(name, std::move(value));
    }
    if (!response.headers.find("Cache-Control")) response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace aplomb::api

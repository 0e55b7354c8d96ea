#include "sim/mastodon_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "text/length.h"

namespace aplomb::sim {
namespace {

constexpr Milliseconds key_lasts{60 * 60 * 1000};

std::optional<std::int64_t> number_of(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

HttpResponse error_answer(int status, std::string_view error) {
    return json_answer(status, json::object{{"error", error}});
}

}  // namespace

MastodonSite::MastodonSite(Login company) : company_(std::move(company)) {
    people_[company_.acct] = {company_.acct, company_.name, 860, {}};
    ids_[company_.acct] = "109000000000000001";
}

HttpResponse MastodonSite::answer(const HttpRequest& request, Timestamp now) {
    const Target target = target_of(request.url);
    if (target.path == "/api/v2/instance" || target.path == "/api/v1/instance") return instance();
    if (request.headers.find("authorization").value_or("") != "Bearer " + company_.token) {
        return error_answer(401, "The access token is invalid");
    }
    if (request.method == "POST" && target.path == "/api/v1/statuses") {
        return post_status(request, now);
    }
    if (request.method != "GET") return error_answer(403, "This action is not allowed");
    return read(target.path, parse_query(target.query));
}

HttpResponse MastodonSite::read(const std::string& path, const Parameters& parameters) const {
    if (path == "/api/v1/accounts/verify_credentials") {
        return json_answer(200, account_view(company_.acct));
    }
    if (path == "/api/v1/notifications") return notifications(parameters);
    if (path == "/api/v1/conversations") return conversations();
    if (path == "/api/v2/search") return search(parameters);
    constexpr std::string_view accounts = "/api/v1/accounts/";
    if (path.starts_with(accounts) && path.ends_with("/statuses")) {
        return account_statuses(
            path.substr(accounts.size(), path.size() - accounts.size() - sizeof("/statuses") + 1),
            parameters);
    }
    constexpr std::string_view statuses = "/api/v1/statuses/";
    if (path.starts_with(statuses)) {
        const std::string rest = path.substr(statuses.size());
        const auto slash = std::min(rest.find('/'), rest.size());
        const Status* status = find(rest.substr(0, slash));
        if (status == nullptr) return error_answer(404, "Record not found");
        if (slash == rest.size()) return json_answer(200, status_view(*status));
        if (rest.substr(slash) == "/context") return context(*status);
    }
    return error_answer(404, "Record not found");
}

HttpResponse MastodonSite::instance() const {
    return json_answer(
        200, json::object{
                 {"domain", company_.host},
                 {"title", "Harbour"},
                 {"version", "4.6.4"},
                 {"configuration",
                  {{"urls", {{"streaming", "wss://" + company_.host}}},
                   {"statuses", {{"max_characters", 500}, {"characters_reserved_per_url", 23}}}}}});
}

const MastodonSite::Status* MastodonSite::find(const std::string& id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end() || statuses_[found->second].removed) return nullptr;
    return &statuses_[found->second];
}

// min_id walks forward from what is known, max_id and since_id look back from the newest; either
// way a page lists the newest first.
HttpResponse MastodonSite::notifications(const Parameters& parameters) const {
    const auto least = number_of(field(parameters, "min_id"));
    const auto since = number_of(field(parameters, "since_id"));
    const auto below = number_of(field(parameters, "max_id"));
    const auto limit = static_cast<std::size_t>(
        std::clamp<std::int64_t>(number_of(field(parameters, "limit")).value_or(40), 1, 80));
    std::vector<const Notification*> page;
    const auto fits = [&](const Notification& notification) {
        return find(notification.status_id) != nullptr &&
               notification.id > std::max(least.value_or(0), since.value_or(0)) &&
               (!below || notification.id < *below);
    };
    if (least) {
        for (const Notification& notification : notifications_)
            if (fits(notification) && page.size() < limit) page.push_back(&notification);
        std::reverse(page.begin(), page.end());
    } else {
        for (auto it = notifications_.rbegin(); it != notifications_.rend(); ++it)
            if (fits(*it) && page.size() < limit) page.push_back(&*it);
    }
    json::array list;
    for (const Notification* notification : page)
        list.push_back(notification_view(*notification));
    HttpResponse response = json_answer(200, list);
    if (!page.empty()) {
        const std::string base = fmt::format("https://{}/api/v1/notifications", company_.host);
        response.headers.set("link",
                             fmt::format("<{0}?max_id={1}>; rel=\"next\", <{0}?min_id={2}>; "
                                         "rel=\"prev\"",
                                         base, page.back()->id, page.front()->id));
    }
    return response;
}

HttpResponse MastodonSite::conversations() const {
    std::map<std::string, const Status*> newest;  // by root
    for (const Status& status : statuses_) {
        if (status.visibility == "direct" && !status.removed) newest[status.root] = &status;
    }
    std::string list = "[";
    for (const auto& [root, status] : newest) {
        const Status* first = find(root);
        const std::string who = first == nullptr ? status->acct : first->acct;
        append_part(
            list, fmt::format(R"({{"id":"{}","unread":{},"accounts":[{}],"last_status":{}}})", root,
                              status->acct != company_.acct, json::serialize(account_view(who)),
                              status_text(*status)));
    }
    return json_text_answer(200, list + ']');
}

HttpResponse MastodonSite::context(const Status& status) const {
    json::array ancestors;
    for (const Status* above = find(status.answers); above != nullptr;
         above = find(above->answers)) {
        ancestors.insert(ancestors.begin(), status_view(*above));
    }
    json::array descendants;
    for (const Status& other : statuses_) {
        if (other.removed || other.root != status.root || other.id <= status.id) continue;
        descendants.push_back(status_view(other));
    }
    return json_answer(200, json::object{{"ancestors", std::move(ancestors)},
                                         {"descendants", std::move(descendants)}});
}

HttpResponse MastodonSite::account_statuses(const std::string& account_id,
                                            const Parameters& parameters) const {
    const std::string since = std::max(field(parameters, "since_id"), field(parameters, "min_id"));
    std::string list = "[";
    int room = 40;
    for (auto status = statuses_.rbegin(); status != statuses_.rend() && room > 0; ++status) {
        const auto id = ids_.find(status->acct);
        if (status->removed || id == ids_.end() || id->second != account_id) continue;
        if (!since.empty() && status->id <= since) continue;
        append_part(list, status_text(*status));
        --room;
    }
    return json_text_answer(200, list + ']');
}

HttpResponse MastodonSite::search(const Parameters& parameters) const {
    const std::string wanted = field(parameters, "q");
    json::array list;
    for (auto status = statuses_.rbegin(); status != statuses_.rend() && list.size() < 20;
         ++status) {
        if (status->removed || status->visibility != "public") continue;
        if (status->text.find(wanted) != std::string::npos) list.push_back(status_view(*status));
    }
    return json_answer(200, json::object{{"accounts", json::array{}},
                                         {"statuses", std::move(list)},
                                         {"hashtags", json::array{}}});
}

// The same Idempotency-Key within the hour brings the same status, and makes no other.
HttpResponse MastodonSite::post_status(const HttpRequest& request, Timestamp now) {
    const std::string key(request.headers.find("idempotency-key").value_or(""));
    if (const auto known = keys_.find(key);
        !key.empty() && known != keys_.end() && now < known->second.at + key_lasts) {
        ++repeats_;
        if (const Status* status = find(known->second.status_id)) {
            return json_answer(200, status_view(*status));
        }
    }
    const auto given = fields_of(request);
    Utterance utterance;
    utterance.text = field(given, "status");
    utterance.answers = field(given, "in_reply_to_id");
    utterance.language = field(given, "language");
    utterance.visibility =
        field(given, "visibility") == "direct" ? Visibility::Private : Visibility::Public;
    utterance.at = now;
    if (utterance.text.empty()) {
        return error_answer(422, "Validation failed: Text can't be blank");
    }
    const auto limit = text::length_limit("mastodon", text::Audience::Public);
    if (limit && !text::fits(utterance.text, *limit)) {
        return error_answer(422, "Validation failed: Text character limit of 500 exceeded");
    }
    const Status* parent = find(utterance.answers);
    if (!utterance.answers.empty() && parent == nullptr) {
        return error_answer(404, "Record not found");
    }
    const std::string to = parent == nullptr ? std::string{} : parent->acct;
    Status& status = add(company_.acct, utterance);
    if (const std::string visibility = field(given, "visibility"); !visibility.empty()) {
        status.visibility = visibility;
    }
    if (!key.empty()) keys_[key] = {status.id, now};
    record(
        {status.id, key, utterance.answers, to, utterance.text, utterance.visibility, now, false});
    return json_answer(200, status_view(status));
}

MastodonSite::Status& MastodonSite::add(const std::string& acct, const Utterance& utterance) {
    Status status;
    // Ids grow with time; the low digits keep those of one moment apart.
    status.id = std::to_string((to_ms(utterance.at) << 16) +
                               static_cast<std::int64_t>(statuses_.size() % 65'536));
    status.acct = acct;
    status.text = utterance.text;
    status.answers = utterance.answers;
    const Status* parent = find(utterance.answers);
    status.root = parent == nullptr ? status.id : parent->root;
    status.visibility = utterance.visibility == Visibility::Private ? "direct" : "public";
    status.language = utterance.language;
    status.at = utterance.at;
    by_id_[status.id] = statuses_.size();
    statuses_.push_back(std::move(status));
    return statuses_.back();
}

bool MastodonSite::mentions_us(const Status& status) const {
    return status.acct != company_.acct &&
           status.text.find("@" + company_.acct) != std::string::npos;
}

void MastodonSite::stream_event(std::string_view event, std::string_view payload) {
    events_.push_back(fmt::format("event: {}\ndata: {}\n\n", event, payload));
}

void MastodonSite::announce(const Status& status) {
    if (!mentions_us(status)) return;
    notifications_.push_back(
        {static_cast<std::int64_t>(notifications_.size()) + 4'000'001, status.id, status.at});
    stream_event("notification", json::serialize(notification_view(notifications_.back())));
}

std::string MastodonSite::say(const Utterance& utterance) {
    const std::string& acct = utterance.by.handle;
    if (const auto known = people_.find(acct);
        known == people_.end() || known->second != utterance.by) {
        people_[acct] = utterance.by;
        forget_views();
    }
    ids_.try_emplace(
        acct, std::to_string(109'000'000'000'000'001 + static_cast<std::int64_t>(ids_.size())));
    const Status& status = add(acct, utterance);
    announce(status);
    return status.id;
}

std::string MastodonSite::say_as_us(const Utterance& utterance) {
    const Status* parent = find(utterance.answers);
    const std::string to = parent == nullptr ? std::string{} : parent->acct;
    const Status& status = add(company_.acct, utterance);
    record({status.id,
            {},
            utterance.answers,
            to,
            utterance.text,
            utterance.visibility,
            utterance.at,
            true});
    return status.id;
}

void MastodonSite::edit(const std::string& id, const std::string& text, Timestamp now) {
    if (find(id) == nullptr) return;
    Status& status = statuses_[by_id_.at(id)];
    status.text = text;
    status.edited_at = now;
    forget_views();
    if (mentions_us(status)) stream_event("status.update", json::serialize(status_view(status)));
}

void MastodonSite::take_back(const std::string& id, Timestamp) {
    if (find(id) == nullptr) return;
    statuses_[by_id_.at(id)].removed = true;
    forget_views();
    stream_event("delete", id);
}

std::optional<std::string> MastodonSite::stream_after(const HttpRequest& request,
                                                      std::size_t& position) {
    if (!target_of(request.url).path.starts_with("/api/v1/streaming")) return {};
    // A stream has no memory: what was before it is for a poll.
    if (position == stream_begins) {
        position = events_.size();
        return ":)\n";
    }
    std::string bytes;
    while (position < events_.size())
        bytes += events_[position++];
    return bytes;
}

}  // namespace aplomb::sim

// How the simulated Mastodon shows its accounts, statuses and notifications as JSON.
#include <fmt/format.h>

#include "sim/mastodon_site.h"

namespace aplomb::sim {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '\n':
                out += "<br />";
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace

json::object MastodonSite::account_view(const std::string& acct) const {
    const auto person = people_.find(acct);
    const auto id = ids_.find(acct);
    const std::string username = acct.substr(0, acct.find('@'));
    const std::string host =
        acct.find('@') == std::string::npos ? company_.host : acct.substr(acct.find('@') + 1);
    return {{"id", id == ids_.end() ? std::string("0") : id->second},
            {"username", username},
            {"acct", acct},
            {"display_name", person == people_.end() ? username : person->second.name},
            {"url", fmt::format("https://{}/@{}", host, username)},
            {"followers_count", person == people_.end() ? 0 : person->second.followers},
            {"bot", false},
            {"locked", false},
            {"note", "<p></p>"},
            {"fields", json::array{}}};
}

// A mention becomes the link that every instance writes it as.
std::string MastodonSite::content_of(const Status& status) const {
    std::string html = escaped(status.text);
    const std::string mention = "@" + company_.acct;
    if (const auto at = html.find(mention); at != std::string::npos) {
        html.replace(at, mention.size(),
                     fmt::format("<span class=\"h-card\"><a href=\"https://{}/@{}\" class=\"u-url "
                                 "mention\">@<span>{}</span></a></span>",
                                 company_.host, company_.acct, company_.acct));
    }
    return "<p>" + html + "</p>";
}

json::object MastodonSite::status_view(const Status& status) const {
    const json::object author = account_view(status.acct);
    json::object view{
        {"id", status.id},
        {"uri", fmt::format("https://{}/users/{}/statuses/{}", company_.host,
                            author.at("username").get_string().c_str(), status.id)},
        {"url", fmt::format("{}/{}", author.at("url").get_string().c_str(), status.id)},
        {"created_at", to_rfc3339(status.at)},
        {"edited_at", nullptr},
        {"in_reply_to_id", nullptr},
        {"in_reply_to_account_id", nullptr},
        {"visibility", status.visibility},
        {"content", content_of(status)},
        {"spoiler_text", ""},
        {"sensitive", false},
        {"language", status.language.empty() ? json::value(nullptr)
                                             : json::value(json::string(status.language))},
        {"account", author},
        {"mentions", json::array{}},
        {"media_attachments", json::array{}},
        {"tags", json::array{}},
        {"card", nullptr},
        {"poll", nullptr}};
    if (status.edited_at) view["edited_at"] = to_rfc3339(*status.edited_at);
    if (!status.answers.empty()) {
        view["in_reply_to_id"] = status.answers;
        if (const Status* parent = find(status.answers)) {
            view["in_reply_to_account_id"] = ids_.at(parent->acct);
        }
    }
    for (const auto& [acct, person] : people_) {
        if (status.text.find("@" + acct) == std::string::npos) continue;
        const json::object account = account_view(acct);
        view["mentions"].get_array().push_back(json::object{{"id", account.at("id")},
                                                            {"acct", acct},
                                                            {"username", account.at("username")},
                                                            {"url", account.at("url")}});
    }
    return view;
}

const std::string& MastodonSite::status_text(const Status& status) const {
    if (status.text_of_view.empty()) status.text_of_view = json::serialize(status_view(status));
    return status.text_of_view;
}

// A view shows more than its own status: who wrote it, who is named in it, what it answers.
void MastodonSite::forget_views() {
    for (Status& status : statuses_)
        status.text_of_view.clear();
}

json::object MastodonSite::notification_view(const Notification& notification) const {
    const Status& status = statuses_[by_id_.at(notification.status_id)];
    return {{"id", std::to_string(notification.id)},
            {"type", "mention"},
            {"created_at", to_rfc3339(notification.at)},
            {"group_key", fmt::format("ungrouped-{}", notification.id)},
            {"account", account_view(status.acct)},
            {"status", status_view(status)}};
}

}  // namespace aplomb::sim

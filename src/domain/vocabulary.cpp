#include "domain/vocabulary.h"

#include <algorithm>
#include <array>

#include "domain/closed_set.h"

namespace aplomb {
namespace {

constexpr std::array<std::string_view, 2> visibility_names{"public", "private"};
constexpr std::array<std::string_view, 2> direction_names{"in", "out"};
constexpr std::array<std::string_view, 7> case_kind_names{
    "complaint", "question", "request", "praise", "suggestion", "spam", "other"};
constexpr std::array<std::string_view, 2> specificity_names{"specific", "general"};
constexpr std::array<std::string_view, 3> sentiment_names{"negative", "neutral", "positive"};

constexpr std::array<std::string_view, 11> public_channels{
    "x",       "facebook", "instagram",      "youtube",    "reddit",   "mastodon",
    "bluesky", "linkedin", "google_reviews", "trustpilot", "app_store"};
constexpr std::array<std::string_view, 12> other_channels{
    "play_store", "messenger", "whatsapp", "telegram", "email",   "discord",
    "slack",      "sms",       "phone",    "webchat",  "webhook", "feed"};

}  // namespace

std::string_view name_of(Visibility value) {
    return name_in(visibility_names, value);
}
std::string_view name_of(Direction value) {
    return name_in(direction_names, value);
}
std::string_view name_of(CaseKind value) {
    return name_in(case_kind_names, value);
}
std::string_view name_of(Specificity value) {
    return name_in(specificity_names, value);
}
std::string_view name_of(Sentiment value) {
    return name_in(sentiment_names, value);
}

std::optional<Visibility> visibility_from(std::string_view name) {
    return find_name<Visibility>(visibility_names, name);
}
std::optional<CaseKind> case_kind_from(std::string_view name) {
    return find_name<CaseKind>(case_kind_names, name);
}
std::optional<Specificity> specificity_from(std::string_view name) {
    return find_name<Specificity>(specificity_names, name);
}
std::optional<Sentiment> sentiment_from(std::string_view name) {
    return find_name<Sentiment>(sentiment_names, name);
}

bool is_channel_kind(std::string_view kind) {
    return std::find(public_channels.begin(), public_channels.end(), kind) !=
               public_channels.end() ||
           std::find(other_channels.begin(), other_channels.end(), kind) != other_channels.end();
}

std::vector<std::string_view> channel_kinds() {
    std::vector<std::string_view> kinds(public_channels.begin(), public_channels.end());
    kinds.insert(kinds.end(), other_channels.begin(), other_channels.end());
    return kinds;
}

Visibility usual_visibility(std::string_view kind) {
    const bool open =
        kind == "play_store" ||
        std::find(public_channels.begin(), public_channels.end(), kind) != public_channels.end();
    return open ? Visibility::Public : Visibility::Private;
}

}  // namespace aplomb

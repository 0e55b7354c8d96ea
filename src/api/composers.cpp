#include "api/composers.h"

#include <algorithm>
#include <charconv>
#include <functional>

namespace aplomb::api {
namespace {

constexpr std::size_t key_length_max = 64;

bool is_key(std::string_view key) {
    return !key.empty() && key.size() <= key_length_max &&
           std::all_of(key.begin(), key.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

}  // namespace

Result<std::optional<Composers::Draft>> Composers::draft_in(const Headers& headers) {
    const auto field = headers.find(header_name);
    if (!field) return std::optional<Draft>{};
    const std::size_t blank = field->find(' ');
    const std::string_view key = field->substr(0, blank);
    const std::string_view digits =
        blank == std::string_view::npos ? std::string_view{} : field->substr(blank + 1);
    Draft draft;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), draft.number);
    if (!is_key(key) || digits.empty() || read.ec != std::errc{} ||
        read.ptr != digits.data() + digits.size()) {
        return fail(ErrorKind::Invalid,
                    "Aplomb-Composer must be a key of letters and digits and a number, such as "
                    "\"8f3kq2 17\"");
    }
    // Nobody supersedes somebody else's drafts by using their key.
    std::string credentials(headers.find("Authorization").value_or(""));
    credentials += headers.find("Cookie").value_or("");
    draft.composer = std::to_string(std::hash<std::string>{}(credentials)) + "/" + std::string(key);
    return draft;
}

void Composers::arrived(const Headers& headers) {
    const auto draft = draft_in(headers);
    if (!draft || !*draft) return;
    const std::scoped_lock lock(mutex_);
    const auto known = newest_.find((*draft)->composer);
    if (known != newest_.end()) {
        known->second.number = std::max(known->second.number, (*draft)->number);
        by_age_.splice(by_age_.end(), by_age_, known->second.place);
        return;
    }
    if (newest_.size() >= composers_max) {
        newest_.erase(by_age_.front());
        by_age_.pop_front();
    }
    const auto place = by_age_.insert(by_age_.end(), (*draft)->composer);
    newest_.emplace((*draft)->composer, Newest{(*draft)->number, place});
}

Result<bool> Composers::is_superseded(const Headers& headers) const {
    const auto draft = TRY(draft_in(headers));
    if (!draft) return false;
    const std::scoped_lock lock(mutex_);
    const auto known = newest_.find(draft->composer);
    return known != newest_.end() && known->second.number > draft->number;
}

}  // namespace aplomb::api

#include "sim/platform.h"

#include <algorithm>

namespace aplomb::sim {

std::optional<std::string> Platform::stream_after(const HttpRequest&, std::size_t&) {
    return {};
}

Target target_of(std::string_view url) {
    Target target;
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
        url.remove_prefix(scheme + 3);
        const auto end = std::min(url.find_first_of("/?"), url.size());
        target.host = std::string(url.substr(0, end));
        url.remove_prefix(end);
    }
    const auto question = std::min(url.find('?'), url.size());
    target.path = std::string(url.substr(0, question));
    if (target.path.empty()) target.path = "/";
    if (question < url.size()) target.query = std::string(url.substr(question + 1));
    return target;
}

HttpResponse json_answer(int status, const json::value& body) {
    return json_text_answer(status, json::serialize(body));
}

HttpResponse json_text_answer(int status, std::string body) {
    HttpResponse response;
    response.status = status;
    response.headers.set("content-type", "application/json");
    response.body = std::move(body);
    return response;
}

void append_part(std::string& list, std::string_view part) {
    if (list.back() != '[') list += ',';
    list += part;
}

HttpResponse refusal(int status, std::string_view error, std::string_view message) {
    return json_answer(status, json::object{{"error", error}, {"message", message}});
}

std::vector<std::pair<std::string, std::string>> fields_of(const HttpRequest& request) {
    const auto type = request.headers.find("content-type").value_or("");
    if (!type.starts_with("application/json")) return parse_query(request.body);
    std::vector<std::pair<std::string, std::string>> fields;
    const auto body = parse_json(request.body);
    if (!body || !body->is_object()) return fields;
    for (const auto& [key, value] : body->get_object()) {
        if (value.is_string()) fields.emplace_back(key, value.get_string().c_str());
    }
    return fields;
}

std::string field(const std::vector<std::pair<std::string, std::string>>& fields,
                  std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    return found == fields.end() ? std::string{} : found->second;
}

}  // namespace aplomb::sim

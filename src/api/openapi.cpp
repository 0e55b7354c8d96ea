#include "api/openapi.h"

#include <cstdlib>

#include "api/route.h"
#include "base/log.h"

namespace aplomb::api {
namespace {

json::object reference(std::string_view schema) {
    return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

// The schemas are ours and built in: one that does not parse is a bug of the build.
json::value parsed(const base::EmbeddedFile& file) {
    auto value = parse_json(file.content);
    if (!value) {
        log::error("api", "a built-in schema is not JSON",
                   {{"file", std::string(file.path)}, {"why", value.error().what}});
        std::abort();
    }
    return std::move(*value);
}

struct Schemas {
    json::object components;
    json::object parameters;
};

Schemas read_schemas() {
    Schemas schemas;
    for (const base::EmbeddedFile& file : schema_files()) {
        const std::string_view name = file.path.substr(0, file.path.find('.'));
        if (name == "parameters") {
            schemas.parameters = parsed(file).as_object();
        } else {
            schemas.components[name] = parsed(file);
        }
    }
    return schemas;
}

json::array parameters_of(const Route& route, const json::object& described) {
    json::array out;
    std::string_view path = route.path;
    for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
        path.remove_prefix(open + 1);
        out.push_back(json::object{{"name", path.substr(0, path.find('}'))},
                                   {"in", "path"},
                                   {"required", true},
                                   {"schema", reference("Id")}});
    }
    std::string_view rest = route.query;
    while (!rest.empty()) {
        const std::string_view name = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        json::object parameter{{"name", name}, {"in", "query"}, {"required", false}};
        if (const json::value* known = described.if_contains(name)) {
            for (const auto& field : known->as_object()) {
                parameter[field.key()] = field.value();
            }
        }
        out.push_back(std::move(parameter));
    }
    if ((route.method == "POST" || route.method == "PATCH") &&
        route.permission != Permission::Anyone) {
        out.push_back(json::object{{"$ref", "#/components/parameters/IdempotencyKey"}});
    }
    if (route.run_on == RunOn::Stream) {
        out.push_back(json::object{{"$ref", "#/components/parameters/LastEventId"}});
    }
    return out;
}

json::object responses_of(const Route& route) {
    json::object success{{"description", route.summary}};
    if (!route.answer.empty()) {
        success["content"] =
            json::object{{route.media, json::object{{"schema", reference(route.answer)}}}};
    }
    json::object out;
    out[std::to_string(route.status)] = std::move(success);
    out["default"] = json::object{{"$ref", "#/components/responses/Problem"}};
    return out;
}

json::value security_of(const Route& route) {
    if (route.permission == Permission::Anyone) return json::array{};
    return json::array{json::object{{"bearer", json::array{}}},
                       json::object{{"session", json::array{}}, {"csrf", json::array{}}}};
}

json::object operation_of(const Route& route, const json::object& described) {
    json::object out{{"operationId", route.operation},
                     {"summary", route.summary},
                     {"x-permission", name_of(route.permission)},
                     {"parameters", parameters_of(route, described)},
                     {"security", security_of(route)}};
    if (!route.body.empty()) {
        out["requestBody"] = json::object{
            {"required", true},
            {"content",
             json::object{{"application/json", json::object{{"schema", reference(route.body)}}}}}};
    }
    out["responses"] = responses_of(route);
    return out;
}

json::object shared_parameters() {
    return {
        {"IdempotencyKey",
         json::object{{"name", "Idempotency-Key"},
                      {"in", "header"},
                      {"description",
                       "The same request under the same key has its effect once and is answered "
                       "the same; another request under it is refused with 422."},
                      {"schema", json::object{{"type", "string"}, {"maxLength", 255}}}}},
        {"LastEventId", json::object{{"name", "Last-Event-ID"},
                                     {"in", "header"},
                                     {"description", "Continue after this event."},
                                     {"schema", json::object{{"type", "string"}}}}}};
}

json::object security_schemes() {
    return {{"bearer", json::object{{"type", "http"}, {"scheme", "bearer"}}},
            {"session",
             json::object{{"type", "apiKey"},
                          {"in", "cookie"},
                          {"name", "aplomb_session"},
                          {"description", "Over TLS the cookie is named __Host-aplomb_session."}}},
            {"csrf", json::object{{"type", "apiKey"},
                                  {"in", "header"},
                                  {"name", "X-CSRF-Token"},
                                  {"description",
                                   "With the cookie, on everything but GET: the session's "
                                   "\"csrf\"."}}}};
}

json::object make_document() {
    Schemas schemas = read_schemas();
    json::object paths;
    for (const Route& route : routes()) {
        std::string method(route.method);
        for (char& c : method) {
            c = static_cast<char>(c + 32);
        }
        json::value& path = paths[route.path];
        if (path.is_null()) path.emplace_object();
        path.as_object()[method] = operation_of(route, schemas.parameters);
    }
    json::object problem_response{
        {"description", "What went wrong (RFC 9457)"},
        {"content", json::object{{"application/problem+json",
                                  json::object{{"schema", reference("Problem")}}}}}};
    return {{"openapi", "3.1.0"},
            {"info", json::object{{"title", "Aplomb"},
                                  {"version", "1"},
                                  {"description",
                                   "Lists answer {\"items\", \"next_cursor\"} and Link: "
                                   "rel=\"next\". Ids are decimal numbers as text, times RFC 3339 "
                                   "in UTC, offsets into text count Unicode code points."}}},
            {"paths", std::move(paths)},
            {"components",
             json::object{{"schemas", std::move(schemas.components)},
                          {"parameters", shared_parameters()},
                          {"responses", json::object{{"Problem", std::move(problem_response)}}},
                          {"securitySchemes", security_schemes()}}}};
}

}  // namespace

const json::object& openapi_document() {
    static const json::object document = make_document();
    return document;
}

}  // namespace aplomb::api

// The routes, the OpenAPI document and docs/api.md say the same.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "api/openapi.h"
#include "api/route.h"

namespace aplomb::api {
namespace {

const json::object& document() {
    return openapi_document();
}

void collect_references(const json::value& value, std::set<std::string>& out) {
    if (value.is_array()) {
        for (const auto& each : value.get_array()) {
            collect_references(each, out);
        }
    }
    if (!value.is_object()) return;
    for (const auto& field : value.get_object()) {
        if (field.key() == "$ref") out.emplace(field.value().as_string());
        collect_references(field.value(), out);
    }
}

TEST(Openapi, DescribesEveryRouteWithParametersRequestAndAnswer) {
    for (const Route& route : routes()) {
        std::string method(route.method);
        for (char& c : method) {
            c = static_cast<char>(c + 32);
        }
        const std::string name = method + " " + std::string(route.path);
        const json::value* path = document().at("paths").as_object().if_contains(route.path);
        ASSERT_NE(path, nullptr) << name;
        const json::value* operation = path->as_object().if_contains(method);
        ASSERT_NE(operation, nullptr) << name;
        std::set<std::string> parameters;
        for (const auto& parameter : operation->at("parameters").as_array()) {
            if (!parameter.as_object().contains("name")) continue;
            parameters.emplace(parameter.at("name").as_string());
            EXPECT_TRUE(parameter.as_object().contains("schema"))
                << name << " " << parameter.at("name");
        }
        std::istringstream query{std::string(route.query)};
        for (std::string word; query >> word;) {
            EXPECT_TRUE(parameters.contains(word)) << name << " " << word;
        }
        EXPECT_EQ(parameters.contains("id"), route.path.find("{id}") != std::string_view::npos);
        EXPECT_EQ(operation->as_object().contains("requestBody"), !route.body.empty()) << name;
        const json::value& success = operation->at("responses").at(std::to_string(route.status));
        EXPECT_EQ(success.as_object().contains("content"),
                  route.status != 204 && !route.answer.empty())
            << name;
        EXPECT_TRUE(operation->at("responses").as_object().contains("default")) << name;
    }
}

TEST(Openapi, DescribesNothingThatIsNoRoute) {
    std::set<std::pair<std::string, std::string>> known;
    for (const Route& route : routes()) {
        std::string method(route.method);
        for (char& c : method) {
            c = static_cast<char>(c + 32);
        }
        EXPECT_TRUE(known.emplace(route.path, method).second) << "twice: " << route.path;
    }
    for (const auto& path : document().at("paths").as_object()) {
        for (const auto& method : path.value().as_object()) {
            EXPECT_TRUE(known.contains({std::string(path.key()), std::string(method.key())}))
                << path.key() << " " << method.key();
        }
    }
}

TEST(Openapi, RefersOnlyToWhatItHoldsAndHoldsOnlyWhatItRefersTo) {
    std::set<std::string> references;
    collect_references(document(), references);
    const json::object& components = document().at("components").as_object();
    for (const std::string& reference : references) {
        json::error_code missing;
        const json::value whole(document());
        EXPECT_NE(whole.find_pointer(reference.substr(1), missing), nullptr) << reference;
    }
    for (const auto& schema : components.at("schemas").as_object()) {
        EXPECT_TRUE(references.contains("#/components/schemas/" + std::string(schema.key())))
            << schema.key() << " is used nowhere";
    }
}

TEST(Openapi, NamesEveryOperationOnce) {
    std::set<std::string_view> names;
    for (const Route& route : routes()) {
        EXPECT_TRUE(names.insert(route.operation).second) << route.operation;
    }
}

// APLOMB_WRITE_REFERENCE=1 writes the page anew.
TEST(Reference, IsInStepWithTheRoutes) {
    const std::string file = std::string(APLOMB_SOURCE_DIR) + "/docs/api.md";
    const std::string made = api_reference();
    if (std::getenv("APLOMB_WRITE_REFERENCE") != nullptr) std::ofstream(file) << made;
    std::ifstream in(file);
    std::stringstream written;
    written << in.rdbuf();
    EXPECT_EQ(written.str(), made)
        << "the routes changed; run api_test once with APLOMB_WRITE_REFERENCE=1";
}

}  // namespace
}  // namespace aplomb::api

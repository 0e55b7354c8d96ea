// The OpenAPI 3.1 document and docs/api.md, both made from the table of routes and the schemas in
// schemas/*.json (one file, one schema, named as the file; parameters.json describes the query
// parameters by name).
#pragma once

#include <map>
#include <span>
#include <string>

#include "base/embedded_file.h"
#include "base/json.h"

namespace aplomb::api {

// Made by room.cmake.
std::span<const base::EmbeddedFile> schema_files();

// Made when first asked for.
const json::object& openapi_document();
// docs/api.md, in step with the routes (tests/api/reference_test.cpp).
std::string api_reference();

}  // namespace aplomb::api

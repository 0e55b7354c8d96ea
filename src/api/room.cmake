# What the API serves from the binary: the built web application (when web/dist is there as CMake
# configures) and the schemas its OpenAPI document is made of.
file(GLOB_RECURSE web_files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/web/dist
     ${PROJECT_SOURCE_DIR}/web/dist/*)
aplomb_embed(TARGET aplomb_api ROOT ${PROJECT_SOURCE_DIR}/web/dist FUNCTION web_files
             NAMESPACE aplomb::api FILES ${web_files})

file(GLOB schema_files CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/api/schemas
     ${CMAKE_CURRENT_SOURCE_DIR}/api/schemas/*.json)
aplomb_embed(TARGET aplomb_api ROOT ${CMAKE_CURRENT_SOURCE_DIR}/api/schemas FUNCTION schema_files
             NAMESPACE aplomb::api FILES ${schema_files})

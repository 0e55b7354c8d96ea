aplomb_embed(TARGET aplomb_desk ROOT ${CMAKE_CURRENT_SOURCE_DIR}/desk/data FUNCTION desk_files
             NAMESPACE aplomb::desk FILES policy.json)

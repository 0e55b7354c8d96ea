aplomb_embed(TARGET aplomb_text ROOT ${CMAKE_CURRENT_SOURCE_DIR}/text/data FUNCTION text_files
             NAMESPACE aplomb::text FILES top_level_domains.txt)
aplomb_embed(TARGET aplomb_text ROOT ${PROJECT_SOURCE_DIR}/models FUNCTION text_models
             NAMESPACE aplomb::text FILES langid.bin)
aplomb_embed(TARGET aplomb_text ROOT ${CMAKE_CURRENT_SOURCE_DIR}/text/data
             FUNCTION numbering_plan_files NAMESPACE aplomb::text FILES numbering_plans.txt)

file(GLOB triage_data CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/triage/data
     ${CMAKE_CURRENT_SOURCE_DIR}/triage/data/*)
aplomb_embed(TARGET aplomb_triage ROOT ${CMAKE_CURRENT_SOURCE_DIR}/triage/data
             FUNCTION triage_files NAMESPACE aplomb::triage FILES ${triage_data})
# Made by train/run.
aplomb_embed(TARGET aplomb_triage ROOT ${PROJECT_SOURCE_DIR}/models
             FUNCTION model_files NAMESPACE aplomb::triage FILES triage.bin)
# The inner loops, fast in every build.
set_source_files_properties(triage/encoder.cpp triage/model.cpp triage/features.cpp
                            triage/signature.cpp triage/tone.cpp PROPERTIES COMPILE_OPTIONS -O3
                            SKIP_PRECOMPILE_HEADERS ON)

file(GLOB triage_data CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/triage/data
     ${CMAKE_CURRENT_SOURCE_DIR}/triage/data/*)
aplomb_embed(TARGET aplomb_triage ROOT ${CMAKE_CURRENT_SOURCE_DIR}/triage/data
             FUNCTION triage_files NAMESPACE aplomb::triage FILES ${triage_data})

# Asio and Beast include next to nothing of what is precompiled, and are compiled once anyway.
set_source_files_properties(${PROJECT_SOURCE_DIR}/src/net/boost_impl.cpp PROPERTIES
  SKIP_PRECOMPILE_HEADERS ON)

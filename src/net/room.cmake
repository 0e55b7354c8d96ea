# Asio and Beast are compiled apart from the room's batch, so that editing the room does not compile
# them again.
set_source_files_properties(${PROJECT_SOURCE_DIR}/src/net/boost_impl.cpp PROPERTIES
  SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)

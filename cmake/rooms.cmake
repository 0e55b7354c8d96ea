# One static library per room of src/, and which rooms it may use. tests/layers_test.cpp holds the
# includes to the same table (docs/architecture.md explains it).
#
# The presets `release` and `dev` precompile the headers below once for all rooms. The price is that
# a file may lean on an include it lacks, so `quick` and `fuzz` build without. Compiling files in
# batches would be faster still, but file-local names of one then silently overload another's.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
# As archives, for the reason SQLite is one (below): Boost.JSON reads and writes all that comes and
# goes.
set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
# Where the archive is there it goes into the program: every statement crosses into SQLite many times,
# and calls within one file cost a tenth of a trial less than calls through a table.
find_library(SQLITE_ARCHIVE NAMES libsqlite3.a)
if(SQLITE_ARCHIVE)
  set_target_properties(PkgConfig::SQLITE PROPERTIES INTERFACE_LINK_LIBRARIES
                        "${SQLITE_ARCHIVE};m;${CMAKE_DL_LIBS};Threads::Threads")
endif()
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(FMT REQUIRED IMPORTED_TARGET fmt)
pkg_check_modules(NUSPELL REQUIRED IMPORTED_TARGET nuspell)
pkg_check_modules(SPDLOG REQUIRED IMPORTED_TARGET spdlog)
find_library(GUMBO_LIBRARY gumbo REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
find_library(MIMALLOC_LIBRARY mimalloc REQUIRED)
find_library(TOMLPLUSPLUS_LIBRARY tomlplusplus REQUIRED)
find_library(DATE_TZ_LIBRARY date-tz REQUIRED)
find_library(PROMETHEUS_LIBRARY prometheus-cpp-core REQUIRED)

function(aplomb_precompile target)
  if(NOT APLOMB_PRECOMPILE)
    return()
  endif()
  if(target STREQUAL "aplomb_base")
    target_precompile_headers(${target} PRIVATE <algorithm> <chrono> <functional> <map> <memory>
      <optional> <string> <string_view> <variant> <vector> <boost/json.hpp> <fmt/format.h>
      <tl/expected.hpp>)
  else()
    target_precompile_headers(${target} REUSE_FROM aplomb_base)
  endif()
endfunction()

#   aplomb_room(NAME USES rooms… LIBRARIES third-party…)
function(aplomb_room name)
  cmake_parse_arguments(A "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  if(NOT sources)
    add_library(aplomb_${name} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(aplomb_${name} STATIC ${sources})
    set(scope PUBLIC)
  endif()
  list(TRANSFORM A_USES PREPEND aplomb_)
  target_link_libraries(aplomb_${name} ${scope} aplomb_flags ${A_USES} ${A_LIBRARIES})
  if(sources)
    aplomb_precompile(aplomb_${name})
  endif()
endfunction()

# A folder of one-thing-per-file sources becomes a list, with no registry to edit and no
# static-initialisation order: every `NAME.cpp` in FOLDER must define, in NAMESPACE, an object
# `extern const TYPE NAME` (dashes in the file name become underscores). A generated source
# defines `std::span<const TYPE* const> FUNCTION()` over them in file-name order.
#
#   aplomb_catalog(TARGET t FOLDER rules TYPE Rule NAMESPACE aplomb::etiquette
#                  HEADER etiquette/rule.h FUNCTION rule_catalogue)
function(aplomb_catalog)
  cmake_parse_arguments(A "" "TARGET;FOLDER;TYPE;NAMESPACE;HEADER;FUNCTION" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/${A_FOLDER}
       ${CMAKE_CURRENT_SOURCE_DIR}/${A_FOLDER}/*.cpp)
  list(SORT files)
  set(declarations "")
  set(entries "")
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.cpp$" "" name ${file})
    string(REPLACE "-" "_" name ${name})
    string(APPEND declarations "extern const ${A_TYPE} ${name};\n")
    string(APPEND entries "    &${name},\n")
  endforeach()
  set(text "#include <array>\n#include <span>\n\n#include \"${A_HEADER}\"\n\nnamespace ${A_NAMESPACE} {\n${declarations}\n")
  string(APPEND text "std::span<const ${A_TYPE}* const> ${A_FUNCTION}() {\n")
  list(LENGTH files count)
  string(APPEND text "    static const std::array<const ${A_TYPE}*, ${count}> all{\n${entries}    };\n    return all;\n}\n}  // namespace ${A_NAMESPACE}\n")
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${A_FUNCTION}.cpp)
  file(CONFIGURE OUTPUT ${out} CONTENT "${text}" @ONLY)
  target_sources(${A_TARGET} PRIVATE ${out})
endfunction()

# `cpack -G DEB` in a release build folder makes the Debian package (packaging/README.md).
if(TARGET aplomb)
  install(TARGETS aplomb RUNTIME DESTINATION bin)
  install(FILES packaging/aplomb.service DESTINATION /lib/systemd/system)
  install(FILES packaging/aplomb.toml DESTINATION /etc/aplomb)
  install(FILES docs/operator.md README.md CHANGELOG.md LICENSE DESTINATION share/doc/aplomb)
endif()
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_CONTACT "The Aplomb authors <aplomb@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Customer-service desk that minds its manners")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "tzdata, ca-certificates")
# Spelling is judged in the languages whose dictionaries are there.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "hunspell-en-us, hunspell-en-gb")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "hunspell-es, hunspell-fr, hunspell-de-de, hunspell-pt-pt, hunspell-pt-br, hunspell-it")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/postinst
    ${PROJECT_SOURCE_DIR}/packaging/conffiles)
include(CPack)

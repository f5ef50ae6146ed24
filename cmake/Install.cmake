# The installed package: headers, both libraries, the command, CMake package and polity.pc.
include(CMakePackageConfigHelpers)

install(TARGETS polity polity_static EXPORT polityTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS polity_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/polity DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")
install(FILES ${PROJECT_BINARY_DIR}/include/polity/version.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/polity)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/datasets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/polity/datasets)

install(EXPORT polityTargets NAMESPACE polity:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/polity)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/polityConfig.cmake.in
  ${PROJECT_BINARY_DIR}/polityConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/polity)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/polityConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/polityConfig.cmake ${PROJECT_BINARY_DIR}/polityConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/FindCSV.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/polity)

# Found from where polity.pc lies, so that an installed tree may be moved.
file(RELATIVE_PATH POLITY_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
set(POLITY_PC_PREFIX "\${pcfiledir}/${POLITY_PC_PREFIX}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/polity.pc.in ${PROJECT_BINARY_DIR}/polity.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/polity.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

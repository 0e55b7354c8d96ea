file(GLOB store_sql CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/store
     store/migrations/*.sql store/queries/*.sql store/queries/*/*.sql)
aplomb_embed(TARGET aplomb_store ROOT ${CMAKE_CURRENT_SOURCE_DIR}/store FUNCTION sql_files
             NAMESPACE aplomb::store FILES ${store_sql})

aplomb_catalog(TARGET aplomb_etiquette FOLDER etiquette/rules TYPE Rule
               NAMESPACE aplomb::etiquette HEADER etiquette/rule.h FUNCTION rule_catalogue)
aplomb_embed(TARGET aplomb_etiquette ROOT ${PROJECT_SOURCE_DIR}/models FUNCTION manners_files
             NAMESPACE aplomb::etiquette FILES manners.bin)

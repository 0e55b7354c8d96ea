aplomb_catalog(TARGET aplomb_etiquette FOLDER etiquette/rules TYPE Rule
               NAMESPACE aplomb::etiquette HEADER etiquette/rule.h FUNCTION rule_catalogue)

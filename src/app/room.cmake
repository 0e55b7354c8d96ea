aplomb_catalog(TARGET aplomb FOLDER app/commands TYPE Command NAMESPACE aplomb::app
               HEADER app/command.h FUNCTION command_catalogue)

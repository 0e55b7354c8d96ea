#include <ostream>

#include "app/command.h"

namespace aplomb::app {

extern const Command version;
const Command version{"version", "print the version",
                      [](const std::vector<std::string>&, Streams& streams) {
                          streams.out << "aplomb " APLOMB_VERSION "\n";
                          return exit_fine;
                      }};

}  // namespace aplomb::app

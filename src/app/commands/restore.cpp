#include <array>
#include <ostream>

#include "app/data_directory.h"

namespace aplomb::app {
namespace {

constexpr std::string_view summary =
    "Puts a backup in place as the desk of an empty data directory; never over one that is there.";
constexpr std::array<Flag, 1> flags{{data_flag}};

Result<int> run_restore(const std::vector<std::string>& arguments, Streams& streams) {
    const Flags given = TRY(Flags::parse(arguments, flags));
    if (given.words().size() != 1) {
        return fail(ErrorKind::Invalid, "say from which file: aplomb restore FILE --data DIR");
    }
    TRY(store::restore(given.words().front(), data_directory(given)));
    streams.out << "restored into " << data_directory(given) << '\n';
    return exit_fine;
}

}  // namespace

extern const Command restore;
const Command restore{"restore", "put a backup in place",
                      [](const std::vector<std::string>& arguments, Streams& streams) {
                          if (wants_help(arguments)) {
                              print_usage(streams.out, "restore", "FILE", summary, flags);
                              return exit_fine;
                          }
                          const auto status = run_restore(arguments, streams);
                          return status ? *status : complain(streams, status.error());
                      }};

}  // namespace aplomb::app

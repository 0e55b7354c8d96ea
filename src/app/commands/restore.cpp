#include <array>
#include <ostream>

#include "app/data_directory.h"

namespace aplomb::app {
namespace {

constexpr std::string_view summary =
    "Puts a backup in place as the desk of an empty data directory; never over one that is there.";
constexpr std::array<Flag, 1> flags{{data_flag}};

Result<int> run_restore(const Flags& given, Streams& streams) {
    if (given.words().size() != 1) {
        return fail(ErrorKind::Invalid, "say from which file: aplomb restore FILE --data DIR");
    }
    TRY(store::restore(given.words().front(), data_directory(given)));
    streams.out << "restored into " << data_directory(given) << '\n';
    return exit_fine;
}

}  // namespace

extern const Command restore;
const Command restore{
    "restore", "put a backup in place",
    [](const std::vector<std::string>& arguments, Streams& streams) {
        return run_command({"restore", "FILE", summary, flags}, arguments, streams, run_restore);
    }};

}  // namespace aplomb::app

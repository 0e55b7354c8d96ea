#include <array>
#include <ostream>

#include "app/data_directory.h"

namespace aplomb::app {
namespace {

constexpr std::string_view summary =
    "Writes a consistent copy of the desk, key included, into one new file, while it runs or not.\n"
    "Keep it as safe as the desk itself: whoever has it has everything.";
constexpr std::array<Flag, 1> flags{{data_flag}};

Result<int> run_backup(const Flags& given, Streams& streams) {
    if (given.words().size() != 1) {
        return fail(ErrorKind::Invalid, "say into which file: aplomb backup FILE");
    }
    const auto store = TRY(open_data(given, WhenMissing::Refuse));
    TRY(store->backup(given.words().front()));
    streams.out << "backed up to " << given.words().front() << '\n';
    return exit_fine;
}

}  // namespace

extern const Command backup;
const Command backup{
    "backup", "copy the desk into one file, while it runs",
    [](const std::vector<std::string>& arguments, Streams& streams) {
        return run_command({"backup", "FILE", summary, flags}, arguments, streams, run_backup);
    }};

}  // namespace aplomb::app

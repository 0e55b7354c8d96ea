#include <array>
#include <ostream>

#include "app/data_directory.h"

namespace aplomb::app {
namespace {

constexpr std::string_view summary =
    "Brings the database to this program's schema. `serve` does the same as it starts; this is "
    "for\n"
    "those who want it done by itself, after a backup. The server must not be running.";
constexpr std::array<Flag, 1> flags{{data_flag}};

Result<int> run_migrate(const Flags& given, Streams& streams) {
    if (!given.words().empty()) {
        return fail(ErrorKind::Invalid, "migrate takes no words, only --data DIR");
    }
    const store::SchemaState before = TRY(store::schema_state(data_directory(given)));
    if (before.current == before.newest) {
        streams.out << "schema " << before.current << ": up to date\n";
        return exit_fine;
    }
    store::OpenOptions options;
    options.directory = data_directory(given);
    options.create = false;
    TRY(store::open_sqlite(options));
    streams.out << "schema " << before.current << " became " << before.newest << '\n';
    return exit_fine;
}

}  // namespace

extern const Command migrate;
const Command migrate{
    "migrate", "bring the database to this program's schema",
    [](const std::vector<std::string>& arguments, Streams& streams) {
        return run_command({"migrate", "", summary, flags}, arguments, streams, run_migrate);
    }};

}  // namespace aplomb::app

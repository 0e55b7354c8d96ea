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

Result<int> run_migrate(const std::vector<std::string>& arguments, Streams& streams) {
    const Flags given = TRY(Flags::parse(arguments, flags));
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
const Command migrate{"migrate", "bring the database to this program's schema",
                      [](const std::vector<std::string>& arguments, Streams& streams) {
                          if (wants_help(arguments)) {
                              print_usage(streams.out, "migrate", "", summary, flags);
                              return exit_fine;
                          }
                          const auto status = run_migrate(arguments, streams);
                          return status ? *status : complain(streams, status.error());
                      }};

}  // namespace aplomb::app

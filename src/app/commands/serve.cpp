#include <ostream>

#include "app/config.h"
#include "app/desk.h"
#include "app/flags.h"
#include "base/log.h"
#include "runtime/net_transport.h"

namespace aplomb::app {
namespace {

log::Level level_of(const std::string& name) {
    if (name == "debug") return log::Level::Debug;
    if (name == "warning") return log::Level::Warning;
    if (name == "error") return log::Level::Error;
    return log::Level::Info;
}

Result<> serve_until_told(const std::vector<std::string>& arguments, Streams& streams) {
    const Flags flags = TRY(Flags::parse(arguments, config_flags()));
    if (!flags.words().empty()) {
        return fail(ErrorKind::Invalid,
                    "serve takes no words, only flags; aplomb serve --help lists them");
    }
    const Config config = TRY(read_config(flags, process_environment()));
    log::set_level(level_of(config.log_level));
    block_signals();
    const auto transport = runtime::make_net_transport();
    const auto desk = TRY(Desk::open(config, *transport));
    TRY(desk->start());
    streams.out << "aplomb is ready at " << desk->address();
    if (config.virtual_clock) {
        streams.out << " — TESTING: ITS CLOCK STANDS AT " << to_rfc3339(*config.virtual_clock)
                    << " until POST /api/v1/clock moves it";
    }
    streams.out << std::endl;
    const auto follow_policy = [&] {
        desk->follow_policy();
        return true;
    };
    wait_for_signal({.every = follow_policy, .hung_up = follow_policy});
    desk->stop();
    return {};
}

int run(const std::vector<std::string>& arguments, Streams& streams) {
    if (wants_help(arguments)) {
        print_usage(
            streams.out, "serve", "",
            "The desk: API, webhooks, web application and workers. Every flag may also be a\n"
            "variable (APLOMB_PUBLIC_URL) or a key in aplomb.toml (public_url).",
            config_flags());
        return exit_fine;
    }
    const auto served = serve_until_told(arguments, streams);
    return served ? exit_fine : complain(streams, served.error());
}

}  // namespace

extern const Command serve;
const Command serve{"serve", "run the desk", run};

}  // namespace aplomb::app

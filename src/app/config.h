// Every setting of `serve` may be a flag, an APLOMB_* variable or a key in aplomb.toml; the flag
// wins, then the variable (spec: contracts, Command line). One table describes them all, so a new
// setting is one line here.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/flags.h"
#include "base/result.h"
#include "base/time.h"

namespace aplomb::app {

struct Config {
    std::string data = "./aplomb-data";
    std::string listen = "127.0.0.1:8080";
    std::string public_url;
    std::string policy_file;
    std::string tls_certificate;
    std::string tls_key;
    std::string log_level = "info";
    std::optional<Timestamp> virtual_clock;
    Milliseconds undo_window{5'000};
    bool behind_proxy = false;
};

// The flags of `serve`, for parsing and for --help.
const std::vector<Flag>& config_flags();

using Environment = std::function<std::optional<std::string>(const std::string&)>;
Environment process_environment();

// `flags` may name the file (--config); else ./aplomb.toml is read where there is one. Errors name
// the flag, the variable, or FILE:LINE.
Result<Config> read_config(const Flags& flags, const Environment& environment);

}  // namespace aplomb::app

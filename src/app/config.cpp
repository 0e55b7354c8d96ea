#include "app/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/json.h"

namespace aplomb::app {
namespace {

struct Setting {
    std::string_view name;  // the flag; aplomb.toml and APLOMB_* write it with underscores
    std::string_view value;
    std::string_view help;
    Result<> (*set)(Config&, const std::string&);
};

Result<> set_log_level(Config& config, const std::string& value) {
    if (value != "debug" && value != "info" && value != "warning" && value != "error") {
        return fail(ErrorKind::Invalid, "log-level is one of debug, info, warning, error");
    }
    config.log_level = value;
    return {};
}

Result<> set_undo(Config& config, const std::string& value) {
    char* end = nullptr;
    const double seconds = std::strtod(value.c_str(), &end);
    if (value.empty() || *end != '\0' || seconds < 0 || seconds > 120) {
        return fail(ErrorKind::Invalid, "undo-seconds is a number from 0 to 120");
    }
    config.undo_window = Milliseconds{static_cast<std::int64_t>(seconds * 1'000)};
    return {};
}

Result<> set_flag(bool& flag, const std::string& value) {
    if (value.empty() || value == "true" || value == "1")
        flag = true;
    else if (value == "false" || value == "0")
        flag = false;
    else
        return fail(ErrorKind::Invalid, "it is true or false");
    return {};
}

Result<> set_public_url(Config& config, const std::string& value) {
    if (!value.starts_with("http://") && !value.starts_with("https://")) {
        return fail(ErrorKind::Invalid,
                    "public-url begins with https:// (or http:// on your own network)");
    }
    config.public_url = value;
    while (config.public_url.ends_with('/'))
        config.public_url.pop_back();
    return {};
}

const std::vector<Setting>& settings() {
    static const std::vector<Setting> all{
        {"data", "DIR", "where everything is kept (default ./aplomb-data)",
         [](Config& c, const std::string& v) -> Result<> {
             c.data = v;
             return {};
         }},
        {"listen", "HOST:PORT", "where to listen (default 127.0.0.1:8080)",
         [](Config& c, const std::string& v) -> Result<> {
             c.listen = v;
             return {};
         }},
        {"public-url", "URL", "how the world reaches this desk, https://desk.example.com",
         set_public_url},
        {"policy", "FILE", "policy.toml: the company's own manners",
         [](Config& c, const std::string& v) -> Result<> {
             c.policy_file = v;
             return {};
         }},
        {"tls-certificate", "FILE",
         "PEM certificate chain; with tls-key the desk speaks https itself",
         [](Config& c, const std::string& v) -> Result<> {
             c.tls_certificate = v;
             return {};
         }},
        {"tls-key", "FILE", "PEM private key",
         [](Config& c, const std::string& v) -> Result<> {
             c.tls_key = v;
             return {};
         }},
        {"log-level", "LEVEL", "debug, info, warning or error (default info)", set_log_level},
        {"undo-seconds", "N", "how long a reply can be taken back (default 5)", set_undo},
        {"behind-proxy", "", "believe X-Forwarded-For: a reverse proxy stands in front",
         [](Config& c, const std::string& v) { return set_flag(c.behind_proxy, v); }},
        {"virtual-clock", "TIME",
         "for tests: time stands at TIME until POST /api/v1/clock moves it",
         [](Config& c, const std::string& v) -> Result<> {
             c.virtual_clock = TRY(parse_rfc3339(v));
             return {};
         }},
    };
    return all;
}

std::string underscored(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}

std::string variable_of(std::string_view name) {
    std::string out = "APLOMB_" + underscored(name);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return out;
}

Result<std::string> toml_text(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
    if (const auto* flag = node.as_boolean()) return std::string(flag->get() ? "true" : "false");
    return fail(ErrorKind::Invalid, "must be a plain value");
}

Error at(const std::string& where, const Error& error) {
    return {error.kind, error.what, where};
}

Result<> read_file(Config& config, const std::string& path) {
    toml::table table;
    try {
        table = toml::parse_file(path);
    } catch (const toml::parse_error& bad) {
        return fail(ErrorKind::Invalid, std::string(bad.description()),
                    fmt::format("{}:{}", path, bad.source().begin.line));
    }
    std::vector<std::string> names;
    for (const Setting& setting : settings())
        names.push_back(underscored(setting.name));
    const std::vector<std::string_view> known(names.begin(), names.end());
    for (const auto& [key, node] : table) {
        const std::string where = fmt::format("{}:{}", path, key.source().begin.line);
        const auto found = std::find(known.begin(), known.end(), key.str());
        if (found == known.end()) {
            std::string what = fmt::format("\"{}\" is not a known key", key.str());
            if (const auto close = nearest(key.str(), known))
                what += fmt::format("; did you mean \"{}\"?", *close);
            return fail(ErrorKind::Invalid, std::move(what), where);
        }
        auto text = toml_text(node);
        if (!text) return tl::unexpected<Error>(at(where, text.error()));
        const Setting& setting = settings()[static_cast<std::size_t>(found - known.begin())];
        if (const auto set = setting.set(config, *text); !set) {
            return tl::unexpected<Error>(at(where, set.error()));
        }
    }
    return {};
}

}  // namespace

const std::vector<Flag>& config_flags() {
    static const std::vector<Flag> flags = [] {
        std::vector<Flag> out;
        for (const Setting& setting : settings())
            out.push_back({setting.name, setting.value, setting.help});
        out.push_back(
            {"config", "FILE", "settings as TOML (default ./aplomb.toml, where there is one)"});
        return out;
    }();
    return flags;
}

Environment process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return {};
        return std::string(value);
    };
}

Result<Config> read_config(const Flags& flags, const Environment& environment) {
    Config config;
    const std::string file = flags.value_or("config", environment("APLOMB_CONFIG").value_or(""));
    if (!file.empty()) {
        if (!std::filesystem::exists(file)) {
            return fail(ErrorKind::NotFound,
                        "there is no such file; --config names your aplomb.toml", file);
        }
        TRY(read_file(config, file));
    } else if (std::filesystem::exists("aplomb.toml")) {
        TRY(read_file(config, "aplomb.toml"));
    }
    for (const Setting& setting : settings()) {
        const std::string variable = variable_of(setting.name);
        if (const auto value = environment(variable)) {
            if (const auto set = setting.set(config, *value); !set) {
                return tl::unexpected<Error>(at(variable, set.error()));
            }
        }
        if (const auto value = flags.find(setting.name)) {
            if (const auto set = setting.set(config, *value); !set) {
                return tl::unexpected<Error>(at("--" + std::string(setting.name), set.error()));
            }
        }
    }
    if (config.tls_certificate.empty() != config.tls_key.empty()) {
        return fail(ErrorKind::Invalid,
                    "tls-certificate and tls-key go together; set both or neither");
    }
    return config;
}

}  // namespace aplomb::app

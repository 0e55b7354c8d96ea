#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ostream>

#include "app/administration.h"
#include "app/data_directory.h"
#include "app/flags.h"
#include "store/channels.h"
#include "store/journal.h"

namespace aplomb::app {
namespace {

constexpr std::string_view words = "add KIND | list | test ID | pause ID | resume ID | remove ID";
constexpr std::string_view summary = "Connect, check and mind the channels customers use.";

std::string dashed(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '_', '-');
    return out;
}

struct Given {
    std::string data;
    bool as_json = false;
    std::vector<std::string> words;
    json::object settings;
};

// The flags of a kind are its connector's settings, dashes for underscores.
Result<Given> read_arguments(const std::vector<std::string>& arguments) {
    std::vector<std::string> names;
    std::vector<Flag> flags{{"data", "DIR", "the desk's data directory (default ./aplomb-data)"},
                            {"name", "NAME", "what the channel is called here"},
                            {"json", "", "print everything as JSON"}};
    const channels::Connector* connector = nullptr;
    if (arguments.size() >= 2 && arguments[0] == "add")
        connector = channels::find_connector(arguments[1]);
    if (connector != nullptr) {
        names.reserve(connector->settings.size());
        for (const channels::Setting& setting : connector->settings) {
            names.push_back(dashed(setting.name));
            flags.push_back({names.back(), "VALUE", setting.help});
        }
    }
    const Flags parsed = TRY(Flags::parse(arguments, flags));
    Given given{parsed.value_or("data", "./aplomb-data"), parsed.has("json"), parsed.words(), {}};
    given.settings["name"] = parsed.value_or("name", "");
    if (connector == nullptr) return given;
    for (std::size_t i = 0; i < connector->settings.size(); ++i) {
        if (connector->settings[i].name == "name") continue;
        const auto value = parsed.find(names[i]);
        if (!value) continue;
        std::int64_t number = 0;
        const auto [end, error] =
            std::from_chars(value->data(), value->data() + value->size(), number);
        const bool whole =
            error == std::errc{} && end == value->data() + value->size() && !value->empty();
        if (whole && !connector->settings[i].secret)
            given.settings[connector->settings[i].name] = number;
        else
            given.settings[connector->settings[i].name] = *value;
    }
    return given;
}

json::object describe(const Channel& channel) {
    return {{"id", channel.id.text()},      {"kind", channel.kind},
            {"name", channel.name},         {"state", name_of(channel.state)},
            {"settings", channel.settings}, {"created_at", to_rfc3339(channel.created_at)}};
}

Result<> note(Administration& desk, std::string action, ChannelId id) {
    return desk.store().write([&](store::Transaction& transaction) {
        return transaction.journal().append(
            by_command_line(SystemClock().now(), std::move(action), "channel:" + id.text()));
    });
}

Result<int> add(Administration& desk, const Given& given, Streams& streams) {
    if (given.words.size() != 2)
        return fail(ErrorKind::Invalid, "say which kind: aplomb channel add KIND --name NAME …");
    json::object settings = given.settings;
    const std::string name(settings["name"].as_string());
    settings.erase("name");
    const Channel channel = TRY(desk.admin().add(given.words[1], name, settings));
    TRY(note(desk, "channel.added", channel.id));
    if (given.as_json)
        streams.out << json::serialize(describe(channel)) << '\n';
    else
        streams.out << channel.id.text() << '\n';
    return exit_fine;
}

Result<int> list(Administration& desk, const Given& given, Streams& streams) {
    const auto channels = TRY(desk.store().read_for<std::vector<Channel>>(
        [](const store::Transaction& transaction) { return transaction.channels().all(); }));
    for (const Channel& channel : channels) {
        if (given.as_json) {
            streams.out << json::serialize(describe(channel)) << '\n';
            continue;
        }
        streams.out << fmt::format("{:<6} {:<10} {:<20} {}{}\n", channel.id.text(), channel.kind,
                                   channel.name, name_of(channel.state),
                                   channel.trouble.empty() ? "" : ": " + channel.trouble);
    }
    return exit_fine;
}

// A channel by its id or its name.
Result<ChannelId> which(Administration& desk, const Given& given) {
    if (given.words.size() != 2) {
        return fail(ErrorKind::Invalid,
                    fmt::format("say which: aplomb channel {} ID", given.words[0]));
    }
    if (const auto id = ChannelId::parse(given.words[1])) return *id;
    const auto named = TRY(
        desk.store().read_for<std::optional<Channel>>([&](const store::Transaction& transaction) {
            return transaction.channels().find_by_name(given.words[1]);
        }));
    if (named) return named->id;
    return fail(
        ErrorKind::NotFound,
        fmt::format("there is no channel \"{}\"; aplomb channel list shows them", given.words[1]));
}

Result<int> test(Administration& desk, const Given& given, Streams& streams) {
    const auto health = TRY(desk.admin().test(TRY(which(desk, given))));
    streams.out << (health.ok ? "ok: " : "not ok: ") << health.detail << '\n';
    return health.ok ? exit_fine : exit_found_something;
}

Result<int> change(Administration& desk, const Given& given, ChannelState state, Streams& streams) {
    const Channel channel = TRY(desk.admin().set_state(TRY(which(desk, given)), state));
    const std::string_view action = state == ChannelState::Paused    ? "channel.paused"
                                    : state == ChannelState::Removed ? "channel.removed"
                                                                     : "channel.resumed";
    TRY(note(desk, std::string(action), channel.id));
    streams.out << channel.name << ": " << name_of(channel.state) << '\n';
    return exit_fine;
}

Result<int> dispatch(const std::vector<std::string>& arguments, Streams& streams) {
    const Given given = TRY(read_arguments(arguments));
    if (given.words.empty())
        return fail(ErrorKind::Invalid, fmt::format("say what to do: aplomb channel {}", words));
    const std::string& verb = given.words.front();
    const auto desk = TRY(Administration::open(given.data));
    if (verb == "add") return add(*desk, given, streams);
    if (verb == "list") return list(*desk, given, streams);
    if (verb == "test") return test(*desk, given, streams);
    if (verb == "pause") return change(*desk, given, ChannelState::Paused, streams);
    if (verb == "resume") return change(*desk, given, ChannelState::Active, streams);
    if (verb == "remove") return change(*desk, given, ChannelState::Removed, streams);
    return fail(ErrorKind::Invalid, fmt::format("\"{}\" is none of: {}", verb, words));
}

int run(const std::vector<std::string>& arguments, Streams& streams) {
    if (wants_help(arguments)) {
        print_usage(streams.out, "channel", words, summary, {});
        for (const channels::Connector* connector : channels::connector_catalogue()) {
            streams.out << connector->kind << ":\n";
            for (const channels::Setting& setting : connector->settings) {
                streams.out << fmt::format("  --{:<24} {}{}\n", dashed(setting.name), setting.help,
                                           setting.required ? " (required)" : "");
            }
        }
        return exit_fine;
    }
    const auto status = dispatch(arguments, streams);
    return status ? *status : complain(streams, status.error());
}

}  // namespace

extern const Command channel;
const Command channel{"channel", "connect, list, test, pause or remove a channel", run};

}  // namespace aplomb::app

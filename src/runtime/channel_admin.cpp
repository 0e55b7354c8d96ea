#include "runtime/channel_admin.h"

#include <fmt/format.h>

#include "base/crypto.h"
#include "store/channels.h"
#include "store/journal.h"
#include "text/length.h"

namespace aplomb::runtime {
namespace {

// What was given, sorted into what may be shown and what may not; defaults filled in.
struct Sorted {
    json::object settings;
    json::object secrets;
};

Result<Sorted> sort_settings(const channels::Connector& connector, const json::object& given,
                             Sorted known) {
    std::vector<std::string_view> names;
    for (const channels::Setting& setting : connector.settings)
        names.push_back(setting.name);
    for (const auto& field : given) {
        const std::string_view key(field.key().data(), field.key().size());
        const auto setting = std::find_if(connector.settings.begin(), connector.settings.end(),
                                          [&](const auto& s) { return s.name == key; });
        if (setting == connector.settings.end()) {
            std::string what = fmt::format("\"{}\" is not a setting of {}", key, connector.kind);
            if (const auto close = nearest(key, names))
                what += fmt::format("; did you mean \"{}\"?", *close);
            return fail(ErrorKind::Invalid, std::move(what), "/" + std::string(key));
        }
        (setting->secret ? known.secrets : known.settings)[field.key()] = field.value();
    }
    for (const channels::Setting& setting : connector.settings) {
        json::object& home = setting.secret ? known.secrets : known.settings;
        if (home.contains(setting.name)) continue;
        if (!setting.fallback.empty()) {
            home[setting.name] = setting.fallback;
        } else if (setting.required) {
            return fail(
                ErrorKind::Invalid,
                fmt::format("{} needs \"{}\": {}", connector.kind, setting.name, setting.help),
                "/" + std::string(setting.name));
        }
    }
    if (connector.configure != nullptr) TRY(connector.configure(known.settings, known.secrets));
    return known;
}

Result<const channels::Connector*> connector_for(const std::string& kind) {
    if (const auto* connector = channels::find_connector(kind)) return connector;
    std::vector<std::string_view> kinds;
    for (const auto* connector : channels::connector_catalogue())
        kinds.push_back(connector->kind);
    std::string what = fmt::format("there is no channel kind \"{}\"", kind);
    if (const auto close = nearest(kind, kinds))
        what += fmt::format("; did you mean \"{}\"?", *close);
    else
        what += fmt::format("; it is one of {}", fmt::join(kinds, ", "));
    return fail(ErrorKind::Invalid, std::move(what), "/kind");
}

std::string_view unit_name(text::Counting counting) {
    switch (counting) {
        case text::Counting::Bytes:
            return "bytes";
        case text::Counting::Utf16Units:
            return "UTF-16 units";
        case text::Counting::Weighted:
        case text::Counting::Graphemes:
        case text::Counting::MastodonCharacters:
        case text::Counting::CodePoints:
            break;
    }
    return "characters";
}

Result<> tell(store::Transaction& transaction, ChannelId id, Timestamp now) {
    TRY(transaction.journal().append(
        ScreenEvent{{}, now, ScreenEventKind::ChannelUpdated, {}, {}, id}));
    return {};
}

}  // namespace

std::vector<ConnectorAdmin::KindInfo> ConnectorAdmin::kinds() const {
    std::vector<KindInfo> out;
    for (const channels::Connector* connector : channels::connector_catalogue()) {
        KindInfo info{std::string(connector->kind), std::string(connector->title), {}};
        for (const channels::Setting& setting : connector->settings) {
            info.settings.push_back({std::string(setting.name), setting.required, setting.secret,
                                     std::string(setting.help), std::string(setting.fallback)});
        }
        out.push_back(std::move(info));
    }
    return out;
}

Result<Channel> ConnectorAdmin::add(const std::string& kind, const std::string& name,
                                    const json::object& given) {
    if (name.empty()) return fail(ErrorKind::Invalid, "a channel needs a name", "/name");
    const channels::Connector* connector = TRY(connector_for(kind));
    Sorted sorted = TRY(sort_settings(*connector, given, {}));
    Channel channel;
    channel.kind = kind;
    channel.name = name;
    channel.settings = std::move(sorted.settings);
    channel.sealed_secrets = directory_.seal_secrets(name, sorted.secrets);
    channel.created_at = clock_.now();
    channel.id =
        TRY(store_.write_for<ChannelId>([&](store::Transaction& transaction) -> Result<ChannelId> {
            if (TRY(transaction.channels().find_by_name(name))) {
                return fail(
                    ErrorKind::Conflict,
                    fmt::format("there is a channel named \"{}\" already; choose another name",
                                name),
                    "/name");
            }
            const ChannelId id = TRY(transaction.channels().insert(channel));
            TRY(tell(transaction, id, clock_.now()));
            return id;
        }));
    TRY(directory_.refresh());
    return channel;
}

Result<Channel> ConnectorAdmin::configure(ChannelId id, const json::object& given) {
    const LiveChannelPtr live = directory_.find(id);
    if (!live) return fail(ErrorKind::NotFound, "there is no such channel");
    const json::object secrets = TRY(directory_.open_secrets(live->channel));
    Sorted sorted = TRY(sort_settings(live->connector, given, {live->channel.settings, secrets}));
    Channel channel = live->channel;
    channel.settings = std::move(sorted.settings);
    channel.sealed_secrets = directory_.seal_secrets(channel.name, sorted.secrets);
    if (channel.state == ChannelState::NeedsAttention) {
        channel.state = ChannelState::Active;
        channel.trouble.clear();
    }
    TRY(store_.write([&](store::Transaction& transaction) -> Result<> {
        // Old sessions belong to the old log-in.
        TRY(directory_.store_state(transaction, id, {}, clock_.now()));
        return ChannelDirectory::save(transaction, channel, clock_.now());
    }));
    TRY(directory_.refresh());
    return channel;
}

Result<Channel> ConnectorAdmin::set_state(ChannelId id, ChannelState state) {
    const auto changed =
        TRY(store_.write_for<Channel>([&](store::Transaction& transaction) -> Result<Channel> {
            auto channel = TRY(transaction.channels().find(id));
            if (!channel || channel->state == ChannelState::Removed) {
                return fail(ErrorKind::NotFound, "there is no such channel");
            }
            channel->state = state;
            channel->trouble.clear();
            if (state == ChannelState::Removed) {
                // The name is free for another, and the secrets are gone.
                channel->name += fmt::format(" (removed {})", id.value);
                channel->sealed_secrets.clear();
            }
            TRY(ChannelDirectory::save(transaction, *channel, clock_.now()));
            return *channel;
        }));
    TRY(directory_.refresh());
    return changed;
}

Result<ConnectorAdmin::Health> ConnectorAdmin::test(ChannelId id) {
    const LiveChannelPtr live = directory_.find(id);
    if (!live) return fail(ErrorKind::NotFound, "there is no such channel");
    if (live->connector.test == nullptr)
        return Health{true, "nothing to test: this channel is pushed to"};
    const std::scoped_lock exchange(live->exchange);
    const channels::Account account = live->account();
    auto outcome =
        channels::converse(live->connector.test(account), account, live->connector, transport_,
                           clock_, channels::TestOutcome{false, "the test did not end", {}});
    if (outcome.state) {
        TRY(store_.write([&](store::Transaction& transaction) {
            return directory_.store_state(transaction, id, *outcome.state, clock_.now());
        }));
        live->set_state(*outcome.state);
    }
    return Health{outcome.ok, std::move(outcome.detail)};
}

ConnectorAdmin::Health ConnectorAdmin::health(const Channel& channel) const {
    switch (channel.state) {
        case ChannelState::Active:
            if (!directory_.open_secrets(channel)) {
                return {false,
                        "its secrets do not open with the aplomb.key that is here; put back the "
                        "right one, or give the secrets anew"};
            }
            return {true, "connected"};
        case ChannelState::Paused:
            return {false, "paused by a person; resume it to hear and answer again"};
        case ChannelState::NeedsAttention:
            return {false, channel.trouble};
        case ChannelState::Removed:
            break;
    }
    return {false, "removed"};
}

ConnectorAdmin::Limit ConnectorAdmin::limit(const Channel& channel, Visibility visibility) const {
    const auto audience =
        visibility == Visibility::Public ? text::Audience::Public : text::Audience::Private;
    const auto found = text::length_limit(channel.kind, audience);
    if (!found) return {};
    return {found->max, std::string(unit_name(found->counting))};
}

std::optional<std::string> ConnectorAdmin::cannot_answer(const Channel& channel,
                                                         Visibility visibility) const {
    const auto* connector = channels::find_connector(channel.kind);
    if (connector == nullptr || connector->send == nullptr) {
        return "This desk cannot answer on this platform.";
    }
    if (visibility == Visibility::Public && !connector->sends_public)
        return "Nothing public is said there.";
    if (visibility == Visibility::Private && !connector->sends_private)
        return "Nothing private is said there.";
    if (channel.state == ChannelState::Removed) return "The channel was removed.";
    if (channel.kind == "webhook" && !channel.settings.contains("callback")) {
        return "This channel has no callback address to send answers to.";
    }
    return {};
}

Result<std::string> ConnectorAdmin::make_send_key(const Channel& channel) {
    const LiveChannelPtr live = directory_.find(channel.id);
    if (!live) return fail(ErrorKind::NotFound, "there is no such channel");
    if (live->connector.make_key != nullptr) {
        return live->connector.make_key(live->account(), clock_.now(), random_);
    }
    return "msg_" + crypto::to_base64url(random_.bytes(18));
}

}  // namespace aplomb::runtime

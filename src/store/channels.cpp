#include "store/channels.h"

#include "store/columns.h"

namespace aplomb::store {
namespace {

Channel channel_in(const Row& row) {
    Channel channel;
    channel.id = {row.integer(0)};
    channel.kind = row.text(1);
    channel.name = row.text(2);
    channel.state = enum_at<ChannelState>(row, 3);
    channel.trouble = row.text(4);
    // Written by us, so it is an object; anything else means a damaged row and reads as empty.
    if (const auto settings = parse_json(row.text(5)); settings && settings->is_object()) {
        channel.settings = settings->as_object();
    }
    channel.sealed_secrets = row.text(6);
    channel.created_at = time_at(row, 7);
    return channel;
}

Result<std::vector<Channel>> channels_of(Connection& connection, std::string_view statement,
                                         std::initializer_list<Value> parameters) {
    std::vector<Channel> channels;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        channels.push_back(channel_in(row));
        return true;
    }));
    return channels;
}

Result<std::optional<Channel>> channel_of(Connection& connection, std::string_view statement,
                                          std::initializer_list<Value> parameters) {
    auto found = TRY(channels_of(connection, statement, parameters));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

tl::unexpected<Error> named_twice(const Error& error, const std::string& name) {
    if (error.kind != ErrorKind::Conflict) return tl::unexpected<Error>(error);
    return fail(ErrorKind::Conflict, "there is a channel named \"" + name + "\" already", "name");
}

}  // namespace

Result<ChannelId> Channels::insert(const Channel& channel) {
    ChannelId id;
    const auto inserted =
        connection_.run("insert_channel",
                        {channel.kind, channel.name, number_of(channel.state), channel.trouble,
                         json::serialize(channel.settings), Bytes{channel.sealed_secrets},
                         to_ms(channel.created_at)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        });
    if (!inserted) return named_twice(inserted.error(), channel.name);
    return id;
}

Result<> Channels::update(const Channel& channel) {
    const auto changed = connection_.run(
        "update_channel",
        {channel.id.value, channel.kind, channel.name, number_of(channel.state), channel.trouble,
         json::serialize(channel.settings), Bytes{channel.sealed_secrets}});
    if (!changed) return named_twice(changed.error(), channel.name);
    if (*changed == 0) return fail(ErrorKind::NotFound, "there is no channel " + channel.id.text());
    return {};
}

Result<std::optional<Channel>> Channels::find(ChannelId id) const {
    return channel_of(connection_, "find_channel", {id.value});
}

Result<std::optional<Channel>> Channels::find_by_name(const std::string& name) const {
    return channel_of(connection_, "find_channel_by_name", {name});
}

Result<std::vector<Channel>> Channels::all() const {
    return channels_of(connection_, "list_channels", {});
}

Result<std::string> Channels::state(ChannelId id) const {
    std::string sealed;
    TRY(connection_.run("find_channel_state", {id.value}, [&](const Row& row) {
        sealed = row.text(0);
        return true;
    }));
    return sealed;
}

Result<> Channels::set_state(ChannelId id, const std::string& sealed, Timestamp now) {
    TRY(connection_.run("set_channel_state", {id.value, Bytes{sealed}, to_ms(now)}));
    return {};
}

}  // namespace aplomb::store

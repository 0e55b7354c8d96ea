// Connecting and looking after channels. What a platform needs and says is the connectors'
// business, reached through desk::ChannelAdmin.
#include "store/channels.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

Result<Channel> find_channel(Call& call, ChannelId id) {
    auto channel = TRY(call.services.store.read_for<std::optional<Channel>>(
        [&](const store::Transaction& transaction) { return transaction.channels().find(id); }));
    if (!channel || channel->state == ChannelState::Removed) {
        return fail(ErrorKind::NotFound, "there is no channel with that id");
    }
    return std::move(*channel);
}

// For the record and for the screens.
Result<> note_change(Call& call, std::string action, ChannelId id, json::object detail) {
    return call.services.store.write([&](store::Transaction& transaction) -> Result<> {
        TRY(transaction.journal().append(call.audit(action, "channel:" + id.text(), detail)));
        ScreenEvent event;
        event.at = call.now;
        event.kind = ScreenEventKind::ChannelUpdated;
        event.channel_id = id;
        TRY(transaction.journal().append(event));
        return {};
    });
}

// The names of what was set; values may be secret.
json::object names_only(const json::object& settings) {
    json::array names;
    for (const auto& field : settings) {
        names.push_back(json::value(field.key()));
    }
    return {{"settings", std::move(names)}};
}

// Errors about a setting point into the request's "settings".
Error within_settings(Error error) {
    const bool ours = error.field == "/name" || error.field == "/kind";
    if (!error.field.empty() && !ours) {
        error.field =
            "/settings" + std::string(error.field.front() == '/' ? "" : "/") + error.field;
    }
    return error;
}

}  // namespace

Result<HttpResponse> list_channel_kinds(Call& call) {
    json::array items;
    for (const auto& kind : call.services.channels.kinds()) {
        json::array settings;
        for (const auto& setting : kind.settings) {
            settings.push_back(json::object{{"name", setting.name},
                                            {"required", setting.required},
                                            {"secret", setting.secret},
                                            {"help", setting.help},
                                            {"fallback", text_or_null(setting.fallback)}});
        }
        items.push_back(json::object{
            {"kind", kind.kind}, {"title", kind.title}, {"settings", std::move(settings)}});
    }
    return json_response(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Result<HttpResponse> list_channels(Call& call) {
    const std::size_t limit = TRY(call.limit());
    const auto after = TRY(call.query_id<ChannelId>("cursor"));
    std::vector<Channel> channels = TRY(call.services.store.read_for<std::vector<Channel>>(
        [](const store::Transaction& transaction) { return transaction.channels().all(); }));
    std::sort(channels.begin(), channels.end(),
              [](const Channel& a, const Channel& b) { return a.id < b.id; });
    json::array items;
    std::string next;
    ChannelId last;
    for (const Channel& channel : channels) {
        if (after && channel.id <= *after) continue;
        if (items.size() == limit) {
            next = last.text();
            break;
        }
        last = channel.id;
        items.push_back(render(channel, call.services.channels));
    }
    return page_response(call, std::move(items), next);
}

Result<HttpResponse> create_channel(Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string kind = reader.required_text("kind");
    const std::string name = reader.required_text("name");
    const json::object* settings = reader.object("settings");
    TRY(reader.done(UnknownKeys::Refuse));
    auto channel =
        call.services.channels.add(kind, name, settings == nullptr ? json::object{} : *settings);
    if (!channel) return tl::unexpected<Error>(within_settings(channel.error()));
    TRY(note_change(call, "channel.added", channel->id, {{"kind", kind}, {"name", name}}));
    return json_response(render(*channel, call.services.channels), 201);
}

Result<HttpResponse> show_channel(Call& call) {
    const ChannelId id = TRY(call.argument_id<ChannelId>(0));
    const Channel channel = TRY(find_channel(call, id));
    return json_response(render(channel, call.services.channels));
}

Result<HttpResponse> change_channel(Call& call) {
    const ChannelId id = TRY(call.argument_id<ChannelId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const auto state = reader.one_of<ChannelState>(
        "state", {{"active", ChannelState::Active}, {"paused", ChannelState::Paused}});
    const json::object* settings = reader.object("settings");
    TRY(reader.done(UnknownKeys::Refuse));
    Channel channel = TRY(find_channel(call, id));
    if (settings != nullptr) {
        auto configured = call.services.channels.configure(id, *settings);
        if (!configured) return tl::unexpected<Error>(within_settings(configured.error()));
        channel = std::move(*configured);
        TRY(note_change(call, "channel.configured", id, names_only(*settings)));
    }
    if (state) {
        channel = TRY(call.services.channels.set_state(id, *state));
        TRY(note_change(call, *state == ChannelState::Paused ? "channel.paused" : "channel.resumed",
                        id, {}));
    }
    // Replies may have slept while it was stopped.
    if (call.services.wake_outbox) call.services.wake_outbox();
    return json_response(render(channel, call.services.channels));
}

Result<HttpResponse> remove_channel(Call& call) {
    const ChannelId id = TRY(call.argument_id<ChannelId>(0));
    TRY(find_channel(call, id));
    TRY(call.services.channels.set_state(id, ChannelState::Removed));
    TRY(note_change(call, "channel.removed", id, {}));
    if (call.services.wake_outbox) call.services.wake_outbox();
    return no_content();
}

Result<HttpResponse> test_channel(Call& call) {
    const ChannelId id = TRY(call.argument_id<ChannelId>(0));
    TRY(find_channel(call, id));
    const auto health = TRY(call.services.channels.test(id));
    return json_response(json::object{{"ok", health.ok}, {"detail", text_or_null(health.detail)}});
}

}  // namespace aplomb::api

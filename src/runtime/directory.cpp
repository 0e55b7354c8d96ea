#include "runtime/directory.h"

#include <fmt/format.h>

#include "base/crypto.h"
#include "base/log.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/outbox.h"

namespace aplomb::runtime {
namespace {

std::string secrets_context(const std::string& name) {
    return "channel:" + name;
}

Result<json::object> object_from(const std::string& text) {
    auto value = TRY(parse_json(text));
    if (json::object* object = value.if_object()) return std::move(*object);
    return fail(ErrorKind::Corrupt, "a sealed record does not hold an object");
}

bool same(const Channel& a, const Channel& b) {
    return a.state == b.state && a.trouble == b.trouble && a.name == b.name &&
           a.settings == b.settings && a.sealed_secrets == b.sealed_secrets;
}

}  // namespace

LiveChannel::LiveChannel(Channel given, const channels::Connector& its_connector,
                         json::object secrets, json::object state)
    : channel(std::move(given)),
      connector(its_connector),
      secrets_(std::move(secrets)),
      state_(std::move(state)) {}

channels::Account LiveChannel::account() const {
    const std::scoped_lock lock(state_mutex_);
    return {channel.id, channel.kind, channel.name, channel.settings, secrets_, state_};
}

void LiveChannel::set_state(json::object state) {
    const std::scoped_lock lock(state_mutex_);
    state_ = std::move(state);
}

ChannelDirectory::ChannelDirectory(store::Store& store, std::string key, Random& random)
    : store_(store), key_(std::move(key)), random_(random) {}

std::string ChannelDirectory::state_context(ChannelId id) const {
    return "state:" + id.text();
}

std::string ChannelDirectory::seal_secrets(const std::string& name, const json::object& secrets) {
    return crypto::seal(key_, secrets_context(name), json::serialize(secrets), random_);
}

Result<json::object> ChannelDirectory::open_secrets(const Channel& channel) const {
    if (channel.sealed_secrets.empty()) return json::object{};
    return object_from(
        TRY(crypto::open(key_, secrets_context(channel.name), channel.sealed_secrets)));
}

Result<LiveChannelPtr> ChannelDirectory::load(const store::Transaction& transaction,
                                              const Channel& channel) const {
    const channels::Connector* connector = channels::find_connector(channel.kind);
    if (connector == nullptr) {
        return fail(ErrorKind::Invalid,
                    fmt::format("this program has no connector for \"{}\"", channel.kind));
    }
    json::object secrets = TRY(open_secrets(channel));
    json::object state;
    const std::string sealed = TRY(transaction.channels().state(channel.id));
    if (!sealed.empty()) {
        state = TRY(object_from(TRY(crypto::open(key_, state_context(channel.id), sealed))));
    }
    return std::make_shared<LiveChannel>(channel, *connector, std::move(secrets), std::move(state));
}

Result<> ChannelDirectory::refresh() {
    return store_.read([&](const store::Transaction& transaction) -> Result<> {
        std::map<ChannelId, LiveChannelPtr> fresh;
        for (const Channel& channel : TRY(transaction.channels().all())) {
            {
                const std::scoped_lock lock(mutex_);
                const auto known = channels_.find(channel.id);
                if (known != channels_.end() && same(known->second->channel, channel)) {
                    fresh.insert(*known);
                    continue;
                }
            }
            auto loaded = load(transaction, channel);
            if (loaded) {
                fresh.emplace(channel.id, std::move(*loaded));
            } else {
                log::error("channels", "a channel cannot be used",
                           {{"channel", channel.name}, {"why", loaded.error().what}});
            }
        }
        const std::scoped_lock lock(mutex_);
        channels_ = std::move(fresh);
        return {};
    });
}

LiveChannelPtr ChannelDirectory::find(ChannelId id) {
    {
        const std::scoped_lock lock(mutex_);
        const auto known = channels_.find(id);
        if (known != channels_.end()) return known->second;
    }
    LiveChannelPtr found;
    const auto read = store_.read([&](const store::Transaction& transaction) -> Result<> {
        const auto channel = TRY(transaction.channels().find(id));
        if (!channel || channel->state == ChannelState::Removed) return {};
        found = TRY(load(transaction, *channel));
        return {};
    });
    if (!read || !found) return nullptr;
    const std::scoped_lock lock(mutex_);
    return channels_.emplace(id, found).first->second;
}

std::vector<LiveChannelPtr> ChannelDirectory::all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<LiveChannelPtr> out;
    out.reserve(channels_.size());
    for (const auto& [id, channel] : channels_)
        out.push_back(channel);
    return out;
}

Result<> ChannelDirectory::store_state(store::Transaction& transaction, ChannelId id,
                                       const json::object& state, Timestamp now) {
    return transaction.channels().set_state(
        id, crypto::seal(key_, state_context(id), json::serialize(state), random_), now);
}

Result<> ChannelDirectory::save(store::Transaction& transaction, const Channel& channel,
                                Timestamp now) {
    TRY(transaction.channels().update(channel));
    TRY(transaction.outbox().wake(channel.id));
    TRY(transaction.journal().append(
        ScreenEvent{{}, now, ScreenEventKind::ChannelUpdated, {}, {}, channel.id}));
    return {};
}

Result<> ChannelDirectory::set_trouble(ChannelId id, ChannelState state, const std::string& trouble,
                                       Timestamp now) {
    TRY(store_.write([&](store::Transaction& transaction) -> Result<> {
        auto channel = TRY(transaction.channels().find(id));
        // A person's pause or removal stands above anything we notice.
        if (!channel || channel->state == ChannelState::Paused ||
            channel->state == ChannelState::Removed) {
            return {};
        }
        if (channel->state == state && channel->trouble == trouble) return {};
        channel->state = state;
        channel->trouble = trouble;
        return save(transaction, *channel, now);
    }));
    return refresh();
}

}  // namespace aplomb::runtime

#include "sim/trial/names.h"

#include <fmt/format.h>

#include "base/json.h"
#include "sim/platform.h"
#include "store/messages.h"

namespace aplomb::sim {
namespace {

constexpr std::size_t words_looked_at = 20;  // of a new case

std::string channel_named(const Books& books, ChannelId id) {
    for (const auto& [name, channel] : books.channels) {
        if (channel == id) return name;
    }
    return {};
}

}  // namespace

Result<> enter_case(Books& books, const store::Transaction& desk, CaseId id) {
    const auto [entry, fresh] = books.cases.try_emplace(id);
    if (!fresh) return {};
    std::string story = "case " + id.text();
    for (const Message& message : TRY(desk.messages().of_case(id, words_looked_at))) {
        const auto said =
            books.said.find({channel_named(books, message.channel_id), message.external_id});
        if (said == books.said.end()) continue;
        story = said->second;
        break;
    }
    const int nth = ++books.cases_after[story];
    entry->second = nth == 1 ? story : fmt::format("{} ({})", story, nth);
    return {};
}

std::string name_of_push(const Books& books, const std::string& channel, const std::string& id,
                         const HttpRequest& request) {
    const auto fields = fields_of(request);
    const auto said = books.said.find({channel, field(fields, "id")});
    if (said == books.said.end()) return id;
    return fmt::format("{} {}", field(fields, "type"), said->second);
}

}  // namespace aplomb::sim

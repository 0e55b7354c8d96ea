// Any bytes as the body of a webhook delivery: refused with a place, or cut into events that can be
// read again one by one.
#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "channels/webhook_events.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto events = aplomb::channels::cut_webhook_body(body);
    if (!events) return 0;
    for (const auto& raw : *events) {
        const auto document = aplomb::parse_json(raw.body);
        if (!document || !aplomb::channels::read_webhook_event(*document)) std::abort();
    }
    return 0;
}

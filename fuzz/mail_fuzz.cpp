// Any bytes as a mail: it is read, its words are valid UTF-8, and reading it again gives the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "channels/connector.h"
#include "text/utf8.h"

namespace aplomb::channels {
extern const Connector email;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace aplomb;
    static const channels::Account account = [] {
        channels::Account made;
        made.settings = {{"address", "support@shop.test"}};
        made.secrets = {{"link_key", "a key for fuzzing"}};
        return made;
    }();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const RawEvent raw = channels::email.receive_mail(account, bytes, 1, 1);
    const auto once = channels::email.parse(account, raw);
    const auto twice = channels::email.parse(account, raw);
    if (raw.external_id.empty() || !once || !twice || once->size() != 1) std::abort();
    const InboundEvent& event = once->front();
    if (event.text != twice->front().text) std::abort();
    if (text::encode(text::to_code_points(event.text)) != event.text) std::abort();
    return 0;
}

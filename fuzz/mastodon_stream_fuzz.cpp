// Any bytes as a stream of a Mastodon server: cut into pieces anywhere it gives the same events.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "channels/connector.h"

namespace aplomb::channels {
extern const Connector mastodon;
}

namespace {

std::vector<aplomb::RawEvent> decoded(std::string_view bytes, std::size_t piece) {
    aplomb::channels::Account account;
    account.state = {{"me", {{"id", "1"}}}};
    const auto decoder = aplomb::channels::mastodon.decode_stream(account);
    std::vector<aplomb::RawEvent> out;
    for (std::size_t i = 0; i < bytes.size(); i += piece) {
        for (auto& event : decoder->feed(bytes.substr(i, piece)).events)
            out.push_back(std::move(event));
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto whole = decoded(bytes, size);
    const auto cut = decoded(bytes, 1 + data[0] % 32);
    if (whole.size() != cut.size()) std::abort();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (whole[i].external_id != cut[i].external_id || whole[i].body != cut[i].body) {
            std::abort();
        }
    }
    return 0;
}

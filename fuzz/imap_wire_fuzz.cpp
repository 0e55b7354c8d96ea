// Whatever a mail server sends: no crash, no growth beyond the limits, and where the bytes are cut
// makes no difference.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "net/imap_wire.h"

namespace {

using namespace aplomb::net;

std::vector<ImapResponse> read(std::string_view bytes, std::size_t step) {
    ImapLimits limits;
    limits.line_bytes_max = 4 * 1024;
    limits.literal_bytes_max = 4 * 1024;
    ImapReader reader(limits);
    std::vector<ImapResponse> all;
    while (!bytes.empty()) {
        const auto piece = bytes.substr(0, step);
        bytes.remove_prefix(piece.size());
        const bool going = reader.feed(piece).has_value();
        while (auto response = reader.next())
            all.push_back(std::move(*response));
        if (!going) break;
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t step = data[0] % 16 + 1U;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = read(bytes, bytes.size() + 1);
    if (whole != read(bytes, step)) std::abort();
    for (const auto& response : whole) {
        (void)code_number(response, "UIDNEXT");
        for (const auto& value : response.values) {
            (void)find_attribute(value, "UID");
            (void)parse_internal_date(value.text);
        }
    }
    return 0;
}

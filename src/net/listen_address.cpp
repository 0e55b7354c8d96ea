#include "net/listen_address.h"

#include <charconv>

namespace aplomb::net {

Result<ListenAddress> parse_listen_address(std::string_view text) {
    const auto wrong = [&] {
        return fail(ErrorKind::Invalid,
                    "An address to listen on is HOST:PORT, such as "
                    "127.0.0.1:8080; this is \"" +
                        std::string(text) + "\".");
    };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return wrong();
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    ListenAddress address;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (error != std::errc{} || end != port.data() + port.size()) return wrong();
    if (host.starts_with('[')) {
        if (!host.ends_with(']')) return wrong();
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        return wrong();
    }
    address.host = host.empty() || host == "*" ? "0.0.0.0" : std::string(host);
    return address;
}

}  // namespace aplomb::net

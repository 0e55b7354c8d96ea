// "HOST:PORT" as people write it in flags and configuration.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aplomb::net {

struct ListenAddress {
    std::string host;
    std::uint16_t port = 0;
};

// "127.0.0.1:8080", "localhost:0", "[::1]:8080"; ":8080" and "*:8080" mean every IPv4 address.
Result<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace aplomb::net

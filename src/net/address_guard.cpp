#include "net/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace aplomb::net {
namespace {

using V6Bytes = std::array<unsigned char, 16>;

struct V4Range {
    std::uint32_t network;
    int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array special_v4{
    V4Range{v4(0, 0, 0, 0), 8},        // this network
    V4Range{v4(10, 0, 0, 0), 8},       // private
    V4Range{v4(100, 64, 0, 0), 10},    // shared by carriers
    V4Range{v4(127, 0, 0, 0), 8},      // loopback
    V4Range{v4(169, 254, 0, 0), 16},   // link-local, and the clouds' metadata service
    V4Range{v4(172, 16, 0, 0), 12},    // private
    V4Range{v4(192, 0, 0, 0), 24},     // protocol assignments
    V4Range{v4(192, 0, 2, 0), 24},     // documentation
    V4Range{v4(192, 88, 99, 0), 24},   // 6to4 relays
    V4Range{v4(192, 168, 0, 0), 16},   // private
    V4Range{v4(198, 18, 0, 0), 15},    // benchmarking
    V4Range{v4(198, 51, 100, 0), 24},  // documentation
    V4Range{v4(203, 0, 113, 0), 24},   // documentation
    V4Range{v4(224, 0, 0, 0), 4},      // multicast
    V4Range{v4(240, 0, 0, 0), 4},      // reserved, and broadcast
};

bool is_public_v4(std::uint32_t address) {
    return std::none_of(special_v4.begin(), special_v4.end(), [&](const V4Range& range) {
        return (address ^ range.network) >> (32 - range.bits) == 0;
    });
}

std::uint32_t v4_at(const V6Bytes& address, std::size_t at) {
    return v4(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool starts_with(const V6Bytes& address, std::initializer_list<unsigned char> prefix) {
    return std::equal(prefix.begin(), prefix.end(), address.begin());
}

bool is_public_v6(const V6Bytes& address) {
    // IPv4 in IPv6 clothes is judged as IPv4: ::ffff:a.b.c.d and NAT64's 64:ff9b::a.b.c.d.
    if (starts_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}) ||
        starts_with(address, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) {
        return is_public_v4(v4_at(address, 12));
    }
    // Only 2000::/3 is global unicast; loopback, ULA, link-local and multicast lie outside.
    if ((address[0] & 0xe0) != 0x20) return false;
    if (starts_with(address, {0x20, 0x01, 0x0d, 0xb8})) return false;        // documentation
    if (starts_with(address, {0x20, 0x01}) && address[2] < 2) return false;  // Teredo and others
    if (starts_with(address, {0x20, 0x02})) return is_public_v4(v4_at(address, 2));  // 6to4
    if (starts_with(address, {0x3f, 0xff}) && address[2] < 0x10) return false;  // documentation
    return true;
}

}  // namespace

bool is_public(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in found{};
        std::memcpy(&found, &address, sizeof(found));
        return is_public_v4(ntohl(found.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 found{};
        std::memcpy(&found, &address, sizeof(found));
        V6Bytes bytes{};
        std::memcpy(bytes.data(), &found.sin6_addr, bytes.size());
        return is_public_v6(bytes);
    }
    return false;
}

bool is_public_address(std::string_view text) {
    const std::string name(text);
    in_addr v4_address{};
    if (::inet_pton(AF_INET, name.c_str(), &v4_address) == 1) {
        return is_public_v4(ntohl(v4_address.s_addr));
    }
    V6Bytes v6_address{};
    if (::inet_pton(AF_INET6, name.c_str(), v6_address.data()) == 1)
        return is_public_v6(v6_address);
    return false;
}

}  // namespace aplomb::net

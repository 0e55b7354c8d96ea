#include "net/address_guard.h"

#include <gtest/gtest.h>

namespace aplomb::net {
namespace {

TEST(AddressGuard, LetsThePublicInternetPass) {
    for (const auto* address :
         {"1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.15.255.255",
          "172.32.0.0", "223.255.255.255", "2600::1", "2a00:1450:4001::200e", "::ffff:8.8.8.8",
          "64:ff9b::8.8.8.8", "2002:808:808::1"}) {
        EXPECT_TRUE(is_public_address(address)) << address;
    }
}

TEST(AddressGuard, StopsEverythingInside) {
    for (const auto* address : {"0.0.0.0",
                                "10.0.0.1",
                                "100.64.0.1",
                                "127.0.0.1",
                                "127.255.255.255",
                                "169.254.169.254",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.0.0.8",
                                "192.168.1.1",
                                "198.19.0.1",
                                "203.0.113.5",
                                "224.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "::ffff:127.0.0.1",
                                "::ffff:169.254.169.254",
                                "::127.0.0.1",
                                "fc00::1",
                                "fd00:ec2::254",
                                "fe80::1",
                                "ff02::1",
                                "2001::1",
                                "2001:db8::1",
                                "2002:7f00:1::1",
                                "64:ff9b::10.0.0.1",
                                "64:ff9b:1::8.8.8.8"}) {
        EXPECT_FALSE(is_public_address(address)) << address;
    }
}

TEST(AddressGuard, TakesNothingElseForAnAddress) {
    for (const auto* text :
         {"", "localhost", "1.1.1", "1.1.1.1.1", "0x7f.1", "2130706433", ":::"}) {
        EXPECT_FALSE(is_public_address(text)) << text;
    }
}

}  // namespace
}  // namespace aplomb::net

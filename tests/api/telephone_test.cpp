// Telephone numbers as people write them, and as they are dialled.
#include "api/telephone.h"

#include <gtest/gtest.h>

namespace aplomb::api {
namespace {

TEST(Telephone, IsDialledWholeHoweverItIsWritten) {
    for (const auto& [written, dialled] :
         {std::pair<std::string, std::string>{"+44 20 7946 0000", "tel:+442079460000"},
          {"+44 (0)20 7946 0000", "tel:+442079460000"},
          {"(030) 123 456-0", "tel:0301234560"},
          {"020 7946 0000 ext. 12", "tel:02079460000;ext=12"},
          {"020 7946 0000, Ext.: 12", "tel:02079460000;ext=12"},
          {"+1 555 010 0000 X4", "tel:+15550100000;ext=4"},
          {"tel:+1-555-010-0000;ext=12", "tel:+15550100000;ext=12"},
          {"Tel: 030 1234567", "tel:0301234567"}}) {
        const auto phone = dialable_phone(written);
        ASSERT_TRUE(phone) << written;
        EXPECT_EQ(dial_link(*phone), dialled) << written;
    }
    EXPECT_EQ(dial_link(""), "");
}

TEST(Telephone, IsRefusedWhereNobodyCouldDialIt) {
    for (const std::string written : {"call me maybe", "call me 55555", "12", "12345 x",
                                      "030 1234567 / 030 7654321", "1-800-FLOWERS"}) {
        const auto phone = dialable_phone(written);
        ASSERT_FALSE(phone) << written;
        EXPECT_EQ(phone.error().field, "/phone");
    }
}

}  // namespace
}  // namespace aplomb::api

#include "api/composers.h"

#include <gtest/gtest.h>

namespace aplomb::api {
namespace {

Headers from(std::string composer, std::string who = "Bearer apl_a") {
    Headers headers;
    headers.set("Authorization", std::move(who));
    headers.set("Aplomb-Composer", std::move(composer));
    return headers;
}

TEST(Composers, LetOlderDraftsGoOnceANewerOneCameIn) {
    Composers composers;
    composers.arrived(from("k 1"));
    EXPECT_FALSE(composers.is_superseded(from("k 1")).value());
    composers.arrived(from("k 2"));
    EXPECT_TRUE(composers.is_superseded(from("k 1")).value());
    EXPECT_FALSE(composers.is_superseded(from("k 2")).value());
    composers.arrived(from("k 1"));
    EXPECT_FALSE(composers.is_superseded(from("k 2")).value()) << "a straggler changes nothing";
}

TEST(Composers, KeepPeopleAndComposersApart) {
    Composers composers;
    composers.arrived(from("k 9"));
    EXPECT_FALSE(composers.is_superseded(from("j 1")).value());
    EXPECT_FALSE(composers.is_superseded(from("k 1", "Bearer apl_b")).value());
    EXPECT_FALSE(composers.is_superseded(Headers{}).value());
}

TEST(Composers, SayHowTheHeaderIsWritten) {
    Composers composers;
    for (const std::string broken : {"", "k", "k x", "k 1 2", "a/b 1", "k -1", " 1"}) {
        composers.arrived(from(broken));
        EXPECT_FALSE(composers.is_superseded(from(broken))) << broken;
    }
}

TEST(Composers, ForgetThoseThatWereSilentLongest) {
    Composers composers;
    composers.arrived(from("first 5"));
    composers.arrived(from("second 5"));
    for (std::size_t i = 0; i < Composers::composers_max - 1; ++i) {
        composers.arrived(from("second 6"));
        composers.arrived(from("k" + std::to_string(i) + " 1"));
    }
    EXPECT_FALSE(composers.is_superseded(from("first 1")).value());
    EXPECT_TRUE(composers.is_superseded(from("second 5")).value());
}

}  // namespace
}  // namespace aplomb::api

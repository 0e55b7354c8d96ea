#include <gtest/gtest.h>

#include "text/utf8.h"
#include "triage/assess.h"

namespace aplomb::triage {
namespace {

std::vector<std::string> asked(const std::string& text, std::string_view language = {}) {
    Post post;
    post.text = text;
    post.language = language;
    const auto points = text::to_code_points(text);
    std::vector<std::string> out;
    for (const Range& range : shipped_assessor().assess(post, Tier::Deep).questions)
        out.push_back(
            text::encode(std::u32string_view(points).substr(range.start, range.end - range.start)));
    return out;
}

using Asked = std::vector<std::string>;

TEST(Questions, AreNotCutAtAddressesAndLinks) {
    EXPECT_EQ(asked("Thanks. Can you write to bo@x.com about it?"),
              Asked{"Can you write to bo@x.com about it?"});
    EXPECT_EQ(asked("Is a.example/x?y=1 your page?"), Asked{"Is a.example/x?y=1 your page?"});
    EXPECT_EQ(asked("Do you open at 9.30 in St.Ives?"), Asked{"Do you open at 9.30 in St.Ives?"});
}

TEST(Questions, AreNotSeenInALink) {
    EXPECT_EQ(asked("It is all on a.example/x?y=1 for everybody"), Asked{});
    EXPECT_EQ(asked("It is all on https://a.example/x?y=1"), Asked{});
}

TEST(Questions, EndAsTheyDoInChineseAndJapanese) {
    EXPECT_EQ(asked("你好。什么时候开门？谢谢。"), Asked{"什么时候开门？"});
}

TEST(Languages, AreFoldedToTheirBase) {
    const auto language = [](std::string_view said) {
        Post post;
        post.text = "My order arrived broken and support is useless";
        post.language = said;
        const Assessment found = shipped_assessor().assess(post, Tier::Deep);
        EXPECT_TRUE(found.modelled) << said;
        return found.language;
    };
    for (const std::string_view said : {"EN", "en-GB", "En_us", "und", ""})
        EXPECT_EQ(language(said), "en");
}

}  // namespace
}  // namespace aplomb::triage

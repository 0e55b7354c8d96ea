#include "triage/tokens.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace aplomb::triage {
namespace {

std::vector<std::string> words(std::string_view text) {
    const Tokens tokens = tokenize(text);
    std::vector<std::string> out;
    for (const Token& token : tokens.list)
        out.emplace_back(tokens.normal_of(token));
    return out;
}

using Words = std::vector<std::string>;

TEST(Tokens, ReadsPostsAsPeopleWriteThem) {
    EXPECT_EQ(words("Sooooo LATE @acme :-( #fail https://a.example/x?y!!!"),
              (Words{"soo", "late", "@user", ":(", "fail", "http"}));
    EXPECT_EQ(words("I can’t — it’s “broken”…"),
              (Words{"i", "can't", "-", "it's", "\"", "broken", "\"", ".."}));
    EXPECT_EQ(words("I &lt;3 it &amp; you"), (Words{"i", "<3", "it", "&", "you"}));
}

TEST(Tokens, ReadsEveryEmojiAloneWithoutItsTone) {
    EXPECT_EQ(words("👍🏽👍🏽😡"), (Words{"👍", "👍", "😡"}));
}

TEST(Tokens, MarksWhatANotReaches) {
    const Tokens tokens = tokenize("not good, but fine");
    EXPECT_TRUE(tokens.list[1].negated);
    EXPECT_FALSE(tokens.list.back().negated);
}

TEST(Tokens, SeesShoutingAndStretching) {
    const Tokens tokens = tokenize("WORST everrrr");
    EXPECT_TRUE(tokens.list[0].capitals);
    EXPECT_TRUE(tokens.list[1].stretched);
}

RC_GTEST_PROP(Tokens, LieInOrderInsideAnyBytes, (const std::string& text)) {
    std::size_t end = 0;
    for (const Token& token : tokenize(text).list) {
        RC_ASSERT(token.start >= end);
        RC_ASSERT(token.end > token.start);
        end = token.end;
    }
    RC_ASSERT(end <= text.size());
}

}  // namespace
}  // namespace aplomb::triage

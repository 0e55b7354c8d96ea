#include "triage/group.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "triage/assess.h"
#include "triage/label.h"

namespace aplomb::triage {
namespace {

std::vector<std::size_t> grouped(const std::vector<std::string>& texts) {
    const Assessor& assessor = shipped_assessor();
    Grouper grouper(assessor.model(), assessor.cues(), {});
    std::vector<std::size_t> out;
    for (const std::string& text : texts)
        out.push_back(grouper.add(text, {}));
    return out;
}

bool own(std::string_view text) {
    return is_customer_specific(tokenize(text), shipped_assessor().cues());
}

TEST(Group, JoinsWhatManySayAtOnce) {
    const auto groups =
        grouped({"the app keeps crashing when i open it", "your app crashes every time I open it!!",
                 "The app keeps crashing whenever I open it, anyone else?",
                 "do you sell gift cards in the shop"});
    EXPECT_EQ(groups[0], groups[1]);
    EXPECT_EQ(groups[0], groups[2]);
    EXPECT_NE(groups[0], groups[3]);
}

TEST(Group, NeverSwallowsTheCustomersOwnMatterOrTheTerms) {
    EXPECT_TRUE(own("Where is my order? It should have come on Monday"));
    EXPECT_TRUE(own("reference 48213377, nobody answers"));
    EXPECT_TRUE(own("What is your refund policy for sale items?"));
    EXPECT_FALSE(own("is the website down for everybody"));
    EXPECT_FALSE(own("can't log in to the app since this morning"));
    const auto groups = grouped({"where is my order", "where is my order", "where is my order"});
    EXPECT_NE(groups[0], groups[1]);
    EXPECT_NE(groups[1], groups[2]);
}

TEST(Group, ForgetsAfterTheWindow) {
    const Assessor& assessor = shipped_assessor();
    Grouper grouper(assessor.model(), assessor.cues(), {});
    const Timestamp start = from_ms(1'700'000'000'000);
    const std::string text = "trains are not running through the tunnel";
    EXPECT_EQ(grouper.add(text, start), 1u);
    EXPECT_EQ(grouper.add(text, start + std::chrono::hours{1}), 1u);
    EXPECT_EQ(grouper.add(text, start + std::chrono::hours{100}), 2u);
}

TEST(Group, SettlesEveryMessageInOneGroup) {
    const Assessor& assessor = shipped_assessor();
    Grouper grouper(assessor.model(), assessor.cues(), {});
    for (const char* text :
         {"the website is down", "website down again", "is the website down for everyone",
          "where is my order", "parcel shop closed early today", "", "your website is down"})
        grouper.add(text, {});
    std::vector<int> seen(7, 0);
    std::vector<std::size_t> numbers;
    for (const Group& group : grouper.groups()) {
        numbers.push_back(group.number);
        for (const std::size_t member : group.members)
            ++seen[member];
        if (group.members.front() == 0) {
            EXPECT_EQ(group.members, (std::vector<std::size_t>{0, 1, 2, 6}));
            EXPECT_EQ(group.number, 1u);
        }
    }
    EXPECT_EQ(seen, std::vector<int>(7, 1));
    std::sort(numbers.begin(), numbers.end());
    EXPECT_EQ(std::adjacent_find(numbers.begin(), numbers.end()), numbers.end());
}

TEST(Group, NamesAGroupInItsMembersWords) {
    const auto labels = label_groups(
        {{"card payments fail at the till", "Why do card payments fail today",
          "card payments fail again in Leeds"},
         {"I can't log in to the app", "app login fails", "the app login keeps failing",
          "your app won't let me log in", "login to the app fails since this morning"},
         {"when do you open on sunday", "do you open on sunday?"},
         {"!!!"}},
        shipped_assessor().model());
    EXPECT_EQ(labels, (std::vector<std::string>{"card payments fail", "app login fails",
                                                "open sunday", "!!!"}));
}

TEST(Group, KeepsTermsAndTwiceChargedCustomersApart) {
    for (const char* text :
         {"Do your terms allow a refund?", "What does the contract say about late delivery?",
          "Can I cancel within 14 days?", "I was charged twice for my ticket",
          "¿Qué dicen las condiciones sobre devoluciones?", "Habe ich ein Widerrufsrecht?"}) {
        EXPECT_TRUE(own(text)) << text;
        const auto groups = grouped({text, text});
        EXPECT_NE(groups[0], groups[1]) << text;
    }
    EXPECT_FALSE(own("why do card payments fail today"));
    EXPECT_FALSE(own("is there a fee for foreign payments"));
}

TEST(Group, KeepsMessagesWithoutWordsApart) {
    const auto groups = grouped({"", "", "!!!"});
    EXPECT_NE(groups[0], groups[1]);
    EXPECT_NE(groups[1], groups[2]);
}

}  // namespace
}  // namespace aplomb::triage

// What a person wrote this time, out of mails as programs write them.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "channels/mail/quotes.h"
#include "tests/shared_data.h"

namespace aplomb::channels::mail {
namespace {

TEST(Quotes, FoldsTheQuotationAndTheLineThatIntroducesIt) {
    const FoldedText folded = fold_quotes(
        "Yes please.\n\nOn Sun, 22 Nov 2026 at 10:00, Shop\n<s@shop.test> wrote:\n\n"
        "> Shall we send a new one?\n> Jo\n");
    EXPECT_EQ(folded.visible, "Yes please.");
    EXPECT_TRUE(folded.folded);
}

TEST(Quotes, KeepsAnswersBetweenTheQuestions) {
    const std::string inline_answers =
        "On Sunday Jo wrote:\n> Which colour?\nBlue.\n> Which size?\n42.";
    EXPECT_EQ(fold_quotes(inline_answers + "\n> Thank you\n").visible, inline_answers);
}

TEST(Quotes, CutsWhatProgramsPutUnmarkedBelow) {
    for (const char* below :
         {"-----Original Message-----\nFrom: Jo\nHello",
          "----- Ursprüngliche Nachricht -----\nHallo",
          "________________________________\nFrom: Jo <jo@shop.test>\nSent: Sunday\nTo: Ana\n"
          "Subject: Shoes\n\nHello",
          "Von: Jo\nGesendet: Sonntag\nAn: Ana\nBetreff: Schuhe\n\nHallo",
          "*From:* Jo\n*Sent:* Sunday\n*To:* Ana\n\nHello",
          "Am So., 22. Nov. 2026 um 10:00 Uhr schrieb Jo <jo@shop.test>:\nHallo",
          "Le dim. 22 nov. 2026 à 10:00, Jo <jo@shop.test> a écrit :\nBonjour",
          "2026-11-22 10:00 GMT+01:00 Jo <jo@shop.test>:\nHello"}) {
        EXPECT_EQ(fold_quotes(std::string("My answer.\n\n") + below).visible, "My answer.")
            << below;
    }
}

TEST(Quotes, FoldsSignatures) {
    for (const char* signature : {"-- \nAna Ruiz\n+1 555 0100", "--\nAna", "Sent from my iPhone",
                                  "Von meinem iPhone gesendet", "Get Outlook for Android",
                                  "_______________\nusers mailing list\nusers@lists.test"}) {
        const FoldedText folded = fold_quotes(std::string("My answer.\n\n") + signature + "\n");
        EXPECT_EQ(folded.visible, "My answer.") << signature;
        EXPECT_TRUE(folded.folded);
    }
}

TEST(Quotes, KeepsWhatOnlyLooksLikeThem) {
    for (const char* text :
         {"A -- B", "On the box it says:\nopen here", "From: the shop\nI bought shoes.",
          "Sent from my old address, the "
          "parcel came back to me and now I wonder what to do about it."}) {
        EXPECT_EQ(fold_quotes(text).visible, text);
        EXPECT_FALSE(fold_quotes(text).folded);
    }
}

TEST(Quotes, ShowsTheWholeWhenNothingElseIsThere) {
    EXPECT_EQ(fold_quotes("> only this").visible, "> only this");
    EXPECT_EQ(fold_quotes("").visible, "");
    const std::string forwarded = "See below\n\n-----Original Message-----\nYour shoes are late";
    EXPECT_EQ(fold_quotes(forwarded, true).visible, forwarded);
    EXPECT_TRUE(is_forwarding_subject("WG: Schuhe"));
    EXPECT_FALSE(is_forwarding_subject("Re: Shoes"));
}

TEST(Quotes, BaresTheSubject) {
    EXPECT_EQ(bare_subject("Re: AW: Fwd:  Shoes"), "Shoes");
    EXPECT_EQ(bare_subject("Reply: Shoes"), "Reply: Shoes");
    EXPECT_EQ(bare_subject("Re:"), "");
}

// What must be seen, and what must not, of mails collected from real programs.
TEST(Quotes, FoldsCollectedMails) {
    const struct {
        const char* file;
        const char* begins;
        const char* ends;
    } cases[] = {
        {"correct_sig", "this is an email", "signature."},
        {"email_1_1", "Hi folks", "-Abhishek Kona"},
        {"email_1_2", "Hi,",
         "delete all\nthe keys in a bucket, you’ll need to delete them all "
         "individually.\""},
        {"email_1_3", "Oh thanks.", "-Abhishek Kona"},
        {"email_1_4", "Awesome!", "another problem with it."},
        {"email_1_6", "I get proper", "torch of pixels"},
        {"email_1_7", ":+1:", ":+1:"},
        {"email_1_8", "On Tue, Apr 29, 2014", "and under this."},
        {"email_2_1", "Outlook", "with a reply"},
        {"email_2_2", "Outlook", "directly above line"},
        {"email_2_3", "Outlook", "directly above line"},
        {"email_BlackBerry", "Here is", "another email"},
        {"email_bullets", "test 2", "- and another"},
        {"email_iPhone", "Here is", "another email"},
        {"email_one_is_not_on", "Thank,", "when I run..."},
        {"email_sig_delimiter_in_middle_of_line", "Hi there!", "kthxbai"},
        {"greedy_on", "On your remote host", "tunnel is not working."},
        {"pathological", "I think you're onto", "back to a computer."},
    };
    const std::string folder = "data/mail/github_email_reply_parser/test/emails/";
    SKIP_WITHOUT_SHARED(test::read_shared(folder + "email_1_1.txt"), folder);
    for (const auto& wanted : cases) {
        const auto content = test::read_shared(folder + wanted.file + ".txt");
        ASSERT_TRUE(content) << wanted.file;
        const std::string visible = fold_quotes(*content).visible;
        EXPECT_TRUE(visible.starts_with(wanted.begins)) << wanted.file << ":\n" << visible;
        EXPECT_TRUE(visible.ends_with(wanted.ends)) << wanted.file << ":\n" << visible;
    }
}

RC_GTEST_PROP(Quotes, OnlyEverTakesAway, (const std::string& text)) {
    const FoldedText folded = fold_quotes(text);
    RC_ASSERT(text.find(folded.visible) != std::string::npos);
}

}  // namespace
}  // namespace aplomb::channels::mail

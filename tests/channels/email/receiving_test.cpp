// Mail in: threading, authors, machines, reports, our own copies, and hostile bytes.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "channels/mail/mime.h"
#include "tests/channels/email/mail_account.h"
#include "tests/shared_data.h"
#include "text/utf8.h"

namespace aplomb::channels {
namespace {

using namespace testing;

std::string mail_with(std::string_view headers, std::string_view body = "Where are my shoes?\n") {
    return crlf(
        "From: Ana Ruiz <Ana@Example.test>\nTo: support@shop.test\nSubject: Shoes\n"
        "Date: Sun, 22 Nov 2026 15:00:00 +0100\n" +
        std::string(headers) + "\n" + std::string(body));
}

TEST(Mail, BecomesAPrivateMessage) {
    const InboundEvent event = read_mail_event(mail_with("Message-ID: <a1@example.test>\n"));
    EXPECT_EQ(event.external_id, "a1@example.test");
    EXPECT_EQ(event.visibility, Visibility::Private);
    EXPECT_EQ(event.at, at("2026-11-22T14:00:00Z"));
    EXPECT_EQ(event.author.id, "ana@example.test");
    EXPECT_EQ(event.author.name, "Ana Ruiz");
    EXPECT_EQ(event.subject, "Shoes");
    EXPECT_EQ(event.text, "Where are my shoes?");
    EXPECT_TRUE(event.parents.empty());
    EXPECT_FALSE(event.automatic);
    EXPECT_FALSE(event.from_us);
    EXPECT_EQ(mail::read_mail_ref(event.platform_ref).reply_to, "Ana@Example.test");
}

TEST(Mail, WithoutAnIdIsKnownByItsContent) {
    const auto id = [](std::string_view headers, std::string_view body) {
        return email.receive_mail(mail_account(), mail_with(headers, body), 1, 1).external_id;
    };
    EXPECT_EQ(id("", "a"), id("Received: by another way\n", "a"));
    EXPECT_NE(id("", "a"), id("", "b"));
}

TEST(Mail, OffersParentsNewestFirst) {
    const InboundEvent event = read_mail_event(
        mail_with("In-Reply-To: <c@x>\nReferences: <a@x> <b@x>\n <c@x> junk <d@x\n"));
    EXPECT_EQ(event.parents, (std::vector<std::string>{"c@x", "b@x", "a@x"}));
    EXPECT_TRUE(read_mail_event(mail_with("In-Reply-To: \n")).parents.empty());
}

TEST(Mail, KnowsTheConversationByItsSignedAddressOnly) {
    const std::string address = mailbox().reply_address(ConversationId{12});
    EXPECT_EQ(address.find("support+c12."), 0u);
    EXPECT_EQ(read_mail_event(mail_with("Cc: \"S\" <" + address + ">\n")).conversation_hint,
              ConversationId{12});
    EXPECT_EQ(read_mail_event(mail_with("Delivered-To: " + address + "\n")).conversation_hint,
              ConversationId{12});
    std::string forged = address;
    forged.replace(forged.find("c12."), 4, "c13.");
    EXPECT_FALSE(read_mail_event(mail_with("Cc: " + forged + "\n")).conversation_hint);
    EXPECT_FALSE(read_mail_event(mail_with("Cc: support+c12@shop.test\n")).conversation_hint);
}

TEST(Mail, KnowsItsOwnCopyAndNobodyElsesClaim) {
    const std::string ours =
        crlf("From: Shop <support@shop.test>\nTo: ana@example.test\nMessage-ID: <" + own_id() +
             ">\nSubject: Re: Shoes\n\nOn their way.\n");
    const InboundEvent event = read_mail_event(ours);
    EXPECT_TRUE(event.from_us);
    EXPECT_EQ(event.send_key, own_id());
    const InboundEvent stranger = read_mail_event(mail_with("Message-ID: <" + own_id() + ">\n"));
    EXPECT_FALSE(stranger.from_us);
    const InboundEvent form = read_mail_event(
        crlf("From: support@shop.test\nReply-To: ana@example.test\nMessage-ID: <f@shop.test>\n\n"
             "From the contact form\n"));
    EXPECT_FALSE(form.from_us);
}

TEST(Mail, FromAFormBelongsToThePersonInReplyTo) {
    const InboundEvent event = read_mail_event(
        crlf("From: noreply@shop.test\nReply-To: Ana <ana@example.test>\n\nHello\n"));
    EXPECT_EQ(event.author.id, "ana@example.test");
    EXPECT_FALSE(event.automatic);
}

TEST(Mail, FromMachinesNeverStartsAClock) {
    for (const char* headers :
         {"Auto-Submitted: auto-replied\n", "Auto-Submitted: auto-generated (rejected)\n",
          "Precedence: bulk\n", "Precedence: auto_reply\n", "List-Id: <news.test>\n",
          "X-Autoreply: yes\n", "X-Auto-Response-Suppress: All\n", "Feedback-ID: 1:2:3\n"}) {
        EXPECT_TRUE(read_mail_event(mail_with(headers)).automatic) << headers;
    }
    EXPECT_TRUE(read_mail_event(crlf("From: a@b.test\nSubject: Out of office: back on Monday\n\nx"))
                    .automatic);
    EXPECT_TRUE(read_mail_event(crlf("From: no-reply@b.test\n\nx")).automatic);
    for (const char* headers : {"Auto-Submitted: no\n", "Precedence: first-class\n", ""}) {
        EXPECT_FALSE(read_mail_event(mail_with(headers)).automatic) << headers;
    }
}

std::string delivery_report(std::string_view action, std::string_view about,
                            std::string_view recipient = "ana@example.test") {
    return crlf(
        "From: Mailer <MAILER-DAEMON@mx.test>\nReturn-Path: <>\nMessage-ID: <d@mx.test>\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n"
        "--B\n\nIt did not work.\n--B\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; " +
        std::string(recipient) + "\nAction: " + std::string(action) +
        "\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n\n--B\n"
        "Content-Type: message/rfc822\n\nMessage-ID: <" +
        std::string(about) + ">\nSubject: Re: Shoes\n\nOn their way.\n--B--\n");
}

TEST(MailReport, TellsWhatBecameOfOurMail) {
    const InboundEvent failed = read_mail_event(delivery_report("failed", own_id()));
    EXPECT_EQ(failed.kind, InboundKind::DeliveryUpdated);
    EXPECT_EQ(failed.external_id, own_id());
    EXPECT_EQ(failed.delivery, MessageState::Failed);
    EXPECT_EQ(failed.delivery_detail,
              "The mail could not be delivered to ana@example.test: 550 no such user");
    EXPECT_EQ(read_mail_event(delivery_report("delivered", own_id())).delivery,
              MessageState::Delivered);
}

TEST(MailReport, IsIgnoredWhenItChangesNothing) {
    EXPECT_FALSE(read_mail_event(delivery_report("delayed", own_id())).ignore_because.empty());
    EXPECT_FALSE(read_mail_event(delivery_report("failed", "x@y")).ignore_because.empty());
    EXPECT_FALSE(read_mail_event(delivery_report("failed", own_id(), "support+sent@shop.test"))
                     .ignore_because.empty());
}

TEST(MailReport, WithoutTheStandardFormIsFoundByOurIdInIt) {
    const InboundEvent bounce =
        read_mail_event(crlf("From: MAILER-DAEMON@mx.test\nSubject: failure\n\nYour mail <" +
                             own_id() + "> could not be delivered.\n"));
    EXPECT_EQ(bounce.delivery, MessageState::Failed);
    EXPECT_EQ(bounce.external_id, own_id());
    EXPECT_FALSE(
        read_mail_event(crlf("From: postmaster@mx.test\n\nfull\n")).ignore_because.empty());
}

TEST(Mail, KeepsTheWholeOfAFoldedMailReachable) {
    const InboundEvent event = read_mail_event(
        mail_with("", "Thanks <3\n\nOn Sunday Jo wrote:\n> <b>Your</b> shoes are on their way\n"));
    EXPECT_EQ(event.text, "Thanks <3");
    EXPECT_NE(event.html.find("shoes are on their way"), std::string::npos);
    EXPECT_EQ(event.html.find("<b>"), std::string::npos);
    EXPECT_TRUE(read_mail_event(mail_with("", "Just this")).html.empty());
}

TEST(Mail, ReadsHtmlAsTextAndMakesItSafe) {
    const InboundEvent event =
        read_mail_event(mail_with("Content-Type: text/html; charset=utf-8\n",
                                  "<p>My <b>bag</b> is lost</p><script>alert(1)</script>"
                                  "<img src=\"https://track.test/x.png\">"));
    EXPECT_EQ(event.text, "My bag is lost");
    EXPECT_EQ(event.html.find("script"), std::string::npos);
    EXPECT_EQ(event.html.find(" src="), std::string::npos);
    EXPECT_NE(event.html.find("<b>bag</b>"), std::string::npos);
}

TEST(Mail, DecodesWordsCharsetsAndFileNames) {
    const InboundEvent event = read_mail_event(crlf(
        "From: =?utf-8?B?w4FuYQ==?= <ana@example.test>\nSubject: =?iso-8859-1?Q?L=F6cher?=\n"
        "Content-Type: multipart/mixed; boundary=B\n\n--B\n"
        "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
        "Preis 5 \x80\n--B\nContent-Type: image/png\n"
        "Content-Disposition: attachment; filename*=utf-8''sch%C3%B6n/../x.png\n\nabc\n--B--\n"));
    EXPECT_EQ(event.author.name, "Ána");
    EXPECT_EQ(event.subject, "Löcher");
    EXPECT_EQ(event.text, "Preis 5 €");
    ASSERT_EQ(event.attachments.size(), 1u);
    EXPECT_EQ(event.attachments[0].name, "schön_.._x.png");
    EXPECT_EQ(event.attachments[0].type, "image/png");
}

TEST(Mail, PrefersThePlainAlternative) {
    const InboundEvent event =
        read_mail_event(mail_with("Content-Type: multipart/alternative; boundary=B\n",
                                  "--B\nContent-Type: text/plain\n\nplain words\n--B\n"
                                  "Content-Type: text/html\n\n<p>rich <i>words</i></p>\n--B--\n"));
    EXPECT_EQ(event.text, "plain words");
    EXPECT_NE(event.html.find("rich"), std::string::npos);
}

TEST(Mail, SurvivesNestingHeadersAndPartsWithoutEnd) {
    std::string nested;
    for (int i = 0; i < 300; ++i)
        nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
                  std::to_string(i) + "\n";
    EXPECT_TRUE(mail::read_mail(crlf(nested + "\nhello")).cut_short);
    std::string deeper;
    for (int i = 0; i < 50'000; ++i)
        deeper += "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
    EXPECT_TRUE(mail::read_mail(crlf(deeper)).cut_short);
    const std::string headers = "Subject: long\nX-Long: " + std::string(300'000, 'x');
    const mail::MailContent cut = mail::read_mail(crlf(headers + "\n\nthe body\n"));
    EXPECT_TRUE(cut.cut_short);
    std::string parts = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 399; ++i)
        parts += "--b\nContent-Type: image/png\n\nx\n";
    const mail::MailContent many = mail::read_mail(crlf(parts + "--b--\n"));
    EXPECT_LE(many.attachments.size(), 200u);
    EXPECT_TRUE(many.cut_short);
}

TEST(Mail, EveryCollectedMailIsReadToValidText) {
    const auto folder = test::shared_path("data/mail");
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "data/mail is not beside this checkout";
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream content;
        content << in.rdbuf();
        const RawEvent raw = email.receive_mail(mail_account(), content.str(), 1, 1);
        EXPECT_FALSE(raw.external_id.empty());
        const auto events = email.parse(mail_account(), raw);
        ASSERT_TRUE(events) << entry.path();
        for (const InboundEvent& event : *events) {
            for (const std::string* text : {&event.text, &event.subject, &event.author.name}) {
                EXPECT_EQ(text::encode(text::to_code_points(*text)), *text) << entry.path();
                EXPECT_EQ(text->find('\0'), std::string::npos) << entry.path();
            }
        }
        ++files;
    }
    EXPECT_GT(files, 150);
}

RC_GTEST_PROP(Mail, AnyBytesAreRead, (const std::string& bytes)) {
    const RawEvent raw = email.receive_mail(mail_account(), bytes, 1, 1);
    RC_ASSERT(!raw.external_id.empty());
    RC_ASSERT(email.parse(mail_account(), raw).has_value());
}

}  // namespace
}  // namespace aplomb::channels

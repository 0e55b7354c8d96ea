// Mail out: what is written, the copy that proves it, and what refusals mean.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "channels/mail/composing.h"
#include "channels/mail/headers.h"
#include "channels/mail/mime.h"
#include "tests/channels/email/mail_account.h"

namespace aplomb::channels {
namespace {

using namespace testing;

const Timestamp now = at("2026-11-22T15:00:00Z");

OutboundReply mail_reply() {
    OutboundReply reply;
    reply.key = own_id();
    reply.conversation_id = ConversationId{12};
    reply.in_reply_to = "q2@example.test";
    reply.in_reply_to_ref =
        R"({"references":["q1@example.test"],"reply_to":"Ana@example.test","subject":"Löcher"})";
    reply.customer_id = "ana@example.test";
    reply.customer_name = "Ana Ruiz";
    reply.visibility = Visibility::Private;
    reply.text = "Sorry, Ana.\n.hidden dot\nFrom here on it is ours: 5 € back.";
    reply.written_at = at("2026-11-22T14:59:00Z");
    reply.tried_at = at("2026-11-22T14:59:30Z");
    return reply;
}

MailSubmission submission(const OutboundReply& reply, const Account& account = mail_account()) {
    const Script<SendOutcome> script(email.send(account, reply), now);
    return std::get<MailSubmission>(script.ask());
}

TEST(MailSend, WritesAMailThatReadsBackAsItWasMeant) {
    const MailSubmission sent = submission(mail_reply());
    const auto fields = mail::HeaderFields::read(sent.data);
    EXPECT_EQ(fields.first("Message-ID"), "<" + own_id() + ">");
    EXPECT_EQ(fields.first("In-Reply-To"), "<q2@example.test>");
    EXPECT_EQ(mail::message_ids(fields.first("References")),
              (std::vector<std::string>{"q1@example.test", "q2@example.test"}));
    EXPECT_EQ(fields.first("Date"), "Sun, 22 Nov 2026 14:59:00 +0000");
    const mail::MailContent content = mail::read_mail(sent.data);
    EXPECT_EQ(content.subject, "Re: Löcher");
    ASSERT_EQ(content.from.size(), 1u);
    EXPECT_EQ(content.from[0], (mail::MailAddress{"Shop, Support", "support@shop.test"}));
    ASSERT_EQ(content.recipients.size(), 1u);
    EXPECT_EQ(content.recipients[0].address, "Ana@example.test");
    ASSERT_EQ(content.reply_to.size(), 1u);
    EXPECT_EQ(mailbox().conversation_in(content.reply_to[0].address), ConversationId{12});
    EXPECT_EQ(content.plain, mail_reply().text + "\n");
}

TEST(MailSend, GoesToTheCustomerAndToOurselvesInOneTransaction) {
    EXPECT_EQ(submission(mail_reply()).recipients,
              (std::vector<std::string>{"Ana@example.test", "support+sent@shop.test"}));
    EXPECT_EQ(submission(mail_reply()).envelope_from, "support@shop.test");
    Account plain = mail_account();
    plain.settings["plus_addressing"] = "off";
    EXPECT_EQ(submission(mail_reply(), plain).recipients[1], "support@shop.test");
    EXPECT_EQ(mail::HeaderFields::read(submission(mail_reply(), plain).data).first("Reply-To"), "");
}

TEST(MailSend, ComesBackAsOurOwn) {
    const InboundEvent echo = read_mail_event(submission(mail_reply()).data);
    EXPECT_TRUE(echo.from_us);
    EXPECT_EQ(echo.send_key, own_id());
    EXPECT_EQ(echo.external_id, own_id());
}

TEST(MailSend, LetsNobodySmuggleAHeader) {
    OutboundReply reply = mail_reply();
    reply.customer_name = "Ana\r\nBcc: all@example.test";
    reply.in_reply_to_ref.clear();
    reply.subject = "Hello\r\nX-Evil: yes";
    const auto fields = mail::HeaderFields::read(submission(reply).data);
    EXPECT_FALSE(fields.has("Bcc"));
    EXPECT_FALSE(fields.has("X-Evil"));
    reply.customer_id = "a@b.test>\r\nRCPT TO:<all@example.test";
    const Script<SendOutcome> refused(email.send(mail_account(), reply), now);
    EXPECT_EQ(refused.outcome().trouble->kind, TroubleKind::Permanent);
}

TEST(MailSend, CannotPointAtAMailWithoutAnId) {
    OutboundReply reply = mail_reply();
    reply.in_reply_to = "sha256-abc";
    reply.in_reply_to_ref.clear();
    reply.ancestry = {"sha256-abc", reply.key};
    const auto fields = mail::HeaderFields::read(submission(reply).data);
    EXPECT_FALSE(fields.has("In-Reply-To"));
    EXPECT_FALSE(fields.has("References"));
}

TEST(MailSend, UnderstandsTheServersCodes) {
    const std::pair<int, TroubleKind> cases[] = {{421, TroubleKind::Retry},
                                                 {451, TroubleKind::Retry},
                                                 {535, TroubleKind::ReAuth},
                                                 {550, TroubleKind::Permanent},
                                                 {552, TroubleKind::Permanent}};
    for (const auto& [code, kind] : cases) {
        Script<SendOutcome> script(email.send(mail_account(), mail_reply()), now);
        script.answer(MailSubmitted{code, "no\r\nsuch user"});
        EXPECT_EQ(script.outcome().trouble->kind, kind) << code;
        EXPECT_EQ(script.outcome().trouble->what.find('\n'), std::string::npos);
    }
    Script<SendOutcome> taken(email.send(mail_account(), mail_reply()), now);
    EXPECT_TRUE(taken.answer(MailSubmitted{250, "queued"}).outcome().accepted);
    EXPECT_EQ(taken.outcome().external_id, own_id());
    Script<SendOutcome> silent(email.send(mail_account(), mail_reply()), now);
    EXPECT_EQ(silent.answer(NoAnswer{true, "gone"}).outcome().trouble->kind, TroubleKind::Unknown);
    Script<SendOutcome> refused(email.send(mail_account(), mail_reply()), now);
    EXPECT_EQ(refused.answer(NoAnswer{false, "down"}).outcome().trouble->kind, TroubleKind::Retry);
}

TEST(MailLookUp, LooksForItsCopyAndGivesItAMinute) {
    const auto look = [](Answer answer, Timestamp when) {
        Script<LookUpOutcome> script(email.look_up(mail_account(), mail_reply()), when);
        EXPECT_EQ(std::get<MailboxSearch>(script.ask()).message_id, own_id());
        return LookUpOutcome(script.answer(std::move(answer)).outcome());
    };
    EXPECT_EQ(look(MailboxSearched{true}, now).answer, LookUpAnswer::Found);
    EXPECT_EQ(look(MailboxSearched{true}, now).external_id, own_id());
    EXPECT_EQ(look(MailboxSearched{false}, now).answer, LookUpAnswer::NotYet);
    EXPECT_EQ(look(MailboxSearched{false}, at("2026-11-22T15:00:30Z")).answer,
              LookUpAnswer::NotThere);
    EXPECT_EQ(look(NoAnswer{true, "x"}, now).trouble->kind, TroubleKind::Retry);
}

TEST(MailTest, LooksIntoTheMailbox) {
    Script<TestOutcome> good(email.test(mail_account()), now);
    EXPECT_TRUE(good.answer(MailboxSearched{false}).outcome().ok);
    Script<TestOutcome> bad(email.test(mail_account()), now);
    EXPECT_FALSE(bad.answer(NoAnswer{false, "refused"}).outcome().ok);
}

TEST(MailSettings, AreCheckedAndCompleted) {
    json::object settings{{"address", "Support@Shop.test"},
                          {"imap", "[::1]:1143"},
                          {"smtp", "mail.shop.test"},
                          {"tls", "none"}};
    json::object secrets{{"password", "pw"}};
    ASSERT_TRUE(email.configure(settings, secrets));
    EXPECT_EQ(settings.at("address"), "support@shop.test");
    EXPECT_GE(secrets.at("link_key").as_string().size(), 40u);
    Account account;
    account.settings = settings;
    account.secrets = secrets;
    const auto servers = email.mail_servers(account);
    ASSERT_TRUE(servers);
    EXPECT_EQ(servers->imap_host, "::1");
    EXPECT_EQ(servers->imap_port, 1143);
    EXPECT_EQ(servers->smtp_port, 25);
    EXPECT_EQ(servers->username, "support@shop.test");
    for (const auto& [key, value] :
         {std::pair{"address", "shop"}, std::pair{"imap", "host:port"}, std::pair{"smtp", ""},
          std::pair{"tls", "maybe"}, std::pair{"proof_grace_seconds", "long"}}) {
        json::object bad = settings;
        bad[key] = value;
        const auto refused = email.configure(bad, secrets);
        ASSERT_FALSE(refused) << key;
        EXPECT_EQ(refused.error().field, key);
    }
}

TEST(MailReferences, KeepTheFirstAndTheNewest) {
    std::vector<std::string> ids;
    for (int i = 0; i < 50; ++i)
        ids.push_back(std::to_string(i) + "@x");
    const auto kept = mail::trimmed_references(ids);
    ASSERT_EQ(kept.size(), 20u);
    EXPECT_EQ(kept.front(), "0@x");
    EXPECT_EQ(kept.back(), "49@x");
}

RC_GTEST_PROP(MailReferences, SurviveWritingFoldingAndReading,
              (const std::vector<std::uint32_t>& numbers)) {
    std::vector<std::string> ids;
    for (const std::uint32_t number : numbers)
        ids.push_back("message." + std::to_string(number) + "@example.test");
    mail::OutgoingMail out;
    out.from_address = "a@b.test";
    out.to_address = "c@d.test";
    out.message_id = "m@b.test";
    out.references = mail::trimmed_references(ids);
    const std::string data = mail::compose(out);
    RC_ASSERT(mail::message_ids(mail::HeaderFields::read(data).first("References")) ==
              out.references);
}

RC_GTEST_PROP(MailBody, IsAsciiInShortLinesAndReadsBack, (const std::string& text)) {
    std::string clean;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F) {
            clean += c;
            if (clean.size() % 7 == 0) clean += "é";
            if (clean.size() % 11 == 0) clean += '\n';
        }
    mail::OutgoingMail out;
    out.from_address = "a@b.test";
    out.to_address = "c@d.test";
    out.message_id = "m@b.test";
    out.text = clean;
    const std::string data = mail::compose(out);
    std::size_t line = 0;
    for (const char c : data) {
        RC_ASSERT(static_cast<unsigned char>(c) < 0x80);
        line = c == '\n' ? 0 : line + 1;
        RC_ASSERT(line <= 998u);
    }
    RC_ASSERT(mail::read_mail(data).plain == clean + "\n");
}

}  // namespace
}  // namespace aplomb::channels

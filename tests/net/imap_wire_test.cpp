#include "net/imap_wire.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace aplomb::net {
namespace {

ImapResponse read_one(std::string_view bytes) {
    ImapReader reader;
    const auto fed = reader.feed(bytes);
    EXPECT_TRUE(fed) << fed.error().what;
    auto response = reader.next();
    EXPECT_TRUE(response);
    EXPECT_FALSE(reader.next());
    return response.value_or(ImapResponse());
}

std::vector<ImapResponse> read_all(ImapReader& reader) {
    std::vector<ImapResponse> all;
    while (auto response = reader.next())
        all.push_back(std::move(*response));
    return all;
}

constexpr std::string_view session =
    "* OK [CAPABILITY IMAP4rev1 IDLE] ready {5}\r\n"
    "* CAPABILITY IMAP4rev1 IDLE LITERAL+\r\n"
    "* 3 EXISTS\r\n"
    "* 2 FETCH (UID 7 FLAGS (\\Seen $Desk) INTERNALDATE \" 7-Feb-1994 21:52:25 -0800\" "
    "BODY[] {11}\r\na\r\n* 1 )\r\n( X-GM-LABELS (\"a\\\\b\" NIL) BODY[HEADER.FIELDS (DATE)] "
    "{0}\r\n)\r\n"
    "* SEARCH 4 5 6\r\n"
    "+ idling\r\n"
    "a1 OK [APPENDUID 38505 3955] done\r\n"
    "a2 NO [AUTHENTICATIONFAILED] no\r\n";

TEST(ImapWire, ReadsStatusResponsesWithTheirCodes) {
    const ImapResponse response = read_one("* OK [UIDVALIDITY 3857529045] UIDs valid\r\n");
    EXPECT_EQ(response.status, "OK");
    EXPECT_EQ(response.text, "UIDs valid");
    EXPECT_EQ(code_number(response, "uidvalidity"), 3857529045U);
    EXPECT_FALSE(code_number(response, "UIDNEXT"));
}

TEST(ImapWire, ReadsTaggedAnswersAndContinuations) {
    const ImapResponse no = read_one("a12 NO [ALERT] not today\r\n");
    EXPECT_EQ(no.kind, ImapResponse::Kind::Tagged);
    EXPECT_EQ(no.tag, "a12");
    EXPECT_EQ(no.status, "NO");
    EXPECT_EQ(no.code, "ALERT");
    const ImapResponse more = read_one("+ eyJzdGF0dXMi\r\n");
    EXPECT_EQ(more.kind, ImapResponse::Kind::Continuation);
    EXPECT_EQ(more.text, "eyJzdGF0dXMi");
    EXPECT_EQ(read_one("+\r\n").kind, ImapResponse::Kind::Continuation);
}

TEST(ImapWire, ReadsAMailOutOfALiteral) {
    const ImapResponse response =
        read_one("* 2 FETCH (UID 7 BODY[] {16}\r\nSubject: ) \"\r\n\r\n FLAGS (\\Seen))\r\n");
    ASSERT_EQ(response.values.size(), 3U);
    const ImapValue& attributes = response.values[2];
    ASSERT_NE(find_attribute(attributes, "BODY[]"), nullptr);
    EXPECT_EQ(find_attribute(attributes, "body[]")->text, "Subject: ) \"\r\n\r\n");
    EXPECT_EQ(find_attribute(attributes, "UID")->text, "7");
    EXPECT_EQ(find_attribute(attributes, "FLAGS")->items.front().text, "\\Seen");
}

TEST(ImapWire, TakesNoLiteralFromWordsForPeople) {
    EXPECT_EQ(read_one("* OK welcome {20}\r\n").text, "welcome {20}");
}

TEST(ImapWire, RefusesWhatHasNoEnd) {
    ImapLimits limits;
    limits.line_bytes_max = 100;
    limits.literal_bytes_max = 1'000;
    limits.depth_max = 5;
    for (const std::string& bad :
         {std::string(200, 'x'), std::string("* 1 FETCH (BODY[] {1001}\r\n"),
          std::string("* 1 FETCH (BODY[] {99999999999999999999999}\r\n"),
          std::string("* ((((((((a))))))))\r\n"), std::string("* 1 FETCH (UID 1\r\n"),
          std::string("* 1 FETCH (X \"open\r\n"), std::string("* 1 FETCH )\r\n"),
          std::string("a1 PERHAPS\r\n"), std::string("\r\n")}) {
        ImapReader reader(limits);
        EXPECT_FALSE(reader.feed(bad)) << bad;
        EXPECT_FALSE(reader.feed("* OK too late\r\n"));
        EXPECT_FALSE(reader.next());
    }
}

TEST(ImapWire, ReadsInternalDates) {
    EXPECT_EQ(to_rfc3339(*parse_internal_date(" 7-Feb-1994 21:52:25 -0800")),
              "1994-02-08T05:52:25Z");
    EXPECT_EQ(to_rfc3339(*parse_internal_date("17-Jul-2026 00:00:00 +0530")),
              "2026-07-16T18:30:00Z");
    for (const auto* bad : {"", "31-Feb-2026 00:00:00 +0000", "1-Xxx-2026 00:00:00 +0000",
                            "1-Jan-2026 25:00:00 +0000", "1-Jan-2026 00:00:00 00000"}) {
        EXPECT_FALSE(parse_internal_date(bad)) << bad;
    }
    EXPECT_EQ(search_date(*parse_rfc3339("2026-11-02T23:59:00Z")), "2-Nov-2026");
}

RC_GTEST_PROP(ImapWire, AnyCutOfTheBytesGivesTheSameResponses, ()) {
    ImapReader whole;
    RC_ASSERT(whole.feed(session).has_value());
    const auto expected = read_all(whole);
    RC_ASSERT(expected.size() == 8U);

    ImapReader pieces;
    std::string_view rest = session;
    while (!rest.empty()) {
        const auto size =
            *rc::gen::inRange<std::size_t>(1, std::min<std::size_t>(rest.size(), 40) + 1);
        RC_ASSERT(pieces.feed(rest.substr(0, size)).has_value());
        rest.remove_prefix(size);
    }
    RC_ASSERT(read_all(pieces) == expected);
}

RC_GTEST_PROP(ImapWire, ALiteralMayHoldAnything, (std::string content)) {
    const ImapResponse response = read_one("* 1 FETCH (BODY[] {" + std::to_string(content.size()) +
                                           "}\r\n" + content + ")\r\n");
    RC_ASSERT(response.values.at(2).items.at(1).text == content);
}

RC_GTEST_PROP(ImapWire, NothingMakesItFall, (std::vector<std::string> pieces)) {
    ImapReader reader;
    for (const auto& piece : pieces) {
        if (!reader.feed(piece) || !reader.feed("\r\n")) break;
        while (reader.next()) {
        }
    }
}

}  // namespace
}  // namespace aplomb::net

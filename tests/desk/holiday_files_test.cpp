// Calendar files as other programs write them: what RFC 5545 allows is read, and what would change
// the days is refused with its line.
#include <gtest/gtest.h>

#include "desk/calendar.h"

namespace aplomb::desk {
namespace {

using Days = Result<std::map<CalendarDay, std::string>>;

// An event that begins on 23 November 2020; its further lines begin with the fourth.
Days with(const std::string& lines) {
    return read_holidays("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20201123\r\n" +
                         lines + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

bool holds(const Days& days, std::string_view day) {
    return days && days->contains(parse_day(day).value());
}

TEST(HolidayFile, NamesMayBeInSmallLetters) {
    const auto days = read_holidays(
        "begin:vcalendar\nbegin:vevent\ndtstart;value=date:20201123\nrrule:freq=yearly\n"
        "exdate:20271123\nend:vevent\nBegin:VEvent\nDtstart:20261224\nStatus:cancelled\n"
        "End:VEvent\nend:vcalendar\n");
    ASSERT_TRUE(days) << days.error().what;
    EXPECT_TRUE(holds(days, "2026-11-23"));
    EXPECT_FALSE(holds(days, "2027-11-23"));
    EXPECT_FALSE(holds(days, "2026-12-24"));
    EXPECT_FALSE(with("rrule:FREQ=WEEKLY")) << "neither do they hide what cannot be read";
}

TEST(HolidayFile, IsRefusedWhereItsDaysWouldBeOthers) {
    for (const std::string line :
         {"EXRULE:FREQ=YEARLY;INTERVAL=2", "RECURRENCE-ID;RANGE=THISANDFUTURE:20251123",
          "recurrence-id;value=date;range=thisandfuture:20251123",
          "RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30;BYDAY=4MO", "RRULE:FREQ=YEARLY;BYDAY=4MO",
          "RRULE:FREQ=YEARLY;BYMONTHDAY=1", "RRULE:FREQ=YEARLY;COUNT=4294967295"}) {
        const auto days = with(line);
        ASSERT_FALSE(days) << line;
        EXPECT_NE(days.error().what.find("line 4"), std::string::npos) << days.error().what;
    }
    const auto two = with("RRULE:FREQ=YEARLY\r\nRRULE:FREQ=YEARLY;BYMONTH=5");
    ASSERT_FALSE(two);
    EXPECT_NE(two.error().what.find("line 5"), std::string::npos) << two.error().what;
}

TEST(HolidayFile, ThatWasCutOffIsRefused) {
    for (const auto& [text, line] : std::vector<std::pair<std::string, std::string>>{
             {"BEGIN:VCALENDAR\r\n", "line 1"},
             {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEND:VEVENT\n", "line 4"},
             {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\n", "line 2"},
             {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nBEGIN:VEVENT\nDTSTART:20261225\n"
              "END:VEVENT\nEND:VCALENDAR\n",
              "line 2"}}) {
        const auto days = read_holidays(text);
        ASSERT_FALSE(days) << text;
        EXPECT_NE(days.error().what.find(line), std::string::npos) << days.error().what;
    }
    EXPECT_TRUE(read_holidays("BEGIN:VCALENDAR\nEND:VCALENDAR\n")) << "a whole one without days";
}

TEST(HolidayFile, MayHaveBlanksBehindItsLinesAndColonsWithinQuotes) {
    const auto days = read_holidays(
        "BEGIN:VCALENDAR \nBEGIN:VEVENT\nDTSTART;X-FROM=\"a:b\";VALUE=DATE:20261224\n"
        "END:VEVENT\t\nEND:VCALENDAR \n");
    ASSERT_TRUE(days) << days.error().what;
    EXPECT_TRUE(holds(days, "2026-12-24"));
}

TEST(HolidayFile, MayBeginWithAByteOrderMark) {
    const auto days = read_holidays(
        "\xEF\xBB\xBF"
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEND:VEVENT\nEND:VCALENDAR\n");
    ASSERT_TRUE(days) << days.error().what;
    EXPECT_TRUE(holds(days, "2026-12-24"));
}

}  // namespace
}  // namespace aplomb::desk

// Working time: calendars and deadlines against a slow reading of the same calendar, minute by
// minute, over random weeks, zones, holidays and holds; and the days on which clocks change.
#include "desk/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "desk/deadline.h"
#include "tests/desk/slow_calendar.h"

namespace aplomb::desk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Timestamp at(std::string_view time) {
    return parse_rfc3339(time).value();
}

Calendar every_day(const std::string& zone, std::vector<std::string> blocks) {
    Calendar calendar;
    calendar.name = "test";
    calendar.zone = zone;
    for (auto& day : calendar.week) {
        for (const std::string& block : blocks)
            day.push_back(parse_block(block).value());
    }
    return calendar;
}

Timestamp due(Timestamp start, Milliseconds budget, const Calendar& calendar,
              std::vector<Hold> holds = {}) {
    return deadline_after(start, budget, &calendar, holds).value().value().at;
}

Calendar random_calendar() {
    // Clock changes both ways, half hours, a change at midnight, a zone that skipped a whole day.
    const std::vector<std::string> zones{"Europe/Berlin",     "America/New_York",
                                         "America/Sao_Paulo", "Asia/Kolkata",
                                         "Pacific/Apia",      "Australia/Lord_Howe",
                                         "Africa/Casablanca", "Asia/Beirut",
                                         "America/St_Johns",  "UTC"};
    Calendar calendar;
    calendar.name = "random";
    calendar.zone = *rc::gen::elementOf(zones);
    for (auto& day : calendar.week) {
        const int blocks = *rc::gen::inRange(0, 4);
        for (int i = 0; i < blocks; ++i) {
            const int start = *rc::gen::inRange(0, 24 * 60);
            const int length = *rc::gen::inRange(1, 14 * 60);
            day.push_back({minutes{start}, minutes{start + length}});
        }
    }
    return calendar;
}

// A moment near which something odd happens, or any other.
Timestamp random_start() {
    const std::vector<std::string> moments{
        "2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z", "2026-03-07T12:00:00Z",
        "2026-10-31T12:00:00Z", "2024-02-28T06:00:00Z", "2011-12-28T09:00:00Z",
        "2026-04-04T00:00:00Z", "2018-11-03T00:00:00Z", "2026-12-30T20:00:00Z"};
    return at(*rc::gen::elementOf(moments)) + minutes{*rc::gen::inRange(0, 3 * 24 * 60)};
}

RC_GTEST_PROP(Calendar, IsOpenWhenTheWallClockStandsInABlock, ()) {
    Calendar calendar = random_calendar();
    const Timestamp start = random_start();
    const auto day =
        std::chrono::floor<std::chrono::days>(local_time(start, calendar.zone).value());
    if (*rc::gen::arbitrary<bool>()) calendar.holidays[day + std::chrono::days{1}] = "holiday";
    if (*rc::gen::arbitrary<bool>()) calendar.days[day] = {{minutes{60}, minutes{26 * 60}}};
    const auto open = open_intervals(calendar, start, start + hours{60});
    for (int minute = 0; minute < 60 * 60; ++minute) {
        const Timestamp now = start + minutes{minute};
        const bool inside = std::any_of(open.begin(), open.end(), [&](const Interval& each) {
            return each.from <= now && now < each.to;
        });
        RC_ASSERT(inside == slowly_open(calendar, now));
        RC_ASSERT(inside == is_open(calendar, now));
    }
}

RC_GTEST_PROP(Deadline, EqualsTheSlowReading, ()) {
    Calendar calendar = random_calendar();
    const Timestamp start = random_start();
    const minutes budget{*rc::gen::inRange(1, 30 * 60)};
    const auto day =
        std::chrono::floor<std::chrono::days>(local_time(start, calendar.zone).value());
    const int holidays = *rc::gen::inRange(0, 4);
    for (int i = 0; i < holidays; ++i)
        calendar.holidays[day + std::chrono::days{*rc::gen::inRange(0, 12)}] = "holiday";
    // Holds and reopenings, overlapping or not.
    std::vector<Hold> holds;
    const int held = *rc::gen::inRange(0, 4);
    for (int i = 0; i < held; ++i) {
        const Timestamp from = start + minutes{*rc::gen::inRange(-600, 6'000)};
        holds.push_back({from, from + minutes{*rc::gen::inRange(1, 3'000)}});
    }
    constexpr int minutes_max = 40 * 24 * 60;
    const bool use_calendar = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
    const Calendar* chosen = use_calendar ? &calendar : nullptr;
    const auto slow = slow_deadline(start, budget, chosen, holds, minutes_max);
    const auto fast = deadline_after(start, budget, chosen, holds);
    if (!slow) {
        RC_ASSERT(!fast || (*fast)->at > start + minutes{minutes_max});
        return;
    }
    RC_ASSERT(fast.has_value());
    RC_ASSERT((*fast)->at == *slow);
    RC_ASSERT(time_counted(start, *slow, chosen, holds) == budget);
    RC_ASSERT((*fast)->steps.back().left == Milliseconds{0});
}

TEST(Deadline, LosesTheHourThatSpringSkips) {
    const Calendar nights = every_day("Europe/Berlin", {"00:00-06:00"});
    // 29 March 2026: 02:00 becomes 03:00, the night has five hours.
    EXPECT_EQ(due(at("2026-03-28T23:00:00Z"), hours{5}, nights), at("2026-03-29T04:00:00Z"));
    EXPECT_EQ(due(at("2026-03-28T23:00:00Z"), hours{6}, nights), at("2026-03-29T23:00:00Z"));
}

TEST(Deadline, WorksTheHourThatAutumnRepeatsTwice) {
    const Calendar nights = every_day("Europe/Berlin", {"00:00-06:00"});
    // 25 October 2026: 03:00 becomes 02:00, the night has seven hours.
    EXPECT_EQ(due(at("2026-10-24T22:00:00Z"), hours{7}, nights), at("2026-10-25T05:00:00Z"));
}

TEST(Deadline, CountsSplitShiftsPastMidnightAndUntilMidnight) {
    const Calendar split = every_day("UTC", {"09:00-12:00", "14:00-18:00"});
    EXPECT_EQ(due(at("2026-11-23T11:00:00Z"), hours{2}, split), at("2026-11-23T15:00:00Z"));
    const Calendar late = every_day("UTC", {"22:00-06:00"});
    EXPECT_EQ(due(at("2026-11-23T21:00:00Z"), hours{3}, late), at("2026-11-24T01:00:00Z"));
    const Calendar whole = every_day("UTC", {"00:00-24:00"});
    EXPECT_EQ(due(at("2026-11-23T21:00:00Z"), hours{30}, whole), at("2026-11-25T03:00:00Z"));
}

TEST(Deadline, KnowsTheTwentyNinthOfFebruary) {
    const Calendar days = every_day("UTC", {"09:00-10:00"});
    EXPECT_EQ(due(at("2028-02-28T10:00:00Z"), hours{1}, days), at("2028-02-29T10:00:00Z"));
    EXPECT_EQ(due(at("2027-02-28T10:00:00Z"), hours{1}, days), at("2027-03-01T10:00:00Z"));
}

TEST(Deadline, StandsStillWhileAHoldIsOpenAndGoesOnAfterwards) {
    const Calendar days = every_day("UTC", {"09:00-17:00"});
    const Timestamp start = at("2026-11-23T09:00:00Z");
    const std::vector<Hold> open{{at("2026-11-23T10:00:00Z"), std::nullopt}};
    EXPECT_FALSE(deadline_after(start, hours{2}, &days, open).value());
    EXPECT_EQ(due(start, hours{1}, days, open), at("2026-11-23T10:00:00Z"));
    EXPECT_EQ(
        due(start, hours{2}, days, {{at("2026-11-23T10:00:00Z"), at("2026-11-24T12:00:00Z")}}),
        at("2026-11-24T13:00:00Z"));
}

TEST(Deadline, OfACalendarWithoutHoursSaysSoAndDoesNotLoop) {
    Calendar never;
    never.name = "summer";
    const auto answer = deadline_after(at("2026-11-23T09:00:00Z"), hours{1}, &never, {});
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().what.find("\"summer\""), std::string::npos);
    EXPECT_NE(answer.error().what.find("no working hours"), std::string::npos);
}

TEST(Deadline, ExplainsItself) {
    const Calendar split = every_day("UTC", {"09:00-12:00", "14:00-18:00"});
    const auto deadline =
        deadline_after(at("2026-11-23T11:00:00Z"), hours{2}, &split, {}).value().value();
    ASSERT_EQ(deadline.steps.size(), 2U);
    EXPECT_EQ(deadline.steps[0].from, at("2026-11-23T11:00:00Z"));
    EXPECT_EQ(deadline.steps[0].left, Milliseconds{hours{1}});
    EXPECT_EQ(deadline.steps[1].from, at("2026-11-23T14:00:00Z"));
    EXPECT_EQ(deadline.steps[1].left, Milliseconds{0});
}

TEST(Calendar, IsReadWithItsHolidaysAndSaysWhatIsWrongWhere) {
    const auto read = [](std::string_view text) {
        return read_calendar(parse_json(text).value(), "office", "/calendars/office");
    };
    const auto calendar = read(R"({"zone":"Europe/Berlin","week":{"monday":["09:00-12:00",
        "13:00-24:00"]},"days":{"2026-12-24":["09:00-12:00"]},"holidays":["2026-12-25"]})");
    ASSERT_TRUE(calendar) << calendar.error().what;
    EXPECT_EQ(calendar->week[0].size(), 2U);
    EXPECT_EQ(calendar->week[0][1].end, minutes{24 * 60});
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"({"zone":"Mars/Olympus"})", "/calendars/office/zone"},
        {R"({"zone":"UTC","week":{"mon":[]}})", "/calendars/office/week/mon"},
        {R"({"zone":"UTC","week":{"monday":["9-5"]}})", "/calendars/office/week/monday/0"},
        {R"({"zone":"UTC","week":{"monday":["09:00-09:00"]}})", "/calendars/office/week/monday/0"},
        {R"({"zone":"UTC","days":{"2026-02-30":[]}})", "/calendars/office/days/2026-02-30"},
        {R"({"zone":"UTC","holidays":["Christmas"]})", "/calendars/office/holidays/0"},
        {R"({"zone":"UTC","wek":{}})", "/calendars/office/wek"}};
    for (const auto& [text, field] : wrong) {
        const auto answer = read(text);
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().field, field) << answer.error().what;
    }
}

TEST(Holidays, AreReadFromACalendarFile) {
    const auto days = read_holidays(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\n"
        "DTEND;VALUE=DATE:20261227\r\nSUMMARY:The days at the\r\n  end of the year\r\n"
        "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261126\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\nSUMMARY:Thanksgiving\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n");
    ASSERT_TRUE(days) << days.error().what;
    EXPECT_EQ(days->at(parse_day("2026-12-26").value()), "The days at the end of the year");
    EXPECT_FALSE(days->contains(parse_day("2026-12-27").value()));
    EXPECT_TRUE(days->contains(parse_day("2027-11-25").value()));
    EXPECT_TRUE(days->contains(parse_day("2028-02-29").value()));
    EXPECT_FALSE(days->contains(parse_day("2027-03-01").value()));
}

TEST(Holidays, SayOnWhichLineTheyCannotBeRead) {
    const auto wrong =
        read_holidays("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261301\nEND:VEVENT\n");
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().what.find("line 3"), std::string::npos) << wrong.error().what;
    const auto weekly = read_holidays(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n");
    ASSERT_FALSE(weekly);
    EXPECT_NE(weekly.error().what.find("line 4"), std::string::npos) << weekly.error().what;
    EXPECT_FALSE(read_holidays("hello"));
    for (const std::string line :
         {"RDATE:soon", "RECURRENCE-ID:then", "DURATION:PT4H", "EXDATE:soon", "DURATION:P0D"}) {
        const auto strange = read_holidays("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\n" +
                                           line + "\nEND:VEVENT\n");
        ASSERT_FALSE(strange) << line;
        EXPECT_NE(strange.error().what.find("line 4"), std::string::npos) << strange.error().what;
    }
}

// Published files often say since when: "every year since 1970".
TEST(Holidays, ComeBackHoweverLongAgoTheyBegan) {
    const auto days = read_holidays(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:19700101\nRRULE:FREQ=YEARLY\n"
        "EXDATE;VALUE=DATE:20280101,20290101\nEND:VEVENT\n"
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;COUNT=7\nEND:VEVENT\n"
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nDURATION:P1DT24H\n"
        "BEGIN:VALARM\nDURATION:PT5M\nEND:VALARM\nRDATE:20270103\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:7\nDTSTART:20240606\nRRULE:FREQ=YEARLY\n"
        "EXDATE:20290606T000000\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:7\nRECURRENCE-ID:20270606\nDTSTART:20270607\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:7\nRECURRENCE-ID:20280606\nDTSTART:20280606\nSTATUS:CANCELLED\n"
        "END:VEVENT\n"
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260909\nSTATUS:CANCELLED\nEND:VEVENT\n"
        "END:VCALENDAR\n");
    ASSERT_TRUE(days) << days.error().what;
    const auto holiday = [&](const char* day) { return days->contains(parse_day(day).value()); };
    EXPECT_TRUE(holiday("2027-01-01"));
    EXPECT_TRUE(holiday("2045-01-01"));
    EXPECT_FALSE(holiday("2028-01-01"));
    EXPECT_FALSE(holiday("2029-01-01"));
    EXPECT_TRUE(holiday("2026-05-01"));
    EXPECT_FALSE(holiday("2027-05-01")) << "the count ran out";
    EXPECT_TRUE(holiday("2026-12-25"));
    EXPECT_FALSE(holiday("2026-12-26"));
    EXPECT_FALSE(holiday("2026-09-09"));
    EXPECT_TRUE(holiday("2027-01-03") && holiday("2027-01-04")) << "another day of the same length";
    EXPECT_TRUE(holiday("2026-06-06"));
    EXPECT_TRUE(!holiday("2027-06-06") && holiday("2027-06-07")) << "moved";
    EXPECT_FALSE(holiday("2028-06-06")) << "cancelled";
    EXPECT_FALSE(holiday("2029-06-06")) << "left out";
}

TEST(Holidays, OfAFileAreNotCountedAmongTheDaysWrittenByHand) {
    std::string ical = "BEGIN:VCALENDAR\n";
    for (int i = 0; i < 200; ++i)
        ical += "BEGIN:VEVENT\nDTSTART:19700101\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";
    const json::value calendar{{"zone", "UTC"}, {"holidays_ical", ical + "END:VCALENDAR\n"}};
    const auto read = read_calendar(calendar, "office", "/calendars/office");
    EXPECT_TRUE(read) << read.error().what;
}

TEST(Holidays, AreNeverTooManyToWriteOut) {
    std::string ical = "BEGIN:VCALENDAR\n";
    for (int i = 0; i < 2'000; ++i)
        ical += "BEGIN:VEVENT\nDTSTART:19700101\nDURATION:P60D\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";
    const auto many = read_holidays(ical + "END:VCALENDAR\n");
    ASSERT_FALSE(many);
    EXPECT_NE(many.error().what.find("too many"), std::string::npos) << many.error().what;
}

}  // namespace
}  // namespace aplomb::desk

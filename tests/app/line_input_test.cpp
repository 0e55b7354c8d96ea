// What the commands that take JSON lines read, and what they refuse to.
#include "app/line_input.h"

#include <gtest/gtest.h>

#include <sstream>

namespace aplomb::app {
namespace {

Result<LineInput> opened(const std::vector<std::string>& words, Streams& streams) {
    return LineInput::open(Flags::parse(words, {}).value(), "lint", streams);
}

TEST(LineInput, RefusesAFolderAndASecondFileAndSaysWhatToDo) {
    std::istringstream in;
    std::ostringstream out;
    Streams streams{in, out, out};
    EXPECT_EQ(opened({APLOMB_SOURCE_DIR}, streams).error().what,
              std::string(APLOMB_SOURCE_DIR) + ": is a folder; name a file of JSON lines in it");
    EXPECT_EQ(opened({"a", "b"}, streams).error().what, "one file at a time: aplomb lint [FILE|-]");
    EXPECT_EQ(opened({"no/such/file"}, streams).error().what,
              "no/such/file: cannot be read; check the path");
}

TEST(LineInput, PassesOverBlankLinesAndAByteOrderMarkAndCountsAllLines) {
    std::istringstream in("\xEF\xBB\xBF{}\n\n \r\n[]");
    std::ostringstream out;
    Streams streams{in, out, out};
    LineInput input = opened({}, streams).value();
    std::string line;
    ASSERT_TRUE(input.next(line));
    EXPECT_EQ(line, "{}");
    ASSERT_TRUE(input.next(line));
    EXPECT_EQ(line, "[]");
    input.complain_about_line({ErrorKind::Invalid, "must be a JSON object", ""}, out);
    EXPECT_EQ(out.str(), "aplomb: stdin:4: must be a JSON object\n");
    EXPECT_FALSE(input.next(line));
}

}  // namespace
}  // namespace aplomb::app

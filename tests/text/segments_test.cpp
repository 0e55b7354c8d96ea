#include "text/segments.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/shared_data.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

TEST(Utf8, ReplacesWhatIsBrokenPartByPart) {
    EXPECT_EQ(to_code_points("a\xFFz"), U"a\uFFFDz");
    EXPECT_EQ(to_code_points("\xE2\x82"), U"\uFFFD");
    EXPECT_EQ(to_code_points("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");  // a surrogate
    EXPECT_EQ(to_code_points("\xF0\x9F\x98\x80!"), U"\U0001F600!");
    EXPECT_EQ(encode(U"é\U0001F600"), "é😀");
    EXPECT_EQ(count_utf16_units("a😀"), 3u);
}

TEST(Utf8, KnowsWhereEachCodePointBegins) {
    const Decoded decoded = decode("aé😀");
    EXPECT_EQ(decoded.bytes, (std::vector<std::uint32_t>{0, 1, 3, 7}));
}

// One line of a Unicode break test: "÷ 0020 × 0308 ÷ 0020 ÷ # …".
struct BreakCase {
    std::u32string points;
    std::vector<Segment> segments;
};

BreakCase parse_case(const std::string& line) {
    BreakCase parsed;
    std::istringstream parts(line.substr(0, line.find('#')));
    std::size_t start = 0;
    for (std::string part; parts >> part;) {
        if (part == "÷") {
            if (parsed.points.size() > start) {
                parsed.segments.push_back({start, parsed.points.size()});
                start = parsed.points.size();
            }
        } else if (part != "×") {
            parsed.points += static_cast<char32_t>(std::stoul(part, nullptr, 16));
        }
    }
    return parsed;
}

using Segmentation = std::vector<Segment> (*)(std::u32string_view);

// ICU cuts words at a colon, as CLDR tailors the rule for all languages but Swedish and Finnish.
void agree(const std::string& file, Segmentation segmentation, bool colons = true) {
    const auto content = test::read_shared("data/unicode/" + file);
    SKIP_WITHOUT_SHARED(content, file);
    std::istringstream lines(*content);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        const BreakCase parsed = parse_case(line);
        if (!colons && parsed.points.find(U':') != std::u32string::npos) continue;
        EXPECT_EQ(segmentation(parsed.points), parsed.segments) << line;
    }
}

TEST(Segments, AgreeWithUnicodeOnGraphemes) {
    agree("GraphemeBreakTest.txt", graphemes);
}
TEST(Segments, AgreeWithUnicodeOnSentences) {
    agree("SentenceBreakTest.txt", sentences);
}
TEST(Segments, AgreeWithUnicodeOnWords) {
    agree("WordBreakTest.txt", word_pieces, false);
}

}  // namespace
}  // namespace aplomb::text

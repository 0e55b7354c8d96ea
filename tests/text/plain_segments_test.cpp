// Plain texts are cut by a short form of the rules: it must cut as ICU does, whatever the signs.
#include "text/plain_segments.h"

#include <gtest/gtest.h>
#include <unicode/brkiter.h>

#include <array>
#include <memory>
#include <random>
#include <string>

namespace aplomb::text {
namespace {

enum class Unit { Word, Sentence };

std::vector<Segment> as_icu_cuts(const std::string& text, Unit unit) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale& root = icu::Locale::getRoot();
    const std::unique_ptr<icu::BreakIterator> iterator(
        unit == Unit::Word ? icu::BreakIterator::createWordInstance(root, status)
                           : icu::BreakIterator::createSentenceInstance(root, status));
    const icu::UnicodeString units(text.data(), static_cast<std::int32_t>(text.size()),
                                   icu::UnicodeString::kInvariant);
    iterator->setText(units);
    std::vector<Segment> segments;
    std::size_t start = 0;
    for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE;
         end = iterator->next()) {
        segments.push_back({start, static_cast<std::size_t>(end)});
        start = static_cast<std::size_t>(end);
    }
    return segments;
}

void expect_alike(const std::string& text) {
    const std::u32string points(text.begin(), text.end());
    const auto pairs = [](const std::vector<Segment>& segments) {
        std::string listed;
        for (const Segment& segment : segments)
            listed += std::to_string(segment.start) + "-" + std::to_string(segment.end) + " ";
        return listed;
    };
    EXPECT_EQ(pairs(plain_word_pieces(points)), pairs(as_icu_cuts(text, Unit::Word))) << text;
    EXPECT_EQ(pairs(plain_sentences(points)), pairs(as_icu_cuts(text, Unit::Sentence))) << text;
}

TEST(PlainSegments, AreThoseOfIcuForAnySigns) {
    // Those that rules speak of come more often than the others.
    const std::array<std::string, 3> alphabets{"aB1.!? \n", "abYZ09_.,;:'\"()[]-!? \t\r\n\v\f/@",
                                               [] {
                                                   std::string all;
                                                   for (char c = 1; c < 127; ++c)
                                                       all += c;
                                                   return all;
                                               }()};
    std::mt19937 dice(20261130);
    for (const std::string& alphabet : alphabets) {
        for (int round = 0; round < 3'000; ++round) {
            std::string text;
            for (auto length = dice() % 24; length > 0; --length)
                text += alphabet[dice() % alphabet.size()];
            expect_alike(text);
            if (HasFailure()) return;
        }
    }
}

TEST(PlainSegments, AreThoseOfIcuForLetters) {
    expect_alike("");
    expect_alike(
        "Dear Mr. Braun,\r\n\r\nit's 10.30 a.m. now (e.g. here). \"Really?\" he said... ok");
    expect_alike("See www.example.com/a_b, or 1,000.50 on 3.4. Yes! No?! It's. fine");
}

}  // namespace
}  // namespace aplomb::text

// The quick look must never contradict nuspell, on words as they are and on the hundreds that are
// one slip away from them.
#include "base/spelling.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <nuspell/dictionary.hxx>
#include <string>
#include <vector>

namespace aplomb {
namespace {

const std::filesystem::path folder = "/usr/share/hunspell";

std::vector<std::string> one_slip_away(const std::string& word) {
    std::vector<std::string> slips{word};
    for (std::size_t i = 0; i < word.size(); ++i) {
        slips.push_back(word.substr(0, i) + word.substr(i + 1));
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            slips.push_back(word.substr(0, i) + letter + word.substr(i));
            slips.push_back(word.substr(0, i) + letter + word.substr(i + 1));
        }
    }
    return slips;
}

std::string capitalised(std::string word) {
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z')
        word[0] = static_cast<char>(word[0] - 0x20);
    return word;
}

void compare(const std::string& language, const std::vector<std::string>& files,
             const std::vector<std::string>& words) {
    std::vector<nuspell::Dictionary> dictionaries(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto affixes = folder / (files[i] + ".aff");
        if (!std::filesystem::exists(affixes)) GTEST_SKIP() << "no " << affixes;
        dictionaries[i].load_aff_dic(affixes);
    }
    const auto spelling = system_spelling(folder);
    std::size_t right = 0;
    for (const std::string& base : words) {
        for (const std::string& small : one_slip_away(base)) {
            for (const std::string& word : {small, capitalised(small)}) {
                bool wanted = false;
                for (const nuspell::Dictionary& dictionary : dictionaries)
                    wanted = wanted || dictionary.spell(word);
                right += wanted ? 1 : 0;
                EXPECT_EQ(spelling->is_word(language, word), wanted) << "\"" << word << "\"";
            }
        }
    }
    EXPECT_GT(right, words.size());
}

TEST(Spelling, SaysOfEnglishWhatNuspellSays) {
    compare("en", {"en_US", "en_GB"},
            {"unhappily", "reordered", "colour", "apologise", "paris", "the", "it's", "misfits",
             "underrated", "disconnection", "wolves", "a", "nothingness", "preordained"});
}

TEST(Spelling, SaysOfItalianAndPortugueseWhatNuspellSays) {
    compare("it", {"it_IT"}, {"ringraziamento", "dell'albergo", "parleremo"});
    compare("pt", {"pt_PT", "pt_BR"}, {"desculpas", "encomenda", "falaremos"});
}

TEST(Spelling, SaysOfGermanWhatNuspellSays) {
    compare("de", {"de_DE"}, {"lieferung", "schade", "gestern"});
}

TEST(Spelling, LeavesUnknownLanguagesAlone) {
    const auto spelling = system_spelling(folder);
    EXPECT_FALSE(spelling->knows_language("tlh"));
    EXPECT_TRUE(spelling->is_word("tlh", "qapla"));
}

}  // namespace
}  // namespace aplomb

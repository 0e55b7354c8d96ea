// What sentences are found to do, and how phrases are matched at all.
#include "etiquette/speech_acts.h"

#include <gtest/gtest.h>

#include <array>

namespace aplomb::etiquette {
namespace {

SpeechActs acts_of(std::string_view text) {
    return find_speech_acts(wording_of(analyse(text)));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const Token& token : wording_of(analyse(text)).tokens)
        words.push_back(token.plain);
    return words;
}

using Words = std::vector<std::string>;

TEST(Wording, OpensContractions) {
    EXPECT_EQ(
        words_of("We're sure it's fine, you can't miss Ann's"),
        (Words{"we", "are", "sure", "it", "is", "fine", "you", "can", "not", "miss", "ann", "'s"}));
    EXPECT_EQ(words_of("Dont worry, I won\u2019t"),
              (Words{"do", "not", "worry", "i", "will", "not"}));
    EXPECT_EQ(words_of("J'ai vu l'étiquette aujourd'hui"),
              (Words{"j'", "ai", "vu", "l'", "étiquette", "aujourd'hui"}));
}

TEST(Wording, MarksWhatIsNotOurs) {
    EXPECT_EQ(words_of("You said \"never again\" on https://a.example ;) ok 🙄"),
              (Words{"you", "said", "<quote>", "on", "<link>", "<wink>", "ok", "<eyeroll>"}));
    EXPECT_EQ(words_of("Ask @ana or hi@b.example"), (Words{"ask", "<account>", "or", "<link>"}));
}

TEST(Wording, KnowsWhereClausesBegin) {
    const Wording wording = wording_of(analyse("Well, Tom, it rains. Bring a coat"));
    Words opening;
    for (const Token& token : wording.tokens) {
        if (token.opens_clause) opening.push_back(token.plain);
    }
    EXPECT_EQ(opening, (Words{"well", "tom", "it", "bring"}));
}

bool finds(std::string_view phrase, std::string_view text) {
    const std::array<PhraseGroup, 1> groups{{{1, phrase}}};
    return !PhraseBook(groups).find(wording_of(analyse(text))).empty();
}

TEST(PhraseBook, UnderstandsItsNotation) {
    EXPECT_TRUE(finds("call|ring me", "Please ring me"));
    EXPECT_TRUE(finds("deliver* (very) soon", "We deliver soon"));
    EXPECT_TRUE(finds("deliver* (very) soon", "It is delivered very soon"));
    EXPECT_TRUE(finds("not ~2 good", "not all that good"));
    EXPECT_FALSE(finds("not ~2 good", "not all that very good"));
    EXPECT_FALSE(finds("not ~ good", "It is not. Good morning"));
    EXPECT_TRUE(finds(", stop", "Fine, stop there"));
    EXPECT_FALSE(finds(", stop", "The bus stop"));
    EXPECT_TRUE(finds("it is so $", "So it is so."));
    EXPECT_FALSE(finds("it is so $", "It is so nice"));
    EXPECT_TRUE(finds("have -received *ed", "we have fixed it"));
    EXPECT_FALSE(finds("have -received *ed", "we have received it"));
    EXPECT_TRUE(finds("can we ~ ?", "Can we get you one?"));
    EXPECT_FALSE(finds("can we ~ ?", "Then can we go."));
    EXPECT_TRUE(finds("# off", "20 off today"));
    EXPECT_TRUE(finds("you !can|may go", "you must go"));
    EXPECT_FALSE(finds("you !can|may go", "you may go"));
    EXPECT_FALSE(finds("(so) ~ (very)", "so very much"));
}

TEST(SpeechActs, TellAnApologyFromItsImitation) {
    for (const std::string_view text :
         {"I'm so sorry about the noise.", "Our apologies for the mix-up.", "Please forgive us.",
          "Siento mucho la espera.", "Nous sommes désolés pour le retard.", "Es tut mir sehr leid.",
          "Peço desculpa pela demora.", "Ci dispiace molto.",
          "Bitte entschuldigen Sie die Verspätung."}) {
        EXPECT_TRUE(acts_of(text).has(Act::Apology)) << text;
    }
    for (const std::string_view text :
         {"We're sorry you feel that way.", "Sorry if you were offended.",
          "We are sorry that you think so.", "Siento que lo vea así.",
          "Es tut uns leid, dass Sie das so empfinden."}) {
        EXPECT_FALSE(acts_of(text).has(Act::Apology)) << text;
        EXPECT_TRUE(acts_of(text).has(Act::PseudoApology)) << text;
    }
    EXPECT_FALSE(acts_of("Your review says \"sorry, never again\".").has(Act::Apology));
}

TEST(SpeechActs, SeeOffersAndTheirDenial) {
    EXPECT_TRUE(acts_of("We've refunded the fare.").has(Act::Compensation));
    EXPECT_TRUE(acts_of("Your next coffee is on us.").has(Act::Compensation));
    EXPECT_TRUE(acts_of("There is no charge for that.").has(Act::Compensation));
    EXPECT_TRUE(acts_of("Wir erstatten Ihnen den Betrag.").has(Act::Compensation));
    EXPECT_FALSE(acts_of("Sadly we can't refund the fare.").has(Act::Compensation));
    EXPECT_TRUE(acts_of("Can we get you a taxi?").has(Act::Help));
    EXPECT_TRUE(acts_of("I've asked the night shift to look.").has(Act::Remedy));
    EXPECT_FALSE(acts_of("We take pride in our work.").has(Act::Remedy));
}

TEST(SpeechActs, SeeBlameWhereItIs) {
    EXPECT_TRUE(acts_of("You should have read the label.").has(Act::Blame));
    EXPECT_FALSE(acts_of("You should have received a letter.").has(Act::Blame));
    EXPECT_FALSE(acts_of("Our driver should have waited.").has(Act::Blame));
    EXPECT_TRUE(acts_of("That is simply not true.").has(Act::Contradiction));
    EXPECT_TRUE(acts_of("As we already told you, it is closed.").has(Act::Repetition));
    EXPECT_TRUE(acts_of("In our defence, it was raining.").has(Act::SelfDefence));
}

}  // namespace
}  // namespace aplomb::etiquette

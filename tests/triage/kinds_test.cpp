// Kinds of whole messages against what people said of them: single lines may go wrong as weights
// change, the share may not.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "triage/assess.h"

namespace aplomb::triage {
namespace {

struct Share {
    int right = 0;
    int all = 0;
};

Share share_right(const std::string& file, Tier tier) {
    std::ifstream lines(std::string(APLOMB_SOURCE_DIR) + "/tests/triage/" + file);
    Share share;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string::npos) continue;
        Post post;
        const std::string text = line.substr(tab + 1);
        post.text = text;
        const auto kind = name_of(shipped_assessor().assess(post, tier).kind);
        const bool right = kind == std::string_view(line).substr(0, tab);
        share.right += right;
        ++share.all;
        if (!right) std::cout << line << " (read as " << kind << ")\n";
    }
    return share;
}

TEST(Kinds, AreRightForNineOfTenMessagesOfManyTrades) {
    for (const Tier tier : {Tier::Fast, Tier::Deep}) {
        const Share share = share_right("kinds.tsv", tier);
        EXPECT_GE(share.all, 80);
        EXPECT_GE(share.right * 10, share.all * 9) << share.right << " of " << share.all;
    }
}

struct Grave {
    std::string_view text;
    std::string_view what;
};
void PrintTo(const Grave& grave, std::ostream* out) {
    *out << grave.text;
}

class GraveMessages : public ::testing::TestWithParam<Grave> {};

TEST_P(GraveMessages, AreGravePressingAndNeverSmallTalk) {
    for (const Tier tier : {Tier::Fast, Tier::Deep}) {
        Post post;
        post.text = GetParam().text;
        const Assessment found = shipped_assessor().assess(post, tier);
        EXPECT_GE(found.severity, 4);
        EXPECT_GE(found.urgency, 0.5f);
        EXPECT_NE(found.kind, CaseKind::Praise);
        EXPECT_NE(found.kind, CaseKind::Other);
        EXPECT_EQ(found.points.empty() ? "" : found.points.front().what, GetParam().what);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, GraveMessages,
    ::testing::Values(Grave{"I'm going to kill myself because of this bank", "safety"},
                      Grave{"If you close the account I will end my life", "safety"},
                      Grave{"My baby is locked in your car park, help!!", "safety"},
                      Grave{"We are trapped in the lift on floor 3", "safety"},
                      Grave{"Grandma collapsed in your shop and nobody helped", "safety"},
                      Grave{"The gluten free pasta had gluten in it, my daughter is ill", "health"},
                      Grave{"Your nut-free cake contained hazelnuts, he is in hospital", "health"},
                      Grave{"There's a smell of gas in the hallway", "safety"},
                      Grave{"The heater gave me an electric shock", "safety"},
                      Grave{"Water is pouring through the ceiling of our flat", "safety"},
                      Grave{"Hay fuego en el hotel", "safety"},
                      Grave{"Estamos atrapados en el ascensor", "safety"},
                      Grave{"Il y a une fuite de gaz dans votre magasin", "safety"},
                      Grave{"Ma fille est enfermée dans les toilettes du train", "safety"},
                      Grave{"Es brennt im dritten Stock", "safety"},
                      Grave{"Im Treppenhaus ist starker Gasgeruch", "safety"},
                      Grave{"c'è una fuga di gas", "safety"},
                      Grave{"Siamo bloccati nell'ascensore", "safety"},
                      Grave{"há um incêndio no hotel", "safety"},
                      Grave{"O elevador parou e estamos presos no elevador", "safety"}));

TEST(Kinds, TakeLaughterForLaughter) {
    for (const std::string_view text :
         {"I nearly died laughing at your ad", "hahaha I almost choked on my tea",
          "lol could have died, this is hilarious"}) {
        EXPECT_LT(assess(text, {}).severity, 4) << text;
    }
    EXPECT_GE(assess("My father nearly died because of your driver", {}).severity, 4);
}

TEST(Kinds, KeepFeelingsNeutralWhereNoModelReads) {
    for (const std::string_view text :
         {"Mein Paket ist nicht angekommen! Ich verlange mein Geld zurück",
          "Mi pedido no ha llegado y nadie responde",
          "Mon colis n'est jamais arrivé, je veux être remboursé",
          "Minha encomenda não chegou, quero meu dinheiro de volta",
          "Il mio pacco non è mai arrivato, voglio il rimborso"}) {
        const Assessment found = assess(text, {});
        EXPECT_EQ(found.kind, CaseKind::Complaint) << text;
        EXPECT_FALSE(found.modelled) << text;
        EXPECT_EQ(found.sentiment, Sentiment::Neutral);
        EXPECT_FALSE(found.why.empty());
    }
}

}  // namespace
}  // namespace aplomb::triage

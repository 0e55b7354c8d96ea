#include "triage/english.h"

#include <gtest/gtest.h>

namespace aplomb::triage {
namespace {

bool plain(std::string_view text) {
    return is_plainly_english(tokenize(text));
}

TEST(English, KnowsAPlainPost) {
    EXPECT_TRUE(plain("my order never came and they just told me to wait"));
    EXPECT_TRUE(plain("@shop what is going on with the app today?"));
}

TEST(English, LeavesTheRestToTheReaderOfLanguages) {
    EXPECT_FALSE(plain(""));
    EXPECT_FALSE(plain("delayed again"));
    EXPECT_FALSE(plain("Wo bleibt meine Bestellung? Seit drei Wochen warte ich auf das Paket"));
    EXPECT_FALSE(plain("¿Dónde está mi pedido? It was for you and my friend"));
    EXPECT_FALSE(plain("het pakket is niet bezorgd en niemand neemt de telefoon op, what the"));
    // A quotation is not enough.
    EXPECT_FALSE(
        plain("quanto costa il libro the and you in libreria oggi a milano domani mattina "
              "presto quando apre il negozio in centro"));
}

}  // namespace
}  // namespace aplomb::triage

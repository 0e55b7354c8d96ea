#include "text/language.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <sstream>
#include <string>
#include <utility>

#include "tests/shared_data.h"

namespace aplomb::text {
namespace {

std::string sure_language(std::string_view text) {
    const LanguageGuess guess = guess_language_of(text);
    return guess.sure ? std::string(guess.best()) : "";
}

TEST(Language, IsSureOfASentence) {
    const std::array<std::pair<std::string_view, std::string_view>, 28> sentences{{
        {"My parcel has been sitting at the depot since Monday.", "en"},
        {"Llevo tres días esperando una respuesta y nadie me llama.", "es"},
        {"Je n'ai toujours pas reçu le colis que j'ai commandé.", "fr"},
        {"Die Rechnung stimmt nicht, bitte schauen Sie noch einmal nach.", "de"},
        {"Il pacco è arrivato rotto e nessuno risponde al telefono.", "it"},
        {"O entregador não tocou a campainha e levou a encomenda embora.", "pt"},
        {"Mijn bestelling is nog steeds niet aangekomen, kunt u helpen?", "nl"},
        {"Paczka miała być wczoraj, a nikt nie odbiera telefonu.", "pl"},
        {"Siparişim hâlâ gelmedi, lütfen bana yardım eder misiniz?", "tr"},
        {"Заказ до сих пор не пришёл, что мне делать?", "ru"},
        {"Замовлення досі не прийшло, що мені робити?", "uk"},
        {"لم يصل طلبي حتى الآن، ماذا أفعل؟", "ar"},
        {"سفارش من هنوز نرسیده است، چه کار کنم؟", "fa"},
        {"注文した商品がまだ届いていません。", "ja"},
        {"我的订单还没有到,请问什么时候能到?", "zh"},
        {"我的訂單還沒有到,請問什麼時候會到?", "zh"},
        {"주문한 물건이 아직 도착하지 않았어요.", "ko"},
        {"Η παραγγελία μου δεν έχει φτάσει ακόμα.", "el"},
        {"ההזמנה שלי עדיין לא הגיעה.", "he"},
        {"मेरा ऑर्डर अभी तक नहीं आया है, कृपया मदद करें।", "hi"},
        {"คำสั่งซื้อของฉันยังไม่มาถึง", "th"},
        {"Mitt paket har fortfarande inte kommit fram, kan ni hjälpa mig?", "sv"},
        {"Tilaukseni ei ole vieläkään saapunut, voitteko auttaa minua?", "fi"},
        {"Moje objednávka stále nedorazila, můžete mi prosím pomoci?", "cs"},
        {"A csomagom még mindig nem érkezett meg, tudnának segíteni?", "hu"},
        {"Comanda mea nu a ajuns nici până acum, mă puteți ajuta?", "ro"},
        {"Đơn hàng của tôi vẫn chưa đến, xin hãy giúp tôi.", "vi"},
        {"Pesanan saya masih belum sampai, bisakah Anda membantu saya?", "id"},
    }};
    for (const auto& [text, language] : sentences) {
        EXPECT_EQ(sure_language(text), language) << text;
    }
}

TEST(Language, IsNeverSureOfAWordOrTwo) {
    for (const char* text : {"ok", "vlw", "obg", "lol", "haha", "super", "Hotel", "DANKE", "merci!",
                             "gracias", "no", "hi there", "ok thx", "12345", "km/h", "jajaja"}) {
        EXPECT_EQ(sure_language(text), "") << text;
    }
}

TEST(Language, StillNamesTheLikeliest) {
    EXPECT_EQ(guess_language_of("danke").best(), "de");
    EXPECT_EQ(guess_language_of("obrigado").best(), "pt");
    EXPECT_EQ(guess_language_of("Zamówienie").best(), "pl");
    EXPECT_EQ(guess_language_of("teşekkürler").best(), "tr");
    EXPECT_EQ(guess_language_of("désolée").best(), "fr");
    EXPECT_EQ(guess_language_of("").best(), "");
    EXPECT_EQ(guess_language_of("😀 123 … https://example.com @ana #sale").best(), "");
}

TEST(Language, PassesOverNamesLinksAndTags) {
    EXPECT_EQ(sure_language("@customer_service_help Wann kommt denn endlich mein Paket an? "
                            "https://example.com/where/is/my/parcel/please #delivery #late"),
              "de");
    EXPECT_EQ(sure_language("iPhoneの充電器がすぐに壊れました"), "ja");
}

TEST(Language, ListensToTheProfileWhenTheTextLeavesItOpen) {
    const LanguageGuess spanish = guess_language_of("total", "es");
    const LanguageGuess portuguese = guess_language_of("total", "pt");
    EXPECT_EQ(spanish.best(), "es");
    EXPECT_EQ(portuguese.best(), "pt");
    EXPECT_EQ(guess_language_of("Wann kommt denn endlich mein Paket an?", "fr").best(), "de");
}

TEST(Language, ReadsAccentsTypedApart) {
    EXPECT_EQ(sure_language("Je n\u2019ai toujours pas rec\u0327u ma commande de la\u0300-bas."),
              "fr");
}

RC_GTEST_PROP(Language, GivesProbabilitiesForAnyBytes, (const std::string& bytes)) {
    const LanguageGuess guess = guess_language_of(bytes + " wir sind " + bytes);
    double sum = 0;
    for (const LanguageScore& score : guess.scores) {
        RC_ASSERT(!score.language.empty() && score.language != "other");
        RC_ASSERT(score.probability >= 0 && score.probability <= 1);
        sum += score.probability;
    }
    RC_ASSERT(sum <= 1.0 + 1e-9);
    RC_ASSERT(guess.scores.size() <= 3u);
}

// The fifth of the shared word pairs that train/langid keeps back.
TEST(Language, KeepsItsFiguresOnWordsKeptBack) {
    std::size_t words = 0, words_right = 0, pairs = 0, pairs_right = 0;
    for (const std::string language :
         {"en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "zh", "ja", "ru", "ar"}) {
        const auto content = test::read_shared("data/langid/" + language + "/word-pairs.txt");
        SKIP_WITHOUT_SHARED(content, "data/langid");
        std::istringstream lines(*content);
        std::size_t row = 0, right = 0, all = 0;
        for (std::string line; std::getline(lines, line); ++row) {
            if (row % 5 != 0) continue;
            ++pairs;
            pairs_right += guess_language_of(line).best() == language ? 1 : 0;
            std::istringstream parts(line);
            for (std::string word; parts >> word;) {
                ++all;
                right += guess_language_of(word).best() == language ? 1 : 0;
            }
        }
        words += all;
        words_right += right;
        std::cout << language << " words " << right << " of " << all << '\n';
    }
    std::cout << "single words " << words_right << " of " << words << ", pairs " << pairs_right
              << " of " << pairs << '\n';
    EXPECT_GE(static_cast<double>(words_right), 0.78 * static_cast<double>(words));
    EXPECT_GE(static_cast<double>(pairs_right), 0.90 * static_cast<double>(pairs));
}

}  // namespace
}  // namespace aplomb::text

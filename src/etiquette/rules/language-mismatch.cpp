// An answer in another language than the customer's.
//
// Their language is the one they asked for ("please answer in English"), else the one they wrote
// their last message in, else the one their card names. Where what they wrote and what the card
// says differ, an answer in either is left in peace unless the message is long enough to be sure
// of. The guess knows six languages by their small words, and others by their script; a draft it
// cannot place is left alone, and so is one that says the same in both languages.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "etiquette/phrases.h"
#include "etiquette/rule.h"
#include "text/language.h"

namespace aplomb::etiquette {
namespace {

struct Tongue {
    std::string_view code;
    std::string_view name;
};

constexpr auto tongues = std::to_array<Tongue>({
    {"en", "English"},    {"es", "Spanish"},   {"fr", "French"},    {"de", "German"},
    {"pt", "Portuguese"}, {"it", "Italian"},   {"ja", "Japanese"},  {"zh", "Chinese"},
    {"ko", "Korean"},     {"ru", "Russian"},   {"uk", "Ukrainian"}, {"el", "Greek"},
    {"ar", "Arabic"},     {"he", "Hebrew"},    {"th", "Thai"},      {"hi", "Hindi"},
    {"nl", "Dutch"},      {"pl", "Polish"},    {"sv", "Swedish"},   {"da", "Danish"},
    {"no", "Norwegian"},  {"nb", "Norwegian"}, {"fi", "Finnish"},   {"tr", "Turkish"},
    {"cs", "Czech"},      {"hu", "Hungarian"}, {"ro", "Romanian"},  {"ca", "Catalan"},
});

std::string_view name_of_language(std::string_view code) {
    const auto found = std::find_if(tongues.begin(), tongues.end(),
                                    [&](const Tongue& t) { return t.code == code; });
    return found == tongues.end() ? code : found->name;
}

struct Script {
    char32_t first;
    char32_t last;
    std::string_view language;
};

// Scripts that tell a language, or leave few to choose from.
constexpr auto scripts = std::to_array<Script>({
    {0x0370, 0x03FF, "el"},
    {0x0400, 0x04FF, "ru"},
    {0x0590, 0x05FF, "he"},
    {0x0600, 0x06FF, "ar"},
    {0x0900, 0x097F, "hi"},
    {0x0E00, 0x0E7F, "th"},
    {0x3040, 0x30FF, "ja"},
    {0x4E00, 0x9FFF, "zh"},
    {0xAC00, 0xD7AF, "ko"},
});

std::string language_by_script(const Analysis& analysis) {
    const bool plain = std::all_of(analysis.points.begin(), analysis.points.end(),
                                   [](char32_t c) { return c < 0x80; });
    if (plain) return {};
    std::array<std::size_t, scripts.size()> seen{};
    std::size_t letters = 0;
    for (const char32_t c : analysis.points) {
        if (text::is_letter(c)) ++letters;
        for (std::size_t i = 0; i < scripts.size(); ++i) {
            if (c >= scripts[i].first && c <= scripts[i].last) ++seen[i];
        }
    }
    const auto count = [&](std::string_view language) {
        for (std::size_t i = 0; i < scripts.size(); ++i) {
            if (scripts[i].language == language) return seen[i];
        }
        return std::size_t{0};
    };
    // Japanese is written with Chinese characters as well, but not without kana.
    if (count("ja") >= 2 && 2 * (count("ja") + count("zh")) > letters) return "ja";
    const auto most = std::max_element(seen.begin(), seen.end());
    if (*most < 2 || 2 * *most <= letters) return {};
    return std::string(scripts[static_cast<std::size_t>(most - seen.begin())].language);
}

std::string language_of(const Analysis& analysis) {
    std::string by_script = language_by_script(analysis);
    return by_script.empty() ? analysis.language() : by_script;
}

// Languages that share a script or are easily taken for one another here.
bool same_language(std::string_view a, std::string_view b) {
    const auto either = [&](std::string_view x, std::string_view y) {
        return (a == x && b == y) || (a == y && b == x);
    };
    return a == b || either("ru", "uk") || either("ru", "bg") || either("ru", "sr") ||
           either("zh", "ja") || either("no", "nb");
}

struct LanguageWish {
    std::string_view language;
    std::string_view phrase;
};

constexpr auto wishes = std::to_array<LanguageWish>({
    {"en", "in english"},   {"en", "en inglés"},     {"en", "en anglais"},
    {"en", "auf englisch"}, {"en", "em inglês"},     {"en", "in inglese"},
    {"es", "in spanish"},   {"es", "en español"},    {"es", "en castellano"},
    {"es", "en espagnol"},  {"es", "auf spanisch"},  {"es", "em espanhol"},
    {"fr", "in french"},    {"fr", "en français"},   {"fr", "auf französisch"},
    {"de", "in german"},    {"de", "auf deutsch"},   {"de", "en alemán"},
    {"de", "en allemand"},  {"pt", "in portuguese"}, {"pt", "em português"},
    {"it", "in italian"},   {"it", "in italiano"},   {"it", "auf italienisch"},
});
constexpr auto wish_words = std::to_array<std::string_view>({
    "please",
    "answer",
    "reply",
    "respond",
    "write",
    "speak",
    "can|could|may you|we|i",
    "prefer",
    "better",
    "por favor",
    "responda*",
    "contesta*",
    "s'il",
    "répond*",
    "bitte",
    "antwort*",
    "responder",
    "rispond*",
    "per favore",
    "practising|practicing|learning",
});

std::string wished_language(const Context& context) {
    static const PhraseSet wishing(wish_words);
    // A wish older than their last few messages has been met or was taken back.
    constexpr std::size_t messages_max = 3;
    std::size_t first = context.thread().size();
    for (std::size_t theirs = 0; first > 0 && theirs < messages_max; --first)
        theirs += context.turn(first - 1).from == Speaker::Customer ? 1 : 0;
    std::string wished;
    for (std::size_t i = first; i < context.thread().size(); ++i) {
        if (context.turn(i).from != Speaker::Customer) continue;
        const Analysis& turn = context.thread()[i];
        if (!wishing.in(turn)) continue;
        for (const LanguageWish& wish : wishes) {
            if (find_phrase(turn, std::span(&wish.phrase, 1))) wished = wish.language;
        }
    }
    return wished;
}

struct Theirs {
    std::string written;  // of their last message that tells; empty when none does
    bool sure = false;
    std::string card;
};

Theirs their_language(const Context& context) {
    Theirs theirs;
    if (context.draft().customer) {
        const std::string& tag = context.draft().customer->language;
        theirs.card = text::casefold(tag.substr(0, tag.find_first_of("-_")));
    }
    constexpr std::size_t words_sure = 5;
    for (std::size_t i = context.thread().size(); i > 0; --i) {
        if (context.turn(i - 1).from != Speaker::Customer) continue;
        const Analysis& turn = context.thread()[i - 1];
        theirs.written = language_of(turn);
        if (theirs.written.empty()) continue;
        theirs.sure = turn.words.size() >= words_sure || theirs.written != turn.language();
        break;
    }
    return theirs;
}

bool has_sentence_in(const Analysis& text, std::string_view language) {
    return std::any_of(text.sentences.begin(), text.sentences.end(), [&](const Sentence& sentence) {
        std::vector<std::string_view> words;
        for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i)
            words.push_back(text.words[i].plain);
        return text::guess_language(words) == language;
    });
}

// The language of a few words: all of them are in its dictionary, and two are not in that of the
// language expected. Names, numbers and "OK" are at home everywhere.
std::string language_of_few_words(const Context& context, std::string_view expected) {
    constexpr std::size_t foreign_min = 2;
    const Analysis& text = context.text();
    const Spelling* spelling = context.policy().spelling.get();
    std::string likeliest = text.likeliest_language();
    if (spelling == nullptr || !spelling->knows_language(likeliest)) return {};
    const bool other_script =
        std::any_of(scripts.begin(), scripts.end(),
                    [&](const Script& script) { return script.language == expected; });
    if (!other_script && !spelling->knows_language(expected)) return {};
    std::size_t foreign = 0;
    for (std::size_t i = 0; i < text.words.size(); ++i) {
        const Word& word = text.words[i];
        const bool heads = i == text.sentences[word.sentence].first_word;
        const bool name = word.capitals || (!heads && text::is_upper(word.as_written[0]));
        if (word.setting != Setting::Own || word.has_digit || name || word.letters < 2) continue;
        if (!spelling->is_word(likeliest, word.plain)) return {};
        if (other_script || !spelling->is_word(expected, word.plain)) ++foreign;
    }
    return foreign >= foreign_min ? likeliest : std::string();
}

std::vector<Remark> check_language(const Context& context) {
    const Analysis& text = context.text();
    const Theirs theirs = their_language(context);
    std::string ours = language_of(text);
    if (ours.empty()) {
        ours =
            language_of_few_words(context, theirs.written.empty() ? theirs.card : theirs.written);
    }
    if (ours.empty()) return {};
    std::string expected = wished_language(context);
    std::optional<Severity> at_most;
    if (expected.empty()) {
        expected = theirs.written.empty() ? theirs.card : theirs.written;
        if (!theirs.written.empty() && same_language(theirs.card, ours)) {
            if (!theirs.sure) return {};
            at_most = Severity::Hint;
        }
        if (theirs.card.empty() && !theirs.sure) return {};
    }
    if (expected.empty() || same_language(expected, ours)) return {};
    if (has_sentence_in(text, expected)) return {};
    return {{{},
             fmt::format("This is {}, and the customer's language is {}.", name_of_language(ours),
                         name_of_language(expected)),
             {},
             at_most}};
}

constexpr auto language_mismatch_bad = std::to_array<std::string_view>({
    R"({"channel":"sms","text":"Yes, with pleasure!","customer":{"language":"es"}})",
    R"({"channel":"email","text":"Your bicycle is ready and you can fetch it from Friday.",)"
    R"("customer":{"name":"Ilse","language":"de"},"thread":[{"from":"customer","channel":"email",)"
    R"("text":"Ist mein Fahrrad schon fertig?"}]})",
    R"({"channel":"whatsapp","text":"Il tavolo è prenotato per le otto, a domani!",)"
    R"("customer":{"language":"fr-CA"}})",
    R"({"channel":"x","text":"Yes, it is open all day.","customer":{"language":"ja"},"thread":[)"
    R"({"from":"customer","channel":"x","text":"明日は開いていますか？"}]})",
});
constexpr auto language_mismatch_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Your bicycle is ready and you can fetch it from Friday.",)"
    R"("customer":{"language":"de"},"thread":[{"from":"customer","channel":"email",)"
    R"("text":"Is my bicycle ready? My German is still poor."}]})",
    R"({"channel":"email","text":"Ihr Fahrrad ist fertig, Sie können es ab Freitag abholen.",)"
    R"("customer":{"language":"de-AT"}})",
    R"({"channel":"email","text":"Gracias, la mesa es suya. Thank you, the table is yours.",)"
    R"("customer":{"language":"en"}})",
    R"({"channel":"sms","text":"OK!","customer":{"language":"pt"}})",
    R"({"channel":"sms","text":"OK, Mary Brown: 88-4120976.","customer":{"language":"es"}})",
});

}  // namespace

extern const Rule language_mismatch;
const Rule language_mismatch{
    .id = "language-mismatch",
    .title = "an answer in another language than the customer's",
    .why =
        "People are at home in their own language. An answer in another says that nobody read "
        "theirs.",
    .source = "A12",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_language,
    .bad = language_mismatch_bad,
    .good = language_mismatch_good,
};

}  // namespace aplomb::etiquette

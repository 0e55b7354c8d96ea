// Shorthand this customer has never used to us. Acronyms everybody reads (DM, FAQ, PDF) are none.
//
// Needs the customer's own words: with no message of theirs in the thread it stays silent. Several
// spellings of one shorthand (plz, pls) are the same one; repeated letters and syllables count once
// (looool, lolol). What doubles as an ordinary word or an abbreviation is known only in the
// spelling that is shorthand, or not before a number ("IMO 9364722" is a ship).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "etiquette/rule.h"
#include "text/utf8.h"
#include "text/word_sieve.h"

namespace aplomb::etiquette {
namespace {

enum class Spelling { Any, SmallOnly, CapitalsOrSmall };

struct Shorthand {
    std::string_view written;
    std::string_view meaning;  // the same meaning: the same shorthand
    std::string_view language = "en";
    Spelling spelling = Spelling::Any;
};

constexpr auto shorthands = std::to_array<Shorthand>({
    {"lol", "that made me laugh"},
    {"lmao", "that made me laugh"},
    {"lmfao", "that made me laugh"},
    {"rofl", "that made me laugh"},
    {"jk", "just kidding"},
    {"brb", "I'll be right back"},
    {"bbl", "I'll be back later"},
    {"afk", "away for a moment"},
    {"imo", "in my opinion"},
    {"imho", "in my opinion"},
    {"imao", "in my opinion"},
    {"tbh", "to be honest"},
    {"tbf", "to be fair"},
    {"ngl", "honestly"},
    {"idk", "I don't know"},
    {"idc", "I don't mind"},
    {"idgi", "I don't understand"},
    {"lmk", "let me know"},
    {"fyi", "for your information"},
    {"btw", "by the way"},
    {"afaik", "as far as I know"},
    {"aiui", "as I understand it"},
    {"iirc", "if I remember correctly"},
    {"fwiw", "for what it's worth"},
    {"iiuc", "if I understand correctly"},
    {"ttyl", "talk to you later"},
    {"ttys", "talk to you soon"},
    {"np", "no problem", "en", Spelling::CapitalsOrSmall},
    {"nvm", "never mind"},
    {"omg", "oh my goodness"},
    {"omfg", "oh my goodness"},
    {"wtf", "what on earth"},
    {"smh", "I shake my head"},
    {"icymi", "in case you missed it"},
    {"tl;dr", "in short"},
    {"tldr", "in short"},
    {"irl", "in real life"},
    {"ikr", "I know"},
    {"ofc", "of course"},
    {"obvs", "obviously"},
    {"hmu", "write to me"},
    {"yw", "you're welcome"},
    {"thx", "thanks"},
    {"thnx", "thanks"},
    {"tx", "thanks", "en", Spelling::SmallOnly},
    {"ty", "thank you", "en", Spelling::SmallOnly},
    {"tysm", "thank you so much"},
    {"plz", "please"},
    {"pls", "please"},
    {"plss", "please"},
    {"u", "you", "en", Spelling::SmallOnly},
    {"ur", "your"},
    {"r", "are", "en", Spelling::SmallOnly},
    {"b4", "before", "en", Spelling::SmallOnly},
    {"gr8", "great"},
    {"l8r", "later"},
    {"m8", "mate", "en", Spelling::SmallOnly},
    {"2day", "today"},
    {"2moro", "tomorrow"},
    {"2nite", "tonight"},
    {"4ever", "forever"},
    {"tmrw", "tomorrow"},
    {"tmr", "tomorrow"},
    {"tomoz", "tomorrow"},
    {"tonite", "tonight"},
    {"cu", "see you", "en", Spelling::SmallOnly},
    {"cya", "see you"},
    {"bc", "because", "en", Spelling::SmallOnly},
    {"cuz", "because"},
    {"coz", "because"},
    {"ppl", "people", "en", Spelling::SmallOnly},
    {"rn", "right now", "en", Spelling::SmallOnly},
    {"asap", "as soon as we can", "en", Spelling::SmallOnly},
    {"hth", "I hope this helps"},
    {"otoh", "on the other hand"},
    {"ftw", "for the win"},
    {"fomo", "fear of missing out"},
    {"yolo", "you only live once"},
    {"wrt", "about"},
    {"msg", "message", "en", Spelling::SmallOnly},
    {"w/", "with"},
    {"w/o", "without"},
    {"xq", "porque", "es"},
    {"pq", "porque", "es", Spelling::SmallOnly},
    {"xfa", "por favor", "es"},
    {"tqm", "un abrazo", "es"},
    {"bss", "saludos", "es"},
    {"salu2", "saludos", "es"},
    {"ntp", "no te preocupes", "es"},
    {"tmb", "también", "es", Spelling::SmallOnly},
    {"tb", "también", "es", Spelling::SmallOnly},
    {"mdr", "cela m'a fait rire", "fr"},
    {"ptdr", "cela m'a fait rire", "fr"},
    {"bcp", "beaucoup", "fr", Spelling::SmallOnly},
    {"tkt", "ne vous inquiétez pas", "fr"},
    {"dsl", "désolé", "fr", Spelling::SmallOnly},
    {"bjr", "bonjour", "fr"},
    {"slt", "bonjour", "fr"},
    {"stp", "s'il te plaît", "fr", Spelling::SmallOnly},
    {"cad", "c'est-à-dire", "fr", Spelling::SmallOnly},
    {"kp", "das weiß ich nicht", "de", Spelling::SmallOnly},
    {"ka", "das weiß ich nicht", "de", Spelling::SmallOnly},
    {"hdl", "alles Liebe", "de"},
    {"lg", "liebe Grüße", "de", Spelling::CapitalsOrSmall},
    {"vllt", "vielleicht", "de"},
    {"iwie", "irgendwie", "de"},
    {"omw", "unterwegs", "de"},
    {"vc", "você", "pt", Spelling::SmallOnly},
    {"vcs", "vocês", "pt", Spelling::SmallOnly},
    {"tbm", "também", "pt", Spelling::SmallOnly},
    {"blz", "está bem", "pt"},
    {"obg", "obrigado", "pt", Spelling::SmallOnly},
    {"abs", "um abraço", "pt", Spelling::SmallOnly},
    {"bjs", "um abraço", "pt", Spelling::SmallOnly},
    {"pfv", "por favor", "pt"},
    {"cmq", "comunque", "it"},
    {"nn", "non", "it", Spelling::SmallOnly},
    {"xké", "perché", "it"},
    {"tvb", "un caro saluto", "it"},
    {"grz", "grazie", "it"},
});

// "looool" and "lolol" are "lol".
std::string without_stretching(std::string_view word) {
    std::string plain;
    for (const char c : word) {
        if (plain.empty() || plain.back() != c) plain += c;
    }
    if (plain.starts_with("lol") && plain.find_first_not_of("lo") == std::string::npos)
        return "lol";
    return plain;
}

// The shorthand a word is, whatever its spelling. Stretched letters are folded only for laughter,
// since "xxl" and "bss" live from theirs.
const Shorthand* find_shorthand(std::string_view plain, std::string_view language) {
    static const text::WordSieve known = [] {
        text::WordSieve sieve;
        for (const Shorthand& shorthand : shorthands)
            sieve.add(shorthand.written);
        return sieve;
    }();
    const bool may_stretch = plain.starts_with("lo") || plain.starts_with("om");
    if (!may_stretch && !known.may_hold(plain)) return nullptr;
    const std::string folded = may_stretch ? without_stretching(plain) : std::string(plain);
    for (const Shorthand& shorthand : shorthands) {
        if (shorthand.written != plain && shorthand.written != folded) continue;
        // The English ones are used in every language; the others only at home.
        const bool at_home =
            shorthand.language == language || (shorthand.language == "en" && plain.size() >= 3);
        if (at_home || (language.empty() && shorthand.language == "en")) return &shorthand;
    }
    return nullptr;
}

bool is_spelled_so(const Shorthand& shorthand, const Word& word) {
    if (shorthand.spelling == Spelling::Any) return true;
    const bool small = std::none_of(word.as_written.begin(), word.as_written.end(), text::is_upper);
    return small || (shorthand.spelling == Spelling::CapitalsOrSmall && word.capitals);
}

// What stands right behind a word, and the next word.
bool is_part_of_something_else(const Analysis& text, std::size_t i) {
    const Word& word = text.words[i];
    const auto at = [&](std::size_t point) {
        return point < text.points.size() ? text.points[point] : U' ';
    };
    const char32_t before = word.range.start > 0 ? at(word.range.start - 1) : U' ';
    const char32_t after = at(word.range.end);
    if (before == '&' || after == '&' || before == '-' || after == '-' || before == '/' ||
        before == '.' || before == '\'' || after == '\'' || before == 0x2019 || after == 0x2019) {
        return true;
    }
    const bool number_follows = i + 1 < text.words.size() && text.words[i + 1].has_digit &&
                                text.words[i + 1].letters == 0 &&
                                text.words[i + 1].range.start - word.range.end <= 2;
    // "10 k", "3 w"; three letters after a number are a word of their own.
    const bool number_leads = i > 0 && word.letters < 3 && text.words[i - 1].has_digit &&
                              text.words[i - 1].letters == 0 &&
                              word.range.start - text.words[i - 1].range.end <= 1;
    return number_follows || number_leads;
}

// "w/" and "w/o" are cut apart by word segmentation.
const Shorthand* slash_shorthand(const Analysis& text, const Word& word, Range& range) {
    if (word.plain != "w" || word.range.end >= text.points.size() ||
        text.points[word.range.end] != '/') {
        return nullptr;
    }
    const auto at = [&](std::size_t i) { return i < text.points.size() ? text.points[i] : U' '; };
    const bool without =
        text::lower(at(word.range.end + 1)) == 'o' && !text::is_letter(at(word.range.end + 2));
    if (!without && !text::is_white_space(at(word.range.end + 1))) return nullptr;
    range = {word.range.start, word.range.end + (without ? 2 : 1)};
    const std::string_view written = without ? "w/o" : "w/";
    const auto found = std::find_if(shorthands.begin(), shorthands.end(),
                                    [&](const Shorthand& s) { return s.written == written; });
    return found == shorthands.end() ? nullptr : &*found;
}

bool customer_used(const Context& context, const Shorthand& shorthand) {
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from != Speaker::Customer) continue;
        const Analysis& turn = context.thread()[i];
        for (const Word& word : turn.words) {
            Range range;
            const Shorthand* used = find_shorthand(word.plain, shorthand.language);
            if (used == nullptr) used = slash_shorthand(turn, word, range);
            if (used != nullptr && used->meaning == shorthand.meaning) return true;
        }
    }
    return false;
}

bool is_allowed(const Policy& policy, std::string_view written) {
    return std::any_of(policy.shorthand.begin(), policy.shorthand.end(),
                       [&](const auto& own) { return text::casefold(own) == written; });
}

bool begins_sentence(const Analysis& text, std::size_t i) {
    return text.sentences[text.words[i].sentence].first_word == i;
}

std::vector<Remark> check_shorthand(const Context& context) {
    if (context.last_turn_of(Speaker::Customer) == nullptr) return {};
    const Analysis& text = context.text();
    std::vector<Remark> remarks;
    for (std::size_t i = 0; i < text.words.size(); ++i) {
        const Word& word = text.words[i];
        if (word.setting != Setting::Own) continue;
        Range range = word.range;
        const Shorthand* shorthand = slash_shorthand(text, word, range);
        if (shorthand == nullptr) {
            shorthand = find_shorthand(word.plain, text.language());
            if (shorthand == nullptr || !is_spelled_so(*shorthand, word)) continue;
            if (is_part_of_something_else(text, i)) continue;
        }
        if (is_allowed(context.policy(), shorthand->written)) continue;
        if (customer_used(context, *shorthand)) continue;
        std::u32string expansion = text::to_code_points(shorthand->meaning);
        if (begins_sentence(text, i)) expansion[0] = text::upper(expansion[0]);
        const std::string written = text::encode(
            std::u32string_view(text.points).substr(range.start, range.end - range.start));
        remarks.push_back({range,
                           fmt::format("\"{}\" is shorthand this customer has not used; not "
                                       "everybody reads it.",
                                       written),
                           Fix{range, text::encode(expansion)},
                           {}});
    }
    return remarks;
}

constexpr auto unshared_shorthand_bad = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"The gate is number 12 lol.","thread":[{"from":"customer",)"
    R"("channel":"webchat","at":"2026-11-22T14:50:00Z","text":"Which gate is it?"}]})",
    R"({"channel":"webchat","text":"It's on aisle 9, IIRC.","thread":[{"from":"customer",)"
    R"("channel":"webchat","text":"Where do I find the hinges?"}]})",
    R"({"channel":"sms","text":"The bus leaves at 6, cu there w/ your ticket.",)"
    R"("thread":[{"from":"customer","channel":"sms","text":"When does the bus leave?"}]})",
    R"({"channel":"instagram","text":"Claro, tb abrimos los domingos y los lunes.",)"
    R"("thread":[{"from":"customer","channel":"instagram","text":"¿Abren los sábados?"}]})",
});
constexpr auto unshared_shorthand_good = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"It's on aisle 9, IIRC.","thread":[{"from":"customer",)"
    R"("channel":"webchat","text":"where are the hinges, iirc you moved them"}]})",
    R"({"channel":"webchat","text":"Please DM us or see the FAQ; the PDF is there ASAP.",)"
    R"("thread":[{"from":"customer","channel":"webchat","text":"Where are the hinges?"}]})",
    R"({"channel":"x","text":"The ferry is IMO 9074729 and 2 TB fit on the drive.",)"
    R"("thread":[{"from":"customer","channel":"x","text":"Which ferry is it?"}]})",
    R"({"channel":"x","text":"LOL, the hinges are on aisle 9."})",
});

}  // namespace

extern const Rule unshared_shorthand;
const Rule unshared_shorthand{
    .id = "unshared-shorthand",
    .title = "shorthand the customer has not used",
    .why =
        "LOL means laughter to one and nothing to another. Their own shorthand is a language "
        "you share; anybody else's is a closed door.",
    .source = "A3",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "[vocabulary] shorthand: what anybody may be sent",
    .mends = "writes the words out",
    .check = check_shorthand,
    .bad = unshared_shorthand_bad,
    .good = unshared_shorthand_good,
};

}  // namespace aplomb::etiquette

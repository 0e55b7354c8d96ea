// Words of the trade to somebody who told us that they do not know it.
//
// Asked only of customers marked as novices, and of those who said so in the thread ("I'm not good
// with computers"). A word weighs one when many have heard it and two when it is opaque; words the
// customer used, quoted labels of buttons, addresses and what is explained in brackets right behind
// it weigh nothing. Three and more are a wall; two are hinted at.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "etiquette/capitals.h"
#include "etiquette/jargon.h"
#include "etiquette/phrases.h"
#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t wall_weight = 3;
constexpr std::size_t shown_max = 4;

constexpr auto confessions = std::to_array<std::string_view>({
    "not|no|never ~ "
    "good|great|clever|expert|handy|confident|tech|technical|savvy|techie ~ "
    "computers|computer|technology|tech|technical|this|these|phones|internet|machines|gadgets",
    "not|no tech|technical|techie|computer|savvy",
    "technophobe|luddite|technologically|computer illiterate",
    "technophobe|luddite",
    "don't|do not ~ understand|know|get|speak ~ computers|technical|tech|jargon|terms|any|this",
    "plain|simple|layman's|simpler english|words|terms|language",
    "like|as|if i'm|im|i am five|5|six|a",
    "for dummies|beginners|idiots",
    "i'm|im too old",
    "i'm|am|im|total|complete|absolute beginner|novice|newbie|hopeless",
    "no entiendo|sé ~ de|nada|tecnología|ordenadores",
    "je n'y connais|comprends rien",
    "keine|wenig ahnung",
    "kenne|kenn mich ~ nicht aus",
    "não percebo|entendo|sei ~ nada|disso|destas",
    "non ~ capisco|intendo ~ niente|nulla|computer",
});

bool is_novice(const Context& context) {
    const auto& customer = context.draft().customer;
    if (customer && customer->skill) return *customer->skill == Skill::Novice;
    static const PhraseSet confessing(confessions);
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from == Speaker::Customer && confessing.in(context.thread()[i])) {
            return true;
        }
    }
    return false;
}

std::set<std::string_view> their_words(const Context& context) {
    std::set<std::string_view> words;
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from != Speaker::Customer) continue;
        for (const Word& word : context.thread()[i].words)
            words.insert(word.plain);
    }
    return words;
}

// "the gateway (the white box in the hall)"
bool is_explained(const Analysis& text, const Word& word) {
    std::size_t at = word.range.end;
    while (at < text.points.size() && text.points[at] == ' ')
        ++at;
    return at < text.points.size() && text.points[at] == '(' && at + 8 < text.points.size();
}

bool is_ip_address(const Word& word) {
    return word.has_digit && word.letters == 0 &&
           std::count(word.plain.begin(), word.plain.end(), '.') == 3;
}

// "OTAA", "LoRaWAN", "CORSv2": letters nobody explains. Everyday ones and shouted words are none.
bool looks_technical(const Word& word, const Spelling* spelling) {
    constexpr std::size_t acronym_max = 6;
    if (word.letters < 2 || word.setting != Setting::Own) return false;
    if (word.capitals) {
        return word.letters <= acronym_max && !is_everyday_acronym(word.plain) &&
               !is_everyday_word(word.plain) &&
               (spelling == nullptr || !spelling->is_word("en", word.plain));
    }
    const std::size_t capitals = static_cast<std::size_t>(
        std::count_if(word.as_written.begin() + 1, word.as_written.end(), text::is_upper));
    const bool scottish = word.plain.starts_with("mc") || word.plain.starts_with("mac") ||
                          word.plain.starts_with("o'") || word.plain.starts_with("de");
    return capitals >= 2 && !scottish;
}

std::size_t weight_of(const Word& word, const Spelling* spelling) {
    if (is_ip_address(word)) return 2;
    JargonWeight weight = jargon_weight(word.plain);
    if (weight == JargonWeight::None && word.capitals) weight = acronym_weight(word.plain);
    if (weight == JargonWeight::None && looks_technical(word, spelling))
        weight = JargonWeight::Light;
    return weight == JargonWeight::Heavy ? 2 : weight == JargonWeight::Light ? 1 : 0;
}

std::vector<Remark> check_technical(const Context& context) {
    const Analysis& text = context.text();
    const Spelling* spelling = context.policy().spelling.get();
    std::size_t most = 0;
    for (const Word& word : text.words)
        most += weight_of(word, spelling);
    if (most < 2 || !is_novice(context)) return {};
    const std::set<std::string_view> theirs = their_words(context);
    std::set<std::string_view> seen;
    std::string shown;
    std::size_t weight = 0;
    std::optional<Range> first;
    for (const Word& word : text.words) {
        if (word.setting != Setting::Own || theirs.contains(word.plain)) continue;
        const std::size_t one = weight_of(word, spelling);
        if (one == 0 || is_explained(text, word) || !seen.insert(word.plain).second) continue;
        weight += one;
        if (!first) first = word.range;
        if (seen.size() <= shown_max) {
            shown +=
                fmt::format("{}\"{}\"", shown.empty() ? "" : ", ", text::encode(word.as_written));
        }
    }
    if (weight < 2) return {};
    return {{first,
             fmt::format("This customer is no expert: {} will be riddles. Say it in everyday "
                         "words, one step at a time.",
                         shown),
             {},
             weight < wall_weight ? std::optional(Severity::Hint) : std::nullopt}};
}

constexpr auto too_technical_bad = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"Your DHCP lease ran out. Set a static address in the same )"
    R"(subnet and restart the gateway.","customer":{"skill":"novice"}})",
    R"({"channel":"email","text":"The policy pays after the deductible, pro rata, and we keep our )"
    R"(right of subrogation; the adjudication is attached.","customer":{"skill":"novice"}})",
    R"({"channel":"webchat","text":"Clear the DNS cache and renew the IP address.","thread":[)"
    R"({"from":"customer","channel":"webchat","text":"The page stays white. I'm not very good )"
    R"(with computers."}]})",
});
constexpr auto too_technical_good = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"Your DHCP lease ran out. Set a static address in the same )"
    R"(subnet and restart the gateway.","customer":{"skill":"expert"}})",
    R"({"channel":"webchat","text":"Please press \"Reset cache\", then wait until the green light )"
    R"(is on again.","customer":{"skill":"novice"}})",
    R"({"channel":"webchat","text":"The firmware is the program inside the scale. I have sent it )"
    R"(anew; you need do nothing.","customer":{"skill":"novice"},"thread":[{"from":"customer",)"
    R"("channel":"webchat","text":"it says firmware error"}]})",
});

}  // namespace

extern const Rule too_technical;
const Rule too_technical{
    .id = "too-technical",
    .title = "words of the trade to somebody outside it",
    .why =
        "A word they do not know is a closed door, and asking what it means takes courage. Plain "
        "words help at once.",
    .source = "A12",
    .severity = Severity::Warning,
    .languages = "en",
    .options = "",
    .check = check_technical,
    .bad = too_technical_bad,
    .good = too_technical_good,
};

}  // namespace aplomb::etiquette

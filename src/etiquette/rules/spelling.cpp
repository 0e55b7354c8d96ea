// Words that no dictionary of the draft's language has.
//
// Needs the machine's dictionaries (base/spelling.h) and a draft whose language is known. Excepted:
// quotations, code, addresses, accounts; words with digits, in capitals or in mixed case; names,
// which begin with a capital; what anybody in the thread wrote before; the company's own words;
// sounds and stretched words; short words. A capital at the beginning of a sentence, and of a
// German noun behind its article, is looked at only when a likelier word is one slip away. What has
// no near word may be a word of the trade, and is only hinted at.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "etiquette/meant_word.h"
#include "etiquette/names.h"
#include "etiquette/rule.h"
#include "etiquette/word_set.h"
#include "text/utf8.h"
#include "text/word_sieve.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t letters_min = 4;
// Finding the word that was meant takes hundreds of looks into the dictionary.
constexpr std::size_t remarks_max = 5;
constexpr std::size_t unknown_words_max = 12;

bool is_sound(std::string_view plain) {
    static const WordSet sounds(
        "haha hahaha hehe heehee hooray yay yayy woohoo woop whoop aww awww ooh oooh hmm hmmm mmm "
        "ahh ahhh ugh eek yikes oops whoops jaja jajaja hihi ohh ohhh pfft psst shh brrr yum yummy "
        "okay okey nope yep yeah yup app apps wifi webinar online inbox signup login logout blog "
        "blogs emoji emojis selfie selfies vlog podcast podcasts smartphone smartphones chatbot "
        "livestream hashtag hashtags unsubscribe username usernames barista baristas latte "
        "cappuccino hoodie hoodies onesie timeslot timeslots voicemail voicemails screenshot "
        "screenshots website websites homepage dropdown checkbox fitness yoga cliparts toggle "
        "merch sesh convo vid vids pic pics bday xmas veg veggie veggies fave faves delish comfy "
        "gonna wanna gotta kinda sorta dunno nah hiya cuppa brekkie telly tix rep reps stats rec "
        "recs tech temp temps vibe vibes meds legit intro outro demo demos lite thru drumkit "
        "playlist playlists backpack glamping staycation meetup meetups gluten vegan vegans keto "
        "barista smoothie smoothies panini prosecco funicular influencer livestreams "
        "config configs repo repos admin admins promo promos spec specs auth perms param params "
        "async prefs devs mods infra info lol lmk asap fyi imho tbh ngl "
        "preorder preorders upsell rebook rebooked rebooking resend resent customise checkin "
        "checkout prepaid merci gracias danke grazie ciao hola bonjour salut bravo olá aloha "
        "namaste pre workaround signups touchscreen crowdfunding rollout tote");
    return sounds.contains(plain);
}

bool is_stretched(std::u32string_view word) {
    for (std::size_t i = 2; i < word.size(); ++i) {
        if (word[i] == word[i - 1] && word[i] == word[i - 2]) return true;
    }
    return false;
}

bool same_letters(std::string one, std::string other) {
    std::sort(one.begin(), one.end());
    std::sort(other.begin(), other.end());
    return one == other;
}

// "Mándenos", "indíquenoslo": a Spanish verb with pronouns grown onto it, which dictionaries have
// only for some verbs. The accent keeps the stress where it was and goes when they do.
bool is_spanish_with_pronouns(const Spelling& spelling, std::u32string_view word) {
    static constexpr auto pronouns = std::to_array<std::u32string_view>(
        {U"nos", U"les", U"los", U"las", U"me", U"te", U"se", U"le", U"lo", U"la", U"os"});
    constexpr std::size_t verb_min = 3;
    constexpr int pronouns_max = 2;
    static constexpr std::u32string_view accented = U"áéíóú";
    static constexpr std::u32string_view plain = U"aeiou";
    for (int grown = 0; grown < pronouns_max; ++grown) {
        const auto pronoun =
            std::find_if(pronouns.begin(), pronouns.end(),
                         [&](std::u32string_view part) { return word.ends_with(part); });
        if (pronoun == pronouns.end() || word.size() < pronoun->size() + verb_min) return false;
        word.remove_suffix(pronoun->size());
        std::u32string verb(word);
        if (spelling.is_word("es", text::encode(verb))) return true;
        for (char32_t& c : verb) {
            const std::size_t at = accented.find(c);
            if (at != std::u32string_view::npos) c = plain[at];
        }
        if (spelling.is_word("es", text::encode(verb))) return true;
    }
    return false;
}

class SpellingCheck {
  public:
    SpellingCheck(const Context& context, const Spelling& spelling)
        : context_(context), text_(context.text()), spelling_(spelling) {
        for (const AddressedName& name : find_addressed_names(text_)) {
            if (name.certain) names_.push_back(name.range);
        }
        const Policy& policy = context.policy();
        for (const auto* list : {&policy.words, &policy.capitals, &policy.shorthand}) {
            for (const std::string& own : *list)
                own_.insert(text::casefold(own));
        }
    }

    std::vector<Remark> check() const {
        std::vector<Remark> remarks;
        std::size_t unknown = 0;
        for (std::size_t i = 0; i < text_.words.size() && remarks.size() < remarks_max; ++i) {
            if (is_excepted(i) || is_right(i) || was_said(i)) continue;
            if (++unknown > unknown_words_max) break;
            if (auto remark = judge(i)) remarks.push_back(std::move(*remark));
        }
        return remarks;
    }

  private:
    [[nodiscard]] bool is_excepted(std::size_t i) const {
        const Word& word = text_.words[i];
        const bool common_slip = word.plain == "teh" || word.plain == "adn";
        if (word.setting != Setting::Own || word.has_digit || word.capitals) return true;
        if (word.letters < letters_min && !common_slip) return true;
        if (has_inner_capital(word) || is_stretched(word.as_written)) return true;
        if (is_joined(word) || is_sound(word.plain) || is_abbreviation(word.plain)) return true;
        if (own_.contains(word.plain)) return true;
        return begins_with_capital(word) && !may_be_judged(i);
    }

    // Without a vowel: "ttyl", "wdyt", "brb".
    static bool is_abbreviation(std::string_view plain) {
        return plain.size() <= 5 && plain.find_first_of("aeiou") == std::string_view::npos &&
               plain != "teh";
    }

    // "dashcam", "viewport": two words grown together. What people wrongly run together ("infact",
    // "wellcome") has one of a few words in it.
    [[nodiscard]] bool is_compound(std::string_view plain) const {
        static const WordSet slips(
            "full ful come ally able ness less you other all well much fact case time lot far way "
            "the and not for ing our ted ion ate ant ent age ring red tin don ton ten ban man men");
        constexpr std::size_t half_min = 3;
        if (text_.language() != "en" || plain.size() < 7) return false;
        for (std::size_t cut = half_min; cut + half_min <= plain.size(); ++cut) {
            const std::string first(plain.substr(0, cut));
            const std::string second(plain.substr(cut));
            if (first.size() + second.size() < 7 || slips.contains(first) ||
                slips.contains(second)) {
                continue;
            }
            if (spelling_.is_word("en", first) && spelling_.is_word("en", second)) return true;
        }
        return false;
    }

    // In the thread, by anybody: a word they share is theirs to spell. Most unknown words nobody
    // said, which the sieve tells; only else all words of the thread are put in order.
    [[nodiscard]] bool was_said(std::size_t i) const {
        const std::string_view plain = text_.words[i].plain;
        if (!may_be_said_) {
            may_be_said_.emplace();
            for_each_word_said([&](std::string_view word) { may_be_said_->add(word); });
        }
        if (!may_be_said_->may_hold(plain)) return false;
        if (!said_) {
            said_.emplace();
            for_each_word_said([&](std::string_view word) { said_->insert(word); });
        }
        return said_->contains(plain);
    }

    template<class Sink>
    void for_each_word_said(Sink sink) const {
        for (const Analysis& turn : context_.thread()) {
            for (const Word& word : turn.words)
                sink(std::string_view(word.plain));
        }
    }

    static bool begins_with_capital(const Word& word) {
        return text::is_upper(word.as_written.front());
    }

    static bool has_inner_capital(const Word& word) {
        return std::any_of(word.as_written.begin() + 1, word.as_written.end(), text::is_upper);
    }

    // Part of something with a sign in it: "pre-order", "and/or", "jo_b", an apostrophe's half.
    [[nodiscard]] bool is_joined(const Word& word) const {
        const auto joins = [](char32_t c) {
            return c == '-' || c == '/' || c == '_' || c == '@' || c == '\\' || c == '&' ||
                   c == '+' || c == '\'' || c == 0x2019 || c == '*' || c == '>' || c == '=';
        };
        const std::size_t start = word.range.start;
        const std::size_t end = word.range.end;
        return (start > 0 && joins(text_.points[start - 1])) ||
               (end < text_.points.size() && joins(text_.points[end])) ||
               (end + 1 < text_.points.size() && text_.points[end] == '.' &&
                text::is_letter(text_.points[end + 1]));
    }

    // Capitals that do not make a name: a sentence's first word, a German noun with its article.
    [[nodiscard]] bool may_be_judged(std::size_t i) const {
        const Word& word = text_.words[i];
        const bool named = std::any_of(names_.begin(), names_.end(), [&](const Range& name) {
            return name.start <= word.range.start && word.range.start < name.end;
        });
        if (named || is_somebody(word)) return false;
        const bool opens = text_.sentences[word.sentence].first_word == i;
        const bool name_follows = i + 1 < text_.words.size() &&
                                  text_.words[i + 1].sentence == word.sentence &&
                                  begins_with_capital(text_.words[i + 1]);
        if (text_.language() == "de") return !opens && !name_follows && has_article(i);
        return opens && !name_follows && text_.sentences[word.sentence].end_word > i + 1;
    }

    [[nodiscard]] bool has_article(std::size_t i) const {
        static const WordSet articles(
            "der die das des dem den ein eine einen einem einer eines im am zum zur vom beim ins "
            "kein "
            "keine keinen mein meine ihr ihre ihren ihrem ihrer unser unsere unseren unserem "
            "unserer "
            "diese dieser dieses diesen diesem jede jeder jedes alle für ohne mit");
        return i > 0 && articles.contains(text_.words[i - 1].plain);
    }

    // The writer or the customer, by the names they are known by.
    [[nodiscard]] bool is_somebody(const Word& word) const {
        const Draft& draft = context_.draft();
        const auto in = [&](std::string_view names) {
            return (" " + text::casefold(names) + " ").find(" " + word.plain + " ") !=
                   std::string::npos;
        };
        return (draft.agent && in(draft.agent->name)) ||
               (draft.customer && (in(draft.customer->name) || in(draft.customer->handle)));
    }

    [[nodiscard]] bool is_right(std::size_t i) const {
        const Word& word = text_.words[i];
        const std::string written = text::encode(word.as_written);
        if (spelling_.is_word(text_.language(), written)) return true;
        if (spelling_.is_word(text_.language(), word.plain)) return true;
        if (text_.language() == "es" &&
            is_spanish_with_pronouns(spelling_, text::to_code_points(word.plain))) {
            return true;
        }
        // A name's own word written small ("ferris wheel") is a matter of taste.
        std::u32string capital(word.as_written);
        capital[0] = text::upper(capital[0]);
        if (spelling_.is_word(text_.language(), text::encode(capital))) return true;
        // English words are at home in every language, and a stranger's accents are none of ours.
        const bool ascii = std::all_of(word.plain.begin(), word.plain.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (text_.language() == "en") return !ascii;
        return ascii && spelling_.knows_language("en") && spelling_.is_word("en", word.plain);
    }

    [[nodiscard]] std::optional<Remark> judge(std::size_t i) const {
        const Word& word = text_.words[i];
        const bool capital = begins_with_capital(word);
        auto meant = meant_word(spelling_, text_.language(), word.plain);
        if (!meant && capital && text_.language() == "de") {
            std::u32string noun = text::to_code_points(word.plain);
            noun[0] = text::upper(noun[0]);
            meant = meant_word(spelling_, text_.language(), text::encode(noun));
        }
        if (!meant && capital) return {};
        // A name at the head of a sentence is near to many words; letters that only changed places,
        // or a long word, are a slip.
        if (capital && text_.language() == "en" && !same_letters(word.plain, meant->word) &&
            word.letters < 7) {
            return {};
        }
        if (!(meant && same_letters(word.plain, meant->word)) && is_compound(word.plain)) return {};
        Remark remark;
        remark.range = word.range;
        if (!meant) {
            remark.message =
                fmt::format("\"{}\" is in no dictionary.", text::encode(word.as_written));
            remark.at_most = Severity::Hint;
            return remark;
        }
        std::u32string better = text::to_code_points(meant->word);
        if (capital) better[0] = text::upper(better[0]);
        remark.message = fmt::format("\"{}\" is spelled \"{}\".", text::encode(word.as_written),
                                     text::encode(better));
        remark.fix = Fix{word.range, text::encode(better), {}, meant->sure};
        return remark;
    }

    const Context& context_;
    const Analysis& text_;
    const Spelling& spelling_;
    mutable std::optional<text::WordSieve> may_be_said_;
    mutable std::optional<std::set<std::string_view>> said_;
    std::set<std::string> own_;
    std::vector<Range> names_;
};

std::vector<Remark> check_spelling(const Context& context) {
    const Spelling* spelling = context.policy().spelling.get();
    const std::string& language = context.text().language();
    if (spelling == nullptr || language.empty() || !spelling->knows_language(language)) return {};
    return SpellingCheck(context, *spelling).check();
}

constexpr auto spelling_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"We delayed your tikcets.","customer":{"language":"en"}})",
    R"({"channel":"email","text":"Your boots will be delivred on Tuesday, and the laces are in )"
    R"(the )"
    R"(seperate box."})",
    R"({"channel":"sms","text":"The table is resreved for you and your mother at seven."})",
});
constexpr auto spelling_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Indíquenos el número y mándenoslo hoy, por favor.",)"
    R"("customer":{"language":"es"}})",
    R"({"channel":"email","text":"Your boots come on Tuesday. The colour (or color) is )"
    R"(\"mosgreen\", )"
    R"(see @bootery and bootery.example/mosgreen, model MXR2, by Zenobi Tarkk."})",
    R"({"channel":"x","text":"Yes, the gorblimey is on the menu again this week!","thread":[)"
    R"({"from":"customer","channel":"x","text":"is the gorblimey back"}]})",
});

}  // namespace

extern const Rule spelling;
const Rule spelling{
    .id = "spelling",
    .title = "a misspelled word",
    .why =
        "A slip of the pen is forgiven, and still read as haste. Whoever took care with the words "
        "took care with the matter.",
    .source = "A10",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options =
        "[vocabulary] words: product names and words of the trade. Needs the machine's "
        "dictionaries "
        "(Debian: hunspell-en-us and the like); silent without",
    .mends = "writes the word that was meant, where only one is near",
    .check = check_spelling,
    .bad = spelling_bad,
    .good = spelling_good,
};

}  // namespace aplomb::etiquette

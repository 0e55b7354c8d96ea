// A name is certain where only a name can stand: behind a greeting ("Dear Mr Braun", "Hola Ana"),
// or behind thanks, yes, sorry and their like with a comma ("Thank you, Michael!"). A capitalised
// word between commas elsewhere ("Hubert, that is …", "we bet, Siobhan, …") may be a place or a
// product, so the caller asks for more before it takes that for a wrong name.
#include "etiquette/names.h"

#include <algorithm>

#include "etiquette/given_names.h"
#include "etiquette/word_set.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t name_words_max = 3;

bool is_title(std::string_view plain) {
    static const WordSet titles(
        "mr mrs ms miss mx dr prof professor sir madam mister señor señora señorita sr sra srta "
        "don doña monsieur madame mademoiselle mme mlle m herr herrn frau senhor senhora dona "
        "signor signora signore signorina dott dottor dottoressa doctor doktor");
    return titles.contains(plain);
}

bool is_generic(std::string_view plain) {
    static const WordSet generic(
        "customer customers client clients guest guests sir madam member members patient user "
        "friend passenger reader reviewer subscriber tenant resident shopper valued loyal "
        "cliente huésped usuario usuaria client cliente kunde kundin gast hôte ospite hóspede");
    return generic.contains(plain);
}

// Capitalised where a name could stand, and none.
bool is_no_name(std::string_view plain) {
    static const WordSet words(
        "i i'm i've i'll i'd we we're we've we'll you your the this that it it's there here all "
        "both team everyone everybody folks again so and but for to in at on as of not no yes "
        "sorry "
        "thanks thank please hi hello hey dear good happy great sure monday tuesday wednesday "
        "thursday friday saturday sunday january february march april may june july august "
        "september october november december today tomorrow english spanish french german ltd inc "
        "gmbh team support service care management regards best kind yours sincerely family "
        "familie lunes martes lundi mardi montag dienstag freitag usted sie ihr ihre ihnen wir ich "
        "das der die es vous nous lei ok okay ha oh wow yay also just what when where how why "
        "which "
        "who can could would do does is are was if then with from by once right absolutely "
        "definitely certainly of course unfortunately really congratulations welcome christmas "
        "easter god merci gracias danke obrigado grazie");
    return words.contains(plain);
}

// Words that a sentence opens with before it turns to somebody by name.
bool is_opener(std::string_view plain) {
    static const WordSet words(
        "yes yep yeah no nope sorry thanks thank you so very much many sure absolutely certainly "
        "of "
        "course done indeed oh ah ha haha wow great lovely perfect wonderful brilliant excellent "
        "welcome right understood apologies my our we're we are i'm am truly really deeply all "
        "cheers good morning afternoon evening hi hello hey there for your message again "
        "definitely "
        "congratulations happy to gladly with pleasure well yay aww noted agreed exactly correct "
        "gracias muchas sí claro perdón perdona lo siento mucho de nada hola buenos buenas días "
        "tardes noches merci beaucoup oui non désolé désolée pardon bien sûr bonjour bonsoir "
        "danke vielen dank ja nein gern gerne entschuldigung hallo guten tag morgen abend "
        "obrigado obrigada muito sim não desculpe olá bom boa dia tarde noite grazie mille sì "
        "certo scusi mi dispiace prego ciao buongiorno buonasera");
    return words.contains(plain);
}

bool is_greeting(std::string_view plain) {
    static const WordSet words(
        "hi hiya hello hey dear morning afternoon evening howdy hola estimado estimada querido "
        "querida apreciado apreciada días tardes noches bonjour bonsoir cher chère salut coucou "
        "hallo liebe lieber tag morgen abend geehrte geehrter moin servus grüezi olá oi caro cara "
        "prezado prezada dia tarde noite ciao buongiorno buonasera gentile salve egregio "
        "spettabile");
    return words.contains(plain);
}

class NameFinder {
  public:
    explicit NameFinder(const Analysis& text) : text_(text) {}

    std::vector<AddressedName> find() {
        // A letter that names more people speaks of them, not to them.
        constexpr std::size_t names_max = 32;
        for (std::size_t i = 0; i < text_.words.size() && found_.size() < names_max;) {
            const std::size_t end = name_at(i);
            i = std::max(end, i + 1);
        }
        return std::move(found_);
    }

  private:
    [[nodiscard]] const Word& word(std::size_t i) const { return text_.words[i]; }
    [[nodiscard]] bool adjoining(std::size_t i) const {
        // The next word stands behind a space or a full stop of an abbreviation, in this line.
        const std::size_t from = word(i).range.end;
        const std::size_t to = word(i + 1).range.start;
        if (to < from || to - from > 2) return false;
        for (std::size_t k = from; k < to; ++k) {
            const char32_t c = text_.points[k];
            if (c != ' ' && c != '.' && c != 0xA0) return false;
        }
        return true;
    }
    [[nodiscard]] char32_t behind(std::size_t i) const {
        std::size_t at = word(i).range.end;
        return at < text_.points.size() ? text_.points[at] : U'\n';
    }
    [[nodiscard]] static bool closes(char32_t c) {
        return c == ',' || c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == '\n' ||
               c == 0x2013 || c == 0x2014 || c == 0x2026 || c == '-';
    }
    [[nodiscard]] bool capitalised(std::size_t i) const {
        return word(i).setting == Setting::Own && word(i).letters >= 2 && !word(i).has_digit &&
               text::is_upper(word(i).as_written.front());
    }
    [[nodiscard]] bool could_be_name(std::size_t i) const {
        return capitalised(i) && !is_no_name(word(i).plain) && !is_title(word(i).plain);
    }
    // Only spaces and a line's beginning before it, or a sentence's end.
    [[nodiscard]] bool opens_sentence(std::size_t i) const {
        return text_.sentences[word(i).sentence].first_word == i;
    }
    [[nodiscard]] bool comma_before(std::size_t i) const {
        std::size_t at = word(i).range.start;
        while (at > 0 && text_.points[at - 1] == ' ')
            --at;
        return at > 0 && at < word(i).range.start && text_.points[at - 1] == ',';
    }

    std::size_t name_at(std::size_t i) {
        if (is_greeting(word(i).plain) && greets(i)) return greeted(i + 1);
        if (!could_be_name(i)) return i;
        if (comma_before(i)) return between_commas(i);
        if (i == 0 && behind(i) == ',') return add(i, i + 1, false, false);
        return i;
    }

    // The greeting opens a line or follows words that greet as well ("Good morning").
    [[nodiscard]] bool greets(std::size_t i) const {
        std::size_t at = i;
        while (at > 0 && word(at - 1).sentence == word(i).sentence && i - at < 3 &&
               is_opener(word(at - 1).plain)) {
            --at;
        }
        const std::size_t start = word(at).range.start;
        if (start == 0 || opens_sentence(at)) return true;
        const char32_t c = text_.points[start - 1];
        return c == '\n' || (c == ' ' && start > 1 && text_.points[start - 2] == ',');
    }

    // "Hi Ana Ruiz,", "Dear Mr. Braun", "Guten Tag Frau Dr. Wolf".
    std::size_t greeted(std::size_t i) {
        if (i == 0 || i >= text_.words.size()) return i;
        bool titled = false;
        std::size_t first = i;
        if (!adjoining(i - 1) && !comma_before(i)) return i;
        // "und", "y", "or sir": a second title, a particle.
        while (first < text_.words.size() && is_title(word(first).plain)) {
            titled = true;
            if (first + 1 >= text_.words.size() || !adjoining(first)) return i;
            ++first;
        }
        if (first >= text_.words.size()) return i;
        if (is_generic(word(first).plain)) {
            std::size_t end = first + 1;
            while (end < text_.words.size() && adjoining(end - 1) && is_generic(word(end).plain))
                ++end;
            AddressedName name;
            name.range = Range{word(first).range.start, word(end - 1).range.end};
            name.generic = name.certain = true;
            found_.push_back(std::move(name));
            return end;
        }
        if (!could_be_name(first)) return i;
        std::size_t end = first + 1;
        while (end < text_.words.size() && end - first < name_words_max && adjoining(end - 1) &&
               could_be_name(end) && behind(end - 1) == ' ') {
            ++end;
        }
        // "Dear Sommer family": the name is the household's.
        return add(first, end, titled, true);
    }

    std::size_t between_commas(std::size_t i) {
        std::size_t end = i + 1;
        while (end < text_.words.size() && end - i < 2 && adjoining(end - 1) && could_be_name(end))
            ++end;
        if (!closes(behind(end - 1))) return i;
        // The words before the comma, back to the sentence's beginning.
        bool openers = true;
        std::size_t before = 0;
        for (std::size_t k = i; k > 0 && word(k - 1).sentence == word(i).sentence; --k) {
            openers = openers && is_opener(word(k - 1).plain);
            if (++before > 8) break;
        }
        // An enumeration: another capitalised word stands right before the comma.
        const bool listed = before > 0 && !openers && capitalised(i - 1);
        if (listed || before == 0) return i;
        return add(i, end, false, openers && before <= 6);
    }

    std::size_t add(std::size_t first, std::size_t end, bool titled, bool certain) {
        AddressedName name;
        name.range = Range{word(first).range.start, word(end - 1).range.end};
        for (std::size_t i = first; i < end; ++i)
            name.words.push_back(text::encode(word(i).as_written));
        name.titled = titled;
        name.certain = certain;
        found_.push_back(std::move(name));
        return end;
    }

    const Analysis& text_;
    std::vector<AddressedName> found_;
};

}  // namespace

std::vector<AddressedName> find_addressed_names(const Analysis& analysis) {
    return NameFinder(analysis).find();
}

KnownNames::KnownNames(const Context& context) {
    if (context.draft().customer) read_card(*context.draft().customer);
    if (any()) read_thread(context);
}

void KnownNames::add(std::string_view name) {
    const std::string folded = folded_name(name);
    if (!folded.empty() && std::find(names_.begin(), names_.end(), folded) == names_.end()) {
        names_.push_back(folded);
    }
}

void KnownNames::read_card(const DraftCustomer& customer) {
    const Analysis card = analyse(customer.name);
    std::vector<std::string> parts;
    for (const Word& word : card.words) {
        if (is_title(word.plain) || is_generic(word.plain) || word.plain == "familie" ||
            word.plain == "family") {
            continue;
        }
        parts.push_back(text::encode(word.as_written));
    }
    // A user name ("trailmix77") says nothing of how the person is called.
    const bool user_name =
        parts.empty() || (parts.size() == 1 && !text::is_upper(text::to_code_points(parts[0])[0]));
    if (user_name) return;
    std::string joined;
    for (const std::string& part : parts) {
        add(part);
        joined += part;
    }
    add(joined);
    const bool initial = text::count_code_points(parts.front()) == 1;
    const bool titled = !card.words.empty() && is_title(card.words.front().plain);
    if (!initial && !(titled && parts.size() == 1)) given_ = parts.front();
    if (parts.size() > 1 || titled) family_ = parts.back();
    // "Pritchard-Jones" is cut into two words and one name all the same.
    const std::size_t space = customer.name.rfind(' ');
    if (space != std::string::npos && customer.name.find('-', space) != std::string::npos &&
        (parts.size() > 1 || titled)) {
        family_ = customer.name.substr(space + 1);
    }
    add(customer.handle.starts_with('@') ? customer.handle.substr(1) : customer.handle);
}

void KnownNames::read_thread(const Context& context) {
    static const WordSet leads(
        "it's its i'm im am is me name's called soy llamo llama m'appelle c'est suis bin heiße "
        "heisse ist sou chamo sono chiamo");
    static const WordSet asking(
        "me llama llámame llámeme nenn nennen appelez appelle chiamami chama");
    for (std::size_t t = 0; t < context.thread().size(); ++t) {
        if (context.turn(t).from != Speaker::Customer) continue;
        const auto& words = context.thread()[t].words;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool name = words[i].letters >= 2 &&
                              text::is_upper(words[i].as_written.front()) && !words[i].capitals &&
                              !is_no_name(words[i].plain);
            if (!name) continue;
            const std::string written = text::encode(words[i].as_written);
            spoken_.push_back(folded_name(written));
            const std::string_view before = i > 0 ? std::string_view(words[i - 1].plain) : "";
            const std::string_view two_before = i > 1 ? std::string_view(words[i - 2].plain) : "";
            const bool declared = leads.contains(before) || i + 1 == words.size();
            if (declared) add(written);
            const bool by_the_way = i + 1 < words.size() &&
                                    (words[i + 1].plain == "by" || words[i + 1].plain == "please" ||
                                     words[i + 1].plain == "not");
            const bool asked = (before == "me" && two_before.starts_with("call")) ||
                               (asking.contains(before) && before != "me") ||
                               (before == "by" && two_before == "go") ||
                               (leads.contains(before) && by_the_way);
            if (asked) preferred_ = written;
        }
    }
}

bool KnownNames::has(std::string_view name) const {
    const std::string folded = folded_name(name);
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& known) {
        return known == folded || are_forms_of_one(known, folded) ||
               (known.size() == 1 && folded.starts_with(known));
    });
}

bool KnownNames::is_unasked_short_form(std::string_view name) const {
    const std::string folded = folded_name(name);
    const auto is = [&](const std::string& known) { return known == folded; };
    return has(name) && std::none_of(names_.begin(), names_.end(), is) &&
           std::none_of(spoken_.begin(), spoken_.end(), is) &&
           std::none_of(names_.begin(), names_.end(),
                        [](const std::string& known) { return known.size() == 1; });
}

bool KnownNames::uses(std::string_view name) const {
    return std::find(spoken_.begin(), spoken_.end(), folded_name(name)) != spoken_.end();
}

bool KnownNames::resembles(std::string_view name) const {
    const std::string folded = folded_name(name);
    return std::any_of(names_.begin(), names_.end(),
                       [&](const std::string& known) { return look_alike(known, folded); });
}

std::string KnownNames::proper(bool titled) const {
    if (titled) return family_;
    return preferred_.empty() ? given_ : preferred_;
}

}  // namespace aplomb::etiquette

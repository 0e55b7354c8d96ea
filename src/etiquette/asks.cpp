// A message is cut into clauses: at the ends of sentences, at list marks ("2)"), at commas and
// semicolons, and at "and", "or", "also" where what follows begins like a question. A clause asks
// when it opens with a question word, with a verb before its subject ("can we", "is there"), or
// with a request ("please send"); else when its sentence ends in a question mark and nothing else
// in it asked. "I want to know if … and whether …" asks once for each.
#include "etiquette/asks.h"

#include <algorithm>
#include <array>

#include "etiquette/phrases.h"
#include "etiquette/word_set.h"
#include "text/fold.h"

namespace aplomb::etiquette {
namespace {

// Nobody answers more in one message, and each is compared with the others.
constexpr std::size_t asks_max = 20;

// Question words that say what kind of answer is wanted.
constexpr auto price_openings = std::to_array<std::string_view>({
    "how much",
    "what|what's ~ cost|price|charge|fee|rate|rates|fare|costs|prices|fees",
    "how expensive|pricey",
    "what|what's ~ postage|shipping|deposit|rent|fine|toll|surcharge",
    "price|cost",
    "cuánto|cuanto ~ cuesta|cuestan|vale|es|sale|cobran|precio|por",
    "cuánto|cuanto",
    "qué|que|cuál precio|tarifa|es el precio",
    "combien coûte|ça|est|cela",
    "quel|quels ~ prix|tarif|tarifs|coût",
    "was kostet|kosten",
    "wie viel|teuer",
    "wieviel",
    "quanto|quanta custa|custam|é|fica|costa|costano|viene|è",
    "qual|quais ~ preço|preços|valor",
    "qual|quanto ~ prezzo|costo",
});
constexpr auto when_openings = std::to_array<std::string_view>({
    "when",
    "what|which time|day|date",
    "at what time",
    "how soon|late|early",
    "until|till what|when",
    "cuándo|cuando",
    "a qué hora",
    "qué día|hora",
    "quand",
    "à quelle heure|date",
    "quelle heure|date",
    "quel jour",
    "wann",
    "um wie viel|wieviel uhr",
    "ab|bis wann",
    "quando",
    "a que horas|hora",
    "a che ora",
    "che giorno",
});
constexpr auto where_openings = std::to_array<std::string_view>({
    "where",
    "where's",
    "whereabouts",
    "dónde|donde",
    "où",
    "wo|wohin|woher",
    "onde|aonde",
    "dove|dov'è",
});
constexpr auto number_openings = std::to_array<std::string_view>({
    "how many|long|far|often|big|large|tall|heavy|old|wide|steep|deep|high|fast",
    "cuántos|cuántas|cuantos|cuantas",
    "cuánto tiempo",
    "combien de|temps",
    "wie viele|lange|weit|oft|groß",
    "quantos|quantas|quanti|quante",
    "quanto tempo",
});
constexpr auto open_openings = std::to_array<std::string_view>({
    "what|what's|whats|which|who|who's|whos|whom|whose|why|how|how's|what're",
    "qué|cuál|cuáles|quién|cómo|como|por qué",
    "quel|quelle|quels|quelles|qui|pourquoi|comment|que|quoi|qu'est",
    "was|wer|wen|wem|welche|welcher|welches|welchen|warum|wieso|weshalb|wie",
    "o que|qual|quais|quem|porque|porquê|como",
    "che|quale|quali|chi|perché|come|cosa|cos'è",
});
// A verb before its subject.
constexpr auto yes_no_openings = std::to_array<std::string_view>({
    "is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|shall|may|might|must|"
    "isn't|aren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|hasn't|haven't|shouldn't "
    "i|you|u|we|they|it|he|she|there|this|that|these|those|the|my|our|your|his|her|their|its|a|an|"
    "any|anyone|anybody|someone|somebody|one|all|both|everything|everyone",
    "any chance|idea|news|update|plans|way|possibility|luck|word|open|left|discount|option",
    "est|peut|puis|avez|êtes|pouvez|pourriez|faites|acceptez|livrez|vendez ce|on|je|vous|il|t",
    "haben|habt|hast|ist|sind|gibt|kann|können|könnten|darf|dürfen|muss|müssen|wird|werden|bieten|"
    "hat|war|liefern|verkaufen|nehmen|geht|könnt|kannst sie|ihr|du|es|ich|wir|man|der|die|das|ein|"
    "eine|mein|meine|der|noch",
});
constexpr auto send_openings = std::to_array<std::string_view>({
    "send|email|mail|forward|share|link|show|give|post|attach me|us|it|over|the|a|my|your",
    "can|could|would|will|please|pls|plz|also|and ~ send|email|forward|share|link|attach",
    "do|does you|it|anyone ~ have ~ link|page|form|list|photo|photos|picture|pictures|map|menu|"
    "catalogue|brochure|copy|manual|address|number|pdf|slides|recipe|pattern",
    "is|are there ~ page|link|form|list|map|pdf|manual|video|guide",
    "envíe*|enviar*|mándeme|mandar*|puede*|podría* enviar*|mandar*|enviarme|mandarme",
    "envoy*|pourriez|pouvez ~ m'envoyer|nous|envoyer",
    "schick*|können|könnten|kannst ~ schicken|senden|zusenden|mailen",
    "pode*|poderia* ~ enviar|mandar",
    "può|potete|potrebbe|puoi ~ inviarmi|mandarmi|inviare|mandare",
});
constexpr auto do_openings = std::to_array<std::string_view>({
    "please|pls|plz",
    "can|could|would|will you|u|someone|somebody|anyone|anybody|one|ya",
    "would you mind",
    "i'd|i|we'd|we ~ like|want|need|wish ~ to ~ "
    "cancel|change|return|book|order|move|know|have|get|speak|talk|see|exchange|add|update|extend|"
    "reserve|buy",
    "let me|us know",
    "tell|explain|confirm|check|cancel|change|fix|help|update|remove|delete|book|reset "
    "me|us|my|the|"
    "it|this|if|whether|that|how|what",
    "want|like|love|need ~ to|2 know ~ if|whether|what|when|where|why|how|which|who",
    "wondering|wonder|curious|unsure if|whether|what|when|where|why|how|which|who",
    "por favor",
    "puede|puedes|pueden|podría|podrían|podéis me|nos|usted|decirme|ayudar*|cambiar*",
    "pourriez|pouvez vous|m'aider|me|nous",
    "bitte",
    "können|könnten|könntet sie|ihr ~ mir|uns",
    "poderia|poderiam|podem|pode me|nos|ajudar|por",
    "potete|potrebbe|può|potreste ~ dirmi|aiutarmi|cambiare|confermare",
});

// Questions that ask for nothing.
constexpr auto rhetorical_phrases = std::to_array<std::string_view>({
    "are you ~ kidding|joking|serious|having|insane|mad|real|blind|deaf|stupid",
    "you kidding|joking|serious|having|for real",
    "is|was this|that|it ~ joke|serious|supposed|acceptable|how",
    "what ~ hell|heck|earth|joke|gives|fuck|actual",
    "wtf|srsly|seriously|really|hello|right|huh|eh|anyone|okay|ok|no|yes|so|why|what|wow|lol",
    "who could have|knew|does that|needs",
    "how ~ hard ~ can|is|be",
    "how dare|difficult|stupid|dumb|ridiculous|is this|that ok|okay|acceptable|fair|legal|even",
    "how are you|things",
    "how's it going",
    "how ~ about ~ that|no",
    "what kind|sort of ~ company|business|service|people|shop|place|customer",
    "what's|what is wrong|going on with you|people|your",
    "what's|whats the point",
    "what were you thinking",
    "can you believe|imagine",
    "do you ~ even|really|think|know ~ who|what|how|care|expect|call",
    "does anyone|anybody ~ even|care|work",
    "isn't|aren't|wasn't|doesn't|don't|didn't it|you|that|they|he|she",
    "why ~ bother|me|even|am i surprised|do i|would anyone|should i bother",
    "when will you ~ learn|stop|ever",
    "remember me",
    "you know what|know",
    "guess what",
    "would it kill",
    "have you ~ no|any shame",
    "es ~ broma|una broma|en serio|normal",
    "en serio",
    "verdad|no|cierto",
    "c'est ~ blague|sérieux",
    "vous ~ moquez|rigolez|plaisantez",
    "ist das ~ ernst|euer|ihr|scherz|witz",
    "geht's noch",
    "é brincadeira|sério",
    "è uno scherzo",
    "state scherzando",
});
// Behind "and", these begin the next thing that one wants to know.
bool starts_embedded(std::string_view plain) {
    static const WordSet words(
        "if whether when what where why how which who whose si ob cuándo dónde "
        "cómo quand où comment wann wo wie quando onde como dove come se");
    return words.contains(plain);
}

bool joins(std::string_view plain) {
    static const WordSet words(
        "and or also plus but so then & y e o et ou und oder auch aber mas ma "
        "pero mais also además también aussi außerdem além inoltre anche "
        "anyway btw");
    return words.contains(plain);
}

// Filling before a question: "hi, quick one: do you …".
bool is_filler(std::string_view plain) {
    static const WordSet words(
        "hi hello hey hiya good morning afternoon evening guys team there folks all thanks ok okay "
        "um well oh so and but also or plus then just quick question one please pls first second "
        "secondly firstly finally lastly third hola buenas buenos tardes días bonjour bonsoir "
        "hallo "
        "guten tag olá bom dia boa tarde ciao buongiorno sorry excuse me by the way btw anyway y e "
        "et und o ou oder perdona disculpe yes no now");
    return words.contains(plain);
}

class AskFinder {
  public:
    explicit AskFinder(const Analysis& text) : text_(text) {}

    std::vector<Ask> find() {
        for (const Sentence& sentence : text_.sentences) {
            if (asks_.size() >= asks_max) break;
            read(sentence);
        }
        return std::move(asks_);
    }

  private:
    [[nodiscard]] std::string_view plain(std::size_t i) const {
        return i < text_.words.size() ? std::string_view(text_.words[i].plain) : std::string_view{};
    }

    // Whether a clause may begin at word i: the sentence does, a sign stands before it, or a word
    // that joins.
    [[nodiscard]] bool begins(std::size_t i, const Sentence& sentence) const {
        if (i == sentence.first_word) return true;
        if (joins(plain(i - 1)) || is_filler(plain(i - 1))) return true;
        for (std::size_t k = text_.words[i - 1].range.end; k < text_.words[i].range.start; ++k) {
            const char32_t c = text_.points[k];
            if (c != ' ' && c != '\'' && c != 0x2019 && c != '-' && c != '"') return true;
        }
        // "2) does it", "1 is it": a list mark.
        const Word& before = text_.words[i - 1];
        return before.letters == 0 && before.plain.size() == 1 && i >= 1;
    }

    [[nodiscard]] std::optional<AskKind> opening_at(std::size_t i) const {
        static const PhraseSet send(send_openings);
        static const PhraseSet price(price_openings);
        static const PhraseSet when(when_openings);
        static const PhraseSet number(number_openings);
        static const PhraseSet where(where_openings);
        static const PhraseSet open(open_openings);
        static const PhraseSet yes_no(yes_no_openings);
        static const PhraseSet wish(do_openings);
        if (send.at(text_, i)) return AskKind::Send;
        if (price.at(text_, i)) return AskKind::Price;
        if (when.at(text_, i)) return AskKind::When;
        if (number.at(text_, i)) return AskKind::Number;
        if (where.at(text_, i)) return AskKind::Where;
        if (wish.at(text_, i)) return AskKind::Do;
        if (open.at(text_, i)) return AskKind::Open;
        if (yes_no.at(text_, i)) return AskKind::YesNo;
        return {};
    }

    static bool is_auxiliary(std::string_view plain) {
        static const WordSet verbs(
            "is are was were do does did can could will would has have had should shall may might "
            "isn't aren't doesn't didn't can't won't hay tiene tienen puede pueden está están es "
            "son "
            "abren venden aceptan admiten hacen est sont peut peuvent avez ist sind gibt hat haben "
            "kann können darf wird há tem têm pode podem está estão é são c'è ci può possono avete "
            "accettate");
        return verbs.contains(plain);
    }

    // Question words tell something else in the middle of what is told: "when I locked the screen".
    [[nodiscard]] bool needs_mark(AskKind kind, std::size_t i) const {
        static const WordSet relative(
            "when where what which who why how whose whats that's cuando donde como que quando "
            "onde "
            "quand où qui que comment wann wo wie wer was dove come che chi si se o");
        if (kind == AskKind::Do || kind == AskKind::Send) return false;
        return relative.contains(plain(i)) && !verb_follows(i);
    }

    // "what do I do", "where is my": asked without a mark as well.
    [[nodiscard]] bool verb_follows(std::size_t i) const {
        static const WordSet verbs(
            "is are was were do does did can could will would has have should shall may don't "
            "doesn't didn't isn't aren't won't number time kind way happened happens about");
        for (std::size_t k = i + 1; k <= i + 4 && k < text_.words.size(); ++k) {
            if (text_.words[k].sentence != text_.words[i].sentence) break;
            if (verbs.contains(plain(k))) {
                return k + 1 >= text_.words.size() || k == i + 1 || k == i + 2;
            }
        }
        return false;
    }

    [[nodiscard]] bool is_rhetorical(const Ask& ask) const {
        static const PhraseSet phrases(rhetorical_phrases);
        for (std::size_t i = ask.first; i < ask.end; ++i) {
            const auto span = phrases.at(text_, i);
            if (!span) continue;
            // A single word is rhetorical only alone.
            if (span->end - span->first > 1 || ask.end - ask.first <= 2) return true;
            if (i > ask.first + 1) break;
        }
        return false;
    }

    [[nodiscard]] bool has_stacked_marks(const Sentence& sentence) const {
        std::size_t marks = 0;
        for (std::size_t k = sentence.range.start; k < sentence.range.end; ++k) {
            marks += text_.points[k] == '?' ? 1 : 0;
        }
        return marks >= 2;
    }

    void read(const Sentence& sentence) {
        const std::size_t before = asks_.size();
        std::optional<std::size_t> open;  // the ask that runs
        bool embedded = false;
        for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
            if (text_.words[i].setting == Setting::Quoted) continue;
            const bool starts = begins(i, sentence);
            if (!starts) continue;
            if (embedded && open && i > sentence.first_word && joins(plain(i - 1)) &&
                starts_embedded(plain(i))) {
                close(*open, i);
                open = start(i, AskKind::YesNo);
                if (const auto kind = opening_at(i)) asks_[*open].kind = *kind;
                continue;
            }
            auto kind = opening_at(i);
            // "Is breakfast included?": before a noun the mark tells.
            if (!kind && sentence.question && is_auxiliary(plain(i))) kind = AskKind::YesNo;
            if (!kind || (needs_mark(*kind, i) && !sentence.question)) continue;
            // "please" in the middle of a question is no second one.
            if (open && plain(i) == "please" && i + 1 >= sentence.end_word) continue;
            if (open && i - asks_[*open].first <= 1) continue;
            if (open) close(*open, i);
            open = start(i, *kind);
            embedded = *kind == AskKind::Do;
        }
        if (open) close(*open, sentence.end_word);
        const bool none = asks_.size() == before;
        if (none && sentence.question && !has_stacked_marks(sentence) &&
            sentence.end_word > sentence.first_word) {
            close(start(sentence.first_word, AskKind::YesNo), sentence.end_word);
        }
        for (std::size_t k = before; k < asks_.size();) {
            if (is_rhetorical(asks_[k]) || asks_[k].end <= asks_[k].first) {
                asks_.erase(asks_.begin() + static_cast<std::ptrdiff_t>(k));
            } else {
                ++k;
            }
        }
    }

    std::size_t start(std::size_t word, AskKind kind) {
        Ask ask;
        ask.first = word;
        ask.end = word + 1;
        ask.kind = kind;
        asks_.push_back(ask);
        return asks_.size() - 1;
    }

    void close(std::size_t index, std::size_t end) {
        Ask& ask = asks_[index];
        // Joining words and list marks at the end belong to what follows.
        while (end > ask.first + 1 &&
               (joins(plain(end - 1)) ||
                (end < text_.words.size() && text_.words[end - 1].letters == 0 &&
                 text_.words[end - 1].plain.size() == 1 && end - 1 > ask.first))) {
            --end;
        }
        ask.end = std::max(end, ask.first + 1);
        ask.range = Range{text_.words[ask.first].range.start, text_.words[ask.end - 1].range.end};
    }

    const Analysis& text_;
    std::vector<Ask> asks_;
};

}  // namespace

std::vector<Ask> find_asks(const Analysis& analysis) {
    return AskFinder(analysis).find();
}

}  // namespace aplomb::etiquette

// Matching walks the elements with backtracking, which phrases of a handful of words and gaps of at
// most a handful more keep short. The first word of a phrase decides where it is tried at all.
#include "etiquette/phrase_book.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace aplomb::etiquette {
namespace {

struct WordClass {
    std::string_view name;
    std::string_view words;
};

constexpr auto word_classes = std::to_array<WordClass>({
    {"@we", "we|i"},
    {"@be", "am|are|is|was|were|be|been|being"},
    {"@our", "our|my"},
    {"@very",
     "so|very|really|truly|deeply|terribly|sincerely|extremely|awfully|genuinely|incredibly|most|"
     "just|quite|both|all|dreadfully|ever|sincere|deepest|heartfelt|again"},
    {"@modal", "will|shall|can|could|would|may|might|should|must|do|did|does"},
    {"@good",
     "kind|generous|nice|lovely|sweet|thoughtful|considerate|clever|brave|noble|gracious|charming|"
     "big|mature|insightful|helpful|original|refreshing|delightful|wonderful"},
    {"@harm",
     "worry|trouble|troubles|wait|distress|bother|pain|mess|hassle|upset|delay|nuisance|fright|"
     "inconvenience|shock|disruption|stress|scare|disappointment|patience|evening|night|day|"
     "weekend|morning|afternoon|hours|time|muddle|mix|mistake|slip|headache|aggravation|loss"},
    {"@gift",
     "gems|coins|points|miles|stars|tokens|credits|stamps|tickets|days|weeks|months|year|years|"
     "month|week|nights|night|hours|gb|sessions|classes|lessons|rides|drinks|coffees|meals|"
     "cookies|diamonds|lives|boosts|bottles|tins|boxes|bars|seats|units|minutes"},
    {"@negword", "not|no|never|nobody|nothing|none|hardly|without"},
});

constexpr std::size_t gap_default = 4;
constexpr std::uint32_t unknown_word = 0;

std::string_view class_words(std::string_view name) {
    const auto found = std::find_if(word_classes.begin(), word_classes.end(),
                                    [&](const WordClass& c) { return c.name == name; });
    return found == word_classes.end() ? name : found->words;
}

bool has_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

// A text seen through one book: the number of each word, and where sentences end.
struct PhraseBook::Reader {
    const Wording& wording;
    std::vector<std::uint32_t> numbers;
    std::vector<Sentences> sentences;  // of each token, one bit
    std::vector<Sentences> possible;

    [[nodiscard]] bool matches(const Element& element, std::size_t at) const {
        const std::string& plain = wording.tokens[at].plain;
        if (element.kind == Kind::Number) return has_digit(plain);
        const std::uint32_t number = numbers[at];
        const bool listed =
            (number != unknown_word && (element.words_mask >> (number & 63) & 1u) != 0 &&
             std::find(element.words.begin(), element.words.end(), number) !=
                 element.words.end()) ||
            std::any_of(element.prefixes.begin(), element.prefixes.end(),
                        [&](std::string_view prefix) { return plain.starts_with(prefix); }) ||
            std::any_of(element.suffixes.begin(), element.suffixes.end(),
                        [&](std::string_view suffix) { return plain.ends_with(suffix); });
        return listed == (element.kind != Kind::NotWord && element.kind != Kind::NotNext);
    }

    [[nodiscard]] bool sentence_ends_before(std::size_t at) const {
        return at >= wording.tokens.size() || wording.tokens[at].opens_sentence;
    }

    [[nodiscard]] bool holds(const Element& element, std::size_t at, std::size_t first) const {
        const bool inside = at < wording.tokens.size();
        switch (element.kind) {
            case Kind::Clause:
                return inside && wording.tokens[at].opens_clause;
            case Kind::Sentence:
                return inside && wording.tokens[at].opens_sentence;
            case Kind::End:
                return sentence_ends_before(at);
            case Kind::Question:
                return wording.questions[wording.tokens[first].sentence];
            case Kind::NotNext:
                return (at != first && sentence_ends_before(at)) || matches(element, at);
            default:
                return false;
        }
    }

    // One behind the last token, when the elements match from `at` on.
    [[nodiscard]] std::optional<std::size_t> match(std::span<const Element> elements,
                                                   std::size_t at, std::size_t first) const {
        if (elements.empty()) return at;
        const Element& element = elements.front();
        const auto rest = elements.subspan(1);
        if (element.kind == Kind::Gap) {
            for (std::size_t skipped = 0; skipped <= element.gap_max; ++skipped) {
                if (skipped > 0 && at + skipped - 1 != first &&
                    sentence_ends_before(at + skipped - 1)) {
                    return {};
                }
                if (const auto end = match(rest, at + skipped, first)) return end;
            }
            return {};
        }
        if (element.kind >= Kind::Clause) {
            return holds(element, at, first) ? match(rest, at, first) : std::nullopt;
        }
        const bool inside =
            at < wording.tokens.size() && (at == first || !sentence_ends_before(at));
        if (inside && matches(element, at)) {
            if (const auto end = match(rest, at + 1, first)) return end;
        }
        return element.optional ? match(rest, at, first) : std::nullopt;
    }
};

PhraseBook::PhraseBook(std::span<const PhraseGroup> groups) : by_word_(1), by_byte_(256) {
    for (const PhraseGroup& group : groups) {
        std::string_view rest = group.phrases;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (end > 0) add(group.label, rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    by_anchor_.resize(by_word_.size());
}

std::uint32_t PhraseBook::number_of(std::string_view word) {
    const auto next = static_cast<std::uint32_t>(by_word_.size());
    const auto [at, added] = numbers_.emplace(word, next);
    if (added) by_word_.emplace_back();
    known_.add(word);
    return at->second;
}

void PhraseBook::compile_choices(std::string_view choices, Element& element) {
    while (!choices.empty()) {
        const std::size_t end = std::min(choices.find('|'), choices.size());
        const std::string_view choice = choices.substr(0, end);
        if (choice.starts_with('@')) {
            compile_choices(class_words(choice), element);
        } else if (choice.starts_with('*')) {
            element.suffixes.push_back(choice.substr(1));
        } else if (choice.ends_with('*')) {
            element.prefixes.push_back(choice.substr(0, choice.size() - 1));
        } else {
            element.words.push_back(number_of(choice));
            element.words_mask |= std::uint64_t{1} << (element.words.back() & 63);
        }
        choices.remove_prefix(std::min(end + 1, choices.size()));
    }
}

PhraseBook::Element PhraseBook::compile(std::string_view token) {
    Element element;
    if (token.starts_with('(') && token.ends_with(')')) {
        element.optional = true;
        token = token.substr(1, token.size() - 2);
    }
    if (token == "#") {
        element.kind = Kind::Number;
    } else if (token == ",") {
        element.kind = Kind::Clause;
    } else if (token == "^") {
        element.kind = Kind::Sentence;
    } else if (token == "$") {
        element.kind = Kind::End;
    } else if (token == "?") {
        element.kind = Kind::Question;
    } else if (token.starts_with('~')) {
        element.kind = Kind::Gap;
        element.gap_max = token.size() > 1 ? static_cast<std::size_t>(token[1] - '0') : gap_default;
    } else {
        if (token.starts_with('!')) element.kind = Kind::NotWord;
        if (token.starts_with('-') && token.size() > 1) element.kind = Kind::NotNext;
        compile_choices(element.kind == Kind::Word ? token : token.substr(1), element);
    }
    return element;
}

void PhraseBook::add(int label, std::string_view line) {
    Phrase phrase;
    phrase.label = label;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        if (end > 0) phrase.elements.push_back(compile(line.substr(0, end)));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    // One in which every word may be missing would be found everywhere: it is found nowhere.
    const bool says_something =
        std::any_of(phrase.elements.begin(), phrase.elements.end(), [](const Element& element) {
            return !element.optional &&
                   (element.kind == Kind::Word || element.kind == Kind::NotWord ||
                    element.kind == Kind::Number);
        });
    if (!says_something) return;
    phrases_.push_back(std::move(phrase));
    index(static_cast<std::uint32_t>(phrases_.size() - 1));
    anchor(static_cast<std::uint32_t>(phrases_.size() - 1));
}

// The element with the fewest words, the first one apart, since that is looked for anyhow; of two
// such the one whose word came up later in the book, which is the rarer as a rule.
void PhraseBook::anchor(std::uint32_t phrase) {
    const Element* best = nullptr;
    for (const Element& element : phrases_[phrase].elements) {
        const bool needed = &element != phrases_[phrase].elements.data() && !element.optional &&
                            element.kind == Kind::Word && element.prefixes.empty() &&
                            element.suffixes.empty();
        if (!needed) continue;
        const bool better = best == nullptr || element.words.size() < best->words.size() ||
                            (element.words.size() == best->words.size() &&
                             element.words.front() > best->words.front());
        if (better) best = &element;
    }
    unanchored_.push_back(best == nullptr ? ~Sentences{0} : 0);
    by_anchor_.resize(std::max(by_anchor_.size(), by_word_.size()));
    if (best == nullptr) return;
    for (const std::uint32_t word : best->words)
        by_anchor_[word].push_back(phrase);
}

std::vector<PhraseBook::Sentences> PhraseBook::possible_in(const Reader& reader) const {
    std::vector<Sentences> possible = unanchored_;
    for (std::size_t at = 0; at < reader.numbers.size(); ++at) {
        if (reader.numbers[at] == unknown_word) continue;
        for (const std::uint32_t phrase : by_anchor_[reader.numbers[at]])
            possible[phrase] |= reader.sentences[at];
    }
    return possible;
}

void PhraseBook::index(std::uint32_t phrase) {
    for (const Element& element : phrases_[phrase].elements) {
        if (element.kind >= Kind::Clause) continue;
        if (element.kind != Kind::Word || !element.suffixes.empty()) {
            anywhere_.push_back(phrase);
            return;
        }
        for (const std::uint32_t word : element.words)
            by_word_[word].push_back(phrase);
        for (const std::string_view prefix : element.prefixes) {
            auto& list = by_byte_[static_cast<unsigned char>(prefix[0])];
            if (list.empty() || list.back() != phrase) list.push_back(phrase);
        }
        if (!element.optional) return;
    }
}

void PhraseBook::try_all(const Reader& reader, std::span<const std::uint32_t> phrases,
                         std::size_t at, std::vector<PhraseHit>& hits) const {
    for (const std::uint32_t number : phrases) {
        if ((reader.possible[number] & reader.sentences[at]) == 0) continue;
        const Phrase& phrase = phrases_[number];
        const auto end = reader.match(phrase.elements, at, at);
        if (!end || *end == at) continue;
        // Hits at this token are the last ones.
        const auto others = std::find_if(hits.rbegin(), hits.rend(),
                                         [&](const PhraseHit& hit) { return hit.first != at; });
        const auto same = std::find_if(
            hits.rbegin(), others, [&](const PhraseHit& hit) { return hit.label == phrase.label; });
        if (same == others) {
            hits.push_back({phrase.label, at, *end});
        } else {
            same->end = std::max(same->end, *end);
        }
    }
}

std::vector<PhraseHit> PhraseBook::find(const Wording& wording) const {
    Reader reader{wording, {}, {}, {}};
    reader.numbers.reserve(wording.tokens.size());
    reader.sentences.reserve(wording.tokens.size());
    Sentences sentence = 1;
    for (const Token& token : wording.tokens) {
        const auto known =
            known_.may_hold(token.plain) ? numbers_.find(token.plain) : numbers_.end();
        reader.numbers.push_back(known == numbers_.end() ? unknown_word : known->second);
        if (token.opens_sentence) sentence = std::rotl(sentence, 1);
        reader.sentences.push_back(sentence);
    }
    reader.possible = possible_in(reader);
    std::vector<PhraseHit> hits;
    for (std::size_t at = 0; at < wording.tokens.size(); ++at) {
        if (reader.numbers[at] != unknown_word)
            try_all(reader, by_word_[reader.numbers[at]], at, hits);
        const auto first = static_cast<unsigned char>(wording.tokens[at].plain[0]);
        try_all(reader, by_byte_[first], at, hits);
        try_all(reader, anywhere_, at, hits);
    }
    return hits;
}

}  // namespace aplomb::etiquette

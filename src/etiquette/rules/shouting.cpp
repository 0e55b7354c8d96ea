// Words in capitals, and exclamation marks in stacks.
//
// A capital word alone is shouted when it is an everyday word (etiquette/capitals.h); anything else
// may be an acronym, a size, a brand. In a row of capital words the row itself is the evidence: two
// everyday words, one with other words of normal shape, or four of normal shape in any language.
// Acronyms inside a row go along with it, at its ends they are left out.
//
// Not shouted: quotations, code, addresses, hashtags; words with digits; what policy.toml lists;
// the customer's own capitals taken up again ("you said you LOVE it"), unless they write everything
// so; labels and keywords ("press OK", "answer STOP", "the EXIT sign", "code THAWED").
#include <algorithm>
#include <array>
#include <optional>

#include "etiquette/capitals.h"
#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

bool listed(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

enum class Voice { Normal, Bystander, Shaped, Shouted };

bool has_vowel(std::u32string_view word) {
    return std::any_of(word.begin(), word.end(), [](char32_t c) {
        return c >= 0x80 ||
               std::string_view("AEIOUY").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

bool names(std::string_view name, std::string_view plain) {
    const std::string folded = text::casefold(name);
    return plain.size() >= 2 &&
           (" " + folded + " ").find(" " + std::string(plain) + " ") != std::string::npos;
}

class ShoutingFinder {
  public:
    explicit ShoutingFinder(const Context& context) : context_(context), text_(context.text()) {}

    std::vector<Remark> find() {
        for (std::size_t i = 0; i < text_.words.size();) {
            if (voice_of(i) == Voice::Normal) {
                ++i;
                continue;
            }
            std::size_t end = i + 1;
            while (end < text_.words.size() && goes_on(end))
                ++end;
            judge_row(i, end);
            i = end;
        }
        find_stacks();
        return std::move(remarks_);
    }

  private:
    // What the customer wrote in capitals in messages that were not in capitals altogether.
    [[nodiscard]] std::vector<std::string> words_the_customer_stressed() const {
        std::vector<std::string> stressed;
        for (std::size_t i = 0; i < context_.thread().size(); ++i) {
            if (context_.turn(i).from == Speaker::Us) continue;
            const auto& words = context_.thread()[i].words;
            const auto capitals =
                std::count_if(words.begin(), words.end(), [](const Word& w) { return w.capitals; });
            if (capitals * 2 > static_cast<std::ptrdiff_t>(words.size()) && words.size() > 3)
                continue;
            for (const Word& word : words) {
                if (word.capitals && word.letters >= 2) stressed.push_back(word.plain);
            }
        }
        return stressed;
    }

    [[nodiscard]] bool is_echo(std::string_view plain) const {
        if (!echoed_) echoed_ = words_the_customer_stressed();
        return std::any_of(echoed_->begin(), echoed_->end(), [&](const std::string& theirs) {
            return plain == theirs || plain == theirs + "s" || theirs == std::string(plain) + "s" ||
                   plain == theirs + "ed" || theirs == std::string(plain) + "ed";
        });
    }

    [[nodiscard]] bool is_label(std::size_t i) const {
        const auto plain = [&](std::size_t k) { return std::string_view(text_.words[k].plain); };
        if (i + 1 < text_.words.size() && !text_.words[i + 1].capitals &&
            listed(plain(i + 1), {"button", "key", "switch", "icon", "menu", "tab", "sign", "label",
                                  "mode", "light", "field", "knopf", "taste", "schalter"})) {
            return true;
        }
        if (i == 0 || text_.words[i - 1].sentence != text_.words[i].sentence) return false;
        const std::string_view before = plain(i - 1);
        if (listed(before,
                   {"press",    "click",   "tap",    "choose",  "select",  "hit",    "marked",
                    "labelled", "labeled", "called", "named",   "titled",  "says",   "reads",
                    "keyword",  "word",    "button", "code",    "voucher", "coupon", "password",
                    "drücken",  "pulse",   "pulsar", "cliquez", "código",  "codice"})) {
            return true;
        }
        const bool keyword = listed(plain(i), {"stop", "start", "yes", "no", "help", "join", "info",
                                               "end", "quit", "cancel", "out", "on", "off"}) ||
                             !is_everyday_word(plain(i));
        // "Reply YES to come or STOP to stay": the second keyword stands behind an "or".
        if (keyword && listed(before, {"or", "and"}) && replies_to(i)) return true;
        return keyword && listed(before, {"answer", "reply", "text", "send", "enter", "type", "to",
                                          "with", "write", "texting", "replying"});
    }

    // Whether a keyword in capitals stands earlier in the sentence, behind a word of replying.
    [[nodiscard]] bool replies_to(std::size_t i) const {
        const std::size_t first = text_.sentences[text_.words[i].sentence].first_word;
        for (std::size_t k = first + 1; k + 1 < i; ++k) {
            if (text_.words[k].capitals &&
                listed(text_.words[k - 1].plain,
                       {"answer", "reply", "text", "send", "enter", "type", "with", "write",
                        "texting", "replying", "press"})) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] Voice voice_of(std::size_t i) const {
        const Word& word = text_.words[i];
        if (!word.capitals || word.setting != Setting::Own) return Voice::Normal;
        if (word.has_digit) return Voice::Bystander;
        const auto& own = context_.policy().capitals;
        const std::string written = text::encode(word.as_written);
        if (std::find(own.begin(), own.end(), written) != own.end()) return Voice::Bystander;
        if (word.letters < 2 || is_joined(word)) return Voice::Bystander;
        if (is_known_acronym(word.plain) || is_label(i) || is_echo(word.plain)) {
            return Voice::Bystander;
        }
        if (is_everyday_word(word.plain) && !names_a_number(i)) {
            return word.letters >= 3 ? Voice::Shouted : Voice::Shaped;
        }
        return word.letters >= 4 && has_vowel(word.as_written) ? Voice::Shaped : Voice::Bystander;
    }

    // "NIE X1234567L": a word of another language before what it stands for is an abbreviation.
    [[nodiscard]] bool names_a_number(std::size_t i) const {
        if (i + 1 >= text_.words.size() || !text_.words[i + 1].has_digit) return false;
        return text_.language() != "de" && is_german_word(text_.words[i].plain);
    }

    // Part of something with a sign in it: "PDF/A", "A&E", "USB-C", "U.S."
    [[nodiscard]] bool is_joined(const Word& word) const {
        const auto at = [&](std::size_t i) {
            return i < text_.points.size() ? text_.points[i] : U' ';
        };
        const char32_t before = word.range.start > 0 ? at(word.range.start - 1) : U' ';
        const char32_t after = at(word.range.end);
        const auto joins = [](char32_t c) { return c == '/' || c == '&' || c == '_' || c == '+'; };
        const bool hyphen_to_small = after == '-' && !text::is_upper(at(word.range.end + 1));
        return joins(before) || joins(after) || hyphen_to_small;
    }

    // Whether word i belongs to the row that reaches it: capitals, or a number between them.
    [[nodiscard]] bool goes_on(std::size_t i) const {
        const Word& word = text_.words[i];
        if (word.setting != Setting::Own) return false;
        if (word.letters == 0) {
            return i + 1 < text_.words.size() && voice_of(i + 1) != Voice::Normal;
        }
        return voice_of(i) != Voice::Normal;
    }

    void judge_row(std::size_t first, std::size_t end) {
        const auto weak = [&](std::size_t i) {
            return voice_of(i) == Voice::Bystander || text_.words[i].letters == 0;
        };
        while (first < end && weak(first))
            ++first;
        while (end > first && weak(end - 1))
            --end;
        std::size_t shouted = 0;
        std::size_t shaped = 0;
        std::size_t long_shaped = 0;
        for (std::size_t i = first; i < end; ++i) {
            const Voice voice = voice_of(i);
            shouted += voice == Voice::Shouted ? 1 : 0;
            shaped += voice == Voice::Shaped ? 1 : 0;
            long_shaped += voice == Voice::Shaped && text_.words[i].letters >= 4 ? 1 : 0;
        }
        if (shouted >= 2 || (shouted == 1 && shaped >= 1) ||
            (end - first >= 4 && long_shaped >= 3)) {
            add_row(first, end, {});
            return;
        }
        for (std::size_t i = first; i < end; ++i) {
            if (voice_of(i) == Voice::Shouted) add_row(i, i + 1, Severity::Warning);
        }
    }

    void add_row(std::size_t first, std::size_t end, std::optional<Severity> at_most) {
        Remark remark;
        remark.range = Range{text_.words[first].range.start, text_.words[end - 1].range.end};
        remark.message = "Capitals read as shouting.";
        remark.at_most = at_most;
        remark.fix = in_sentence_case(first, end, *remark.range);
        remarks_.push_back(std::move(remark));
    }

    [[nodiscard]] std::optional<Fix> in_sentence_case(std::size_t first, std::size_t end,
                                                      Range range) const {
        std::u32string fixed = text_.points.substr(range.start, range.end - range.start);
        for (std::size_t i = first; i < end; ++i) {
            const Word& word = text_.words[i];
            // German nouns keep their capitals, and which words are nouns cannot be told here.
            if (text_.language() == "de" ||
                (text_.language().empty() && is_german_word(word.plain))) {
                return {};
            }
            const bool small = end - first > 1 && is_small_word(word.plain);
            if (voice_of(i) == Voice::Bystander && word.letters > 1 && !small) continue;
            const std::size_t from = word.range.start - range.start;
            const std::size_t to = word.range.end - range.start;
            for (std::size_t k = from; k < to; ++k)
                fixed[k] = text::lower(fixed[k]);
            const bool english_i = word.plain == "i" || word.plain.starts_with("i'");
            if (begins_sentence(i) || english_i || keeps_first_capital(word.plain) ||
                is_name(word)) {
                fixed[from] = text::upper(fixed[from]);
            }
        }
        return Fix{range, text::encode(fixed)};
    }

    // Read as acronyms anywhere else; in a shouted row "US" is us.
    static bool is_small_word(std::string_view plain) {
        return listed(
            plain, {"us",  "it",  "at",  "on",  "in",  "an",  "as",  "be",  "by",  "do",  "go",
                    "he",  "if",  "me",  "my",  "of",  "or",  "so",  "to",  "up",  "we",  "no",
                    "is",  "am",  "the", "all", "and", "any", "are", "but", "can", "day", "for",
                    "get", "had", "has", "her", "him", "his", "how", "may", "new", "not", "now",
                    "off", "one", "our", "out", "see", "too", "was", "way", "who", "why", "you"});
    }

    [[nodiscard]] bool begins_sentence(std::size_t i) const {
        return text_.sentences[text_.words[i].sentence].first_word == i;
    }

    [[nodiscard]] bool is_name(const Word& word) const {
        // Somebody may have called their own account "You".
        if (word.plain == "you") return false;
        const Draft& draft = context_.draft();
        return (draft.customer && names(draft.customer->name, word.plain)) ||
               (draft.agent && names(draft.agent->name, word.plain));
    }

    void find_stacks() {
        const std::size_t first_stack = remarks_.size();
        const std::u32string& points = text_.folded.points;
        for (std::size_t i = 0; i < points.size();) {
            if (!is_mark(points[i])) {
                ++i;
                continue;
            }
            std::size_t end = i;
            std::size_t exclamations = 0;
            std::size_t marks = 0;
            std::size_t last = i;
            bool asks = false;
            while (end < points.size() && (is_mark(points[end]) || points[end] == ' ')) {
                if (is_mark(points[end])) {
                    ++marks;
                    exclamations += points[end] == '!' ? 1 : 0;
                    asks = asks || points[end] == '?';
                    last = end + 1;
                }
                ++end;
            }
            add_stack(i, last, marks, exclamations, asks);
            i = end;
        }
        // One doubled mark is high spirits; several are a habit of shouting.
        if (remarks_.size() - first_stack == 1) {
            Remark& only = remarks_.back();
            if (only.at_most == Severity::Warning) only.at_most = Severity::Hint;
        }
    }

    static bool is_mark(char32_t c) { return c == '!' || c == '?'; }

    void add_stack(std::size_t start, std::size_t end, std::size_t marks, std::size_t exclamations,
                   bool asks) {
        if (exclamations == 0 || marks < 2 || (marks == 2 && asks)) return;
        if (text_.setting_at(start) != Setting::Own) return;
        Remark remark;
        remark.range = text_.original(start, end);
        remark.message = "One mark says it; a stack of them shouts.";
        remark.fix = Fix{*remark.range, asks ? "?" : "!"};
        if (marks == 2) remark.at_most = Severity::Warning;
        remarks_.push_back(std::move(remark));
    }

    const Context& context_;
    const Analysis& text_;
    mutable std::optional<std::vector<std::string>> echoed_;
    std::vector<Remark> remarks_;
};

std::vector<Remark> check_shouting(const Context& context) {
    return ShoutingFinder(context).find();
}

constexpr auto shouting_bad = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"Mia, please DO NOT unplug the router while it blinks."})",
    R"({"channel":"x","text":"THE DOORS OPEN AT NINE, and the queue is short."})",
    R"({"channel":"facebook","text":"We have it in blue!!!! Come by today."})",
    R"({"channel":"email","text":"Es gilt: ANTWORTEN SIE SOFORT AUF DIESE NACHRICHT, sonst )"
    R"(verfällt der Platz."})",
    R"({"channel":"sms","text":"You MUST bring the receipt."})",
});
constexpr auto shouting_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"The NASA talk and the IMAX film are on at 3 PM, VAT included, in )"
    R"(the UK and the US."})",
    R"({"channel":"sms","text":"Answer STOP and we stop, or press OK to go on. Your code is )"
    R"(FROST."})",
    R"({"channel":"sms","text":"Reply YES to keep the table or STOP to hear no more."})",
    R"({"channel":"x","text":"You said \"NEVER AGAIN\", and we would love to change your mind!"})",
    R"({"channel":"x","text":"We will tell her that she ROCKS!","thread":[{"from":"customer",)"
    R"("channel":"x","text":"Your driver ROCKS, tell her"}]})",
    R"({"channel":"reddit","text":"Run `DROP THE BASS` and look at #BLACKFRIDAY, model RAV4, )"
    R"(size XXL."})",
});

}  // namespace

extern const Rule shouting;
const Rule shouting{
    .id = "shouting",
    .title = "capitals and stacked exclamation marks",
    .why = "Capitals are yelling. What matters is heard better in plain words.",
    .source = "A9",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "[vocabulary] capitals: brands and names that are written so",
    .mends = "puts the words into sentence case, leaves one mark of a stack",
    .check = check_shouting,
    .bad = shouting_bad,
    .good = shouting_good,
};

}  // namespace aplomb::etiquette

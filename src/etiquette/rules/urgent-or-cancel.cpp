// We cancel, postpone or warn of something imminent, and do it in writing.
//
// Found: words of ours that take back a plan ("we have to call off …", "today won't work", "fällt
// leider aus"), that warn of danger and say what to do now, or that set a deadline of hours. Fine
// on the telephone; in a text or chat while the customer answers within minutes; and when the
// customer asked for the change or speaks of it themselves. What the customer may do ("you can
// cancel any time") is no plan of ours.
#include <algorithm>
#include <array>
#include <chrono>

#include "etiquette/phrases.h"
#include "etiquette/rule.h"
#include "etiquette/times.h"
#include "etiquette/urgency_words.h"
#include "etiquette/word_set.h"

namespace aplomb::etiquette {
namespace {

constexpr std::chrono::minutes answering_now{5};

// A chat the customer is in this very moment.
bool is_answering_now(const Draft& draft) {
    static const WordSet chats("sms whatsapp telegram messenger webchat");
    const bool chat = chats.contains(draft.channel) ||
                      (draft.channel == "facebook" && draft.visibility == Visibility::Private);
    if (!chat || !draft.now) return false;
    return std::any_of(draft.thread.begin(), draft.thread.end(), [&](const Turn& turn) {
        return turn.from == Speaker::Customer && turn.at && *draft.now - *turn.at <= answering_now;
    });
}

class UrgencyCheck {
  public:
    explicit UrgencyCheck(const Context& context)
        : context_(context), text_(context.text()), times_(find_times(text_)) {}

    std::vector<Remark> check() const {
        if (const auto plan = plan_taken_back()) {
            return {{range_of(*plan),
                     "Plans are cancelled or moved by a call, not in writing: this "
                     "may be read too late. Ring them.",
                     {},
                     {}}};
        }
        if (const auto warning = warning_given()) {
            return {{range_of(*warning),
                     "What cannot wait must not wait to be read. Ring them.",
                     {},
                     {}}};
        }
        return {};
    }

  private:
    [[nodiscard]] Range range_of(const WordSpan& span) const {
        return {text_.words[span.first].range.start, text_.words[span.end - 1].range.end};
    }

    [[nodiscard]] bool customer_says(const PhraseSet& set) const {
        for (std::size_t i = 0; i < context_.thread().size(); ++i) {
            if (context_.turn(i).from != Speaker::Us && set.in(context_.thread()[i])) return true;
        }
        return false;
    }

    [[nodiscard]] bool last_turn_says(const PhraseSet& set) const {
        for (std::size_t i = context_.thread().size(); i > 0; --i) {
            if (context_.turn(i - 1).from == Speaker::Customer)
                return set.in(context_.thread()[i - 1]);
        }
        return false;
    }

    [[nodiscard]] std::optional<WordSpan> plan_taken_back() const {
        const PhraseSet& asked = words_that_ask_for_it();
        const PhraseSet& theirs = words_of_their_choice();
        const PhraseSet& wanted = words_of_their_wish();
        const PhraseSet& plan = words_for_plans();
        const PhraseSet& verbs = words_that_take_back(text_.language());
        std::optional<bool> is_their_wish;
        for (std::size_t i = 0; i < text_.words.size(); ++i) {
            if (text_.words[i].setting != Setting::Own) continue;
            const auto span = verbs.at(text_, i);
            if (!span) continue;
            const Sentence sentence = around(i);
            const std::size_t from = i > sentence.first_word + 5 ? i - 5 : sentence.first_word;
            if (theirs.find_within(text_, from, span->end)) continue;
            if (wanted.find_within(text_, sentence.first_word, sentence.end_word)) continue;
            if (text_.words[span->end - 1].setting != Setting::Own) continue;
            const bool planned = plan.find_within(text_, sentence.first_word, sentence.end_word) ||
                                 has_time(sentence, false);
            if (!planned || is_about_bills(sentence)) continue;
            if (!is_their_wish) is_their_wish = customer_says(asked);
            if (*is_their_wish) return {};
            return span;
        }
        return {};
    }

    // "Two of the three bills are cancelled."
    [[nodiscard]] bool is_about_bills(const Sentence& sentence) const {
        static const WordSet bills(
            "bill bills invoice invoices charge charges charged fee fees fine fines payment "
            "payments "
            "billed money refund refunded debit");
        const std::size_t index = text_.words[sentence.first_word].sentence;
        const std::size_t first =
            index > 0 ? text_.sentences[index - 1].first_word : sentence.first_word;
        return std::any_of(text_.words.begin() + static_cast<std::ptrdiff_t>(first),
                           text_.words.begin() + static_cast<std::ptrdiff_t>(sentence.end_word),
                           [](const Word& word) { return bills.contains(word.plain); });
    }

    // The sentence of word i, as far as one takes it in at once.
    [[nodiscard]] Sentence around(std::size_t i) const {
        constexpr std::size_t reach = 40;
        Sentence sentence = text_.sentences[text_.words[i].sentence];
        if (i - sentence.first_word > reach) sentence.first_word = i - reach;
        sentence.end_word = std::min(sentence.end_word, i + reach);
        return sentence;
    }

    [[nodiscard]] bool has_time(const Sentence& sentence, bool near) const {
        return find_time(times_, sentence.first_word, sentence.end_word,
                         [&](const NamedTime& time) {
                             return !time.past && (!near || time.near);
                         }) != nullptr;
    }

    [[nodiscard]] std::optional<WordSpan> warning_given() const {
        const PhraseSet& orders = safety_orders();
        const PhraseSet& danger = words_of_danger();
        const PhraseSet& urgent = words_of_urgency();
        const PhraseSet& deadline = words_of_loss();
        if (const auto order = orders.find(text_);
            order && danger.in(text_) && !last_turn_says(danger) && !last_turn_asks()) {
            return order;
        }
        if (const auto word = urgent_opening()) return word;
        if (const auto said = urgent.find(text_); said && !last_turn_says(danger)) return said;
        for (const Sentence& sentence : text_.sentences) {
            const auto fate = deadline.find_within(text_, sentence.first_word, sentence.end_word);
            const auto fate_or_else = fate ? fate : threat_in(sentence);
            if (fate_or_else && has_time(sentence, true) && speaks_of_theirs(sentence) &&
                !last_turn_asks()) {
                return fate_or_else;
            }
        }
        return {};
    }

    // "… will be emptied tonight unless …"
    [[nodiscard]] std::optional<WordSpan> threat_in(const Sentence& sentence) const {
        const auto threat =
            words_of_threat().find_within(text_, sentence.first_word, sentence.end_word);
        static const WordSet will("will we'll sera serán será wird werden sarà verrà");
        for (std::size_t i = sentence.first_word; threat && i < sentence.end_word; ++i) {
            if (will.contains(text_.words[i].plain)) return threat;
        }
        return {};
    }

    // "Wanda, urgent: …", "URGENT - …", "Dringend: …"
    [[nodiscard]] std::optional<WordSpan> urgent_opening() const {
        static const WordSet words("urgent urgente dringend warning achtung attention important");
        for (std::size_t i = 0; i < std::min<std::size_t>(text_.words.size(), 6); ++i) {
            const std::size_t at = text_.words[i].range.end;
            if (!words.contains(text_.words[i].plain) || at >= text_.points.size()) continue;
            const bool grave = text_.words[i].plain.starts_with("urgent") ||
                               text_.words[i].plain == "dringend" || has_near_time();
            if ((text_.points[at] == ':' || text_.points[at] == '!') && grave)
                return WordSpan{i, i + 1};
        }
        return {};
    }

    [[nodiscard]] bool has_near_time() const {
        return std::any_of(times_.begin(), times_.end(),
                           [](const NamedTime& time) { return time.near && !time.past; });
    }

    // They asked, and this answers.
    [[nodiscard]] bool last_turn_asks() const {
        for (std::size_t i = context_.thread().size(); i > 0; --i) {
            if (context_.turn(i - 1).from != Speaker::Customer) continue;
            const auto& sentences = context_.thread()[i - 1].sentences;
            return std::any_of(sentences.begin(), sentences.end(),
                               [](const Sentence& s) { return s.question; });
        }
        return false;
    }

    [[nodiscard]] bool speaks_of_theirs(const Sentence& sentence) const {
        static const WordSet theirs(
            "you your yours su tu sus tus votre vos ton ta ihr ihre ihren "
            "ihrer dein deine seu sua teu suo vostro tuo la");
        for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
            if (theirs.contains(text_.words[i].plain)) return true;
        }
        return false;
    }

    const Context& context_;
    const Analysis& text_;
    std::vector<NamedTime> times_;
};

std::vector<Remark> check_urgency(const Context& context) {
    const Draft& draft = context.draft();
    if (draft.channel == "phone" || is_answering_now(draft)) return {};
    return UrgencyCheck(context).check();
}

constexpr auto urgent_or_cancel_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Ms Roy, we are sorry, but we have to cancel your cello )"
    R"(lesson this evening."})",
    R"({"channel":"instagram","visibility":"private","text":"Unser Monteur ist krank, der Termin )"
    R"(morgen um neun fällt leider aus."})",
    R"({"channel":"x","text":"@ana please do not drink the tap water: a test found it )"
    R"(contaminated."})",
    R"({"channel":"email","text":"Bonjour, nous devons annuler votre séance de demain."})",
    R"({"channel":"email","text":"Your account will be closed tonight unless you confirm it."})",
});
constexpr auto urgent_or_cancel_good = std::to_array<std::string_view>({
    R"({"channel":"phone","text":"Ms Roy, we have to cancel your cello lesson this evening."})",
    R"({"channel":"email","text":"We have cancelled your lesson this evening, as you asked."})",
    R"({"channel":"whatsapp","text":"Oh no, the teacher is ill, we have to cancel tonight.",)"
    R"("now":"2026-05-04T16:02:00Z","thread":[{"from":"customer","channel":"whatsapp",)"
    R"("at":"2026-05-04T16:00:00Z","text":"I'm on my way to the lesson"}]})",
    R"({"channel":"email","text":"You can cancel or move your lesson until six today."})",
    R"({"channel":"webchat","text":"The urgent care desk is open until nine tonight."})",
    R"({"channel":"email","text":"Done: the lesson on Monday is cancelled.","thread":[)"
    R"({"from":"customer","channel":"email","text":"Please cancel my lesson on Monday."}]})",
});

}  // namespace

extern const Rule urgent_or_cancel;
const Rule urgent_or_cancel{
    .id = "urgent-or-cancel",
    .title = "cancelling, postponing or warning in writing",
    .why =
        "A written message is read when it is read. Whoever stands before a locked door because "
        "nobody rang will tell that story for years.",
    .source = "A7",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_urgency,
    .bad = urgent_or_cancel_bad,
    .good = urgent_or_cancel_good,
};

}  // namespace aplomb::etiquette

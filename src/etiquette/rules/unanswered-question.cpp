// A question or request of the customer's last turn that the draft passes over.
//
// All they wrote since our last message counts, up to a "never mind". What is moved into private
// ("send us a DM and we'll look at your order") is answered as far as it is about their own
// affairs; whether the jumper is vegan can be said to everybody. The uncertain cases are only
// hinted at.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "etiquette/answers.h"
#include "etiquette/contact.h"
#include "etiquette/rule.h"
#include "etiquette/word_set.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

struct OpenAsk {
    std::string words;
    Answered answered = Answered::No;
};

constexpr auto withdrawals = std::to_array<std::string_view>({
    "never mind",
    "nevermind",
    "nvm",
    "forget it",
    "found it",
    "sorted now|already",
    "solved it",
    "got it now",
    "no hace falta",
    "ya está",
    "laisse* tomber",
    "hat sich erledigt",
    "esquece",
    "lascia perdere",
});

std::string quoted(const Analysis& turn, const Ask& ask) {
    constexpr std::size_t length_max = 90;
    std::u32string_view said =
        std::u32string_view(turn.points).substr(ask.range.start, ask.range.end - ask.range.start);
    const bool cut = said.size() > length_max;
    std::string words = text::encode(said.substr(0, length_max));
    std::replace(words.begin(), words.end(), '\n', ' ');
    return cut ? words + "…" : words;
}

// "my order", "mi pedido": what can only be answered in private.
bool is_their_own_affair(const Analysis& turn, const Ask& ask) {
    static const WordSet own(
        "my our mine i we me us mi mis nuestro me yo ma mon mes notre je moi "
        "mein meine meinen ich wir mir mich meu minha eu mio mia io");
    for (std::size_t i = ask.first; i < ask.end; ++i) {
        if (own.contains(turn.words[i].plain)) return true;
    }
    return false;
}

// "Please email me the answer": how they want to hear, which any answer does.
bool asks_only_for_an_answer(const Analysis& turn, const Ask& ask) {
    static const WordSet words(
        "please pls kindly can could would you just email mail e message text dm write send reply "
        "respond answer let know get back to me us the your an a with by via on in as soon "
        "possible asap here there answer reply response email it this that and thanks thank");
    static const WordSet answers("answer reply response respond");
    bool speaks_of_one = false;
    for (std::size_t i = ask.first; i < ask.end; ++i) {
        if (!words.contains(turn.words[i].plain)) return false;
        speaks_of_one = speaks_of_one || answers.contains(turn.words[i].plain);
    }
    return speaks_of_one;
}

class OpenAsks {
  public:
    explicit OpenAsks(const Context& context) : context_(context) {}

    std::vector<OpenAsk> find() {
        const std::size_t first = first_of_their_turns();
        // A turn of theirs at a time: each knows its own words.
        for (std::size_t i = first; i < context_.thread().size(); ++i) {
            if (context_.turn(i).from == Speaker::Customer) read(context_.thread()[i]);
        }
        return std::move(open_);
    }

  private:
    // Behind our last message, and behind the last "never mind".
    [[nodiscard]] std::size_t first_of_their_turns() const {
        static const PhraseSet withdrawn(withdrawals);
        const auto& thread = context_.thread();
        for (std::size_t i = thread.size(); i > 0; --i) {
            const Speaker from = context_.turn(i - 1).from;
            if (from == Speaker::Us) return i;
            if (from == Speaker::Customer && i < thread.size() && withdrawn.in(thread[i - 1])) {
                return i;
            }
        }
        return 0;
    }

    void read(const Analysis& turn) {
        std::vector<Ask> asks = find_asks(turn);
        if (asks.size() > 1) {
            std::erase_if(asks, [&](const Ask& ask) { return asks_only_for_an_answer(turn, ask); });
        }
        if (asks.empty()) return;
        const auto answered = match_answers(turn, asks, context_.text());
        const bool private_next = !find_private_moves(context_.text()).empty() ||
                                  !find_announced_calls(context_.text()).empty();
        for (std::size_t i = 0; i < asks.size(); ++i) {
            if (answered[i] == Answered::Yes) continue;
            if (private_next && (is_their_own_affair(turn, asks[i]) || asks.size() == 1)) continue;
            open_.push_back({quoted(turn, asks[i]), answered[i]});
        }
    }

    const Context& context_;
    std::vector<OpenAsk> open_;
};

std::vector<Remark> check_questions(const Context& context) {
    if (context.draft().channel == "phone") return {};
    const Turn* theirs = context.last_turn_of(Speaker::Customer);
    if (theirs == nullptr) return {};
    const auto open = OpenAsks(context).find();
    if (open.empty()) return {};
    std::string list;
    bool sure = false;
    for (const OpenAsk& ask : open) {
        sure = sure || ask.answered == Answered::No;
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", ask.words);
    }
    return {{{},
             fmt::format("They asked {}, and this does not say.", list),
             {},
             sure ? std::nullopt : std::optional(Severity::Hint)}};
}

constexpr auto unanswered_question_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Ivo,\n\nyes, the kayaks come with a life jacket in your )"
    R"(size. Kind regards, Nell","thread":[{"from":"customer","channel":"email","text":"Do the )"
    R"(kayaks come with life jackets? And how much is the deposit?"}]})",
    R"({"channel":"instagram","text":"The cellar tour takes place in German every Sunday.",)"
    R"("thread":[{"from":"customer","channel":"instagram","text":"what language is the cellar )"
    R"(tour )"
    R"(in, and could you send me the programme for May"}]})",
    R"({"channel":"whatsapp","text":"Sí, la piscina está climatizada todo el año.","thread":[)"
    R"({"from":"customer","channel":"whatsapp","text":"¿La piscina está climatizada? ¿Y admiten )"
    R"(perros?"}]})",
});
constexpr auto unanswered_question_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Yes, a life jacket in your size comes with it, and the deposit )"
    R"(is 40 euros.","thread":[{"from":"customer","channel":"email","text":"Do the kayaks come )"
    R"(with life jackets? And how much is the deposit?"}]})",
    R"({"channel":"x","text":"Yes to both, Ida!","thread":[{"from":"customer","channel":"x",)"
    R"("text":"is the rink open on sunday? can i rent skates?"}]})",
    R"({"channel":"facebook","text":"That queue was far too long, and I'm sorry. We have opened a )"
    R"(second till.","thread":[{"from":"customer","channel":"facebook","text":"Are you kidding )"
    R"(me? )"
    R"(An hour for two rolls??"}]})",
    R"({"channel":"sms","text":"You're welcome, enjoy!","thread":[{"from":"customer",)"
    R"("channel":"sms","text":"Got it, thanks"}]})",
});

}  // namespace

extern const Rule unanswered_question;
const Rule unanswered_question{
    .id = "unanswered-question",
    .title = "a question of theirs that is passed over",
    .why =
        "One complete answer saves two more messages. A question passed over says that it was not "
        "worth reading.",
    .source = "A10",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_questions,
    .bad = unanswered_question_bad,
    .good = unanswered_question_good,
};

}  // namespace aplomb::etiquette

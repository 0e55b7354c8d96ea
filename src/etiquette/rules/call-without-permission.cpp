// A call that the customer has not agreed to: on the telephone itself, or announced in writing.
//
// Permission is on the customer's card, or in the thread: they asked for a call, gave a number to
// be reached at, or said no no when we asked. Their "don't call" weighs more than any of it but the
// card. Asking for permission is what this rule wants, so it is never found.
#include <array>

#include "etiquette/contact.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

// The latest word about calls in the thread.
CallWish wish_in_thread(const Context& context) {
    static constexpr auto no_words = std::to_array<std::string_view>(
        {"no", "not", "don't", "rather not", "nein", "non", "não", "lieber nicht"});
    CallWish wish = CallWish::Unknown;
    bool we_asked = false;
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        const Analysis& turn = context.thread()[i];
        if (context.turn(i).from == Speaker::Us) {
            we_asked = asks_to_call(turn);
            continue;
        }
        if (context.turn(i).from != Speaker::Customer) continue;
        const CallWish said = call_wish(turn);
        if (said != CallWish::Unknown) {
            wish = said;
        } else if (we_asked) {
            static const PhraseSet no(no_words);
            wish = no.in(turn) ? CallWish::Refused : CallWish::Asked;
        }
        we_asked = false;
    }
    return wish;
}

std::vector<Remark> check_calls(const Context& context) {
    const Draft& draft = context.draft();
    if (!draft.customer || draft.customer->phone_permission.value_or(false)) return {};
    const bool on_the_phone = draft.channel == "phone";
    const auto calls =
        on_the_phone ? std::vector<WordSpan>{} : find_announced_calls(context.text());
    if (!on_the_phone && calls.empty()) return {};
    if (wish_in_thread(context) == CallWish::Asked) return {};
    Remark remark;
    remark.message = on_the_phone
                         ? "This customer has not agreed to be called. Ask them in writing first."
                         : "This customer has not agreed to be called. Ask whether you may.";
    if (!draft.customer->phone_permission) remark.at_most = Severity::Warning;
    if (on_the_phone) return {std::move(remark)};
    const auto& words = context.text().words;
    remark.range =
        Range{words[calls.front().first].range.start, words[calls.front().end - 1].range.end};
    return {std::move(remark)};
}

constexpr auto call_without_permission_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Ms Ito, our surveyor will ring you on Tuesday morning.",)"
    R"("customer":{"name":"Ms Ito","phone_permission":false}})",
    R"({"channel":"phone","text":"Good morning, this is the bike shop about your wheel.",)"
    R"("customer":{"phone_permission":false}})",
    R"({"channel":"webchat","text":"Ich rufe Sie gleich an und erkläre es.",)"
    R"("customer":{"phone_permission":false}})",
});
constexpr auto call_without_permission_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Ms Ito, may I call you on Tuesday morning?",)"
    R"("customer":{"name":"Ms Ito","phone_permission":false}})",
    R"({"channel":"email","text":"If you like, I can call you on Tuesday.",)"
    R"("customer":{"phone_permission":false}})",
    R"({"channel":"email","text":"Our surveyor will ring you on Tuesday morning.","customer":)"
    R"({"phone_permission":false},"thread":[{"from":"customer","channel":"email",)"
    R"("text":"Could somebody ring me about the wall?"}]})",
    R"({"channel":"sms","text":"I'll call you at six then.","customer":{"phone_permission":false},)"
    R"("thread":[{"from":"us","channel":"sms","text":"May I call you )"
    R"(tonight?"},{"from":"customer",)"
    R"("channel":"sms","text":"Sure, after six"}]})",
    R"({"channel":"email","text":"I'll call you on )"
    R"(Tuesday.","customer":{"phone_permission":true}})",
    R"({"channel":"x","text":"We will call you."})",
});

}  // namespace

extern const Rule call_without_permission;
const Rule call_without_permission{
    .id = "call-without-permission",
    .title = "a call the customer has not agreed to",
    .why =
        "A call takes somebody out of whatever they are doing. Asked first, it is the kindest way "
        "to mend things; unasked, it is an intrusion.",
    .source = "E4",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_calls,
    .bad = call_without_permission_bad,
    .good = call_without_permission_good,
};

}  // namespace aplomb::etiquette

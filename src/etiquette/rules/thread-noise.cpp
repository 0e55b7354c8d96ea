// The same answer for the third time or more in one public thread.
//
// Near-duplicates count: names are left out and two answers are alike when three quarters of their
// words are shared. Thanks of three words are as loud as anything else, shorter ones are not
// counted.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t words_min = 3;
constexpr std::size_t times_before_min = 2;

using Words = std::vector<std::string_view>;  // sorted

// The words but for those that name somebody: accounts, and capitalised ones inside a sentence.
Words words_of(const Analysis& analysis) {
    Words words;
    for (std::size_t i = 0; i < analysis.words.size(); ++i) {
        const Word& word = analysis.words[i];
        if (word.setting == Setting::Account) continue;
        const bool opens = analysis.sentences[word.sentence].first_word == i;
        const bool named =
            !opens && !word.capitals && word.letters > 1 && text::is_upper(word.as_written.front());
        if (!named) words.push_back(word.plain);
    }
    std::sort(words.begin(), words.end());
    return words;
}

bool alike(const Words& a, const Words& b) {
    if (a.size() < words_min || b.size() < words_min) return false;
    std::size_t shared = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i < *j) {
            ++i;
        } else if (*j < *i) {
            ++j;
        } else {
            ++shared;
            ++i;
            ++j;
        }
    }
    return 8 * shared >= 3 * (a.size() + b.size());
}

std::vector<Remark> check_noise(const Context& context) {
    const Draft& draft = context.draft();
    if (draft.visibility != Visibility::Public || draft.thread.size() < times_before_min) return {};
    const Words ours = words_of(context.text());
    std::size_t times = 0;
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        const Turn& turn = context.turn(i);
        if (turn.from != Speaker::Us || turn.visibility != Visibility::Public) continue;
        // What is twice as long cannot share three quarters of its words.
        const std::size_t longer = std::max(turn.text.size(), draft.text.size());
        const std::size_t shorter = std::min(turn.text.size(), draft.text.size());
        if (longer > 2 * shorter + 20) continue;
        if (alike(ours, words_of(context.thread()[i]))) ++times;
    }
    if (times < times_before_min) return {};
    return {{{},
             fmt::format("This thread has this answer {} times already, and everybody in it is "
                         "told of each. Point to the first one, or pin it.",
                         times),
             {},
             {}}};
}

constexpr auto thread_noise_bad = std::to_array<std::string_view>({
    R"({"channel":"facebook","text":"Hi Cleo, tickets go on sale on Monday at nine.","thread":[)"
    R"({"from":"us","channel":"facebook","text":"Hi Ron, tickets go on sale on Monday at nine."},)"
    R"({"from":"other","channel":"facebook","text":"when can i buy"},)"
    R"({"from":"us","channel":"facebook","text":"Hi Mae, tickets go on sale Monday at nine."},)"
    R"({"from":"customer","channel":"facebook","text":"Tickets?"}]})",
});
constexpr auto thread_noise_good = std::to_array<std::string_view>({
    R"({"channel":"facebook","text":"Hi Cleo, tickets go on sale on Monday at nine.","thread":[)"
    R"({"from":"us","channel":"facebook","text":"Hi Ron, tickets go on sale on Monday at nine."},)"
    R"({"from":"customer","channel":"facebook","text":"Tickets?"}]})",
    R"({"channel":"facebook","text":"Cleo, the balcony still has forty seats.","thread":[)"
    R"({"from":"us","channel":"facebook","text":"Ron, the choir sings at eight."},)"
    R"({"from":"us","channel":"facebook","text":"Mae, the bar opens at seven."},)"
    R"({"from":"customer","channel":"facebook","text":"Any seats left?"}]})",
});

}  // namespace

extern const Rule thread_noise;
const Rule thread_noise{
    .id = "thread-noise",
    .title = "the same answer again and again in one public thread",
    .why =
        "Each answer in a thread rings with everybody who took part in it. Said three times, a "
        "good answer is a flood.",
    .source = "C7",
    .severity = Severity::Warning,
    .languages = "",
    .options = "",
    .check = check_noise,
    .bad = thread_noise_bad,
    .good = thread_noise_good,
};

}  // namespace aplomb::etiquette

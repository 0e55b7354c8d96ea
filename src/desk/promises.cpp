#include "desk/promises.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/segments.h"
#include "text/utf8.h"

namespace aplomb::desk {
namespace {

using Words = std::vector<TextWord>;
using Phrases = std::span<const std::string_view>;

// clang-format off
// Who binds themselves: phrases of whole words, "*" for the rest of a word.
constexpr auto ours = std::to_array<std::string_view>({
    "i'll", "i will", "we'll", "we will", "i shall", "we shall", "i am going to", "i'm going to",
    "we are going to", "we're going to", "you'll have", "you will have", "you'll get",
    "you will get", "you'll receive", "you will receive", "you'll hear", "you will hear",
    "you can expect", "i promise", "we promise", "team will", "colleague will", "let me call",
    "let me ring", "manager will", "engineer will", "driver will", "technician will",
    "ich werde", "wir werden", "werde ich", "werden wir", "ich rufe", "wir rufen", "rufe ich",
    "rufen wir", "ich melde", "wir melden", "melde ich", "melden wir", "ich schicke",
    "wir schicken", "schicke ich", "schicken wir", "ich sende", "wir senden", "senden wir",
    "ich schreibe", "wir schreiben", "schreiben wir", "schreibe ich", "ich gebe", "wir geben",
    "geben wir", "gebe ich", "sie erhalten", "sie bekommen", "erhalten sie", "bekommen sie",
    "sie hören", "hören sie", "wir erstatten", "ich kümmere", "wir kümmern",
    "je vais", "nous allons", "je vous appelle", "je vous rappelle", "nous vous appelons",
    "nous vous rappelons", "je vous envoie", "nous vous envoyons", "je reviens", "nous revenons",
    "vous recevrez", "vous aurez", "je vous tiens", "nous vous tenons", "je vous réponds",
    "voy a", "vamos a", "le llamo", "te llamo", "le llamamos", "te llamamos", "recibirá",
    "recibirás", "tendrá", "tendrás", "le escribo", "te escribo", "le enviamos", "te enviamos",
    "la chiamo", "ti chiamo", "la chiamiamo", "ti chiamiamo", "le scrivo", "ti scrivo",
    "riceverà", "riceverai", "avrà", "avrai", "le invio", "le inviamo", "ti inviamo",
});
// What goes on with who was named before: "I am looking into it and will write by six."
constexpr auto ours_before = std::to_array<std::string_view>({
    "i", "i'm", "i've", "we", "we're", "we've", "ich", "wir"});
constexpr auto goes_on = std::to_array<std::string_view>({
    "and will", "and then will", "and i'll", "und werde", "und werden", "und melde", "und melden",
    "und schreibe", "und schreiben", "und rufe", "und rufen"});
// French, Spanish and Italian say the future with an ending of the verb.
constexpr auto future_endings = std::to_array<std::string_view>({
    "rai", "rons", "ré", "remos", "rò", "remo"});
constexpr auto call_words = std::to_array<std::string_view>({
    "call", "calling", "phone", "telephone", "ring", "rufe", "rufen", "anrufen", "anruf",
    "telefonieren", "telefonisch", "appelle", "appellerai", "appelons", "appellerons", "rappelle",
    "rappellerai", "rappelons", "rappellerons", "appeler", "rappeler", "téléphonerai",
    "téléphoner", "llamo", "llamaré", "llamamos", "llamaremos", "llamar", "llamarle", "llamarte",
    "chiamo", "chiamerò", "chiamiamo", "chiameremo", "chiamare", "chiamarla", "telefonerò",
    "telefoneremo"});
constexpr auto answer_words = std::to_array<std::string_view>({
    "write", "writing", "reply", "answer", "update", "updates", "hear", "back", "message", "know",
    "email", "mail", "news", "respond", "melde", "melden", "schreibe", "schreiben", "antworten",
    "antwort", "bescheid", "hören", "nachricht", "reviens", "revenons", "reviendrai", "reviendrons",
    "écrirai", "écrirons", "répondrai", "répondrons", "réponse", "nouvelles", "tiens", "tenons",
    "réponds", "escribo", "escribiré", "escribiremos", "responderé", "responderemos", "respuesta",
    "noticias", "informaré", "informaremos", "scrivo", "scriverò", "scriveremo", "risponderò",
    "risponderemo", "risposta", "notizie", "aggiornerò", "aggiorneremo"});
// What stands before a promise that was made another time, or takes it back.
constexpr auto undone = std::to_array<std::string_view>({
    "won't", "will not", "cannot", "can't", "unable", "couldn't", "as i said", "as promised", "if you",
    "would", "could", "might", "may", "nicht", "könnten", "würden", "ne pourrai", "ne pourrons",
    "no podré", "no podremos", "non potrò", "non potremo", "wenn sie", "si vous", "si usted",
    "se lei"});
constexpr auto asks = std::to_array<std::string_view>({
    "may", "can", "could", "shall", "would", "okay", "ok", "mind", "dürfen", "darf", "können",
    "könnten", "puis-je", "pouvons-nous", "pouvons", "puis", "puedo", "podemos", "podría",
    "podríamos", "posso", "possiamo", "potrei", "potremmo"});
// clang-format on

bool starts_at(const Words& words, std::size_t at, std::string_view phrase) {
    if (!words[at].text.empty() && words[at].text.front() != phrase.front()) return false;
    while (!phrase.empty()) {
        const std::string_view wanted = phrase.substr(0, phrase.find(' '));
        phrase.remove_prefix(std::min(wanted.size() + 1, phrase.size()));
        if (at >= words.size() || words[at].text != wanted) return false;
        ++at;
    }
    return true;
}

std::optional<std::size_t> find_phrase(const Words& words, Phrases phrases) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const std::string_view phrase : phrases) {
            if (starts_at(words, i, phrase)) return i;
        }
    }
    return {};
}

bool has_future_ending(const Words& words) {
    return std::any_of(words.begin(), words.end(), [](const TextWord& word) {
        return word.text.size() > 5 &&
               std::any_of(future_endings.begin(), future_endings.end(),
                           [&](auto ending) { return word.text.ends_with(ending); });
    });
}

bool is_question(std::u32string_view sentence) {
    for (std::size_t i = sentence.size(); i > 0; --i) {
        const char32_t point = sentence[i - 1];
        if (point == U'?' || point == U'？') return true;
        const bool trailing = point == U' ' || point == U'\n' || point == U'"' || point == U')' ||
                              point == U'”' || point == U'\r';
        if (!trailing) return false;
    }
    return false;
}

bool binds_us(const Words& words) {
    if (find_phrase(words, undone)) return false;
    if (find_phrase(words, ours) || has_future_ending(words)) return true;
    const auto on = find_phrase(words, goes_on);
    const auto who = on ? find_phrase(words, ours_before) : std::nullopt;
    return who && *who < *on;
}

PromiseKind kind_of(const Words& words) {
    if (find_phrase(words, call_words)) return PromiseKind::Call;
    if (find_phrase(words, answer_words)) return PromiseKind::Answer;
    return PromiseKind::Action;
}

struct Sentence {
    std::u32string_view points;
    std::size_t start = 0;
};

std::vector<Sentence> sentences_of(std::u32string_view points) {
    std::vector<Sentence> out;
    for (const text::Segment& each : text::sentences(points))
        out.push_back({points.substr(each.start, each.end - each.start), each.start});
    return out;
}

std::string trimmed(std::u32string_view points) {
    while (!points.empty() && points.back() <= U' ')
        points.remove_suffix(1);
    while (!points.empty() && points.front() <= U' ')
        points.remove_prefix(1);
    return text::encode(points);
}

}  // namespace

std::vector<FoundPromise> find_promises(std::string_view text, Timestamp now,
                                        std::string_view zone) {
    std::vector<FoundPromise> found;
    const std::u32string points = text::to_code_points(text);
    for (const Sentence& sentence : sentences_of(points)) {
        const Words words = words_in_text(sentence.points);
        if (is_question(sentence.points) || !binds_us(words)) continue;
        auto when = read_when(words, now, zone);
        if (!when) continue;
        when->start += sentence.start;
        when->end += sentence.start;
        FoundPromise promise;
        promise.kind = kind_of(words);
        promise.words = trimmed(sentence.points);
        promise.start = sentence.start;
        promise.end = sentence.start + sentence.points.size();
        promise.when = std::move(*when);
        found.push_back(std::move(promise));
    }
    return found;
}

bool announces_call(std::string_view text) {
    const std::u32string points = text::to_code_points(text);
    const auto all = sentences_of(points);
    return std::any_of(all.begin(), all.end(), [](const Sentence& sentence) {
        const Words words = words_in_text(sentence.points);
        return !is_question(sentence.points) && binds_us(words) &&
               kind_of(words) == PromiseKind::Call;
    });
}

bool asks_to_call(std::string_view text) {
    const std::u32string points = text::to_code_points(text);
    const auto all = sentences_of(points);
    return std::any_of(all.begin(), all.end(), [](const Sentence& sentence) {
        const Words words = words_in_text(sentence.points);
        return is_question(sentence.points) && kind_of(words) == PromiseKind::Call &&
               find_phrase(words, asks).has_value();
    });
}

PromiseEffect effect_on(const Promise& promise, const std::vector<FoundPromise>& in_message,
                        Timestamp said_at) {
    const bool open = promise.state == PromiseState::Open;
    if (!open && promise.state != PromiseState::Broken) return PromiseEffect::None;
    if (promise.said_at >= said_at) return PromiseEffect::None;
    const bool again = std::any_of(in_message.begin(), in_message.end(), [&](const auto& each) {
        return each.kind == promise.kind && !each.when.past && each.when.at > promise.due_at;
    });
    if (again && open) return PromiseEffect::Extends;
    return promise.kind == PromiseKind::Answer ? PromiseEffect::Keeps : PromiseEffect::None;
}

Milliseconds reminder_before(const Promise& promise) {
    const Milliseconds tenth = (promise.due_at - promise.said_at) / 10;
    return std::clamp<Milliseconds>(tenth, std::chrono::minutes{5}, std::chrono::hours{24});
}

}  // namespace aplomb::desk

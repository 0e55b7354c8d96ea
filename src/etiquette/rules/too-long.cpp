// The platform would refuse the reply, or cut it. Counted exactly as the platform counts
// (text/length.h); the range marks what does not fit any more.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "etiquette/rule.h"
#include "text/fold.h"
#include "text/length.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

std::string_view counted_in(text::Counting counting) {
    switch (counting) {
        case text::Counting::Bytes:
            return "bytes";
        case text::Counting::Graphemes:
        case text::Counting::MastodonCharacters:
        case text::Counting::CodePoints:
            return "characters";
        case text::Counting::Weighted:
            return "characters as X counts them";
        case text::Counting::Utf16Units:
            return "characters as Telegram counts them";
    }
    return "characters";
}

struct Pointer {
    std::string_view language;
    std::string_view text;
};
// What the public line ends with when the rest goes into a private message.
constexpr auto pointers = std::to_array<Pointer>({
    {"en", "I'm sending you the rest in a private message right now."},
    {"es", "Le envío el resto ahora mismo por mensaje privado."},
    {"fr", "Je vous envoie la suite tout de suite en message privé."},
    {"de", "Den Rest schicke ich Ihnen sofort als Direktnachricht."},
    {"pt", "Envio-lhe o resto agora mesmo por mensagem privada."},
    {"it", "Le mando subito il resto in un messaggio privato."},
});

bool has_private_side(std::string_view channel) {
    constexpr auto without = std::to_array<std::string_view>(
        {"google_reviews", "trustpilot", "app_store", "play_store", "youtube"});
    return std::find(without.begin(), without.end(), channel) == without.end();
}

// The sentences that fit, with a pointer behind them; the others go into a private message. What
// lies beyond the first `fitting` code points is not even tried: a long text has many sentences.
std::optional<Fix> split_fix(const Context& context, const text::LengthLimit& limit,
                             std::size_t opening_bytes, std::size_t fitting) {
    const Draft& draft = context.draft();
    const Analysis& text = context.text();
    const auto pointer = std::find_if(pointers.begin(), pointers.end(), [&](const Pointer& p) {
        return p.language == text.language();
    });
    if (draft.visibility != Visibility::Public || !has_private_side(draft.channel) ||
        pointer == pointers.end()) {
        return {};
    }
    const std::u32string_view points = text.points;
    // Longer lines come last, so the first that fits from the end is the longest.
    for (auto sentence = text.sentences.rbegin(); sentence != text.sentences.rend(); ++sentence) {
        if (sentence->range.start >= fitting) continue;
        std::size_t end = sentence->range.end;
        while (end > sentence->range.start && text::is_white_space(points[end - 1]))
            --end;
        if (end == sentence->range.start || end >= points.size()) continue;
        std::string line = text::encode(points.substr(0, end));
        line += fmt::format(" {}", pointer->text);
        if (!text::fits(std::string_view(line).substr(std::min(opening_bytes, line.size())), limit))
            continue;
        std::size_t rest = end;
        while (rest < points.size() && text::is_white_space(points[rest]))
            ++rest;
        return Fix{{end, points.size()},
                   fmt::format(" {}", pointer->text),
                   text::encode(points.substr(rest))};
    }
    return {};
}

std::vector<Remark> check_length(const Context& context) {
    const Draft& draft = context.draft();
    auto limit = text::length_limit(draft.channel, draft.visibility == Visibility::Public
                                                       ? text::Audience::Public
                                                       : text::Audience::Private);
    if (draft.length_max) {
        if (!limit) limit.emplace();
        limit->max = *draft.length_max;
    }
    // The names that a reply on X opens with are free, and a draft is a reply.
    const std::size_t opening =
        draft.channel == "x" ? text::uncounted_opening_bytes(draft.text) : 0;
    const std::string_view counted = std::string_view(draft.text).substr(opening);
    if (!limit || text::fits(counted, *limit)) return {};
    const std::size_t length = text::length(counted, limit->counting);
    const std::size_t fitting = text::count_code_points(draft.text.substr(0, opening)) +
                                text::fitting_code_points(counted, *limit);
    std::string message;
    if (length > limit->max) {
        message = fmt::format(
            "This is {} {}; {} fit here. Keep the short answer and tell the rest in a {} message.",
            length, counted_in(limit->counting), limit->max,
            draft.visibility == Visibility::Private ? "second" : "private");
    } else {
        message = fmt::format("This is {} bytes; {} fit here. Fewer emoji will do it.",
                              draft.text.size(), limit->bytes_max);
    }
    return {{Range{fitting, context.text().points.size()},
             std::move(message),
             split_fix(context, *limit, opening, fitting),
             {}}};
}

constexpr auto too_long_bad = std::to_array<std::string_view>({
    R"({"channel":"play_store","text":"Thank you for asking how to move your notes to the new )"
    R"(tablet. First open the old one, go to Settings, then Backup, and wait until the little )"
    R"(green tick shows up next to every notebook, which can take a while if there are many )"
    R"(pictures in them. Then sign in on the new tablet with the same e-mail address, open )"
    R"(Settings again, choose Restore, and pick the newest backup in the list. That is all there )"
    R"(is to it, and nothing gets lost."})",
    R"({"channel":"x","text":"ご連絡ありがとうございます。鍵の受け取りは正面玄関の管理人室でお願いいたします。受付時間は朝九時から夕方六時までで、土曜日と日曜日もご)"
    R"(利用いただけます。お越しの際は身分証明書をお持ちください。代理の方がいらっしゃる場合は、前日までにこちらへお名前をお知らせいただければ、すぐにお渡しできるよう準備しておきます。ご不)"
    R"(明な点がありましたら、いつでもお気軽にお尋ねください。"})",
});
constexpr auto too_long_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"The manual and the spare parts list are here: )"
    R"(https://www.example.com/support/downloads/coffee-machines/barista-series/model-300/manuals)"
    R"(/english/complete-user-manual-and-spare-parts-list-with-exploded-drawings-and-order-number)"
    R"(s-for-every-single-part-in-the-machine.pdf?edition=4&language=en&paper=a4&colour=yes"})",
    R"({"channel":"x","visibility":"private","text":"Of course. Unscrew the three screws at the )"
    R"(back, lift the lid towards you, and you will see a flat cable on the left. Pull it out )"
    R"(gently by its blue tab, wipe the contact with a dry cloth, and push it back in until it )"
    R"(clicks. Then close the lid, put the screws back, and hold the power button for ten )"
    R"(seconds. The lamp blinks twice and stays on. If it does not, tell me here and I will send )"
    R"(you a new one the same day."})",
    R"({"channel":"email","text":"Short and sweet."})",
});

}  // namespace

extern const Rule too_long;
const Rule too_long{
    .id = "too-long",
    .title = "a reply longer than the platform takes",
    .why =
        "A platform refuses what is too long, or cuts it where it hurts. The public line "
        "answers; the rest belongs in a private message.",
    .source = "D7",
    .severity = Severity::Error,
    .languages = "",
    .options = "",
    .mends = "keeps the sentences that fit, and moves the rest into a private message",
    .check = check_length,
    .bad = too_long_bad,
    .good = too_long_good,
};

}  // namespace aplomb::etiquette

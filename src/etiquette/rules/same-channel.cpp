// The answer goes out on another channel than the question came in on.
//
// Allowed when they asked for it in the thread, when it is recorded as what they prefer, when a
// call is permitted, and when the answer holds private data that their channel cannot take in
// private. A no to that channel ("please don't call") outweighs everything else.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "etiquette/phrases.h"
#include "etiquette/private_facts.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

// One network under several names is one channel.
std::string_view family_of(std::string_view channel) {
    return channel == "messenger" ? "facebook" : channel;
}

struct ChannelWords {
    std::string_view channel;
    std::string_view shown;
    std::span<const std::string_view> asked;    // "write to me there"
    std::span<const std::string_view> refused;  // "not there"
};

constexpr auto email_asked = std::to_array<std::string_view>({
    "email|mail me|us|it|the|that|a",
    "e mail me|us|it|the|that|a",
    "by|via|per email|mail",
    "by|via|per e mail",
    "send|write ~ email|mail",
    "send|write ~ e mail",
    "drop|shoot me ~ email|mail",
    "drop|shoot me ~ e mail",
    "my email|mail",
    "my e mail",
    "in writing",
    "por correo|mail|email",
    "al correo|mail|email",
    "por e mail",
    "mi correo|email",
    "par mail|email|courriel",
    "par e mail",
    "mon mail|email",
    "per mail|email",
    "per e mail",
    "an meine mail|email|mailadresse",
    "meine mailadresse|emailadresse",
    "meu email",
    "meu e mail",
    "via mail|email",
    "via e mail",
    "mia mail|email",
    "reply|answer|respond by|via|with mail|email",
});
constexpr auto email_refused = std::to_array<std::string_view>({
    "don't|not|no|never e|email|mail|mails|emails",
    "keine mails|mail|emails",
});
constexpr auto phone_asked = std::to_array<std::string_view>({
    "call|ring|phone|telephone me|us|back|my",
    "give me|us ~ call|ring|bell|buzz",
    "can|could|would|will you|someone|somebody|anyone|anybody|one ~ call|ring|phone",
    "speak|talk to|with someone|somebody|a|you|the",
    "rather|prefer talk|speak|call|phone",
    "prefer ~ call|phone",
    "by phone|telephone",
    "over the phone",
    "on the phone",
    "call|reach me at|on",
    "my number|phone|mobile|cell",
    "callback",
    "call back",
    "llám*|llam*",
    "por teléfono",
    "mi teléfono|móvil|número",
    "appel*|rappel*",
    "par téléphone",
    "mon numéro|téléphone|portable",
    "rufen|ruft|ruf ~ an",
    "anruf*",
    "zurückrufen|rückruf",
    "telefonisch",
    "meine nummer|telefonnummer|handynummer",
    "liga|ligue|ligar|liguem|ligue me|para",
    "por telefone",
    "meu número|telefone",
    "chiam*|richiam*",
    "per telefono",
    "mio numero|telefono",
});
constexpr auto phone_refused = std::to_array<std::string_view>({
    "don't|not|no|never|stop ~ call|phone|ring|calls|calling",
    "can't|cannot talk|speak|call",
    "no llam*",
    "pas ~ appel*|téléphon*",
    "nicht ~ anrufen|rufen",
    "não ~ ligue|liga|ligar",
    "non ~ chiam*",
    "deaf",
    "hard of hearing",
    "in writing",
    "by mail|email only",
    "schriftlich",
    "por escrito",
    "par écrit",
    "per iscritto",
    "only by mail|email",
    "prefer ~ writing|mail|email",
});
constexpr auto sms_asked = std::to_array<std::string_view>({
    "text me|us|back",
    "by|via|per text|sms",
    "send ~ text|sms",
    "my number|mobile|cell",
    "por sms|mensaje",
    "par sms|texto",
    "per sms",
});
constexpr auto whatsapp_asked =
    std::to_array<std::string_view>({"whatsapp|whatsap|wa|wapp|guasap|wpp|zap", "whats app"});
constexpr auto messenger_asked = std::to_array<std::string_view>({"messenger|facebook|fb"});
constexpr auto instagram_asked = std::to_array<std::string_view>({"instagram|insta|ig"});
constexpr auto x_asked = std::to_array<std::string_view>({"twitter|x"});
constexpr auto telegram_asked = std::to_array<std::string_view>({"telegram"});
constexpr auto webchat_asked =
    std::to_array<std::string_view>({"webchat|livechat", "live|web chat", "chat"});
constexpr auto linkedin_asked = std::to_array<std::string_view>({"linkedin"});
constexpr auto discord_asked = std::to_array<std::string_view>({"discord"});
constexpr auto slack_asked = std::to_array<std::string_view>({"slack"});
constexpr auto bluesky_asked = std::to_array<std::string_view>({"bluesky|bsky"});
constexpr auto mastodon_asked = std::to_array<std::string_view>({"mastodon"});
constexpr auto reddit_asked = std::to_array<std::string_view>({"reddit"});
constexpr std::span<const std::string_view> nothing{};

constexpr std::array<ChannelWords, 16> channel_words{{
    {"email", "e-mail", email_asked, email_refused},
    {"phone", "the telephone", phone_asked, phone_refused},
    {"sms", "text message", sms_asked, nothing},
    {"whatsapp", "WhatsApp", whatsapp_asked, nothing},
    {"messenger", "Messenger", messenger_asked, nothing},
    {"facebook", "Facebook", messenger_asked, nothing},
    {"instagram", "Instagram", instagram_asked, nothing},
    {"x", "X", x_asked, nothing},
    {"telegram", "Telegram", telegram_asked, nothing},
    {"webchat", "web chat", webchat_asked, nothing},
    {"linkedin", "LinkedIn", linkedin_asked, nothing},
    {"discord", "Discord", discord_asked, nothing},
    {"slack", "Slack", slack_asked, nothing},
    {"bluesky", "Bluesky", bluesky_asked, nothing},
    {"mastodon", "Mastodon", mastodon_asked, nothing},
    {"reddit", "Reddit", reddit_asked, nothing},
}};

const ChannelWords* words_for(std::string_view channel) {
    const auto found = std::find_if(channel_words.begin(), channel_words.end(),
                                    [&](const ChannelWords& w) { return w.channel == channel; });
    return found == channel_words.end() ? nullptr : &*found;
}

std::string shown_name(std::string_view channel) {
    if (const ChannelWords* words = words_for(channel)) return std::string(words->shown);
    std::string name(channel);
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

enum class Wish { Unknown, Asked, Refused };

// The customer's latest word about that channel.
Wish wish_in_thread(const Context& context, const ChannelWords& words) {
    Wish wish = Wish::Unknown;
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from != Speaker::Customer) continue;
        const Analysis& turn = context.thread()[i];
        if (contains_phrase(turn, words.refused))
            wish = Wish::Refused;
        else if (contains_phrase(turn, words.asked))
            wish = Wish::Asked;
    }
    return wish;
}

// Places where nobody can be answered in private.
bool is_always_public(std::string_view channel) {
    return channel == "google_reviews" || channel == "trustpilot" || channel == "app_store" ||
           channel == "play_store" || channel == "youtube";
}

bool is_allowed(const Context& context, const Turn& theirs) {
    const Draft& draft = context.draft();
    if (const ChannelWords* words = words_for(draft.channel)) {
        const Wish wish = wish_in_thread(context, *words);
        if (wish != Wish::Unknown) return wish == Wish::Asked;
    }
    if (draft.customer) {
        if (family_of(draft.customer->preferred_channel) == family_of(draft.channel)) return true;
        if (draft.channel == "phone" && draft.customer->phone_permission.value_or(false))
            return true;
    }
    return is_always_public(theirs.channel) && draft.visibility == Visibility::Private &&
           holds_private_data(context);
}

std::vector<Remark> check_same_channel(const Context& context) {
    const Draft& draft = context.draft();
    const Turn* theirs = context.last_turn_of(Speaker::Customer);
    if (theirs == nullptr || family_of(theirs->channel) == family_of(draft.channel)) return {};
    if (is_allowed(context, *theirs)) return {};
    return {{{},
             fmt::format("They wrote on {0}, and this would go out by {1}. Answer on {0}, or ask "
                         "there first whether {1} suits them.",
                         shown_name(theirs->channel), shown_name(draft.channel)),
             {},
             {}}};
}

constexpr auto same_channel_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Yes, the rink is open on Sunday.","thread":[{"from":"customer",)"
    R"("channel":"instagram","text":"is the rink open sunday"}]})",
    R"({"channel":"phone","text":"Good morning, it's about your lens order.",)"
    R"("thread":[{"from":"customer","channel":"webchat","text":"Are my lenses in? Please don't )"
    R"(call, I'm at work."}],"customer":{"phone_permission":true}})",
});
constexpr auto same_channel_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"The brochure is attached.","thread":[{"from":"customer",)"
    R"("channel":"instagram","text":"could you send the brochure by e-mail?"}]})",
    R"({"channel":"messenger","text":"Yes, it is.","thread":[{"from":"customer",)"
    R"("channel":"facebook","text":"is the rink open sunday"}]})",
    R"({"channel":"phone","text":"Good morning, you asked for a call.",)"
    R"("thread":[{"from":"customer","channel":"x","text":"Can somebody ring me about this?"}]})",
    R"({"channel":"whatsapp","text":"It is open.","customer":{"preferred_channel":"whatsapp"},)"
    R"("thread":[{"from":"customer","channel":"x","text":"is the rink open sunday"}]})",
});

}  // namespace

extern const Rule same_channel;
const Rule same_channel{
    .id = "same-channel",
    .title = "an answer on another channel than theirs",
    .why =
        "People choose where they speak. An answer that turns up elsewhere is missed, or feels "
        "like being followed.",
    .source = "A1",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_same_channel,
    .bad = same_channel_bad,
    .good = same_channel_good,
};

}  // namespace aplomb::etiquette

// A tag on a picture of somebody who is not in it.
//
// The agent states who is shown; where that was never stated, nothing is known. A name in "shows"
// and a handle among the tags may be the same person when one holds the other ("Maria Okello",
// "@maria_okello"), or when both are this customer's.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

// Letters and digits alone, lower case: "@Maria_Okello" and "Maria Okello" are the same.
std::string bare_name(std::string_view name) {
    std::u32string bare;
    for (const char32_t c : text::to_code_points(text::casefold(name))) {
        if (text::is_letter(c) || text::is_digit(c)) bare.push_back(c);
    }
    return text::encode(bare);
}

bool is_shown(std::string_view tag, const DraftAttachment& picture, const Draft& draft) {
    const std::string tagged = bare_name(tag);
    const auto is_customer = [&](const std::string& bare) {
        return draft.customer && !bare.empty() &&
               (bare == bare_name(draft.customer->handle) ||
                bare == bare_name(draft.customer->name));
    };
    return std::any_of(picture.shows.begin(), picture.shows.end(), [&](const std::string& person) {
        const std::string shown = bare_name(person);
        return shown == tagged || (is_customer(shown) && is_customer(tagged));
    });
}

std::vector<Remark> check_tags(const Context& context) {
    const Draft& draft = context.draft();
    std::vector<Remark> remarks;
    for (const DraftAttachment& attachment : draft.attachments) {
        if (attachment.type == AttachmentType::File || !attachment.shows_known) continue;
        std::string absent;
        for (const std::string& tag : attachment.tags) {
            if (is_shown(tag, attachment, draft)) continue;
            absent += (absent.empty() ? "" : ", ") + tag;
        }
        if (absent.empty()) continue;
        remarks.push_back(
            {{},
             fmt::format("The {} tags {}, who cannot be seen in it. Take that tag "
                         "off.",
                         attachment.type == AttachmentType::Photo ? "picture" : "video", absent),
             {},
             {}});
    }
    return remarks;
}

constexpr auto photo_tag_bad = std::to_array<std::string_view>({
    R"({"channel":"facebook","text":"The new slide is open!","attachments":[{"type":"photo",)"
    R"("tags":["@lena.k","@theo"],"shows":["@theo"]}]})",
    R"({"channel":"instagram","text":"Fresh from the kiln.","attachments":[{"type":"photo",)"
    R"("tags":["@potterfan"],"shows":[]}]})",
});
constexpr auto photo_tag_good = std::to_array<std::string_view>({
    R"({"channel":"facebook","text":"There you are!","customer":{"name":"Lena Kay",)"
    R"("handle":"@lena.k"},"attachments":[{"type":"photo","tags":["@lena.k"],)"
    R"("shows":["Lena Kay"]}]})",
    R"({"channel":"instagram","text":"Fresh from the kiln.","attachments":[{"type":"photo",)"
    R"("tags":[],"shows":[]}]})",
    R"({"channel":"email","text":"The plan is attached.","attachments":[{"type":"file",)"
    R"("tags":["@theo"],"shows":[]}]})",
});

}  // namespace

extern const Rule photo_tag;
const Rule photo_tag{
    .id = "photo-tag",
    .title = "a tag on a picture of somebody who is not in it",
    .why =
        "A tag says \"this is you\" to everybody they know. On somebody who is not in the picture "
        "it is a shove into their friends' sight.",
    .source = "A11",
    .severity = Severity::Error,
    .languages = "",
    .options = "",
    .check = check_tags,
    .bad = photo_tag_bad,
    .good = photo_tag_good,
};

}  // namespace aplomb::etiquette

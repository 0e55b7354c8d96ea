// How long a text is in each platform's own counting, and how long it may be (rule too-long; spec:
// contracts, "too-long"; per platform: its developer pages).
//
//   x         code points weighted by twitter-text's configuration 3: a web address 23, an emoji 2
//             however it is put together, most of the world's scripts 2, the Latin ones 1
//   bluesky   graphemes, and UTF-8 bytes as well
//   mastodon  graphemes; a web address 23, @name@server.example as @name
//   telegram  UTF-16 units; google_reviews and private instagram: UTF-8 bytes
//   the rest  code points
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace aplomb::text {

// Who reads along. (The domain's Visibility lies above this room.)
enum class Audience { Public, Private };

enum class Counting { Weighted, Graphemes, MastodonCharacters, CodePoints, Utf16Units, Bytes };

struct LengthLimit {
    Counting counting = Counting::CodePoints;
    std::size_t max = 0;
    std::size_t bytes_max = 0;  // 0: no second limit
    bool operator==(const LengthLimit&) const = default;
};

// Nothing where the platform sets no limit a writer would meet (e-mail, web chat, webhook …), or
// the kind is unknown.
std::optional<LengthLimit> length_limit(std::string_view channel_kind, Audience audience);

std::size_t length(std::string_view utf8, Counting counting);

// On X the names a reply begins with ("@ana @bo Yes, it is") are not counted. Gives the bytes of
// that opening.
std::size_t uncounted_opening_bytes(std::string_view utf8);

bool fits(std::string_view utf8, const LengthLimit& limit);

// How many code points from the start still fit. Never splits an address or a character as people
// see it.
std::size_t fitting_code_points(std::string_view utf8, const LengthLimit& limit);

}  // namespace aplomb::text

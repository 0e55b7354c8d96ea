// What an IMAP4rev1 server says (RFC 3501 §7), from bytes to values, without any I/O.
//
// feed() takes bytes as they come, cut anywhere; next() hands out complete responses. A response is
// a line that may hold literals, "{123}\r\n" followed by that many raw bytes, which is how mails
// come. The grammar is taken generously (servers vary), the limits strictly: on a length, a depth
// or a shape that cannot be, the reader fails for good and says why, because there is no way to
// find the next response after it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace aplomb::net {

struct ImapValue {
    enum class Kind { Nil, Atom, String, List };
    Kind kind = Kind::Nil;
    // Of an atom or a string, which may be any bytes.
    std::string text;
    std::vector<ImapValue> items;

    bool operator==(const ImapValue&) const = default;
};

struct ImapResponse {
    enum class Kind { Untagged, Tagged, Continuation };
    Kind kind = Kind::Untagged;
    std::string tag;

    // Of a status response: OK, NO, BAD, BYE or PREAUTH; else empty.
    std::string status;
    // What stood in brackets behind it: "UIDVALIDITY 3857529045".
    std::string code;
    // The words for people, or behind a "+".
    std::string text;

    // Of any other: its values in order, as in {"12", "FETCH", (…)}.
    std::vector<ImapValue> values;

    bool operator==(const ImapResponse&) const = default;
};

struct ImapLimits {
    std::size_t line_bytes_max = 1024 * 1024;
    std::size_t literal_bytes_max = 32 * 1024 * 1024;
    std::size_t depth_max = 32;
};

class ImapReader {
  public:
    explicit ImapReader(ImapLimits limits = {}) : limits_(limits) {}

    // Invalid from the first fault on.
    Result<> feed(std::string_view bytes);
    std::optional<ImapResponse> next();

  private:
    // Moves scanned_ over what is complete of the response at the front; true at its end.
    Result<bool> scan();

    ImapLimits limits_;
    std::string buffer_;
    // Up to here the front response has been looked through.
    std::size_t scanned_ = 0;
    std::size_t line_start_ = 0;
    std::size_t line_bytes_ = 0;
    std::deque<ImapResponse> ready_;
    std::optional<Error> failed_;
};

// The number in a response code such as "UIDNEXT 4392".
std::optional<std::uint64_t> code_number(const ImapResponse& response, std::string_view name);

// The value behind a name in a list of pairs, as FETCH sends them; names without regard to case.
const ImapValue* find_attribute(const ImapValue& list, std::string_view name);

// " 7-Feb-1994 21:52:25 -0800".
std::optional<Timestamp> parse_internal_date(std::string_view text);

// "7-Feb-1994", for SEARCH.
std::string search_date(Timestamp time);

}  // namespace aplomb::net

#include "store/cursor.h"

#include <charconv>

#include "base/crypto.h"

namespace aplomb::store {
namespace {

bool read_number(std::string_view text, std::int64_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::string write_cursor(const Cursor& cursor) {
    return crypto::to_base64url(cursor.list + ':' + std::to_string(cursor.key) + ':' +
                                std::to_string(cursor.id));
}

Result<Cursor> read_cursor(std::string_view text, std::string_view list) {
    const auto plain = crypto::from_base64(text);
    Cursor cursor;
    cursor.list = list;
    if (plain) {
        const std::string_view view(*plain);
        const std::size_t first = view.find(':');
        const std::size_t second = first == view.npos ? first : view.find(':', first + 1);
        if (second != view.npos && view.substr(0, first) == list &&
            read_number(view.substr(first + 1, second - first - 1), cursor.key) &&
            read_number(view.substr(second + 1), cursor.id)) {
            return cursor;
        }
    }
    return fail(ErrorKind::Invalid,
                "the cursor does not belong to this list; begin again without one", "cursor");
}

}  // namespace aplomb::store

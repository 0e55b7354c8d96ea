// Where a page ended, as an opaque text: the sort key and id of its last row, and which list it was
// (a cursor of one list means nothing in another). Base64url of "list:key:id".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aplomb::store {

struct Cursor {
    std::string list;
    std::int64_t key = 0;
    std::int64_t id = 0;
};

std::string write_cursor(const Cursor& cursor);
// Invalid when it is not one of ours or belongs to another list.
Result<Cursor> read_cursor(std::string_view text, std::string_view list);

}  // namespace aplomb::store

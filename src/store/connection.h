// One database connection, SQLite or PostgreSQL alike. Statements are named, live in queries/*.sql,
// are all prepared when the connection opens, and number their parameters $1, $2 …
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "base/time.h"

namespace aplomb::store {

// nothing, integer, text, bytes. Booleans are integers; times are milliseconds. Text and bytes are
// only looked at while the statement runs, so nothing is copied.
struct Bytes {
    std::string_view value;
};
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Bytes>;

// The current row of a running statement; columns count from 0.
class Row {
  public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual std::string text(int column) const = 0;  // bytes too
};

class Connection {
  public:
    virtual ~Connection() = default;

    // Runs the named statement, calls `each` for every row (return false to stop), and answers how
    // many rows it changed. Conflict on a violated unique key, Unavailable on a full disk.
    virtual Result<std::int64_t> run(std::string_view statement,
                                     std::initializer_list<Value> parameters,
                                     const std::function<bool(const Row&)>& each = {}) = 0;
};

}  // namespace aplomb::store

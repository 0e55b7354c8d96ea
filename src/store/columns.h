// Between the domain's values and a statement's columns: the few conversions every repository
// needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "store/connection.h"

namespace aplomb::store {

inline Value value_of(std::optional<Timestamp> time) {
    return time ? Value(to_ms(*time)) : Value();
}
inline Value value_of(std::optional<std::int64_t> number) {
    return number ? Value(*number) : Value();
}
inline Value value_of_flag(std::optional<bool> flag) {
    return flag ? Value(std::int64_t{*flag}) : Value();
}
template<class Tag>
Value value_of(std::optional<Id<Tag>> id) {
    return id ? Value(id->value) : Value();
}
template<class E>
Value number_of(E value) {
    return static_cast<std::int64_t>(value);
}
// Empty texts that stand for "none" are NULL, so that unique indexes leave them alone.
inline Value null_when_empty(std::string_view text) {
    return text.empty() ? Value() : Value(text);
}

inline Timestamp time_at(const Row& row, int column) {
    return from_ms(row.integer(column));
}
inline std::optional<Timestamp> maybe_time_at(const Row& row, int column) {
    if (row.is_null(column)) return {};
    return from_ms(row.integer(column));
}
inline std::optional<std::int64_t> maybe_integer_at(const Row& row, int column) {
    if (row.is_null(column)) return {};
    return row.integer(column);
}
template<class I>
std::optional<I> maybe_id_at(const Row& row, int column) {
    if (row.is_null(column)) return {};
    return I{row.integer(column)};
}
template<class E>
E enum_at(const Row& row, int column) {
    return static_cast<E>(row.integer(column));
}
inline int int_at(const Row& row, int column) {
    return static_cast<int>(row.integer(column));
}

}  // namespace aplomb::store

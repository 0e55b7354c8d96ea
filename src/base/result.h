// What can go wrong outside the program is a value, never an exception.
//
// A function that may fail returns Result<T>. An Error says what was wrong in one sentence a person
// can act on, and where it applies the field (JSON pointer or key) or the file:line at fault.
// TRY unwraps a Result or returns its error to the caller; it must not be used inside coroutines.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

namespace aplomb {

enum class ErrorKind {
    Invalid,       // the input is wrong and the sender can mend it (400, or 422 over HTTP)
    Unauthorized,  // nobody we know is asking (401)
    Forbidden,     // we know who asks and they may not (403)
    NotFound,      // there is no such thing, or not for them (404)
    Conflict,      // the world moved on since they looked (409)
    TooLarge,      // over a stated limit (413)
    RateLimited,   // too much for now (429)
    Upstream,      // another system answered wrongly (502)
    Unavailable,   // we cannot do this now: disk full, shutting down (503)
    Timeout,       // no answer in time; what happened over there is unknown (504)
    Corrupt,       // our own data does not hold together (500)
};

struct Error {
    ErrorKind kind = ErrorKind::Invalid;
    std::string what;
    std::string field;

    bool operator==(const Error&) const = default;
};

template<class T = void>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string what,
                                                std::string field = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(what), std::move(field)});
}

// "invalid", "not_found" …: stable names for logs and problem documents.
std::string_view name_of(ErrorKind kind);

namespace detail {
template<class T>
T take(Result<T>&& result) {
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}
}  // namespace detail

}  // namespace aplomb

// The name is numbered so that one TRY may stand inside another's argument.
#define APLOMB_TRY_NAMED(expression, name)                                            \
    __extension__({                                                                   \
        auto name = (expression);                                                     \
        if (!name) return ::tl::unexpected<::aplomb::Error>(std::move(name).error()); \
        ::aplomb::detail::take(std::move(name));                                      \
    })
#define APLOMB_TRY_NUMBERED(expression, number) APLOMB_TRY_NAMED(expression, aplomb_try_##number)
#define APLOMB_TRY_COUNTED(expression, number) APLOMB_TRY_NUMBERED(expression, number)
#define TRY(expression) APLOMB_TRY_COUNTED(expression, __COUNTER__)

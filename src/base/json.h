// Reading JSON that came from outside. ObjectReader hands out fields by name with their type
// checked; the first thing wrong is kept and returned by done(), naming the field as a JSON
// pointer. Objects written by people refuse keys nobody asked for and suggest the nearest one;
// objects from platforms ignore them (spec: contracts, introduction).
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace aplomb {

namespace json = boost::json;

// At most 32 levels deep; the error says at which byte and why.
Result<json::value> parse_json(std::string_view text, json::storage_ptr storage = {});

// A document to look through and drop. All its parts lie in one arena that goes as a whole, which
// for the long pages platforms send costs a fraction of parse_json. Copies of parts stand alone.
class JsonPage {
  public:
    static Result<JsonPage> parse(std::string_view text);

    JsonPage(JsonPage&&) noexcept = default;
    JsonPage& operator=(JsonPage&&) = delete;

    operator const json::value&() const { return root_; }
    const json::value* operator->() const { return &root_; }

  private:
    JsonPage(std::unique_ptr<json::monotonic_resource> arena, json::value root)
        : arena_(std::move(arena)), root_(std::move(root)) {}

    std::unique_ptr<json::monotonic_resource> arena_;
    json::value root_;
};

enum class UnknownKeys { Refuse, Ignore };

class ObjectReader {
  public:
    // `where` is the JSON pointer of `value` itself, "" for the document.
    explicit ObjectReader(const json::value& value, std::string where = {});

    // Absent and null are the same: nothing.
    std::optional<std::string> text(std::string_view key);
    std::optional<std::int64_t> integer(
        std::string_view key, std::int64_t min = std::numeric_limits<std::int64_t>::min(),
        std::int64_t max = std::numeric_limits<std::int64_t>::max());
    std::optional<double> number(std::string_view key);
    std::optional<bool> flag(std::string_view key);
    std::optional<Timestamp> time(std::string_view key);
    const json::array* list(std::string_view key);
    const json::object* object(std::string_view key);
    const json::value* any(std::string_view key);

    // As above, and an error when it is not there (the empty value comes back).
    std::string required_text(std::string_view key);

    // One of a closed set of names.
    template<class E>
    std::optional<E> one_of(std::string_view key,
                            std::initializer_list<std::pair<std::string_view, E>> names) {
        const auto value = text(key);
        if (!value) return {};
        std::vector<std::string_view> known;
        for (const auto& [name, e] : names) {
            if (*value == name) return e;
            known.push_back(name);
        }
        reject_choice(key, *value, known);
        return {};
    }

    // Records an error of the caller's own about `key`.
    void reject(std::string_view key, std::string what);
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] std::string where(std::string_view key) const;
    Result<> done(UnknownKeys policy);

  private:
    [[nodiscard]] std::optional<Error> unknown_key() const;
    const json::value* find(std::string_view key);
    void wrong_type(std::string_view key, std::string_view wanted);
    void reject_choice(std::string_view key, std::string_view value,
                       const std::vector<std::string_view>& known);

    const json::object* object_ = nullptr;
    std::string where_;
    std::vector<std::string> asked_;
    std::optional<Error> error_;
    std::string missing_;  // the key whose absence is the error
};

// The candidate nearest to `word` (edit distance at most a third of its length), or nothing.
std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& candidates);

}  // namespace aplomb

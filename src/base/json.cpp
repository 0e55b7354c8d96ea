#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace aplomb {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& candidates) {
    std::optional<std::string_view> best;
    std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
    if (word.size() > 64) return {};
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

Result<json::value> parse_json(std::string_view text, json::storage_ptr storage) {
    json::error_code error;
    json::stream_parser parser(std::move(storage));
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && parser.done()) {
        const auto rest = text.substr(read).find_first_not_of(" \t\r\n");
        if (rest == std::string_view::npos) return parser.release();
        return fail(ErrorKind::Invalid,
                    fmt::format("not JSON: something follows the value at byte {}", read + rest));
    }
    if (!error) parser.finish(error);
    if (!error) return parser.release();
    return fail(ErrorKind::Invalid, fmt::format("not JSON: {} at byte {}", error.message(), read));
}

Result<JsonPage> JsonPage::parse(std::string_view text) {
    auto arena = std::make_unique<json::monotonic_resource>(text.size() + 1024);
    json::value root = TRY(parse_json(text, arena.get()));
    return JsonPage(std::move(arena), std::move(root));
}

ObjectReader::ObjectReader(const json::value& value, std::string where)
    : object_(value.if_object()), where_(std::move(where)) {
    if (object_ == nullptr) {
        error_ = Error{ErrorKind::Invalid, "must be a JSON object", where_};
    }
}

std::string ObjectReader::where(std::string_view key) const {
    return fmt::format("{}/{}", where_, key);
}

const json::value* ObjectReader::find(std::string_view key) {
    asked_.emplace_back(key);
    if (object_ == nullptr) return nullptr;
    const json::value* value = object_->if_contains(key);
    return value != nullptr && value->is_null() ? nullptr : value;
}

void ObjectReader::reject(std::string_view key, std::string what) {
    if (!error_) error_ = Error{ErrorKind::Invalid, std::move(what), where(key)};
}

void ObjectReader::wrong_type(std::string_view key, std::string_view wanted) {
    reject(key, fmt::format("\"{}\" must be {}", key, wanted));
}

void ObjectReader::reject_choice(std::string_view key, std::string_view value,
                                 const std::vector<std::string_view>& known) {
    std::string what = fmt::format("\"{}\" cannot be \"{}\"", key, value.substr(0, 40));
    if (const auto close = nearest(value, known)) {
        what += fmt::format("; did you mean \"{}\"?", *close);
    } else {
        what += fmt::format("; it is one of {}", fmt::join(known, ", "));
    }
    reject(key, std::move(what));
}

std::optional<std::string> ObjectReader::text(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return {};
    if (const json::string* text = value->if_string()) return std::string(*text);
    wrong_type(key, "text");
    return {};
}

std::optional<std::int64_t> ObjectReader::integer(std::string_view key, std::int64_t min,
                                                  std::int64_t max) {
    const json::value* value = find(key);
    if (value == nullptr) return {};
    std::optional<std::int64_t> number;
    if (value->is_int64()) {
        number = value->get_int64();
    } else if (value->is_double() && std::trunc(value->get_double()) == value->get_double() &&
               std::abs(value->get_double()) < 9e15) {
        number = static_cast<std::int64_t>(value->get_double());
    }
    if (!number) {
        wrong_type(key, "a whole number");
    } else if (*number < min || *number > max) {
        reject(key, fmt::format("\"{}\" must lie between {} and {}", key, min, max));
        return {};
    }
    return number;
}

std::optional<double> ObjectReader::number(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return {};
    if (value->is_number()) return value->to_number<double>();
    wrong_type(key, "a number");
    return {};
}

std::optional<bool> ObjectReader::flag(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return {};
    if (value->is_bool()) return value->get_bool();
    wrong_type(key, "true or false");
    return {};
}

std::optional<Timestamp> ObjectReader::time(std::string_view key) {
    const auto value = text(key);
    if (!value) return {};
    auto parsed = parse_rfc3339(*value);
    if (parsed) return *parsed;
    reject(key, std::move(parsed).error().what);
    return {};
}

const json::array* ObjectReader::list(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return nullptr;
    if (value->is_array()) return &value->get_array();
    wrong_type(key, "a list");
    return nullptr;
}

const json::object* ObjectReader::object(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return nullptr;
    if (value->is_object()) return &value->get_object();
    wrong_type(key, "an object");
    return nullptr;
}

const json::value* ObjectReader::any(std::string_view key) {
    return find(key);
}

std::string ObjectReader::required_text(std::string_view key) {
    const bool failed_before = failed();
    auto value = text(key);
    if (!value && failed() == failed_before) {
        if (!failed()) missing_ = key;
        reject(key, fmt::format("\"{}\" is missing", key));
    }
    return value.value_or(std::string{});
}

std::optional<Error> ObjectReader::unknown_key() const {
    if (object_ == nullptr) return {};
    for (const auto& field : *object_) {
        const std::string_view key(field.key().data(), field.key().size());
        if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
        const std::vector<std::string_view> known(asked_.begin(), asked_.end());
        const auto close = nearest(key, known);
        // A key that is missing was perhaps only misspelled.
        if (error_ && (missing_.empty() || close != std::string_view(missing_))) continue;
        std::string what = fmt::format("\"{}\" is not a known key", key.substr(0, 60));
        if (close) what += fmt::format("; did you mean \"{}\"?", *close);
        return Error{ErrorKind::Invalid, std::move(what), where(key)};
    }
    return {};
}

Result<> ObjectReader::done(UnknownKeys policy) {
    if (policy == UnknownKeys::Refuse) {
        if (auto unknown = unknown_key()) return tl::unexpected<Error>(*std::move(unknown));
    }
    if (error_) return tl::unexpected<Error>(*error_);
    return {};
}

}  // namespace aplomb

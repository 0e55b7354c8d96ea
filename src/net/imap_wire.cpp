#include "net/imap_wire.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/http.h"

namespace aplomb::net {
namespace {

constexpr std::array<std::string_view, 5> statuses{"OK", "NO", "BAD", "BYE", "PREAUTH"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

tl::unexpected<Error> wrong(std::string what) {
    return fail(ErrorKind::Invalid, "The mail server's answer cannot be read: " + std::move(what));
}

// The size announced by a line that ends in "{123}" or "{123+}".
std::optional<std::uint64_t> literal_size(std::string_view line) {
    if (!line.ends_with('}')) return {};
    const auto open = line.rfind('{');
    if (open == std::string_view::npos) return {};
    std::string_view digits = line.substr(open + 1, line.size() - open - 2);
    if (digits.ends_with('+')) digits.remove_suffix(1);
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (digits.empty() || end != digits.data() + digits.size()) return {};
    if (error != std::errc{}) return std::uint64_t{1} << 62;
    return size;
}

std::string_view word_at(std::string_view text, std::size_t at) {
    const auto end = text.find(' ', at);
    return text.substr(at, end == std::string_view::npos ? end : end - at);
}

std::string_view status_of(std::string_view word) {
    for (const auto status : statuses) {
        if (equal_ignoring_case(word, status)) return status;
    }
    return {};
}

// Words for people may end in anything, even in what looks like a literal.
bool may_hold_literals(std::string_view first_line) {
    return first_line.starts_with("* ") && status_of(word_at(first_line, 2)).empty();
}

// Reads the values of one complete response.
class ValueParser {
  public:
    ValueParser(std::string_view bytes, std::size_t depth_max)
        : bytes_(bytes), depth_max_(depth_max) {}

    Result<std::vector<ImapValue>> all() {
        auto values = TRY(sequence(0));
        if (at_ != bytes_.size()) return wrong("a parenthesis closes nothing.");
        return values;
    }

  private:
    Result<std::vector<ImapValue>> sequence(std::size_t depth) {
        std::vector<ImapValue> values;
        while (true) {
            while (at_ < bytes_.size() &&
                   (bytes_[at_] == ' ' || bytes_[at_] == '\r' || bytes_[at_] == '\n')) {
                ++at_;
            }
            if (at_ >= bytes_.size() || bytes_[at_] == ')') return values;
            values.push_back(TRY(value(depth)));
        }
    }

    Result<ImapValue> value(std::size_t depth) {
        switch (bytes_[at_]) {
            case '(':
                return list(depth);
            case '"':
                return quoted();
            case '{':
                return literal();
            default:
                return atom();
        }
    }

    Result<ImapValue> list(std::size_t depth) {
        if (depth >= depth_max_) return wrong("it is nested too deeply.");
        ++at_;
        ImapValue value;
        value.kind = ImapValue::Kind::List;
        value.items = TRY(sequence(depth + 1));
        if (at_ >= bytes_.size()) return wrong("a list is not closed.");
        ++at_;
        return value;
    }

    Result<ImapValue> quoted() {
        ImapValue value;
        value.kind = ImapValue::Kind::String;
        for (++at_; at_ < bytes_.size() && bytes_[at_] != '"'; ++at_) {
            if (bytes_[at_] == '\\' && at_ + 1 < bytes_.size()) ++at_;
            value.text += bytes_[at_];
        }
        if (at_ >= bytes_.size()) return wrong("a quoted text is not closed.");
        ++at_;
        return value;
    }

    Result<ImapValue> literal() {
        const auto line_end = bytes_.find("\r\n", at_);
        if (line_end == std::string_view::npos) return atom();
        const auto size = literal_size(bytes_.substr(at_, line_end - at_));
        if (!size || *size > bytes_.size() - line_end - 2) return atom();
        ImapValue value;
        value.kind = ImapValue::Kind::String;
        value.text = bytes_.substr(line_end + 2, *size);
        at_ = line_end + 2 + *size;
        return value;
    }

    // Up to a space or parenthesis; brackets belong to it whole: BODY[HEADER.FIELDS (DATE)]<0>.
    Result<ImapValue> atom() {
        const std::size_t start = at_;
        bool in_brackets = false;
        for (; at_ < bytes_.size(); ++at_) {
            const char c = bytes_[at_];
            if (c == '\r' || c == '\n') break;
            if (!in_brackets && (c == ' ' || c == '(' || c == ')')) break;
            if (c == '[') in_brackets = true;
            if (c == ']') in_brackets = false;
        }
        if (at_ == start) return wrong("an unexpected character.");
        ImapValue value;
        value.text = bytes_.substr(start, at_ - start);
        value.kind =
            equal_ignoring_case(value.text, "NIL") ? ImapValue::Kind::Nil : ImapValue::Kind::Atom;
        if (value.kind == ImapValue::Kind::Nil) value.text.clear();
        return value;
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::size_t depth_max_;
};

// "OK [UIDNEXT 5] words": true when `rest` is a status response.
bool read_status(std::string_view rest, ImapResponse& response) {
    const std::string_view word = word_at(rest, 0);
    const std::string_view status = status_of(word);
    if (status.empty()) return false;
    response.status = status;
    rest.remove_prefix(word.size());
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    if (rest.starts_with('[')) {
        const auto close = rest.find(']');
        if (close != std::string_view::npos) {
            response.code = rest.substr(1, close - 1);
            rest.remove_prefix(close + 1);
            if (rest.starts_with(' ')) rest.remove_prefix(1);
        }
    }
    response.text = rest;
    return true;
}

// `bytes` is one complete response without its last line break.
Result<ImapResponse> read_response(std::string_view bytes, std::size_t depth_max) {
    ImapResponse response;
    if (bytes.starts_with('+')) {
        response.kind = ImapResponse::Kind::Continuation;
        response.text = bytes.substr(bytes.starts_with("+ ") ? 2 : 1);
        return response;
    }
    if (!bytes.starts_with("* ")) {
        response.kind = ImapResponse::Kind::Tagged;
        response.tag = word_at(bytes, 0);
        const std::size_t skipped = std::min(response.tag.size() + 1, bytes.size());
        if (!read_status(bytes.substr(skipped), response)) return wrong("no such kind of answer.");
        return response;
    }
    bytes.remove_prefix(2);
    if (read_status(bytes, response)) return response;
    ValueParser parser(bytes, depth_max);
    response.values = TRY(parser.all());
    return response;
}

int number_in(std::string_view text) {
    int value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

Result<> ImapReader::feed(std::string_view bytes) {
    if (failed_) return tl::unexpected<Error>(*failed_);
    buffer_ += bytes;
    const auto give_up = [&](Error error) {
        failed_ = error;
        buffer_ = {};
        return tl::unexpected<Error>(std::move(error));
    };
    while (true) {
        const auto complete = scan();
        if (!complete) return give_up(complete.error());
        if (!*complete) return {};
        auto response =
            read_response(std::string_view(buffer_).substr(0, scanned_ - 2), limits_.depth_max);
        if (!response) return give_up(std::move(response).error());
        ready_.push_back(std::move(*response));
        buffer_.erase(0, scanned_);
        scanned_ = line_start_ = line_bytes_ = 0;
    }
}

Result<bool> ImapReader::scan() {
    while (true) {
        // A line break may have been cut between its two bytes.
        const std::size_t from = std::max(line_start_, scanned_ > 0 ? scanned_ - 1 : 0);
        const auto line_end = buffer_.find("\r\n", from);
        const std::size_t seen = std::min(line_end, buffer_.size());
        if (seen > line_start_ && seen - line_start_ + line_bytes_ > limits_.line_bytes_max) {
            return wrong("a line is too long.");
        }
        if (line_end == std::string::npos) {
            scanned_ = std::max(scanned_, buffer_.size());
            return false;
        }
        const std::string_view line =
            std::string_view(buffer_).substr(line_start_, line_end - line_start_);
        const auto size = literal_size(line);
        const auto first_end = buffer_.find("\r\n");
        if (!size || !may_hold_literals(std::string_view(buffer_).substr(0, first_end))) {
            scanned_ = line_end + 2;
            return true;
        }
        if (*size > limits_.literal_bytes_max ||
            line_end + *size > limits_.literal_bytes_max + limits_.line_bytes_max) {
            return wrong("a literal is too large.");
        }
        line_bytes_ += line.size();
        if (buffer_.size() < line_end + 2 + *size) {
            // Come back to this line when the literal is whole.
            line_bytes_ -= line.size();
            scanned_ = line_end;
            return false;
        }
        line_start_ = line_end + 2 + static_cast<std::size_t>(*size);
        scanned_ = line_start_;
    }
}

std::optional<ImapResponse> ImapReader::next() {
    if (ready_.empty()) return {};
    ImapResponse response = std::move(ready_.front());
    ready_.pop_front();
    return response;
}

std::optional<std::uint64_t> code_number(const ImapResponse& response, std::string_view name) {
    const std::string_view code = response.code;
    const std::string_view word = word_at(code, 0);
    if (!equal_ignoring_case(word, name) || code.size() <= word.size() + 1) return {};
    const std::string_view digits = code.substr(word.size() + 1);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end == digits.data()) return {};
    return value;
}

const ImapValue* find_attribute(const ImapValue& list, std::string_view name) {
    for (std::size_t i = 0; i + 1 < list.items.size(); i += 2) {
        if (equal_ignoring_case(list.items[i].text, name)) return &list.items[i + 1];
    }
    return nullptr;
}

std::optional<Timestamp> parse_internal_date(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    const auto dash = text.find('-');
    if (dash == std::string_view::npos || dash > 2 || text.size() < dash + 24) return {};
    const int day = number_in(text.substr(0, dash));
    const std::string_view rest = text.substr(dash + 1);  // Feb-1994 21:52:25 -0800
    unsigned month = 0;
    for (unsigned i = 0; i < months.size(); ++i) {
        if (equal_ignoring_case(rest.substr(0, 3), months[i])) month = i + 1;
    }
    const std::chrono::year_month_day date(std::chrono::year(number_in(rest.substr(4, 4))),
                                           std::chrono::month(month),
                                           std::chrono::day(static_cast<unsigned>(day)));
    const int hour = number_in(rest.substr(9, 2));
    const int minute = number_in(rest.substr(12, 2));
    const int second = number_in(rest.substr(15, 2));
    const int zone = number_in(rest.substr(19, 4));
    const char sign = rest[18];
    if (!date.ok() || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
        second > 60 || zone < 0 || (sign != '+' && sign != '-')) {
        return {};
    }
    const std::chrono::minutes offset((zone / 100 * 60 + zone % 100) * (sign == '-' ? -1 : 1));
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second) - offset;
}

std::string search_date(Timestamp time) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    return std::to_string(static_cast<unsigned>(date.day())) + "-" +
           std::string(months[static_cast<unsigned>(date.month()) - 1]) + "-" +
           std::to_string(static_cast<int>(date.year()));
}

}  // namespace aplomb::net

#include "text/json_line.h"

#include <cctype>
#include <string>

#include "text/utf8.h"

namespace aplomb::text {
namespace {

bool is_surrogate(std::string_view digits, char from, char to) {
    return digits.size() >= 2 && (digits[0] == 'd' || digits[0] == 'D') &&
           std::tolower(static_cast<unsigned char>(digits[1])) >= from &&
           std::tolower(static_cast<unsigned char>(digits[1])) <= to;
}

// People's posts hold broken bytes and halves of emoji cut in two. They become U+FFFD.
std::string mended(std::string_view line) {
    std::string whole;
    for (std::size_t at = 0; at < line.size();)
        append_utf8(whole, next_code_point(line, at));
    std::string out;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (whole[i] != '\\' || i + 1 >= whole.size()) {
            out += whole[i];
            continue;
        }
        const std::string_view rest = std::string_view(whole).substr(i);
        const bool leads =
            rest.size() >= 6 && rest[1] == 'u' && is_surrogate(rest.substr(2), '8', 'b');
        const bool trails =
            rest.size() >= 6 && rest[1] == 'u' && is_surrogate(rest.substr(2), 'c', 'f');
        const bool paired = leads && rest.size() >= 12 && rest[6] == '\\' && rest[7] == 'u' &&
                            is_surrogate(rest.substr(8), 'c', 'f');
        if ((leads && !paired) || trails) {
            out += "\\ufffd";
            i += 5;
        } else if (paired) {
            out += rest.substr(0, 12);
            i += 11;
        } else {
            out += rest.substr(0, 2);
            ++i;
        }
    }
    return out;
}

}  // namespace

Result<json::value> parse_json_line(std::string_view line) {
    line = without_byte_order_mark(line);
    auto value = parse_json(line);
    if (value) return value;
    const std::string again = mended(line);
    if (again == line) return value;
    return parse_json(again);
}

std::string_view without_byte_order_mark(std::string_view line) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (line.starts_with(mark)) line.remove_prefix(mark.size());
    return line;
}

}  // namespace aplomb::text

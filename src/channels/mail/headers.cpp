#include "channels/mail/headers.h"

#include <algorithm>

#include "base/http.h"

namespace aplomb::channels::mail {
namespace {

constexpr std::size_t fields_max = 2000;
constexpr std::size_t id_bytes_max = 500;
constexpr std::size_t ids_max = 200;

std::string_view next_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

void add_id(std::vector<std::string>& ids, std::string_view text) {
    std::string id;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte != 0x7F && c != '<' && c != '>') id += c;
    }
    const bool known = std::find(ids.begin(), ids.end(), id) != ids.end();
    if (!id.empty() && id.size() <= id_bytes_max && !known && ids.size() < ids_max) {
        ids.push_back(std::move(id));
    }
}

}  // namespace

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

HeaderFields HeaderFields::read(std::string_view raw_mail) {
    HeaderFields out;
    std::string_view rest = raw_mail.substr(0, header_bytes_max);
    while (!rest.empty() && out.fields_.size() < fields_max) {
        const std::string_view line = next_line(rest);
        if (line.empty()) break;
        if (line.front() == ' ' || line.front() == '\t') {
            if (!out.fields_.empty()) out.fields_.back().second.append(line);
            continue;
        }
        const std::size_t colon = line.find(':');
        // A mailbox file's "From " line, or a line that is no field at all.
        if (colon == std::string_view::npos || colon == 0) continue;
        out.fields_.emplace_back(std::string(trimmed(line.substr(0, colon))),
                                 std::string(line.substr(colon + 1)));
    }
    return out;
}

std::string_view HeaderFields::first(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
        if (equal_ignoring_case(key, name)) return trimmed(value);
    }
    return {};
}

bool HeaderFields::has(std::string_view name) const {
    return std::any_of(fields_.begin(), fields_.end(),
                       [&](const auto& field) { return equal_ignoring_case(field.first, name); });
}

std::vector<std::string_view> HeaderFields::all(std::string_view name) const {
    std::vector<std::string_view> out;
    for (const auto& [key, value] : fields_) {
        if (equal_ignoring_case(key, name)) out.push_back(trimmed(value));
    }
    return out;
}

std::size_t body_start(std::string_view raw_mail) {
    std::string_view rest = raw_mail;
    while (!rest.empty()) {
        if (next_line(rest).empty()) break;
    }
    return raw_mail.size() - rest.size();
}

std::vector<std::string> message_ids(std::string_view field) {
    std::vector<std::string> ids;
    bool bracketed = false;
    for (std::size_t open = field.find('<'); open != std::string_view::npos;
         open = field.find('<', open + 1)) {
        const std::size_t close = field.find('>', open);
        if (close == std::string_view::npos) break;
        bracketed = true;
        add_id(ids, field.substr(open + 1, close - open - 1));
        open = close;
    }
    if (bracketed) return ids;
    const std::string_view bare = trimmed(field);
    const bool one_word = bare.find_first_of(" \t") == std::string_view::npos;
    if (one_word && bare.find('@') != std::string_view::npos) add_id(ids, bare);
    return ids;
}

}  // namespace aplomb::channels::mail

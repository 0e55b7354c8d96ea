#include "channels/event_stream.h"

namespace aplomb::channels {
namespace {
constexpr std::size_t event_bytes_max = 1024 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
}  // namespace

std::vector<ServerSentEvent> EventStreamReader::feed(std::string_view bytes) {
    std::vector<ServerSentEvent> out;
    for (const char c : bytes) {
        const bool second_of_pair = after_return_ && c == '\n';
        after_return_ = c == '\r';
        if (second_of_pair) continue;
        if (c == '\n' || c == '\r') {
            end_of_line(out);
        } else if (line_.size() + data_.size() < event_bytes_max) {
            line_ += c;
        } else {
            too_long_ = true;
        }
    }
    return out;
}

void EventStreamReader::end_of_line(std::vector<ServerSentEvent>& out) {
    std::string_view line = line_;
    if (at_start_ && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
    at_start_ = false;
    if (line.empty()) {
        if (has_data_ && !too_long_) {
            out.push_back({name_.empty() ? "message" : std::move(name_), std::move(data_)});
        }
        name_.clear();
        data_.clear();
        has_data_ = false;
        too_long_ = false;
        line_.clear();
        return;
    }
    const std::size_t colon = line.find(':');
    const std::string_view field = line.substr(0, colon);
    std::string_view value =
        colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (field == "event") {
        name_ = value;
    } else if (field == "data") {
        if (has_data_) data_ += '\n';
        data_ += value;
        has_data_ = true;
    }
    line_.clear();
}

}  // namespace aplomb::channels

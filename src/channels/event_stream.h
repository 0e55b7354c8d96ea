// Server-sent events, read (WHATWG HTML, "Server-sent events"): bytes in any pieces, events out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aplomb::channels {

struct ServerSentEvent {
    std::string name;  // "message" when the server gives none
    std::string data;
    bool operator==(const ServerSentEvent&) const = default;
};

class EventStreamReader {
  public:
    // Whole events only; what is not complete yet waits for the next piece. An event of more than
    // 1 MiB is dropped.
    std::vector<ServerSentEvent> feed(std::string_view bytes);

  private:
    void end_of_line(std::vector<ServerSentEvent>& out);

    std::string line_;
    std::string name_;
    std::string data_;
    bool has_data_ = false;
    bool too_long_ = false;
    bool after_return_ = false;
    bool at_start_ = true;
};

}  // namespace aplomb::channels

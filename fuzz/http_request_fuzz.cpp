// Any bytes on a connection: one request, or a refusal that says a status; cut into pieces anywhere
// it must come to the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "net/http_request_reader.h"

namespace {

using aplomb::net::HttpRequestReader;

struct Outcome {
    HttpRequestReader::Stage stage;
    std::string body;
};

Outcome read(std::string_view bytes, std::size_t piece_bytes) {
    HttpRequestReader reader(8192);
    std::string waiting;
    while (true) {
        if (reader.stage() == HttpRequestReader::Stage::Paused) reader.accept_body(65536);
        const bool more = reader.stage() == HttpRequestReader::Stage::Header ||
                          reader.stage() == HttpRequestReader::Stage::Body;
        if (!more || (bytes.empty() && waiting.empty())) break;
        const std::size_t fresh = std::min(piece_bytes, bytes.size());
        waiting.append(bytes.substr(0, fresh));
        bytes.remove_prefix(fresh);
        const std::size_t taken = reader.feed(waiting);
        if (taken > waiting.size()) std::abort();
        waiting.erase(0, taken);
        if (taken == 0 && bytes.empty()) break;
    }
    Outcome outcome{reader.stage(), {}};
    if (outcome.stage == HttpRequestReader::Stage::Complete) outcome.body = reader.request().body;
    if (outcome.stage == HttpRequestReader::Stage::Refused) {
        const int status = reader.refusal().status;
        if (status < 400 || status > 599 || reader.refusal().sentence.empty()) std::abort();
    }
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Outcome whole = read(bytes, size + 1);
    const Outcome pieces = read(bytes, 7);
    if (whole.stage == HttpRequestReader::Stage::Complete &&
        (pieces.stage != whole.stage || pieces.body != whole.body)) {
        std::abort();
    }
    return 0;
}

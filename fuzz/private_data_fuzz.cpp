// Any bytes searched for private data, by both speakers: what is found lies inside the text, in
// order, and does not overlap.
#include <cstdint>
#include <cstdlib>

#include "text/private_data.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace text = aplomb::text;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t length = text::count_code_points(bytes);
    for (const auto speaker : {text::DataSpeaker::Customer, text::DataSpeaker::Company}) {
        text::PrivateDataOptions options;
        options.speaker = speaker;
        options.own_emails = {"@example.com"};
        std::size_t done = 0;
        for (const auto& datum : text::find_private_data(bytes, options)) {
            if (datum.range.start < done || datum.range.end <= datum.range.start) std::abort();
            if (datum.range.end > length) std::abort();
            done = datum.range.end;
        }
    }
    return 0;
}

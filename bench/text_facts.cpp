// How long finding private data and telling the language take: on a post of ordinary length, and on
// long texts made to hurt, each at three sizes, so that a cost that grows faster than the text
// shows in the last column (the time per byte at 1 MB over that at 10 kB; 1 is linear).
//
//   build/bench/bench/bench_text_facts
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "text/language.h"
#include "text/private_data.h"

namespace {

using namespace aplomb;

constexpr std::string_view post =
    "@brand I ordered two chairs last week (order 88-4120976) and the tracking page still says "
    "\"label created\". I called 0161 496 0000 twice and wrote from mo.farah@mail.example. Could "
    "somebody please have a look and tell me when they will come to 18 Cornwall Road, Leeds?";

// Of one call, over enough calls to be worth reading.
template<class Call>
double microseconds(Call call) {
    using Clock = std::chrono::steady_clock;
    std::size_t calls = 0;
    const auto from = Clock::now();
    auto spent = Clock::duration::zero();
    while (spent < std::chrono::milliseconds(200)) {
        call();
        ++calls;
        spent = Clock::now() - from;
    }
    return std::chrono::duration<double, std::micro>(spent).count() / static_cast<double>(calls);
}

std::size_t found = 0;

void find(const std::string& text) {
    text::PrivateDataOptions options;
    options.speaker = text::DataSpeaker::Company;
    found += text::find_private_data(text, options).size();
}

std::string repeated(std::string_view piece, std::size_t size) {
    std::string text;
    while (text.size() < size)
        text += piece;
    return text;
}

}  // namespace

int main() {
    fmt::print("a post of {} bytes: private data {:.1f} µs, language {:.1f} µs\n", post.size(),
               microseconds([] { find(std::string(post)); }),
               microseconds([] { found += text::guess_language_of(post).sure ? 1 : 0; }));
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> hurtful{{
        {"the post again and again", post},
        {"one run of digits", "4"},
        {"digits one by one", "4 1 "},
        {"fours of digits", "4111 "},
        {"letters and digits", "GB82WEST12"},
        {"at signs", "a@b."},
        {"spelled addresses", "at dot at dot "},
        {"order order order", "order no id/1/"},
        {"links", "https://a.example/1 "},
        {"plus signs and brackets", "+(1)-"},
        {"streets", "12 Mill Street, "},
        {"your blood, your blood", "your blood sugar "},
    }};
    fmt::print("{:<28} {:>10} {:>10} {:>10} {:>8}\n", "private data, µs", "10 kB", "100 kB", "1 MB",
               "growth");
    for (const auto& [name, piece] : hurtful) {
        std::array<double, 3> times{};
        std::size_t size = 10'000;
        for (double& time : times) {
            const std::string text = repeated(piece, size);
            time = microseconds([&] { find(text); });
            size *= 10;
        }
        fmt::print("{:<28} {:>10.0f} {:>10.0f} {:>10.0f} {:>8.2f}\n", name, times[0], times[1],
                   times[2], times[2] / times[0] / 100);
    }
    return found == 0 ? 1 : 0;
}

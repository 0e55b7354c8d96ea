// What the store's benchmarks are fed with: events as a webhook would bring them, made from their
// number alone, and the two words every benchmark needs.
#pragma once

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

#include "domain/case.h"
#include "domain/customer.h"
#include "domain/message.h"
#include "domain/receipt.h"

namespace aplomb::bench {

constexpr std::int64_t start_ms = 1'790'000'000'000;

// Words with the frequencies of a language: a few everywhere, many rare.
inline std::string words_of(std::int64_t event) {
    static const char* const common[] = {"the",    "my",     "order", "is",   "not",
                                         "here",   "please", "app",   "when", "you",
                                         "refund", "flight", "late",  "help", "again"};
    std::string text;
    auto state = static_cast<std::uint64_t>(event) * 0x9e3779b97f4a7c15U + 1;
    for (int word = 0; word < 24; ++word) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if (word > 0) text += ' ';
        if (state % 3 != 0) {
            text += common[(state >> 8) % 15];
        } else {
            text += "w" + std::to_string((state >> 8) % 20'000);
        }
    }
    return text;
}

struct Event {
    RawEvent raw;
    Customer customer;
    Identity identity;
    Case case_;
    Conversation conversation;
    Message message;
    Timestamp at;
};

inline Event event_of(std::int64_t number) {
    const std::string text = words_of(number);
    Event event;
    event.at = from_ms(start_ms + number);
    const std::string id = std::to_string(number * 7919 % 1'000'003) + "-" + std::to_string(number);
    event.raw = {"ext-" + id, "message.created", "",
                 R"({"type":"message.created","id":"ext-)" + id + R"(","thread_id":"t-)" + id +
                     R"(","author":{"id":"u)" + id + R"(","handle":"@ana"},"text":")" + text +
                     "\"}"};
    event.customer.name = "Ana Ruiz";
    event.customer.created_at = event.at;
    event.identity.channel_id = {1};
    event.identity.external_id = "u" + id;
    event.identity.handle = "@ana";
    event.identity.name = "Ana Ruiz";
    event.identity.followers = 120;
    event.case_.channel_id = {1};
    event.case_.subject = text.substr(0, 40);
    event.case_.preview = text.substr(0, 120);
    event.case_.first_in_at = event.at;
    event.case_.last_in_at = event.case_.waiting_since = event.case_.preview_at = event.at;
    event.case_.due_at = event.at + std::chrono::hours(8);
    event.case_.heat_key = to_ms(event.at);
    event.case_.created_at = event.case_.updated_at = event.at;
    event.case_.message_count = 1;
    event.conversation.channel_id = {1};
    event.conversation.external_id = "t-" + id;
    event.conversation.first_at = event.conversation.last_at = event.at;
    event.message.channel_id = {1};
    event.message.external_id = event.raw.external_id;
    event.message.author_name = "Ana Ruiz";
    event.message.author_handle = "@ana";
    event.message.at = event.message.received_at = event.at;
    event.message.text = text;
    return event;
}

template<class T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().what.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// Processor seconds are the fairer figure on a machine that others use too: of the whole process,
// and of the calling thread alone.
struct Taken {
    double wall = 0;
    double processor = 0;
    double thread = 0;
};

inline double thread_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

inline Taken taken(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    const double thread = thread_seconds();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC,
            thread_seconds() - thread};
}

}  // namespace aplomb::bench

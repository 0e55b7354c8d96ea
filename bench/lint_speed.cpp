// How long the linter takes for one draft as an agent types it: 280 characters, a thread of 20
// messages, all rules, one core. Prints the 50th and 99th percentile, the longest, and the time for
// 100 kB beside that for 50 kB; beside the time that passed the processor's, which other programs
// on the machine disturb less. bench/lint_speed_peer.mjs runs a prose linter from npm on the same
// drafts, which this writes out when told to:
//
//   bench_lint_speed [ROUNDS] [--drafts FILE]
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "etiquette/linter.h"

namespace {

using namespace aplomb;
using Microseconds = std::chrono::duration<double, std::micro>;

constexpr std::size_t draft_length = 280;

// Sentences of a customer desk, put together anew for each draft so that nothing repeats exactly.
const std::vector<std::string> sentences{
    "I'm sorry the second parcel came without the hinges.",
    "They left our workshop on Tuesday and should reach you by Friday noon.",
    "Your order 4711-22 is still with the courier in Leeds.",
    "PLEASE check the label first, the colour is printed on the side!!",
    "Thank you for the photograph, it shows exactly what went wrong.",
    "We would like to send you a new lamp and take the old one back.",
    "Could you tell me which of the two screws is missing?",
    "Send us a DM with your postcode and I will look it up within the hour.",
    "The cat may stay in the garden flat, and breakfast is served until ten.",
    "As you asked, I moved the appointment to Thursday at 2.40 pm.",
    "The refund of 14.90 went out this morning.",
    "If anything is unclear, I am here until six today.",
};

std::string text_of(std::size_t seed, std::size_t length) {
    std::string text;
    for (std::size_t i = seed; text.size() < length; i = i * 31 + 7)
        text += (text.empty() ? "" : " ") + sentences[i % sentences.size()];
    text.resize(length);
    return text;
}

Draft draft_of(std::size_t seed) {
    Draft draft;
    draft.channel = "facebook";
    draft.visibility = Visibility::Public;
    draft.text = text_of(seed, draft_length);
    draft.now = from_ms(1'795'000'000'000);
    draft.agent = DraftAuthor{"Jo Larsen", Seniority::Agent};
    draft.customer.emplace();
    draft.customer->name = "Ana Ruiz";
    draft.customer->language = "en";
    draft.customer->time_zone = "Europe/Madrid";
    draft.case_.emplace();
    draft.case_->kind = CaseKind::Complaint;
    for (std::size_t turn = 0; turn < 20; ++turn) {
        Turn said;
        said.from = turn % 2 == 0 ? Speaker::Us : Speaker::Customer;
        said.channel = draft.channel;
        said.at = *draft.now - std::chrono::minutes{400 - 20 * turn};
        said.text = text_of(seed + turn * 17 + 3, 140);
        draft.thread.push_back(said);
    }
    return draft;
}

struct Took {
    double passed = 0;     // microseconds
    double processor = 0;  // of this thread
};

double processor_time_us() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

Took time_one(const Draft& draft, const etiquette::Policy& policy) {
    const double processor = processor_time_us();
    const auto start = std::chrono::steady_clock::now();
    const auto findings = etiquette::lint(draft, policy);
    const Microseconds took = std::chrono::steady_clock::now() - start;
    if (findings.size() > 1'000'000) return {};
    return {took.count(), processor_time_us() - processor};
}

// The least of three, in the processor's milliseconds.
double time_long(std::size_t length, const etiquette::Policy& policy) {
    Draft draft = draft_of(1);
    draft.channel = "email";
    draft.text = text_of(1, length);
    double best = 1e12;
    for (int i = 0; i < 3; ++i)
        best = std::min(best, time_one(draft, policy).processor);
    return best / 1000;
}

void print(const char* what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[std::min(times.size() - 1,
                              static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };
    std::printf("  %s: p50 %.0f us, p99 %.0f us, max %.0f us\n", what, at(0.5), at(0.99),
                times.back());
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t rounds = 5'000;
    std::string drafts_file;
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--drafts" && i + 1 < argc) {
            drafts_file = argv[++i];
        } else {
            rounds = std::strtoul(argv[i], nullptr, 10);
        }
    }
    etiquette::Policy policy;
    policy.spelling = system_spelling();
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < 64; ++i)
        drafts.push_back(draft_of(i * 13));
    if (!drafts_file.empty()) {
        std::ofstream file(drafts_file);
        for (const Draft& draft : drafts)
            file << draft.text << '\n';
    }
    // Word lists and dictionaries are made on first use.
    for (const Draft& draft : drafts)
        time_one(draft, policy);
    std::vector<double> passed;
    std::vector<double> processor;
    for (std::size_t i = 0; i < rounds; ++i) {
        const Took took = time_one(drafts[i % drafts.size()], policy);
        passed.push_back(took.passed);
        processor.push_back(took.processor);
    }
    std::printf("one draft of 280 characters, 20 messages\n");
    print("time passed", std::move(passed));
    print("processor time", std::move(processor));
    const double half = time_long(50'000, policy);
    const double whole = time_long(100'000, policy);
    std::printf("50 kB: %.1f ms, 100 kB: %.1f ms\n", half, whole);
    return 0;
}

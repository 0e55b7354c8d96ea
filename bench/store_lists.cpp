// Lists, search, start and memory over many open cases.
//
//   bench_store_lists [CASES …]      (10000 100000 1000000; each in a fresh directory below /tmp)
//   bench_store_lists --fill DIR CASES     only fills a directory, for serve_start.mjs
//   bench_store_lists --read DIR           only reads one that was filled
//
// Every figure is measured through Store::read, as the API does it, on a store that has just been
// opened; pages are of 50, "deep" pages begin at a random place of the list.

#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <filesystem>
#include <fstream>

#include "bench/made_events.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/cursor.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/store.h"

namespace {

using namespace aplomb;
using namespace aplomb::bench;

constexpr std::int64_t fill_transaction = 2000;
constexpr int rounds = 400;

// Due times and heat scattered over a month, as in life, and not in the order of creation.
std::int64_t scattered(std::int64_t number) {
    return number * 7'919'993 % 2'592'000'000;
}

Result<> add(store::Transaction& t, std::int64_t number) {
    Event event = event_of(number);
    event.case_.due_at = event.at + Milliseconds(scattered(number));
    event.case_.heat_key = scattered(number + 17);
    event.case_.preview_at = event.at + Milliseconds(scattered(number + 31));
    event.case_.owner_id = UserId{number % 40 + 1};
    event.identity.customer_id = event.case_.customer_id = TRY(t.people().insert(event.customer));
    TRY(t.people().insert(event.identity));
    event.conversation.case_id = event.message.case_id = TRY(t.cases().insert(event.case_));
    event.message.conversation_id = TRY(t.cases().insert(event.conversation));
    TRY(t.messages().insert(event.message));
    return {};
}

void fill(const std::string& directory, std::int64_t cases) {
    const auto store = must(store::open_sqlite({.directory = directory}));
    for (const char* name : {"first", "second"}) {
        Channel channel;
        channel.kind = "webhook";
        channel.name = name;
        must(store->write_for<ChannelId>(
            [&](store::Transaction& t) { return t.channels().insert(channel); }));
    }
    for (std::int64_t done = 0; done < cases; done += fill_transaction) {
        must(store->write([&](store::Transaction& t) -> Result<> {
            for (std::int64_t i = done; i < std::min(cases, done + fill_transaction); ++i) {
                TRY(add(t, i));
            }
            return {};
        }));
    }
}

std::int64_t resident_kib() {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmRSS:")) return std::atoll(line.c_str() + 6);
    }
    return 0;
}

void report(const char* name, const std::function<void(int)>& each, int count = rounds) {
    std::vector<double> wall;
    std::vector<double> processor;
    for (int round = 0; round < count; ++round) {
        const Taken once = taken([&] { each(round); });
        wall.push_back(1000 * once.wall);
        processor.push_back(1000 * once.thread);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(processor.begin(), processor.end());
    const auto at = [](const std::vector<double>& times, double part) {
        return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    };
    std::printf("  %-34s p50 %7.2f  p95 %7.2f  p99 %7.2f ms; processor p50 %6.2f  p99 %6.2f ms\n",
                name, at(wall, 0.5), at(wall, 0.95), at(wall, 0.99), at(processor, 0.5),
                at(processor, 0.99));
}

void lists(const store::Store& store) {
    const auto page = [&](const store::CaseQuery& query) {
        must(store.read([&](const store::Transaction& t) -> Result<> {
            TRY(t.cases().page(query));
            return {};
        }));
    };
    struct Sort {
        const char* name;
        store::CaseSort sort;
        std::int64_t base;
    };
    for (const Sort& sort : {Sort{"due", store::CaseSort::Due, start_ms},
                             Sort{"newest", store::CaseSort::Newest, start_ms},
                             Sort{"heat", store::CaseSort::Heat, 0}}) {
        store::CaseQuery query;
        query.status = CaseStatus::Open;
        query.sort = sort.sort;
        const std::string name(sort.name);
        report((name + ", first page").c_str(), [&](int) { page(query); });
        report((name + ", deep page").c_str(), [&](int round) {
            query.cursor = store::write_cursor({name, sort.base + scattered(round * 977), 0});
            page(query);
        });
        query.cursor.clear();
        query.owner = UserId{7};
        report((name + ", one owner of forty").c_str(), [&](int) { page(query); }, 40);
        query.owner = {};
        query.status = {};
        report((name + ", all that are not merged").c_str(), [&](int) { page(query); });
    }
    store::CaseQuery nobody;
    nobody.status = CaseStatus::Open;
    nobody.unowned = true;
    report(
        "unowned, of which there are none", [&](int) { page(nobody); }, 40);
}

void searches(const store::Store& store) {
    struct Question {
        const char* name;
        const char* text;
    };
    for (const Question& question :
         {Question{"a rare word", "w1234"}, Question{"a word everybody uses", "refund"},
          Question{"two of those", "refund flight"}, Question{"a phrase of two", "\"late help\""},
          Question{"common and rare", "please w777"}, Question{"a prefix", "w123*"},
          Question{"three common", "the my order"}}) {
        report((std::string("messages: ") + question.name).c_str(),
               [&](int) {
                   must(store.read([&](const store::Transaction& t) -> Result<> {
                       TRY(t.messages().page({.search = question.text}));
                       return {};
                   }));
               },
               60);
        report((std::string("cases: ") + question.name).c_str(),
               [&](int) {
                   store::CaseQuery query;
                   query.search = question.text;
                   query.status = CaseStatus::Open;
                   must(store.read([&](const store::Transaction& t) -> Result<> {
                       TRY(t.cases().page(query));
                       return {};
                   }));
               },
               60);
    }
}

void read(const std::string& directory) {
    std::unique_ptr<store::Store> store;
    const Taken opened = taken([&] { store = must(store::open_sqlite({.directory = directory})); });
    std::printf("  open %.0f ms, resident %.0f MB\n", 1000 * opened.wall,
                static_cast<double>(resident_kib()) / 1024);
    lists(*store);
    searches(*store);
    std::printf("  resident after all that %.0f MB\n", static_cast<double>(resident_kib()) / 1024);
    store.reset();
}

void measure(std::int64_t cases) {
    const std::string directory = "/tmp/aplomb-bench-lists-" + std::to_string(::getpid());
    std::filesystem::create_directories(directory);
    const Taken filled = taken([&] { fill(directory, cases); });
    const auto bytes =
        std::filesystem::file_size(directory + "/" + std::string(store::database_file_name));
    std::printf("%" PRId64 " open cases, filled in %.0f s, %.0f MB\n", cases, filled.wall,
                static_cast<double>(bytes) / 1e6);
    read(directory);
    std::filesystem::remove_all(directory);
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count == 4 && std::string_view(arguments[1]) == "--fill") {
        fill(arguments[2], std::atoll(arguments[3]));
        return 0;
    }
    if (argument_count == 3 && std::string_view(arguments[1]) == "--read") {
        read(arguments[2]);
        return 0;
    }
    std::vector<std::int64_t> sizes;
    for (int i = 1; i < argument_count; ++i)
        sizes.push_back(std::atoll(arguments[i]));
    if (sizes.empty()) sizes = {10'000, 100'000, 1'000'000};
    for (const std::int64_t cases : sizes)
        measure(cases);
}

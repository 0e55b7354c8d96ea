// What the store's way of working costs beside a bare program: the same rows, written by
//   bare    prepared statements in one thread, transactions of 1,000, nothing looked up;
//   store   one job for each receipt, as webhooks bring them, and the pipeline's jobs of 256 that
//           look for the identity, the thread and the message before they write.
// An event is a receipt that ends as a case, a customer with an identity, a case, a conversation, a
// message with its search entry, and two screen events; for bare also the clocks, timers and the
// rest that a running desk writes for a new case, so that it is the peer of the whole desk.
//
//   bench_store_ingest [EVENTS] [DIRECTORY]      (20000, a fresh one below /tmp)

#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "base/bounded_queue.h"
#include "base/worker_pool.h"
#include "bench/made_events.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/receipts.h"
#include "store/search.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_schema.h"
#include "store/statements.h"
#include "store/store.h"

namespace {

using namespace aplomb;
using namespace aplomb::bench;

constexpr std::size_t bare_transaction = 1000;
constexpr std::size_t pipeline_batch = 256;

// SQLite and nothing around it.
class Bare {
  public:
    explicit Bare(const std::string& file) {
        check(sqlite3_open(file.c_str(), &database_));
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
            "PRAGMA cache_size = -16384");
        for (const auto& migration :
             must(store::read_migrations(store::sql_files(), store::Dialect::Sqlite))) {
            run(migration.sql);
        }
        texts_ = must(store::read_statements(store::sql_files(), store::Dialect::Sqlite));
    }
    ~Bare() {
        for (auto& [name, statement] : prepared_)
            sqlite3_finalize(statement);
        sqlite3_close(database_);
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    void run(const std::string& sql) {
        check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr));
    }

    // Binds by position what `bind` says and returns the new row's id.
    std::int64_t insert(const char* name, const std::function<void(sqlite3_stmt*)>& bind) {
        sqlite3_stmt*& statement = prepared_[name];
        if (statement == nullptr) {
            // The id comes from last_insert_rowid, as a bare program would have it.
            std::string sql = texts_.at(name);
            const std::size_t returning = sql.find("RETURNING id");
            if (returning != std::string::npos) sql.resize(returning);
            check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr));
        }
        bind(statement);
        if (sqlite3_step(statement) != SQLITE_DONE) check(SQLITE_ERROR);
        sqlite3_reset(statement);
        return sqlite3_last_insert_rowid(database_);
    }

  private:
    void check(int code) {
        if (code == SQLITE_OK) return;
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(database_));
        std::exit(1);
    }

    sqlite3* database_ = nullptr;
    std::map<std::string, std::string> texts_;
    std::map<std::string, sqlite3_stmt*> prepared_;
};

class Binder {
  public:
    explicit Binder(sqlite3_stmt* statement) : statement_(statement) {
        sqlite3_clear_bindings(statement);
    }
    Binder& number(std::int64_t value) {
        sqlite3_bind_int64(statement_, next_++, value);
        return *this;
    }
    Binder& text(const std::string& value) {
        sqlite3_bind_text(statement_, next_++, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
        return *this;
    }
    Binder& nothing(int count = 1) {
        next_ += count;
        return *this;
    }

  private:
    sqlite3_stmt* statement_;
    int next_ = 1;
};

void insert_case(Bare& bare, const Event& event, std::int64_t customer, std::int64_t& id) {
    const std::int64_t at = to_ms(event.at);
    const std::string none;
    id = bare.insert("insert_case", [&](sqlite3_stmt* s) {
        Binder(s)
            .number(customer)
            .number(1)
            .number(0)
            .number(0)
            .number(0)
            .number(1)
            .number(0)
            .text(event.case_.subject)
            .nothing()
            .number(0)
            .number(at)
            .number(at)
            .nothing()
            .number(at)
            .number(to_ms(*event.case_.due_at))
            .nothing()
            .number(at)
            .number(1)
            .text(event.case_.preview)
            .number(0)
            .number(at)
            .nothing()
            .number(1)
            .number(at)
            .number(at)
            .number(to_ms(*event.case_.due_at))
            .number(at)
            .nothing()
            .text(none)
            .number(0);
    });
}

// What the desk keeps of its own word for a new case: two clocks with a timer each, the phase it is
// in, the way to a happy end, and the hour its customer writes at.
void insert_casework(Bare& bare, const Event& event, std::int64_t customer, std::int64_t case_id) {
    const std::int64_t at = to_ms(event.at);
    const std::string none;
    const std::string clock = "clock";
    const std::string standard = "everything else";
    bare.insert("append_phase",
                [&](sqlite3_stmt* s) { Binder(s).number(case_id).number(0).number(at); });
    for (int kind = 0; kind < 2; ++kind) {
        const std::int64_t id = bare.insert("insert_clock", [&](sqlite3_stmt* s) {
            Binder(s)
                .number(case_id)
                .number(2 * kind)
                .text(standard)
                .number(at)
                .number(at)
                .number(at)
                .nothing(3)
                .number(0);
        });
        const std::string subject = std::to_string(id);
        bare.insert("set_timer",
                    [&](sqlite3_stmt* s) { Binder(s).text(clock).text(subject).number(at); });
    }
    bare.insert("put_recovery", [&](sqlite3_stmt* s) {
        Binder(s).number(case_id).number(0).nothing(3).text(none);
    });
    bare.insert("count_posting_hour",
                [&](sqlite3_stmt* s) { Binder(s).number(customer).number(at % 24); });
}

void insert_message(Bare& bare, const Event& event, std::int64_t conversation, std::int64_t case_id,
                    std::int64_t& id) {
    const std::string none;
    const Message& m = event.message;
    const std::int64_t at = to_ms(event.at);
    id = bare.insert("insert_message", [&](sqlite3_stmt* s) {
        Binder(s)
            .number(conversation)
            .number(case_id)
            .number(1)
            .text(m.external_id)
            .text(none)
            .number(0)
            .number(0)
            .number(0)
            .nothing()
            .nothing()
            .text(m.author_name)
            .text(m.author_handle)
            .number(at)
            .number(at)
            .text(m.text)
            .text(none)
            .text(none)
            .text(none)
            .nothing()
            .text(none)
            .text(none)
            .nothing()
            .nothing()
            .number(0)
            .nothing()
            .text(none)
            .nothing()
            .number(0);
    });
    const std::string words = store::search_words(m);
    bare.insert("insert_search_entry", [&](sqlite3_stmt* s) { Binder(s).number(id).text(words); });
}

void insert_event(Bare& bare, const Event& event) {
    const std::int64_t at = to_ms(event.at);
    const std::string none;
    const std::int64_t customer = bare.insert("insert_customer", [&](sqlite3_stmt* s) {
        Binder(s)
            .text(event.customer.name)
            .text(none)
            .text(none)
            .nothing()
            .number(at)
            .text(none)
            .text(none);
    });
    bare.insert("insert_identity", [&](sqlite3_stmt* s) {
        Binder(s)
            .number(customer)
            .number(1)
            .text(event.identity.external_id)
            .text(event.identity.handle)
            .text(event.identity.name)
            .number(120);
    });
    std::int64_t case_id = 0;
    insert_case(bare, event, customer, case_id);
    insert_casework(bare, event, customer, case_id);
    const std::int64_t conversation = bare.insert("insert_conversation", [&](sqlite3_stmt* s) {
        Binder(s)
            .number(case_id)
            .number(1)
            .text(event.conversation.external_id)
            .number(0)
            .text(none)
            .text(none)
            .number(at)
            .number(at);
    });
    std::int64_t message_id = 0;
    insert_message(bare, event, conversation, case_id, message_id);
    for (int kind = 0; kind < 2; ++kind) {
        bare.insert("insert_event", [&](sqlite3_stmt* s) {
            Binder(s).number(at).number(kind).number(case_id).number(message_id).nothing();
        });
    }
    bare.insert("insert_receipt", [&](sqlite3_stmt* s) {
        Binder(s)
            .number(1)
            .text(event.raw.external_id)
            .text(event.raw.kind)
            .text(none)
            .text(event.raw.body)
            .number(at);
    });
}

Taken bare_run(const std::string& file, std::int64_t events) {
    Bare bare(file);
    return taken([&] {
        for (std::int64_t done = 0; done < events;) {
            bare.run("BEGIN IMMEDIATE");
            for (std::size_t i = 0; i < bare_transaction && done < events; ++i) {
                insert_event(bare, event_of(done++));
            }
            bare.run("COMMIT");
        }
    });
}

// What the pipeline does with one receipt, as far as the store sees it.
Result<> handle(store::Transaction& t, ReceiptId receipt, Event& event) {
    if (TRY(t.receipts().state_of(receipt)) != ReceiptState::Pending) return {};
    if (TRY(t.messages().find(ChannelId{1}, event.message.external_id))) return {};
    TRY(t.cases().conversations_named(ChannelId{1}, event.conversation.external_id));
    if (!TRY(t.people().find_identity(ChannelId{1}, event.identity.external_id))) {
        event.identity.customer_id = TRY(t.people().insert(event.customer));
        event.message.identity_id = TRY(t.people().insert(event.identity));
    }
    event.case_.customer_id = event.identity.customer_id;
    event.message.case_id = event.conversation.case_id = TRY(t.cases().insert(event.case_));
    event.message.conversation_id = TRY(t.cases().insert(event.conversation));
    const MessageId message = TRY(t.messages().insert(event.message));
    TRY(t.journal().append(
        {{}, event.at, ScreenEventKind::CaseCreated, event.message.case_id, {}, {}}));
    TRY(t.journal().append(
        {{}, event.at, ScreenEventKind::MessageCreated, event.message.case_id, message, {}}));
    return t.receipts().settle(receipt, ReceiptState::Case, "", event.message.case_id, message);
}

Taken store_run(const std::string& directory, std::int64_t events) {
    auto store = must(store::open_sqlite({.directory = directory}));
    Channel channel;
    channel.kind = "webhook";
    channel.name = "bench";
    must(store->write_for<ChannelId>(
        [&](store::Transaction& t) { return t.channels().insert(channel); }));
    struct Kept {
        ReceiptId id;
        Event event;
    };
    BoundedQueue<Kept> kept(static_cast<std::size_t>(events));
    BoundedQueue<int> room(512);  // requests under way, as so many connections would have
    return taken([&] {
        WorkerPool senders("senders", 1, 1);
        senders.run([&] {
            for (std::int64_t number = 0; number < events; ++number) {
                room.push(0);
                auto arrival = std::make_shared<Kept>(Kept{{}, event_of(number)});
                store->write_async(
                    [arrival](store::Transaction& t) -> Result<> {
                        arrival->id = *TRY(t.receipts().append(ChannelId{1}, arrival->event.raw,
                                                               arrival->event.at));
                        return {};
                    },
                    [&, arrival](const Result<>& answer) {
                        must(answer);
                        kept.push(std::move(*arrival));
                        room.pop();
                    });
            }
        });
        for (std::int64_t done = 0; done < events;) {
            std::vector<Kept> batch;
            batch.push_back(*kept.pop());
            while (batch.size() < pipeline_batch && kept.size() > 0)
                batch.push_back(*kept.pop());
            must(store->write([&](store::Transaction& t) -> Result<> {
                for (Kept& one : batch)
                    TRY(handle(t, one.id, one.event));
                return {};
            }));
            done += static_cast<std::int64_t>(batch.size());
        }
    });
}

}  // namespace

int main(int argument_count, char** arguments) {
    const std::int64_t events = argument_count > 1 ? std::atoll(arguments[1]) : 20'000;
    const std::string directory =
        argument_count > 2 ? arguments[2] : "/tmp/aplomb-bench-" + std::to_string(::getpid());
    std::filesystem::create_directories(directory);
    const Taken made = taken([&] {
        for (std::int64_t i = 0; i < events; ++i)
            event_of(i);
    });
    const Taken bare = bare_run(directory + "/bare.db", events);
    const Taken store = store_run(directory + "/store", events);
    const auto line = [&](const char* name, const Taken& run) {
        const auto count = static_cast<double>(events);
        std::printf("%-24s %8.0f /s  %6.1f us of processor each\n", name, count / run.wall,
                    1e6 * run.processor / count);
    };
    line("making the events alone", made);
    line("bare, 1,000 a commit", bare);
    line("store, end to end", store);
    std::printf("the store does %.0f %% of bare by the wall, %.0f %% by the processor\n",
                100 * bare.wall / store.wall, 100 * bare.processor / store.processor);
    std::filesystem::remove_all(directory);
}

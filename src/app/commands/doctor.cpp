// Everything an operator would look at, one line each: what is fine, or what is not and how to mend
// it. Changes nothing. Exit 0 when all is well, 1 when something is to be done.
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <map>
#include <ostream>

#include "app/data_directory.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/receipts.h"

namespace aplomb::app {
namespace {

constexpr std::string_view summary =
    "Looks at everything an operator would: directory, database, disk, clock, key, channels.";
constexpr std::array<Flag, 1> flags{{data_flag}};

constexpr std::uintmax_t disk_free_min = 1024ULL * 1024 * 1024;
constexpr Milliseconds clock_behind_max{5 * 60'000};
constexpr std::size_t complaints_shown = 5;

class Examination {
  public:
    Examination(std::string directory, std::ostream& out)
        : directory_(std::move(directory)), out_(out) {}

    int run() {
        look_at_directory();
        look_at_disk();
        look_at_key();
        look_at_integrity();
        if (look_at_schema()) look_inside();
        out_ << (troubles_ == 0 ? "all is well\n" : fmt::format("to mend: {}\n", troubles_));
        return troubles_ == 0 ? exit_fine : exit_found_something;
    }

  private:
    void fine(const std::string& what) { out_ << "fine  " << what << '\n'; }
    void mend(const std::string& what, const std::string& how) {
        out_ << "mend  " << what << ": " << how << '\n';
        ++troubles_;
    }

    void look_at_directory() {
        struct stat found {};
        if (::stat(directory_.c_str(), &found) != 0) {
            mend("data directory " + directory_,
                 "it is not there; give the right one with --data, or start `aplomb serve` once");
        } else if ((found.st_mode & 0077U) != 0) {
            mend("data directory " + directory_,
                 "others may look into it; chmod 700 " + directory_);
        } else {
            fine("data directory " + directory_);
        }
    }

    void look_at_disk() {
        std::error_code error;
        const auto space = std::filesystem::space(directory_, error);
        if (error) return;
        const std::string free = fmt::format("{} MiB free", space.available / (1024 * 1024));
        if (space.available < disk_free_min) {
            mend("disk, " + free, "make room; the desk turns read-only when it is full");
        } else {
            fine("disk, " + free);
        }
    }

    void look_at_key() {
        const std::string file = directory_ + "/" + std::string(store::key_file_name);
        struct stat found {};
        if (::stat(file.c_str(), &found) != 0) {
            key_is_missing_ = true;
        } else if ((found.st_mode & 0077U) != 0) {
            mend("key file", "others may read it; chmod 600 " + file);
        } else if (found.st_size != 32) {
            mend("key file",
                 "it is damaged; restore it from a backup, or connect the channels "
                 "anew");
        } else {
            fine("key file");
        }
    }

    // Without secrets to seal there need be no key yet.
    Result<> look_for_sealed(const store::Transaction& transaction) {
        if (!key_is_missing_) return {};
        for (const Channel& channel : TRY(transaction.channels().all())) {
            if (channel.sealed_secrets.empty()) continue;
            mend("key file",
                 "it is missing, and the secrets of channel \"" + channel.name +
                     "\" open with no other; put it back from a backup before the desk starts, or "
                     "give the secrets anew");
            return {};
        }
        fine("key file, none yet: it is made when the desk starts");
        return {};
    }

    void look_at_integrity() {
        const auto complaints = store::check_integrity(directory_);
        if (!complaints) {
            mend("database", complaints.error().what);
            return;
        }
        if (complaints->empty()) fine("database");
        for (std::size_t i = 0; i < std::min(complaints->size(), complaints_shown); ++i) {
            mend("database", (*complaints)[i] + "; restore the last backup");
        }
    }

    bool look_at_schema() {
        const auto state = store::schema_state(directory_);
        if (!state) return false;
        if (state->current > state->newest) {
            mend("schema", "it is newer than this program; install a newer one");
        } else if (state->current < state->newest) {
            mend("schema", fmt::format("it is at {} of {}; run `aplomb migrate`", state->current,
                                       state->newest));
        } else {
            fine(fmt::format("schema {}", state->current));
            return true;
        }
        return false;
    }

    void look_inside() {
        store::OpenOptions options;
        options.directory = directory_;
        options.readers = 1;
        options.exclusive = false;
        options.create = false;
        options.migrate = false;
        auto opened = store::open_sqlite(options);
        if (!opened) {
            mend("database", opened.error().what);
            return;
        }
        const Timestamp now = SystemClock().now();
        const auto looked = (*opened)->read([&](const store::Transaction& transaction) -> Result<> {
            TRY(look_for_sealed(transaction));
            TRY(look_at_clock(transaction, now));
            return look_at_channels(transaction, now);
        });
        if (!looked) mend("database", looked.error().what);
    }

    Result<> look_at_clock(const store::Transaction& transaction, Timestamp now) {
        const std::string seen = TRY(transaction.journal().fact("last_seen_at"));
        const auto before = parse_rfc3339(seen);
        if (before && *before > now + clock_behind_max) {
            mend("clock", "it says " + to_rfc3339(now) + ", yet the desk already saw " + seen +
                              "; set it right (timedatectl)");
        } else {
            fine("clock, " + to_rfc3339(now));
        }
        return {};
    }

    Result<> look_at_channels(const store::Transaction& transaction, Timestamp now) {
        std::map<ChannelId, store::LedgerLine> lines;
        for (const store::LedgerLine& line : TRY(transaction.receipts().ledger(now))) {
            lines[line.channel_id] = line;
        }
        for (const Channel& channel : TRY(transaction.channels().all())) {
            look_at_channel(channel, lines[channel.id]);
        }
        return {};
    }

    void look_at_channel(const Channel& channel, const store::LedgerLine& line) {
        const std::string name =
            fmt::format("channel {} {} ({})", channel.id.text(), channel.name, channel.kind);
        const std::int64_t ended = line.cases + line.merged + line.ignored + line.dead_letters;
        if (channel.state == ChannelState::NeedsAttention) {
            mend(name, channel.trouble.empty() ? "the platform turned us away" : channel.trouble);
        } else if (ended + line.pending != line.received) {
            mend(name, fmt::format("received {}, accounted for {}; restore the last backup",
                                   line.received, ended + line.pending));
        } else if (line.dead_letters > 0) {
            mend(name, fmt::format("{} dead letters; the ledger shows why, and can replay them",
                                   line.dead_letters));
        } else {
            fine(fmt::format("{}, {}: received {}, handled {}, pending {}", name,
                             name_of(channel.state), line.received, ended, line.pending));
        }
    }

    const std::string directory_;
    std::ostream& out_;
    int troubles_ = 0;
    bool key_is_missing_ = false;
};

Result<int> run_doctor(const Flags& given, Streams& streams) {
    if (!given.words().empty()) {
        return fail(ErrorKind::Invalid, "doctor takes no words, only --data DIR");
    }
    return Examination(data_directory(given), streams.out).run();
}

}  // namespace

extern const Command doctor;
const Command doctor{
    "doctor", "look at everything and say how to mend it",
    [](const std::vector<std::string>& arguments, Streams& streams) {
        return run_command({"doctor", "", summary, flags}, arguments, streams, run_doctor);
    }};

}  // namespace aplomb::app

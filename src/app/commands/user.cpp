// People of the desk, from the command line: how the first one gets in where nobody opens a
// browser, and how one who forgot their password gets in again.
#include <array>
#include <ostream>

#include "api/access.h"
#include "app/data_directory.h"
#include "base/crypto.h"
#include "store/accounts.h"
#include "store/journal.h"

namespace aplomb::app {
namespace {

constexpr std::string_view words = "add EMAIL | list | disable WHO | enable WHO | reset WHO";
constexpr std::string_view summary =
    "The people of the desk. WHO is an e-mail address or an id. add prints the id; where no\n"
    "password is given, add and reset make one and print it.";
constexpr std::array<Flag, 6> flags{{
    data_flag,
    {"email", "EMAIL", "who, where it is not said before"},
    {"name", "NAME", "how customers' answers are signed (default: the address)"},
    {"role", "ROLE", "agent, senior, manager, executive or admin (agent)"},
    {"password", "TEXT", "at least 12 characters; left out: one is made and printed"},
    {"json", "", "print everything as JSON"},
}};
constexpr std::size_t made_password_bytes = 12;

struct Password {
    std::string plain;
    std::string hash;
    bool made = false;
};

Result<Password> password_of(const Flags& given) {
    Password password;
    if (const auto text = given.find("password")) {
        password.plain = *text;
    } else {
        SecureRandom random;
        password.plain = crypto::to_base64url(random.bytes(made_password_bytes));
        password.made = true;
    }
    TRY(api::check_password(password.plain, "--password"));
    password.hash = TRY(crypto::hash_password(password.plain));
    return password;
}

// The second word, or --email.
Result<std::string> who_of(const Flags& given) {
    if (given.words().size() == 2) return given.words()[1];
    if (const auto email = given.find("email")) return *email;
    return fail(ErrorKind::Invalid, "say who: an e-mail address or an id");
}

Result<User> find_user(const store::Transaction& transaction, const std::string& who) {
    std::optional<User> user;
    if (const auto id = UserId::parse(who)) {
        user = TRY(transaction.accounts().find(*id));
    } else {
        user = TRY(transaction.accounts().find_by_email(TRY(api::checked_email(who, "WHO"))));
    }
    if (!user) return fail(ErrorKind::NotFound, "there is nobody called " + who + " here");
    return std::move(*user);
}

json::object user_json(const User& user) {
    return {{"id", user.id.text()},      {"name", user.name},
            {"email", user.email},       {"role", name_of(user.role)},
            {"disabled", user.disabled}, {"created_at", to_rfc3339(user.created_at)}};
}

void print_user(const User& user, const Password& password, const Flags& given, std::ostream& out) {
    if (given.has("json")) {
        json::object line = user_json(user);
        if (password.made) line["password"] = password.plain;
        out << json::serialize(line) << '\n';
        return;
    }
    out << user.id.text() << '\n';
    if (password.made) out << "password: " << password.plain << '\n';
}

Result<int> add_user(const Flags& given, Streams& streams) {
    User user;
    user.email = TRY(api::checked_email(TRY(who_of(given)), "--email"));
    user.name = given.value_or("name", user.email);
    user.role = TRY(role_of(given));
    const Password password = TRY(password_of(given));
    user.password_hash = password.hash;
    user.created_at = SystemClock().now();
    const auto store = TRY(open_data(given, WhenMissing::Create));
    TRY(store->write([&](store::Transaction& transaction) -> Result<> {
        if (TRY(transaction.accounts().find_by_email(user.email))) {
            return fail(ErrorKind::Conflict, user.email + " is here already");
        }
        user.id = TRY(transaction.accounts().insert(user));
        return transaction.journal().append(
            by_command_line(user.created_at, "user.added", "user:" + user.id.text()));
    }));
    print_user(user, password, given, streams.out);
    return exit_fine;
}

Result<int> list_users(const Flags& given, Streams& streams) {
    const auto store = TRY(open_data(given, WhenMissing::Refuse));
    const auto users = TRY(store->read_for<std::vector<User>>(
        [](const store::Transaction& transaction) { return transaction.accounts().users(); }));
    for (const User& user : users) {
        if (given.has("json")) {
            streams.out << json::serialize(user_json(user)) << '\n';
        } else {
            streams.out << user.id.text() << '\t' << user.email << '\t' << name_of(user.role)
                        << '\t' << user.name << (user.disabled ? "\t(disabled)" : "") << '\n';
        }
    }
    return exit_fine;
}

Result<int> set_disabled(const Flags& given, bool disabled, Streams& streams) {
    const std::string who = TRY(who_of(given));
    const auto store = TRY(open_data(given, WhenMissing::Refuse));
    const User changed =
        TRY(store->write_for<User>([&](store::Transaction& transaction) -> Result<User> {
            User user = TRY(find_user(transaction, who));
            user.disabled = disabled;
            TRY(transaction.accounts().update(user));
            TRY(transaction.accounts().remove_sessions_of(user.id));
            TRY(transaction.journal().append(
                by_command_line(SystemClock().now(), disabled ? "user.disabled" : "user.enabled",
                                "user:" + user.id.text())));
            return user;
        }));
    if (given.has("json")) streams.out << json::serialize(user_json(changed)) << '\n';
    return exit_fine;
}

Result<int> reset_user(const Flags& given, Streams& streams) {
    const std::string who = TRY(who_of(given));
    const auto store = TRY(open_data(given, WhenMissing::Refuse));
    const Password password = TRY(password_of(given));
    const User changed =
        TRY(store->write_for<User>([&](store::Transaction& transaction) -> Result<User> {
            User user = TRY(find_user(transaction, who));
            user.password_hash = password.hash;
            TRY(transaction.accounts().update(user));
            TRY(transaction.accounts().remove_sessions_of(user.id));
            TRY(transaction.journal().append(by_command_line(
                SystemClock().now(), "user.password_reset", "user:" + user.id.text())));
            return user;
        }));
    print_user(changed, password, given, streams.out);
    return exit_fine;
}

Result<int> run_user(const Flags& given, Streams& streams) {
    const std::string what = given.words().empty() ? std::string{} : given.words().front();
    if (what == "add") return add_user(given, streams);
    if (what == "list") return list_users(given, streams);
    if (what == "disable") return set_disabled(given, true, streams);
    if (what == "enable") return set_disabled(given, false, streams);
    if (what == "reset") return reset_user(given, streams);
    return fail(ErrorKind::Invalid, "say what to do: aplomb user " + std::string(words));
}

}  // namespace

extern const Command user;
const Command user{
    "user", "add, list, disable and reset the people of the desk",
    [](const std::vector<std::string>& arguments, Streams& streams) {
        return run_command({"user", words, summary, flags}, arguments, streams, run_user);
    }};

}  // namespace aplomb::app

// Bearer tokens for programs. A token is printed once, when it is made; the desk keeps its hash.
#include <array>
#include <ostream>

#include "api/access.h"
#include "app/data_directory.h"
#include "store/accounts.h"
#include "store/journal.h"

namespace aplomb::app {
namespace {

constexpr std::string_view words = "create --name NAME | list | revoke ID";
constexpr std::string_view summary =
    "Tokens for programs that use the API. create prints just the token, once.";
constexpr std::array<Flag, 4> flags{{
    data_flag,
    {"name", "NAME", "what it is for"},
    {"role", "ROLE", "agent, senior, manager, executive or admin (agent)"},
    {"json", "", "print everything as JSON"},
}};

json::object token_json(const ApiToken& token) {
    return {{"id", token.id.text()},
            {"name", token.name},
            {"role", name_of(token.role)},
            {"created_at", to_rfc3339(token.created_at)},
            {"revoked_at",
             token.revoked_at ? json::value(to_rfc3339(*token.revoked_at)) : json::value()}};
}

Result<int> create_token(const Flags& given, Streams& streams) {
    ApiToken made;
    made.name = given.value_or("name", "");
    if (made.name.empty()) {
        return fail(ErrorKind::Invalid, "say what the token is for: --name NAME", "--name");
    }
    made.role = TRY(role_of(given));
    made.created_at = SystemClock().now();
    SecureRandom random;
    const std::string secret = api::make_api_token(random);
    made.token_hash = api::token_hash(secret);
    const auto store = TRY(open_data(given, WhenMissing::Create));
    TRY(store->write([&](store::Transaction& transaction) -> Result<> {
        made.id = TRY(transaction.accounts().insert(made));
        return transaction.journal().append(
            by_command_line(made.created_at, "token.created", "token:" + made.id.text()));
    }));
    if (given.has("json")) {
        json::object line = token_json(made);
        line["token"] = secret;
        streams.out << json::serialize(line) << '\n';
    } else {
        streams.out << secret << '\n';
    }
    return exit_fine;
}

Result<int> list_tokens(const Flags& given, Streams& streams) {
    const auto store = TRY(open_data(given, WhenMissing::Refuse));
    const auto tokens = TRY(store->read_for<std::vector<ApiToken>>(
        [](const store::Transaction& transaction) { return transaction.accounts().tokens(); }));
    for (const ApiToken& token : tokens) {
        if (given.has("json")) {
            streams.out << json::serialize(token_json(token)) << '\n';
        } else {
            streams.out << token.id.text() << '\t' << token.name << '\t' << name_of(token.role)
                        << '\t' << to_rfc3339(token.created_at)
                        << (token.revoked_at ? "\t(revoked)" : "") << '\n';
        }
    }
    return exit_fine;
}

Result<int> revoke_token(const Flags& given) {
    const auto id = given.words().size() == 2 ? TokenId::parse(given.words()[1]) : std::nullopt;
    if (!id) return fail(ErrorKind::Invalid, "say which: aplomb token revoke ID (list shows ids)");
    const auto store = TRY(open_data(given, WhenMissing::Refuse));
    TRY(store->write([&](store::Transaction& transaction) -> Result<> {
        bool there = false;
        for (const ApiToken& token : TRY(transaction.accounts().tokens())) {
            there = there || token.id == *id;
        }
        if (!there) return fail(ErrorKind::NotFound, "there is no token " + id->text());
        const Timestamp now = SystemClock().now();
        TRY(transaction.accounts().revoke_token(*id, now));
        return transaction.journal().append(
            by_command_line(now, "token.revoked", "token:" + id->text()));
    }));
    return exit_fine;
}

Result<int> run_token(const Flags& given, Streams& streams) {
    const std::string what = given.words().empty() ? std::string{} : given.words().front();
    if (what == "create") return create_token(given, streams);
    if (what == "list") return list_tokens(given, streams);
    if (what == "revoke") return revoke_token(given);
    return fail(ErrorKind::Invalid, "say what to do: aplomb token " + std::string(words));
}

}  // namespace

extern const Command token;
const Command token{
    "token", "create, list and revoke tokens for the API",
    [](const std::vector<std::string>& arguments, Streams& streams) {
        return run_command({"token", words, summary, flags}, arguments, streams, run_token);
    }};

}  // namespace aplomb::app

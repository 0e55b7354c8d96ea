#include "tests/api/desk_fixture.h"

#include <sodium.h>
#include <stdlib.h>

#include <filesystem>

#include "api/access.h"
#include "base/crypto.h"
#include "desk/changes.h"
#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/people.h"
#include "triage/assess.h"

namespace aplomb::api {

std::vector<PaperChannels::KindInfo> PaperChannels::kinds() const {
    return {{"webhook", "Webhook", {{"secret", true, true, "shared secret", ""}}}};
}

Result<Channel> PaperChannels::add(const std::string& kind, const std::string& name,
                                   const json::object& given) {
    if (kind != "webhook") return fail(ErrorKind::Invalid, "there is no such kind", "kind");
    if (!given.contains("secret")) return fail(ErrorKind::Invalid, "a secret is needed", "secret");
    Channel channel;
    channel.kind = kind;
    channel.name = name;
    channel.created_at = from_ms(1'780'000'000'000);
    channel.id = TRY(store_.write_for<ChannelId>(
        [&](store::Transaction& transaction) { return transaction.channels().insert(channel); }));
    return channel;
}

Result<Channel> PaperChannels::configure(ChannelId id, const json::object& given) {
    return store_.write_for<Channel>([&](store::Transaction& transaction) -> Result<Channel> {
        auto channel = TRY(transaction.channels().find(id));
        channel->settings = given;
        TRY(transaction.channels().update(*channel));
        return *channel;
    });
}

Result<Channel> PaperChannels::set_state(ChannelId id, ChannelState state) {
    return store_.write_for<Channel>([&](store::Transaction& transaction) -> Result<Channel> {
        auto channel = TRY(transaction.channels().find(id));
        channel->state = state;
        TRY(transaction.channels().update(*channel));
        return *channel;
    });
}

ApiTest::ApiTest() {
    if (sodium_init() < 0) std::abort();
    directory_ = (std::filesystem::temp_directory_path() / "aplomb-api-XXXXXX").string();
    if (::mkdtemp(directory_.data()) == nullptr) std::abort();
    store::OpenOptions options;
    options.directory = directory_;
    auto opened = store::open_sqlite(options);
    if (!opened) std::abort();
    store_ = std::move(*opened);
    channels_ = std::make_unique<PaperChannels>(*store_);
    Services services{*store_, clock_, random_, metrics_, policy_, *channels_, {}, {}, {}, {}, {}};
    services.wake_outbox = [this] { ++outbox_woken_; };
    services.wake_pipeline = [this] { ++pipeline_woken_; };
    services.advance_clock = [this](Milliseconds by) -> Result<> {
        advanced_ += by;
        advance(by);
        return {};
    };
    api_ = std::make_unique<Api>(std::move(services));
}

ApiTest::~ApiTest() {
    api_.reset();
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string ApiTest::Answer::at(std::string_view pointer) const {
    json::error_code missing;
    const json::value* found = body.find_pointer(pointer, missing);
    if (found == nullptr) return "(missing)";
    return found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
}

std::string ApiTest::Answer::header(std::string_view name) const {
    return std::string(headers.find(name).value_or(""));
}

ApiTest::Answer ApiTest::send(const Ask& ask) {
    net::Request request;
    request.http.method = ask.method;
    request.http.url = ask.target;
    request.http.body = ask.body;
    for (const auto& [name, value] : ask.headers) {
        request.http.headers.add(name, value);
    }
    const std::size_t mark = ask.target.find('?');
    request.path = ask.target.substr(0, mark);
    if (mark != std::string::npos) request.query = ask.target.substr(mark + 1);
    request.remote_address = ask.address;
    HttpResponse response = api_->answer(request);
    Answer answer{response.status, response.headers, response.body, {}};
    if (auto parsed = parse_json(response.body)) answer.body = std::move(*parsed);
    return answer;
}

std::string ApiTest::token(Role role) {
    std::string& token = tokens_[role];
    if (!token.empty()) return token;
    token = make_api_token(random_);
    ApiToken stored;
    stored.name = "a program";
    stored.role = role;
    stored.token_hash = token_hash(token);
    stored.created_at = clock_.now();
    write([&](store::Transaction& transaction) -> Result<> {
        TRY(transaction.accounts().insert(stored));
        return {};
    });
    return token;
}

ApiTest::Answer ApiTest::as(Role role, const std::string& method, const std::string& target,
                            const std::string& body,
                            std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("Authorization", "Bearer " + token(role));
    return send({method, target, body, std::move(headers)});
}

ApiTest::Seeded ApiTest::seed(const std::string& text) {
    Seeded seeded;
    const Timestamp at = clock_.now() - Milliseconds{std::chrono::hours{2}};
    const std::string name = "shop-" + std::to_string(++external_);
    write([&](store::Transaction& transaction) -> Result<> {
        Channel channel;
        channel.kind = "webhook";
        channel.name = name;
        channel.created_at = at;
        channel.id = TRY(transaction.channels().insert(channel));
        Customer customer;
        customer.name = "Ana Ruiz";
        customer.created_at = at;
        customer.id = TRY(transaction.people().insert(customer));
        Identity identity{{}, customer.id, channel.id, "u1", "@ana", "Ana", 120};
        TRY(transaction.people().insert(identity));
        Message message;
        message.channel_id = channel.id;
        message.external_id = name + "-1";
        message.visibility = Visibility::Public;
        message.author_name = "Ana Ruiz";
        message.author_handle = "@ana";
        message.at = message.received_at = at;
        message.text = text;
        Case value = desk::open_case(message, triage::assess(text, {}), channel, 120, at);
        value.customer_id = customer.id;
        seeded.case_id = TRY(transaction.cases().insert(value));
        Conversation conversation{
            {}, seeded.case_id, channel.id, name, Visibility::Public, {}, {}, at, at, {}};
        seeded.conversation = TRY(transaction.cases().insert(conversation));
        message.case_id = seeded.case_id;
        message.conversation_id = seeded.conversation;
        seeded.message = TRY(transaction.messages().insert(message));
        seeded.channel = channel.id;
        seeded.customer = customer.id;
        return {};
    });
    return seeded;
}

MessageId ApiTest::hear(const Seeded& seeded, const std::string& text) {
    MessageId id;
    const std::string external = "later-" + std::to_string(++external_);
    write([&](store::Transaction& transaction) -> Result<> {
        Message message;
        message.channel_id = seeded.channel;
        message.case_id = seeded.case_id;
        message.conversation_id = seeded.conversation;
        message.external_id = external;
        message.at = message.received_at = clock_.now();
        message.text = text;
        id = TRY(transaction.messages().insert(message));
        auto value = TRY(transaction.cases().find(seeded.case_id));
        const auto channel = TRY(transaction.channels().find(seeded.channel));
        desk::hear(*value, message, triage::assess(text, {}), *channel, 0, clock_.now());
        TRY(transaction.cases().update(*value));
        ScreenEvent event;
        event.at = clock_.now();
        event.kind = ScreenEventKind::MessageCreated;
        event.case_id = seeded.case_id;
        event.message_id = id;
        TRY(transaction.journal().append(event));
        return {};
    });
    return id;
}

UserId ApiTest::add_user(const std::string& email, Role role, const std::string& password) {
    User user;
    user.name = email.substr(0, email.find('@'));
    user.email = email;
    user.role = role;
    // Hashing is slow on purpose; who does not log in needs none.
    user.password_hash = password.empty() ? "none" : crypto::hash_password(password).value();
    user.created_at = clock_.now();
    write([&](store::Transaction& transaction) -> Result<> {
        user.id = TRY(transaction.accounts().insert(user));
        return {};
    });
    return user.id;
}

void ApiTest::put_away(UserId id) {
    const Answer put = as(Role::Manager, "PUT", "/api/v1/roster",
                          R"({"people":[{"user_id":")" + id.text() +
                              R"(","absences":[{"from":"2026-09-20T00:00:00Z",)"
                              R"("to":"2026-12-30T00:00:00Z"}]}]})");
    EXPECT_EQ(put.status, 200) << put.text;
}

std::vector<std::pair<std::string, std::string>> ApiTest::logged_in(const std::string& email,
                                                                    const std::string& password) {
    const Answer answer =
        send({"POST", "/api/v1/session",
              json::serialize(json::object{{"email", email}, {"password", password}})});
    EXPECT_EQ(answer.status, 200) << answer.text;
    const std::string cookie = answer.header("Set-Cookie");
    return {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"X-CSRF-Token", answer.at("/csrf")}};
}

}  // namespace aplomb::api

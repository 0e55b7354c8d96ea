// Who may do what. The first test asks every route of the table as everybody there is; the rest are
// about proving who one is.
#include <gtest/gtest.h>

#include <set>

#include "api/login_limits.h"
#include "api/route.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

constexpr std::string_view good_password = "correct horse battery";

std::string with_ids(std::string_view path) {
    std::string out;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '{') {
            out += "999999";
            i = path.find('}', i);
        } else {
            out += path[i];
        }
    }
    return out;
}

using Access = ApiTest;

TEST_F(Access, EveryRouteLetsInItsRoleAndThoseAboveAndNobodyElse) {
    for (const Route& route : routes()) {
        if (route.run_on == RunOn::Hook) continue;
        const std::string method(route.method);
        const std::string target = with_ids(route.path);
        const Answer nobody = send({method, target, "{}"});
        if (route.permission == Permission::Anyone) {
            EXPECT_NE(nobody.status, 401) << method << " " << target;
            EXPECT_NE(nobody.status, 403) << method << " " << target;
            continue;
        }
        EXPECT_EQ(nobody.status, 401) << method << " " << target;
        EXPECT_EQ(nobody.header("WWW-Authenticate"), "Bearer");
        for (const Role role : every_role) {
            const bool high_enough =
                static_cast<int>(role) + 1 >= static_cast<int>(route.permission);
            const Answer answer = as(role, method, target, "{}");
            const std::string who =
                method + " " + target + " as " + std::string(name_of(role)) + ": " + answer.text;
            EXPECT_NE(answer.status, 401) << who;
            if (!high_enough) {
                EXPECT_EQ(answer.status, 403) << who;
                EXPECT_EQ(answer.at("/detail"), "your role does not allow this");
            } else {
                EXPECT_NE(answer.at("/detail"), "your role does not allow this") << who;
            }
        }
    }
}

TEST_F(Access, TheFirstAccountCanBeMadeOnceAndLogsIn) {
    EXPECT_EQ(send({"GET", "/api/v1/setup"}).at("/needed"), "true");
    const std::string body =
        R"({"name":"Jo","email":"Jo@Acme.example","password":"correct horse battery"})";
    const Answer made = send({"POST", "/api/v1/setup", body});
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("/user/role"), "admin");
    EXPECT_EQ(made.at("/user/email"), "jo@acme.example");
    const std::string cookie = made.header("Set-Cookie");
    EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
    EXPECT_NE(cookie.find("SameSite=Lax"), std::string::npos);

    EXPECT_EQ(send({"GET", "/api/v1/setup"}).at("/needed"), "false");
    EXPECT_EQ(send({"POST", "/api/v1/setup", body}).status, 409);
    const Answer mine =
        send({"GET", "/api/v1/session", "", {{"Cookie", cookie.substr(0, cookie.find(';'))}}});
    EXPECT_EQ(mine.status, 200);
    EXPECT_EQ(mine.at("/csrf"), made.at("/csrf"));
}

TEST_F(Access, AShortPasswordAndAStrangeAddressAreNamed) {
    const Answer weak = send(
        {"POST", "/api/v1/setup", R"({"name":"Jo","email":"jo@acme.example","password":"short"})"});
    EXPECT_EQ(weak.status, 422);
    EXPECT_EQ(weak.at("/errors/0/pointer"), "#/password");
    const Answer strange =
        send({"POST", "/api/v1/setup",
              R"({"name":"Jo","email":"jo","password":"correct horse battery"})"});
    EXPECT_EQ(strange.at("/errors/0/pointer"), "#/email");
}

TEST_F(Access, ACookieReadsAloneButWritesOnlyWithItsCsrfTokenAndFromOurPage) {
    add_user("jo@acme.example", Role::Admin, std::string(good_password));
    auto headers = logged_in("jo@acme.example", std::string(good_password));
    const auto cookie = headers[0];
    const auto csrf = headers[1];
    EXPECT_EQ(send({"GET", "/api/v1/cases", "", {cookie}}).status, 200);
    const std::string lint = R"({"text":"Hello there.","channel":"email"})";
    EXPECT_EQ(send({"POST", "/api/v1/lint", lint, {cookie}}).status, 403);
    EXPECT_EQ(send({"POST", "/api/v1/lint", lint, {cookie, {"X-CSRF-Token", "x"}}}).status, 403);
    EXPECT_EQ(send({"POST", "/api/v1/lint", lint, {cookie, csrf}}).status, 200);
    EXPECT_EQ(send({"POST", "/api/v1/lint", lint, {cookie, csrf, {"Sec-Fetch-Site", "cross-site"}}})
                  .status,
              403);
    EXPECT_EQ(send({"POST",
                    "/api/v1/lint",
                    lint,
                    {cookie, csrf, {"Host", "desk.example"}, {"Origin", "https://evil.example"}}})
                  .status,
              403);
    EXPECT_EQ(send({"POST",
                    "/api/v1/lint",
                    lint,
                    {cookie, csrf, {"Host", "desk.example"}, {"Origin", "https://desk.example"}}})
                  .status,
              200);
}

TEST_F(Access, ASessionSlidesEndsByTimeAndByLoggingOut) {
    add_user("jo@acme.example", Role::Agent, std::string(good_password));
    const auto headers = logged_in("jo@acme.example", std::string(good_password));
    const auto days = [](int n) { return Milliseconds{std::chrono::hours{24 * n}}; };
    for (int i = 0; i < 5; ++i) {
        advance(days(5));
        const Answer answer = send({"GET", "/api/v1/session", "", {headers[0]}});
        ASSERT_EQ(answer.status, 200) << i;
        EXPECT_NE(answer.header("Set-Cookie"), "");
    }
    // Thirty days are the end, used or not.
    advance(days(6));
    EXPECT_EQ(send({"GET", "/api/v1/session", "", {headers[0]}}).status, 401);

    const auto again = logged_in("jo@acme.example", std::string(good_password));
    EXPECT_EQ(send({"DELETE", "/api/v1/session", "", again}).status, 204);
    EXPECT_EQ(send({"GET", "/api/v1/session", "", {again[0]}}).status, 401);
}

TEST_F(Access, EachLogInIsWrittenDownWithItsName) {
    add_user("jo@acme.example", Role::Agent, std::string(good_password));
    logged_in("jo@acme.example", std::string(good_password));
    send({"POST", "/api/v1/session", R"({"email":"jo@acme.example","password":"wrong"})"});
    const Answer audit = as(Role::Manager, "GET", "/api/v1/audit");
    EXPECT_EQ(audit.at("/items/0/action"), "user.logged_in");
    EXPECT_EQ(audit.at("/items/0/actor/name"), "jo");
    EXPECT_EQ(audit.at("/items/1/action"), "(missing)");
}

TEST_F(Access, LoggingInAgainEndsTheSessionBefore) {
    add_user("jo@acme.example", Role::Agent, std::string(good_password));
    const auto first = logged_in("jo@acme.example", std::string(good_password));
    const Answer second = send({"POST",
                                "/api/v1/session",
                                R"({"email":"jo@acme.example","password":"correct horse battery"})",
                                {first[0]}});
    EXPECT_EQ(second.status, 200);
    EXPECT_EQ(send({"GET", "/api/v1/session", "", {first[0]}}).status, 401);
}

TEST_F(Access, WrongPasswordsAndUnknownPeopleAreAnsweredAlikeAndSlowedDown) {
    add_user("jo@acme.example", Role::Agent, std::string(good_password));
    const Answer wrong =
        send({"POST", "/api/v1/session", R"({"email":"jo@acme.example","password":"wrong"})"});
    const Answer unknown =
        send({"POST", "/api/v1/session", R"({"email":"no@acme.example","password":"wrong"})"});
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.text, unknown.text);
    Answer last;
    for (int i = 0; i < 5; ++i) {
        last = send({"POST",
                     "/api/v1/session",
                     R"({"email":"jo@acme.example","password":"wrong"})",
                     {},
                     "198.51.100." + std::to_string(i)});
    }
    EXPECT_EQ(last.status, 429);
    EXPECT_NE(last.header("Retry-After"), "");
    // A right password waits too: being slowed down must not tell whether it was right.
    EXPECT_EQ(send({"POST", "/api/v1/session",
                    R"({"email":"jo@acme.example","password":"correct horse battery"})"})
                  .status,
              429);
    advance(Milliseconds{61'000});
    logged_in("jo@acme.example", std::string(good_password));
}

TEST_F(Access, WhoIsDisabledIsOutAtOnce) {
    const UserId jo = add_user("jo@acme.example", Role::Agent, std::string(good_password));
    const auto headers = logged_in("jo@acme.example", std::string(good_password));
    EXPECT_EQ(as(Role::Admin, "PATCH", "/api/v1/users/" + jo.text(), R"({"disabled":true})").status,
              200);
    EXPECT_EQ(send({"GET", "/api/v1/session", "", {headers[0]}}).status, 401);
    EXPECT_EQ(send({"POST", "/api/v1/session",
                    R"({"email":"jo@acme.example","password":"correct horse battery"})"})
                  .status,
              401);
}

TEST_F(Access, TheOnlyAdminStaysOne) {
    const UserId jo = add_user("jo@acme.example", Role::Admin);
    const std::string target = "/api/v1/users/" + jo.text();
    EXPECT_EQ(as(Role::Admin, "PATCH", target, R"({"role":"agent"})").status, 409);
    EXPECT_EQ(as(Role::Admin, "PATCH", target, R"({"disabled":true})").status, 409);
    add_user("al@acme.example", Role::Admin);
    EXPECT_EQ(as(Role::Admin, "PATCH", target, R"({"role":"agent"})").status, 200);
}

TEST_F(Access, ATokenThatIsRevokedOrMadeUpOpensNothing) {
    EXPECT_EQ(send({"GET", "/api/v1/cases", "", {{"Authorization", "Bearer apl_nonsense"}}}).status,
              401);
    EXPECT_EQ(send({"GET", "/api/v1/cases", "", {{"Authorization", "Basic am86eA=="}}}).status,
              401);
}

TEST(LoginLimits, KeepsItsMemoryAndTheOneUnderAttack) {
    LoginLimits limits;
    const Timestamp now = from_ms(1'790'000'000'000);
    for (int i = 0; i < 5; ++i) {
        limits.try_attempt("jo@acme.example", "a", now);
    }
    for (std::size_t i = 0; i < LoginLimits::kept_max + 500; ++i) {
        limits.try_attempt("x" + std::to_string(i), std::to_string(i), now);
    }
    EXPECT_LE(limits.kept(), LoginLimits::kept_max);
    EXPECT_TRUE(limits.try_attempt("jo@acme.example", "b", now));
}

}  // namespace
}  // namespace aplomb::api

// What is the same whatever one asks: addresses, methods, headers, and strange input from outside.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "api/web_files.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

class Surface : public ApiTest {
  public:
    void TestBody() override {}
    using ApiTest::Answer;
    using ApiTest::as;
    using ApiTest::seed;
    using ApiTest::send;
};

TEST_F(Surface, UnknownAddressesAndMethodsAreProblems) {
    const Answer nothing = send({"GET", "/api/v1/nothing"});
    EXPECT_EQ(nothing.status, 404);
    EXPECT_EQ(nothing.header("Content-Type"), "application/problem+json");
    const Answer method = send({"DELETE", "/api/v1/cases"});
    EXPECT_EQ(method.status, 405);
    EXPECT_EQ(method.header("Allow"), "GET, HEAD");
    EXPECT_EQ(send({"PUT", "/api/v1/cases/1"}).header("Allow"), "GET, HEAD, PATCH");
    EXPECT_EQ(send({"GET", "/api/v1/cases/"}).status, 404);
    EXPECT_EQ(send({"POST", "/"}).status, 405);
}

TEST_F(Surface, EveryAnswerCarriesTheSecurityHeaders) {
    for (const char* target : {"/", "/api/v1/cases", "/api/v1/nothing", "/healthz"}) {
        const Answer answer = send({"GET", target});
        EXPECT_NE(answer.header("Content-Security-Policy").find("frame-ancestors 'none'"),
                  std::string::npos)
            << target;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
        EXPECT_EQ(answer.header("Strict-Transport-Security"), "") << "only over TLS";
    }
    EXPECT_EQ(send({"GET", "/api/v1/cases"}).header("Cache-Control"), "no-store");
}

TEST_F(Surface, NoCursorFromOutsideDoesHarm) {
    seed();
    EXPECT_TRUE(
        rc::check("any cursor is a page or a plain refusal", [&](const std::string& cursor) {
            std::string encoded;
            for (const char c : cursor) {
                encoded += percent_encode(std::string(1, c));
            }
            for (const char* list : {"/api/v1/cases?cursor=", "/api/v1/messages?cursor=",
                                     "/api/v1/audit?cursor=", "/api/v1/customers?cursor=",
                                     "/api/v1/users?cursor=", "/api/v1/channels?cursor="}) {
                const Answer answer = as(Role::Manager, "GET", list + encoded);
                RC_ASSERT(answer.status == 200 || answer.status == 400 || answer.status == 422);
            }
        }));
}

TEST_F(Surface, NoSearchFromOutsideDoesHarm) {
    seed();
    for (const char* q :
         {"%22", "AND", "NEAR(", "*", "a%22%20OR%201%3D1", "%00", "-", "%F0%9F%98"}) {
        EXPECT_EQ(as(Role::Agent, "GET", std::string("/api/v1/cases?q=") + q).status, 200) << q;
        EXPECT_EQ(as(Role::Agent, "GET", std::string("/api/v1/messages?q=") + q).status, 200) << q;
    }
}

TEST_F(Surface, BodiesThatAreNoJsonObjectAreRefusedPlainly) {
    for (const char* body : {"", "[]", "null", "\"x\"", "{", "{\"text\":1}", "{\"text\":null}"}) {
        const Answer answer = as(Role::Agent, "POST", "/api/v1/lint", body);
        EXPECT_TRUE(answer.status == 400 || answer.status == 422) << body << answer.text;
        EXPECT_NE(answer.at("/detail"), "(missing)");
    }
}

constexpr base::EmbeddedFile built[] = {
    {"assets/app-1a2b.js", "let a"},   {"assets/app-1a2b.js.br", "BR"},
    {"assets/app-1a2b.js.gz", "GZ"},   {"icon.svg", "<svg/>"},
    {"index.html", "<!doctype html>"},
};

net::Request get(const std::string& path,
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
    net::Request request;
    request.path = path;
    request.http.headers.fields = std::move(headers);
    return request;
}

TEST(WebFiles, ServesAssetsForEverInTheSmallestCodingTheClientTakes) {
    const WebFiles files(built);
    const HttpResponse plain = files.answer(get("/assets/app-1a2b.js"));
    EXPECT_EQ(plain.body, "let a");
    EXPECT_EQ(plain.headers.find("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(files.answer(get("/assets/app-1a2b.js", {{"Accept-Encoding", "gzip, br"}})).body,
              "BR");
    EXPECT_EQ(
        files.answer(get("/assets/app-1a2b.js", {{"Accept-Encoding", "gzip;q=1.0, br;q=0"}})).body,
        "GZ");
}

TEST(WebFiles, AnswersPlacesWithThePageAndMissingFilesWithNothing) {
    const WebFiles files(built);
    for (const char* place : {"/", "/cases/12", "/settings/channels"}) {
        const HttpResponse page = files.answer(get(place));
        EXPECT_EQ(page.body, "<!doctype html>") << place;
        EXPECT_EQ(page.headers.find("Cache-Control"), "no-cache");
    }
    EXPECT_EQ(files.answer(get("/assets/gone.js")).status, 404);
    EXPECT_EQ(files.answer(get("/../etc/passwd.txt")).status, 404);
    EXPECT_EQ(files.answer(get("/assets/app-1a2b.js.br")).status, 404);
}

TEST(WebFiles, SaysNotModifiedToWhoHasIt) {
    const WebFiles files(built);
    const std::string etag(*files.answer(get("/icon.svg")).headers.find("ETag"));
    const HttpResponse again = files.answer(get("/icon.svg", {{"If-None-Match", etag}}));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(files.answer(get("/icon.svg", {{"If-None-Match", "\"other\""}})).status, 200);
}

TEST(WebFiles, SaysHowToBuildThePageWhereThereIsNone) {
    const WebFiles files(std::span<const base::EmbeddedFile>{});
    EXPECT_NE(files.answer(get("/")).body.find("npm run build"), std::string::npos);
}

}  // namespace
}  // namespace aplomb::api

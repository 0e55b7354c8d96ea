// Style that runs as a test. Each rule below is a function from one source file to what is wrong
// with it, with a small bad and a small good example beside it: the first test holds every rule to
// its own examples, so that a rule that sees nothing cannot pass for a clean tree; the second holds
// the tree to the rules. To add one, add a line to rules().
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/source_tree.h"

namespace aplomb::tree {
namespace {

struct Fault {
    std::size_t offset;
    std::string what;
};
using Faults = std::vector<Fault>;

struct Example {
    std::string path;
    std::string text;
};

struct Rule {
    std::string name;
    std::function<Faults(const SourceFile&)> check;
    std::vector<Example> bad;
    std::vector<Example> good;
};

// Faults for each of `words` that stands alone in the code.
Faults banned(const SourceFile& file, const std::vector<std::string_view>& words,
              std::string_view instead) {
    Faults faults;
    for (const auto word : words) {
        for (const auto at : words_in(file.code, word)) {
            faults.push_back({at, std::string(word) + ": " + std::string(instead)});
        }
    }
    return faults;
}

Faults banned_includes(const SourceFile& file, const std::vector<std::string_view>& prefixes,
                       std::string_view home) {
    Faults faults;
    for (const auto& include : includes_of(file)) {
        const bool hit = std::any_of(prefixes.begin(), prefixes.end(),
                                     [&](auto prefix) { return include.path.starts_with(prefix); });
        if (!hit) continue;
        faults.push_back({file.text.find(include.path),
                          include.path + " belongs in " + std::string(home) + " alone"});
    }
    return faults;
}

Faults naked_memory(const SourceFile& file) {
    Faults faults;
    for (const std::string_view word : {"new", "delete"}) {
        for (const auto at : words_in(file.code, word)) {
            const auto line_start = file.code.rfind('\n', at) + 1;
            const auto before = file.code.find_last_not_of(" \n", at - (at > 0 ? 1 : 0));
            const bool preprocessor = file.code[line_start] == '#';
            const bool deleted =
                word == "delete" && before != std::string::npos && file.code[before] == '=';
            const bool declared = at >= 9 && file.code.substr(at - 9, 9) == "operator ";
            // A private constructor leaves make_unique out; owned at once is owned.
            const auto statement = file.code.substr(line_start, at - line_start);
            const bool owned = statement.find("unique_ptr<") != std::string::npos;
            if (preprocessor || deleted || declared || owned) continue;
            faults.push_back({at, std::string(word) + ": own it with a value or a unique_ptr"});
        }
    }
    return faults;
}

// g++ 12 destroys a brace-built temporary or a lambda inside a co_await argument twice.
Faults unsafe_awaits(const SourceFile& file) {
    Faults faults;
    for (const auto at : words_in(file.code, "co_await")) {
        int depth = 0;
        char before = ' ';
        for (auto i = at + 8; i < file.code.size() && depth >= 0; ++i) {
            const char c = file.code[i];
            if (c == ';' && depth == 0) break;
            if (c == '(') ++depth;
            if (c == ')') --depth;
            const bool lambda = c == '[' && (before == '(' || before == ',');
            if (depth > 0 && (c == '{' || lambda)) {
                faults.push_back({i, "name it in a local first and move it in"});
                break;
            }
            if (depth == 0 && c == '{') {
                faults.push_back({i, "co_await takes a call with named arguments"});
                break;
            }
            if (c != ' ' && c != '\n') before = c;
        }
    }
    return faults;
}

Faults sql_text(const SourceFile& file) {
    Faults faults;
    for (const auto& literal : file.literals()) {
        for (const std::string_view verb :
             {"SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "UPDATE ", "PRAGMA "}) {
            const auto at = literal.text.find(verb);
            if (at == std::string_view::npos) continue;
            const bool whole = verb != "SELECT " && verb != "UPDATE ";
            const auto partner = verb == "SELECT " ? " FROM " : " SET ";
            if (!whole && literal.text.find(partner, at) == std::string_view::npos) continue;
            faults.push_back({literal.offset + at, "SQL lives in src/store"});
            break;
        }
    }
    return faults;
}

Faults unfinished(const SourceFile& file) {
    Faults faults;
    for (const std::string_view word : {"TO"
                                        "DO",
                                        "FIX"
                                        "ME",
                                        "X"
                                        "XX",
                                        "HA"
                                        "CK",
                                        "stub", "stubbed", "not implemented", "unimplemented"}) {
        for (const auto at : words_in(file.text, word)) {
            faults.push_back({at, std::string(word) + ": finish it or open an issue"});
        }
    }
    return faults;
}

// A table with one row a line, between "clang-format off" and "on", may be as wide as it needs.
Faults long_lines(const SourceFile& file) {
    Faults faults;
    std::size_t columns = 0;
    bool table = false;
    for (std::size_t i = 0; i < file.text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(file.text[i]);
        const auto rest = std::string_view(file.text).substr(i);
        if (rest.starts_with("// clang-format o")) table = rest.starts_with("// clang-format off");
        if (byte == '\n') {
            columns = 0;
        } else if ((byte & 0xC0) != 0x80 && ++columns == 101 && !table) {
            faults.push_back({i, "longer than 100 columns"});
        }
    }
    return faults;
}

Faults long_file(const SourceFile& file) {
    const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
    if (lines <= 400) return {};
    return {{0, std::to_string(lines) + " lines; is it one thing?"}};
}

Faults empty_name(const SourceFile& file) {
    auto stem = std::string(file.name().substr(0, file.name().find('.')));
    for (const std::string_view word :
         {"util", "utils", "helper", "helpers", "misc", "common", "manager", "managers"}) {
        if (words_in("." + stem + ".", word).empty() &&
            !stem.starts_with(std::string(word) + "_") &&
            !stem.ends_with("_" + std::string(word))) {
            continue;
        }
        return {{0, std::string(word) + " says nothing about what is inside"}};
    }
    return {};
}

Faults own_header_first(const SourceFile& file) {
    if (!file.ends_with(".cpp")) return {};
    const std::string header = file.path.substr(4, file.path.size() - 7) + "h";
    const auto includes = includes_of(file);
    const auto own = std::find_if(includes.begin(), includes.end(),
                                  [&](const Include& i) { return i.path == header; });
    if (own == includes.end() || own == includes.begin()) return {};
    return {{file.text.find(header), "the file's own header comes first"}};
}

Faults header_guard(const SourceFile& file) {
    if (!file.ends_with(".h")) return {};
    Faults faults;
    if (words_in(file.code, "#pragma once").empty())
        faults.push_back({0, "#pragma once is missing"});
    for (const auto at : words_in(file.code, "using namespace")) {
        faults.push_back({at, "a header opens no namespace for those who include it"});
    }
    return faults;
}

Faults only(bool applies, const std::function<Faults()>& check) {
    return applies ? check() : Faults{};
}

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all{
        {"no-std-regex",
         [](const auto& f) { return banned(f, {"std::regex"}, "use RE2 or plain code"); },
         {{"src/text/a.cpp", "const std::regex r(x);"}},
         {{"src/text/a.cpp", "// std::regex is slow\n"}}},
        {"one-clock",
         [](const auto& f) {
             return only(f.under("src") && f.path != "src/base/clock.cpp", [&] {
                 return banned(f, {"system_clock::now"}, "take a Clock or be told `now`");
             });
         },
         {{"src/desk/a.cpp", "auto t = std::chrono::system_clock::now();"}},
         {{"src/base/clock.cpp", "return std::chrono::system_clock::now();"}}},
        {"no-naked-memory",
         naked_memory,
         {{"src/api/a.cpp", "auto* p = new Thing(1);"}, {"src/api/a.cpp", "delete p;"}},
         {{"src/api/a.cpp", "#include <new>\nA(const A&) = delete;\nint new_case = 1;\n"},
          {"src/api/a.cpp", "return std::unique_ptr<A>(new A(1));"}}},
        {"threads-at-home",
         [](const auto& f) {
             const bool home = f.under("src/base") || f.under("src/net") || f.under("src/runtime");
             return only(f.under("src") && !home, [&] {
                 auto faults = banned(f, {"std::thread", "std::jthread", "std::async"},
                                      "use the worker pool");
                 std::erase_if(faults, [&](const Fault& fault) {
                     return f.code.substr(fault.offset)
                         .starts_with("std::thread::hardware_concurrency");
                 });
                 return faults;
             });
         },
         {{"src/desk/a.cpp", "std::thread worker(run);"}},
         {{"src/runtime/a.cpp", "std::thread worker(run);"},
          {"src/app/a.cpp", "auto n = std::thread::hardware_concurrency();"}}},
        {"coroutines-in-net",
         [](const auto& f) {
             return only(!f.under("src/net") && !f.under("tests/net"), [&] {
                 return banned(f, {"co_await", "co_return", "co_yield"}, "only src/net awaits");
             });
         },
         {{"src/api/a.cpp", "co_await reply(x);"}, {"src/api/a.cpp", "co_return;"}},
         {{"src/net/a.cpp", "co_await reply(x);"}}},
        {"safe-awaits",
         unsafe_awaits,
         {{"src/net/a.cpp", "co_await send({.a = 1});"},
          {"src/net/a.cpp", "co_await send(Thing{1});"},
          {"src/net/a.cpp", "x = co_await send(a,\n    [this](int n) { return n; });"},
          {"src/net/a.cpp", "if (co_await f(g(T{}))) return;"}},
         {{"src/net/a.cpp", "if (co_await f(list[0], \"{\")) { return; }"},
          {"src/net/a.cpp", "while (co_await next()) {\n    work();\n}\n"}}},
        {"sql-in-store",
         [](const auto& f) {
             return only(f.under("src") && !f.under("src/store"), [&] { return sql_text(f); });
         },
         {{"src/api/a.cpp", "run(\"SELECT id FROM cases\");"},
          {"src/api/a.cpp", "run(R\"(UPDATE cases SET a=1)\");"}},
         {{"src/store/a.cpp", "run(\"SELECT id FROM cases\");"},
          {"src/api/a.cpp", "say(\"UPDATE your address\"); // SELECT a FROM b\n"}}},
        {"drivers-in-store",
         [](const auto& f) {
             return only(f.under("src") && !f.under("src/store"), [&] {
                 return banned_includes(f, {"sqlite3", "libpq"}, "src/store");
             });
         },
         {{"src/desk/a.cpp", "#include <sqlite3.h>\n"}},
         {{"src/store/a.cpp", "#include <sqlite3.h>\n"}}},
        {"sockets-in-net",
         [](const auto& f) {
             return only(f.under("src") && !f.under("src/net"), [&] {
                 return banned_includes(f, {"boost/asio", "boost/beast", "curl/"}, "src/net");
             });
         },
         {{"src/api/a.cpp", "#include <boost/asio/io_context.hpp>\n"}},
         {{"src/net/a.cpp", "#include <boost/asio/io_context.hpp>\n"}}},
        {"one-log",
         [](const auto& f) {
             return only(f.path != "src/base/log.cpp",
                         [&] { return banned_includes(f, {"spdlog"}, "src/base/log.cpp"); });
         },
         {{"src/api/a.cpp", "#include <spdlog/spdlog.h>\n"}},
         {{"src/base/log.cpp", "#include <spdlog/spdlog.h>\n"}}},
        {"finished",
         [](const auto& f) { return only(f.under("src"), [&] { return unfinished(f); }); },
         {{"src/api/a.cpp",
           "// TO"
           "DO: later\n"},
          {"src/api/a.cpp", "say(\"not implemented\");"}},
         {{"src/api/a.cpp", "const int stubborn = 1;"}}},
        {"columns",
         long_lines,
         {{"src/api/a.cpp", "//" + std::string(99, 'x') + "\n"}},
         {{"src/api/a.cpp", "//" + std::string(98, 'x') + "\n// " + "…………" + "\n"},
          {"src/api/a.cpp", "// clang-format off\n" + std::string(120, 'x') + "\n"}}},
        {"lines",
         [](const auto& f) { return only(f.under("src"), [&] { return long_file(f); }); },
         {{"src/api/a.cpp", std::string(401, '\n')}},
         {{"src/api/a.cpp", std::string(400, '\n')}}},
        {"names",
         empty_name,
         {{"src/api/utils.cpp", ""}, {"src/api/case_manager.h", ""}, {"tests/helpers.h", ""}},
         {{"src/api/commonplace.cpp", ""}, {"src/desk/management.h", ""}}},
        {"own-header-first",
         [](const auto& f) { return only(f.under("src"), [&] { return own_header_first(f); }); },
         {{"src/api/a.cpp", "#include <vector>\n\n#include \"api/a.h\"\n"}},
         {{"src/api/a.cpp", "#include \"api/a.h\"\n\n#include <vector>\n"}}},
        {"headers",
         header_guard,
         {{"src/api/a.h", "int a();\n"}, {"src/api/a.h", "#pragma once\nusing namespace std;\n"}},
         {{"src/api/a.h", "// Why.\n#pragma once\nint a();\n"}}},
        {"tests-do-not-sleep",
         [](const auto& f) {
             return only(f.under("tests"), [&] {
                 return banned(f, {"sleep_for", "sleep_until", "usleep"}, "wait for a condition");
             });
         },
         {{"tests/a_test.cpp", "std::this_thread::sleep_for(1s);"}},
         {{"src/base/a.cpp", "std::this_thread::sleep_for(1s);"}}},
    };
    return all;
}

TEST(Tidy, EveryRuleSeesItsOwnBadExamplesAndSparesTheGoodOnes) {
    for (const auto& rule : rules()) {
        ASSERT_FALSE(rule.bad.empty()) << rule.name;
        for (const auto& example : rule.bad) {
            EXPECT_FALSE(rule.check(make_source(example.path, example.text)).empty())
                << rule.name << " misses: " << example.path << "\n"
                << example.text;
        }
        for (const auto& example : rule.good) {
            EXPECT_TRUE(rule.check(make_source(example.path, example.text)).empty())
                << rule.name << " is wrong about: " << example.path << "\n"
                << example.text;
        }
    }
}

TEST(Tidy, TheTreeKeepsEveryRule) {
    ASSERT_GE(cpp_files().size(), 20u);
    for (const auto& file : cpp_files()) {
        for (const auto& rule : rules()) {
            for (const auto& fault : rule.check(file)) {
                ADD_FAILURE() << file.path << ":" << file.line_of(fault.offset) << ": "
                              << fault.what << " (" << rule.name << ")";
            }
        }
    }
}

TEST(Tidy, ThePageKeepsTheRulesForNamesAndUnfinishedWork) {
    for (const auto& file : files_below("web/src", {".ts", ".tsx", ".css"})) {
        for (const auto& check : {unfinished, empty_name}) {
            for (const auto& fault : check(file)) {
                ADD_FAILURE() << file.path << ":" << file.line_of(fault.offset) << ": "
                              << fault.what;
            }
        }
    }
}

// Lock files must work from any registry, so they name no download host.
TEST(Tidy, LockFilesNameNoDownloadHosts) {
    for (const std::string_view folder : {"web", "tests/partners/bluesky"}) {
        const auto lock = read_project_file(std::string(folder) + "/package-lock.json");
        EXPECT_EQ(lock.find("\"resolved\": \"http"), std::string::npos) << folder;
    }
}

}  // namespace
}  // namespace aplomb::tree

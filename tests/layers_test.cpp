// Dependencies between the rooms of src/ point down only. The table below is the one of
// docs/architecture.md; the tests hold three things to it: what the files include, what CMake
// links, and that the table itself has no way back up. Each check is first shown a small wrong
// example, so that a check that sees nothing cannot pass for a clean tree.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "tests/source_tree.h"

namespace aplomb::tree {
namespace {

using Table = std::map<std::string, std::set<std::string>>;

// Room → the rooms it may include directly, besides itself.
const Table& allowed() {
    static const Table table{
        {"base", {}},
        {"domain", {"base"}},
        {"net", {"base"}},
        {"text", {"base"}},
        {"listen", {"base", "text"}},
        {"triage", {"base", "domain", "text"}},
        {"etiquette", {"base", "domain", "text"}},
        {"channels", {"base", "domain", "text"}},
        {"desk", {"base", "domain", "etiquette", "listen", "text", "triage"}},
        {"store", {"base", "domain"}},
        {"casework", {"base", "desk", "domain", "etiquette", "listen", "store", "text", "triage"}},
        {"runtime",
         {"base", "casework", "channels", "desk", "domain", "etiquette", "listen", "net", "store",
          "text", "triage"}},
        {"sim",
         {"api", "base", "casework", "channels", "desk", "domain", "etiquette", "listen", "net",
          "runtime", "store", "text", "triage"}},
        {"api",
         {"base", "casework", "desk", "domain", "etiquette", "listen", "net", "store", "text",
          "triage"}},
        {"app",
         {"api", "base", "casework", "channels", "desk", "domain", "etiquette", "listen", "net",
          "runtime", "sim", "store", "text", "triage"}},
    };
    return table;
}

std::string room_of(std::string_view path) {
    return std::string(path.substr(0, path.find('/')));
}

std::vector<std::string> broken_includes(const std::vector<SourceFile>& files, const Table& table) {
    std::vector<std::string> broken;
    for (const auto& file : files) {
        if (!file.under("src")) continue;
        const std::string room = room_of(std::string_view(file.path).substr(4));
        const auto may = table.find(room);
        if (may == table.end()) {
            broken.push_back(file.path + ": the room '" + room + "' is not in the table");
            continue;
        }
        for (const auto& include : includes_of(file)) {
            if (!include.quoted) continue;
            const std::string used = room_of(include.path);
            if (used == room || may->second.contains(used)) continue;
            broken.push_back(file.path + ":" + std::to_string(include.line) + ": " + room +
                             " may not include " + include.path);
        }
    }
    return broken;
}

// A way from a room back to itself, as "a > b > a", or nothing.
std::string cycle_in(const Table& table) {
    for (const auto& [start, direct] : table) {
        std::map<std::string, std::string> came_from;
        std::vector<std::string> next;
        for (const auto& room : direct) {
            came_from.emplace(room, start);
            next.push_back(room);
        }
        while (!next.empty()) {
            const std::string room = next.back();
            next.pop_back();
            if (room == start) return start + " > … > " + came_from[room] + " > " + start;
            const auto uses = table.find(room);
            if (uses == table.end()) continue;
            for (const auto& used : uses->second) {
                if (came_from.emplace(used, room).second) next.push_back(used);
            }
        }
    }
    return {};
}

Table actual_uses(const std::vector<SourceFile>& files) {
    Table uses;
    for (const auto& file : files) {
        if (!file.under("src")) continue;
        const std::string room = room_of(std::string_view(file.path).substr(4));
        for (const auto& include : includes_of(file)) {
            const std::string used = room_of(include.path);
            if (include.quoted && used != room) uses[room].insert(used);
        }
    }
    return uses;
}

// The rooms CMake links into each room, from the aplomb_room() lines.
Table linked_rooms(const std::string& cmake) {
    Table linked;
    std::istringstream words(cmake);
    std::string word;
    std::string room;
    bool uses = false;
    while (words >> word) {
        if (word.starts_with("aplomb_room(")) {
            room = word.substr(12);
            uses = false;
        } else if (room.empty()) {
            continue;
        }
        const bool last = word.ends_with(")");
        while (room.ends_with(")"))
            room.pop_back();
        linked[room];
        if (word == "USES") {
            uses = true;
        } else if (word == "LIBRARIES") {
            uses = false;
        } else if (uses && !word.starts_with("aplomb_room(")) {
            linked[room].insert(word.substr(0, word.find(')')));
        }
        if (last) room.clear();
    }
    return linked;
}

TEST(Layers, AnIncludeThatPointsUpIsFound) {
    const auto up = make_source("src/net/server.cpp", "#include \"desk/reply.h\"\n");
    const auto broken = broken_includes({up}, allowed());
    ASSERT_EQ(broken.size(), 1u);
    EXPECT_EQ(broken[0], "src/net/server.cpp:1: net may not include desk/reply.h");
}

TEST(Layers, ARoomNobodyListedIsFound) {
    const auto stray = make_source("src/attic/box.cpp", "int box() { return 1; }\n");
    EXPECT_EQ(broken_includes({stray}, allowed()).size(), 1u);
}

TEST(Layers, AnIncludeInACommentIsNone) {
    const auto comment = make_source("src/net/a.cpp", "/*\n#include \"desk/reply.h\"\n*/\n");
    EXPECT_TRUE(broken_includes({comment}, allowed()).empty());
}

TEST(Layers, AWayBackUpIsFound) {
    EXPECT_EQ(cycle_in({{"a", {"b"}}, {"b", {"c"}}, {"c", {}}}), "");
    EXPECT_NE(cycle_in({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}}), "");
}

TEST(Layers, SourceIncludesOnlyDownwards) {
    const auto broken = broken_includes(cpp_files(), allowed());
    for (const auto& line : broken)
        ADD_FAILURE() << line;
}

TEST(Layers, NoRoomLeadsBackToItself) {
    EXPECT_EQ(cycle_in(allowed()), "");
    EXPECT_EQ(cycle_in(actual_uses(cpp_files())), "");
}

TEST(Layers, CMakeLinksWhatTheTableAllows) {
    const auto linked = linked_rooms(read_project_file("src/CMakeLists.txt"));
    ASSERT_GE(linked.size(), 13u);
    for (const auto& [room, uses] : linked) {
        const auto may = allowed().find(room);
        ASSERT_NE(may, allowed().end()) << room << " is not in the table";
        for (const auto& used : uses) {
            EXPECT_TRUE(may->second.contains(used)) << room << " may not link " << used;
        }
    }
}

TEST(Layers, TheLinkReaderSeesEveryLine) {
    const auto linked = linked_rooms(
        "aplomb_room(base LIBRARIES x)\naplomb_room(desk USES text base LIBRARIES y)\n"
        "aplomb_room(net USES base)\n");
    EXPECT_EQ(linked.at("base"), (std::set<std::string>{}));
    EXPECT_EQ(linked.at("desk"), (std::set<std::string>{"base", "text"}));
    EXPECT_EQ(linked.at("net"), (std::set<std::string>{"base"}));
}

}  // namespace
}  // namespace aplomb::tree

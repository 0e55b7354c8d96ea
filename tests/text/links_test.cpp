#include "text/links.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/shared_data.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

std::vector<std::string> links_in(std::string_view text, LinkRules rules = LinkRules::X) {
    const std::u32string points = to_code_points(text);
    std::vector<std::string> found;
    for (const Segment& link : find_links(points, rules)) {
        found.push_back(
            encode(std::u32string_view(points).substr(link.start, link.end - link.start)));
    }
    return found;
}

using Found = std::vector<std::string>;

TEST(Links, EndBeforeTheSentenceDoes) {
    EXPECT_EQ(links_in("See https://example.com/help."), Found{"https://example.com/help"});
    EXPECT_EQ(links_in("(https://example.com/a_(b)) and"), Found{"https://example.com/a_(b)"});
    EXPECT_EQ(links_in("www.example.co.uk, ok?"), Found{"www.example.co.uk"});
}

TEST(Links, AreNotMailAddressesFilesOrVersions) {
    EXPECT_EQ(links_in("ann.lee@example.com report.pdf 4.2.1 e.g.this"), Found{});
}

TEST(Links, NeedAProtocolOnMastodon) {
    EXPECT_EQ(links_in("example.com http://x.example/y", LinkRules::Mastodon),
              Found{"http://x.example/y"});
}

// The quoted value of a YAML line such as `text: "…"`, in the few forms the suite uses.
std::string unquoted(std::string value) {
    const auto first = value.find_first_not_of(' ');
    value = first == std::string::npos ? "" : value.substr(first);
    if (value.size() < 2) return value;
    const char quote = value.front();
    if ((quote != '"' && quote != '\'') || value.back() != quote) return value;
    value = value.substr(1, value.size() - 2);
    std::string plain;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (quote == '"' && value[i] == '\\' && i + 1 < value.size() &&
            (value[i + 1] == '"' || value[i + 1] == '\\')) {
            ++i;
        }
        plain += value[i];
    }
    return plain;
}

// The addresses of `<a href="…">…</a>` whose text is the address itself.
Found hrefs(const std::string& html) {
    Found found;
    constexpr std::string_view opening = "<a href=\"";
    for (std::size_t at = html.find(opening); at != std::string::npos;
         at = html.find(opening, at)) {
        at += opening.size();
        std::string link = html.substr(at, html.find("\">", at) - at);
        for (std::size_t amp = 0; (amp = link.find("&amp;", amp)) != std::string::npos; ++amp) {
            link.replace(amp, 5, "&");
        }
        found.push_back(link);
    }
    return found;
}

TEST(Links, AgreeWithTheConformanceSuiteOfX) {
    const auto content = test::read_shared("data/twitter_text/autolink.yml");
    SKIP_WITHOUT_SHARED(content, "data/twitter_text/autolink.yml");
    const std::size_t begin = content->find("\n  urls:");
    const std::size_t end = content->find("\n  cashtags:");
    std::istringstream lines(content->substr(begin, end - begin));
    std::string text;
    std::size_t cases = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("      text: ")) text = unquoted(line.substr(12));
        if (!line.starts_with("      expected: ")) continue;
        Found found;
        // The suite runs without bare domains.
        for (const std::string& link : links_in(text)) {
            if (link.starts_with("http")) found.push_back(link);
        }
        EXPECT_EQ(found, hrefs(unquoted(line.substr(16)))) << text;
        ++cases;
    }
    EXPECT_GT(cases, 50u);
}

TEST(Links, KnowEveryTopLevelDomainOfX) {
    const auto content = test::read_shared("data/twitter_text/tlds.yml");
    SKIP_WITHOUT_SHARED(content, "data/twitter_text/tlds.yml");
    std::istringstream lines(*content);
    for (std::string line; std::getline(lines, line);) {
        const auto at = line.find("text: ");
        if (at == std::string::npos) continue;
        const std::string text = unquoted(line.substr(at + 6));
        EXPECT_EQ(links_in(text), Found{text});
    }
}

}  // namespace
}  // namespace aplomb::text

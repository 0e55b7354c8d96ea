// Facets against the official client's own cases, and by property.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "channels/bluesky/facets.h"
#include "tests/shared_data.h"

namespace aplomb::channels::atproto {
namespace {

std::vector<std::string> texts(const std::vector<Facet>& facets, FacetKind kind) {
    std::vector<std::string> out;
    for (const Facet& facet : facets)
        if (facet.kind == kind) out.push_back(facet.value);
    return out;
}

TEST(Facets, CountBytesNotCharacters) {
    const auto facets = find_facets("Voilà @ana.test, voir https://shop.test/été #déçu");
    ASSERT_EQ(facets.size(), 3u);
    EXPECT_EQ(facets[0], (Facet{FacetKind::Mention, 7, 16, "ana.test"}));
    EXPECT_EQ(facets[1].value, "https://shop.test/été");
    EXPECT_EQ(facets[1].byte_start, 23u);
    EXPECT_EQ(facets[2].value, "déçu");
}

TEST(Facets, LeaveTheSentencesPunctuationOutside) {
    EXPECT_EQ(texts(find_facets("(https://a.test/x)"), FacetKind::Link),
              std::vector<std::string>{"https://a.test/x"});
    EXPECT_EQ(texts(find_facets("go to shop.com/help."), FacetKind::Link),
              std::vector<std::string>{"https://shop.com/help"});
}

TEST(Facets, AMentionNobodyResolvedStaysPlain) {
    const auto facets = find_facets("@ana.test and @bo.test");
    EXPECT_EQ(facets_json(facets, {{"bo.test", "did:plc:bo"}}).size(), 1u);
    const json::array all =
        facets_json(facets, {{"ana.test", "did:plc:ana"}, {"bo.test", "did:plc:bo"}});
    EXPECT_EQ(json::serialize(all.at(0)),
              R"({"index":{"byteStart":0,"byteEnd":9},"features":[{"$type":)"
              R"("app.bsky.richtext.facet#mention","did":"did:plc:ana"}]})");
}

// The text cut along the facets, as the vectors write it: plain, or plain and value.
std::vector<std::vector<std::string>> segments(const std::string& text) {
    std::vector<std::vector<std::string>> out;
    std::size_t done = 0;
    for (const Facet& facet : find_facets(text)) {
        if (facet.kind == FacetKind::Tag) continue;
        if (facet.byte_start > done) out.push_back({text.substr(done, facet.byte_start - done)});
        out.push_back({text.substr(facet.byte_start, facet.byte_end - facet.byte_start),
                       facet.kind == FacetKind::Mention ? "did:fake:" + facet.value : facet.value});
        done = facet.byte_end;
    }
    if (done < text.size()) out.push_back({text.substr(done)});
    return out;
}

TEST(Facets, AgreeWithTheOfficialClientOnMentionsAndLinks) {
    const auto content = test::read_shared("data/api/bluesky/facet_detection_vectors.json");
    SKIP_WITHOUT_SHARED(content, "data/api/bluesky");
    const json::value vectors = parse_json(*content).value();
    for (const json::value& vector : vectors.at("mentions_and_links").as_array()) {
        const std::string text(vector.at("text").as_string());
        std::vector<std::vector<std::string>> wanted;
        for (const json::value& segment : vector.at("segments").as_array()) {
            std::vector<std::string> parts;
            for (const json::value& part : segment.as_array())
                parts.emplace_back(part.as_string());
            wanted.push_back(std::move(parts));
        }
        EXPECT_EQ(segments(text), wanted) << text;
    }
}

TEST(Facets, AgreeWithTheOfficialClientOnTags) {
    const auto content = test::read_shared("data/api/bluesky/facet_detection_vectors.json");
    SKIP_WITHOUT_SHARED(content, "data/api/bluesky");
    const json::value vectors = parse_json(*content).value();
    for (const char* group : {"hashtags", "cashtags"}) {
        for (const json::value& vector : vectors.at(group).as_array()) {
            const std::string text(vector.at("text").as_string());
            std::vector<Facet> wanted;
            for (std::size_t i = 0; i < vector.at("tags").as_array().size(); ++i) {
                const json::value& index = vector.at("index").at(i);
                wanted.push_back({FacetKind::Tag, index.at("byteStart").to_number<std::size_t>(),
                                  index.at("byteEnd").to_number<std::size_t>(),
                                  std::string(vector.at("tags").at(i).as_string())});
            }
            EXPECT_EQ(find_facets(text), wanted) << text;
        }
    }
}

RC_GTEST_PROP(Facets, LieInsideTheTextInOrderAndApart, (const std::string& text)) {
    std::size_t done = 0;
    for (const Facet& facet : find_facets(text)) {
        RC_ASSERT(facet.byte_start >= done);
        RC_ASSERT(facet.byte_end > facet.byte_start);
        RC_ASSERT(facet.byte_end <= text.size());
        done = facet.byte_end;
    }
}

}  // namespace
}  // namespace aplomb::channels::atproto

// Messages to assess and assessments as JSON lines (spec: contracts, Triage). Both are written by
// hand rather than through a document tree: a firehose spends more time in JSON than in models.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "triage/assessment.h"

namespace aplomb::triage {

// A message that owns its words.
struct PostLine {
    std::string id;
    std::string text;
    std::string channel;
    std::string language;
    std::optional<std::int64_t> followers;
    std::optional<int> rating;
    std::optional<Timestamp> at;

    [[nodiscard]] Post post() const { return {text, channel, language, followers, rating, at}; }
};

// Invalid names the field and what to do. Keys nobody asked for are refused.
Result<PostLine> read_post(std::string_view line);

// One line, without its end.
void append_assessment(std::string& out, std::string_view id, const Assessment& assessment);

}  // namespace aplomb::triage

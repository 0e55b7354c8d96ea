// Any bytes as a message, and as a line of `aplomb triage`: every range stays inside the text, the
// answer is JSON, and severity and urgency stay on their scales.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "text/utf8.h"
#include "triage/assess.h"
#include "triage/group.h"
#include "triage/wire.h"

namespace {

using namespace aplomb;

void judge(const triage::Post& post, triage::Tier tier) {
    const triage::Assessment found = triage::shipped_assessor().assess(post, tier);
    const std::size_t length = text::count_code_points(post.text);
    const auto inside = [&](const Range& range) {
        if (range.start > range.end || range.end > length) std::abort();
    };
    for (const auto& reason : found.why)
        inside(reason.range);
    for (const auto& question : found.questions)
        inside(question);
    for (const auto& point : found.points)
        if (point.range) inside(*point.range);
    if (found.severity < 1 || found.severity > 5) std::abort();
    if (!(found.urgency >= 0 && found.urgency <= 1)) std::abort();
    std::string line;
    triage::append_assessment(line, "id", found);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    triage::Post post;
    post.text = bytes;
    judge(post, size % 2 == 0 ? triage::Tier::Fast : triage::Tier::Deep);
    if (const auto read = triage::read_post(bytes)) judge(read->post(), triage::Tier::Deep);
    const triage::Assessor& assessor = triage::shipped_assessor();
    triage::Grouper grouper(assessor.model(), assessor.cues(), {});
    grouper.add(bytes.substr(0, size / 2), {});
    grouper.add(bytes.substr(size / 2), {});
    if (grouper.groups().empty()) std::abort();
    return 0;
}

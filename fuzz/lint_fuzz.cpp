// Any bytes as a draft, and as lint input: ranges stay inside the text, fixes can be applied.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "etiquette/linter.h"
#include "etiquette/wire.h"
#include "text/utf8.h"

namespace {

const aplomb::etiquette::Policy& policy() {
    static const aplomb::etiquette::Policy with_dictionaries = [] {
        aplomb::etiquette::Policy made;
        made.spelling = aplomb::system_spelling();
        return made;
    }();
    return with_dictionaries;
}

void judge(const aplomb::Draft& draft) {
    const auto findings = aplomb::etiquette::lint(draft, policy());
    const std::size_t length = aplomb::text::count_code_points(draft.text);
    for (const auto& finding : findings) {
        if (finding.range && finding.range->end > length) std::abort();
        if (finding.range && finding.range->start > finding.range->end) std::abort();
        if (finding.fix && finding.fix->range.end > length) std::abort();
    }
    const auto mended = aplomb::etiquette::mend(draft, policy());
    const std::size_t mended_length = aplomb::text::count_code_points(mended.text);
    for (const auto& finding : mended.left) {
        if (finding.range && finding.range->end > mended_length) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    aplomb::Draft draft;
    draft.channel = "x";
    draft.text = bytes;
    draft.thread.push_back({aplomb::Speaker::Customer,
                            "email",
                            aplomb::Visibility::Public,
                            {},
                            std::string(bytes.substr(size / 2))});
    judge(draft);
    if (const auto read = aplomb::etiquette::read_draft(bytes)) judge(*read);
    return 0;
}

#include "etiquette/policy.h"

namespace aplomb::etiquette {

std::optional<Strictness> Policy::strictness(std::string_view rule,
                                             std::string_view channel) const {
    const auto found = rules.find(rule);
    if (found == rules.end()) return {};
    const auto special = found->second.by_channel.find(channel);
    if (special != found->second.by_channel.end()) return special->second;
    return found->second.everywhere;
}

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Hint:
            return "hint";
    }
    return "error";
}

}  // namespace aplomb::etiquette

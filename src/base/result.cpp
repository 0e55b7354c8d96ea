#include "base/result.h"

namespace aplomb {

std::string_view name_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Invalid:
            return "invalid";
        case ErrorKind::Unauthorized:
            return "unauthorized";
        case ErrorKind::Forbidden:
            return "forbidden";
        case ErrorKind::NotFound:
            return "not_found";
        case ErrorKind::Conflict:
            return "conflict";
        case ErrorKind::TooLarge:
            return "too_large";
        case ErrorKind::RateLimited:
            return "rate_limited";
        case ErrorKind::Upstream:
            return "upstream";
        case ErrorKind::Unavailable:
            return "unavailable";
        case ErrorKind::Timeout:
            return "timeout";
        case ErrorKind::Corrupt:
            return "corrupt";
    }
    return "unknown";
}

}  // namespace aplomb

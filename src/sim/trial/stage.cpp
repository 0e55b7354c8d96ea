#include "sim/trial/stage.h"

namespace aplomb::sim {

void Trace::line(Timestamp now, std::string text) {
    std::string whole = to_rfc3339(now) + "  " + std::move(text);
    for (const char letter : whole) {
        fingerprint_ ^= static_cast<unsigned char>(letter);
        fingerprint_ *= 0x100000001b3;
    }
    if (keep_) lines_.push_back(std::move(whole));
}

}  // namespace aplomb::sim

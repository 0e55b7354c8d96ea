#include <fmt/format.h>

#include "sim/trial/invariant.h"
#include "store/people.h"

namespace aplomb::sim {
namespace {

// Cards made one are one; taken apart again, each has what it had.
Result<std::string> check(const WholeEvidence& evidence) {
    for (const auto& [person, cards] : evidence.books.cards) {
        if (!cards.last || cards.unsure) continue;
        const Union& last = *cards.last;
        const std::string& owner = last.standing ? last.into : last.from;
        std::set<std::string> handles;
        const CustomerId customer = CustomerId::parse(owner).value_or(CustomerId{});
        for (const Identity& each : TRY(evidence.desk.people().identities_of(customer)))
            handles.insert(each.handle);
        for (const std::string& handle : last.handles) {
            if (handles.contains(handle)) continue;
            return fmt::format("{} ({}) does not belong to customer {} after merge {} was {}",
                               handle, person, owner, last.id, last.standing ? "made" : "undone");
        }
    }
    return std::string{};
}

}  // namespace

extern const Invariant people_part_as_they_were;
const Invariant people_part_as_they_were{
    .id = "people-part-as-they-were",
    .promise = "Two customers known to be one can be parted again, and each has what it had.",
    .whole = check,
};

}  // namespace aplomb::sim

// The name a draft speaks to the customer by, and whether it is theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "etiquette/context.h"

namespace aplomb::etiquette {

struct AddressedName {
    Range range;
    std::vector<std::string> words;  // as written, titles left out
    bool titled = false;             // "Mr Braun", "Frau Wolf"
    bool certain = false;            // behind a greeting or thanks; else it may be another name
    bool generic = false;            // "customer", "guest": nobody's name
};

// In the order of the text.
std::vector<AddressedName> find_addressed_names(const Analysis& analysis);

// The names one customer goes by.
class KnownNames {
  public:
    explicit KnownNames(const Context& context);

    // Whether enough is known to judge a name by.
    [[nodiscard]] bool any() const { return !names_.empty(); }
    // Exactly one of theirs, accents and case aside, a usual short form included.
    [[nodiscard]] bool has(std::string_view name) const;
    // A usual short form of theirs which they have not used themselves.
    [[nodiscard]] bool is_unasked_short_form(std::string_view name) const;
    // In their own messages.
    [[nodiscard]] bool uses(std::string_view name) const;
    // Close enough to one of theirs to be meant for it.
    [[nodiscard]] bool resembles(std::string_view name) const;
    // What they asked to be called, where they did.
    [[nodiscard]] const std::string& preferred() const { return preferred_; }
    // What to write instead, with or without a title before it.
    [[nodiscard]] std::string proper(bool titled) const;

  private:
    void add(std::string_view name);
    void read_card(const DraftCustomer& customer);
    void read_thread(const Context& context);

    std::vector<std::string> names_;   // folded
    std::vector<std::string> spoken_;  // folded, in their own messages
    std::string preferred_;
    std::string given_;
    std::string family_;
};

}  // namespace aplomb::etiquette

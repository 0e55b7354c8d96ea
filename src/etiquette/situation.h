// What is going on between us and this customer, as far as the case and the thread tell: the rules
// about tone ask the same few questions.
#pragma once

#include <optional>
#include <string>

#include "etiquette/context.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {

// The case is known to be a complaint.
bool is_complaint(const Context& context);

// The case is known to be something else, or the customer is plainly content.
bool is_friendly(const Context& context);

// More than a grumble: a complaint of some weight, a grave case, or words of grief, fear or harm in
// what the customer wrote last. A customer who laughs about it is not.
bool is_upset(const Context& context);

// The customer's last words speak of death, illness, danger or fear.
bool is_grave(const Context& context);

// The customer laughs in one of their last two messages.
bool customer_laughs(const Context& context);

// One of the six languages, as far as the draft tells, else as the thread or the customer's profile
// does; empty when nobody knows.
std::string language_of_reply(const Context& context);

// Whether we did it already, earlier in the thread.
bool did_before(const Context& context, Act act);

// A complaint answered without an apology, sympathy or amends: what would be frank elsewhere is
// harsh here.
bool is_cold(const Context& context);

// Where the model of tones hears `tone`, and in which words.
struct Overtone {
    std::size_t token = 0;
    Range range;
    // The sentences that were listened to together, by their first and last.
    std::size_t first_sentence = 0;
    std::size_t last_sentence = 0;
    bool sure = false;  // or only worth a hint
};
// English only, and nothing towards a customer who is plainly content.
std::optional<Overtone> overtone(const Context& context, Tone tone);

// Leaving the sentence out that a finding lies in, where the rest still is a reply and nothing that
// looks like information (a number, a link) goes with it.
std::optional<Fix> without_sentence(const Context& context, std::size_t token);

}  // namespace aplomb::etiquette

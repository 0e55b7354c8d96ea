// Where a reply goes on from here: into private, or to the telephone. Shared by the rules no-when
// and call-without-permission.
#pragma once

#include <optional>
#include <vector>

#include "etiquette/analysis.h"
#include "etiquette/phrases.h"

namespace aplomb::etiquette {

// Words that move the matter into private: "send us a DM", "I'll write to you by e-mail", "let's
// take this offline". Not a form to fill in or a page to read.
std::vector<WordSpan> find_private_moves(const Analysis& analysis);

// A telephone call that we announce or say we made: "I'll call you", "expect our call". Asking
// whether one may ("may I call you?", "shall we ring?") and offering one they may choose ("if you
// like, I can call") are none.
std::vector<WordSpan> find_announced_calls(const Analysis& analysis);

// "May I call you?": asks for the permission.
bool asks_to_call(const Analysis& analysis);

enum class CallWish { Unknown, Asked, Refused };
// What a customer's message says about being called.
CallWish call_wish(const Analysis& analysis);

// Words in which we say that we are there or will answer ("I'm here", "we'll reply", "you'll have
// my answer"): a time beside them tells when the talk happens.
bool speaks_of_answering(const Analysis& analysis, std::size_t first, std::size_t end);

}  // namespace aplomb::etiquette

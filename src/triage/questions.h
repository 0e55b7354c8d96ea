// The sentences of a post that ask something: those that end in a question mark, and those that
// open as questions do ("anyone know when …") whatever they end in.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "domain/finding.h"
#include "triage/cues.h"
#include "triage/tokens.h"

namespace aplomb::triage {

// Ranges in code points, in order. `question` is the index of that cue in `cues`.
std::vector<Range> find_questions(const Tokens& tokens, const std::vector<Range>& token_ranges,
                                  const Cues& cues, std::span<const CueHit> hits);

// Code points of every token.
std::vector<Range> ranges_of(const Tokens& tokens, std::string_view text);

}  // namespace aplomb::triage

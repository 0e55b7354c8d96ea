// What a message does to its case: pure changes on values, shared by the pipeline (theirs), the
// send gate (ours) and the simulator.
#pragma once

#include <optional>
#include <vector>

#include "domain/case.h"
#include "domain/channel.h"
#include "domain/inbound.h"
#include "domain/message.h"
#include "triage/assess.h"

namespace aplomb::desk {

// A new case for the first message of a conversation.
Case open_case(const Message& first, const triage::Assessment& assessment, const Channel& channel,
               std::int64_t reach, Timestamp now);

// Their message came (also late, out of order): counts, preview, clocks; a closed, waiting or
// snoozed case opens again. Automatic mail moves no clock.
void hear(Case& value, const Message& message, const triage::Assessment& assessment,
          const Channel& channel, std::int64_t reach, Timestamp now);

// Our message is on its way (queued or held do not stop the clock; accepted does).
void note_ours(Case& value, const Message& message, Timestamp now);
void answered(Case& value, const Message& message, Timestamp now);
// It will not leave after all: the customer waits on.
void unanswered(Case& value, const Channel& channel, Timestamp now);

// Of ours: written here and taken over there, or written over there in the first place.
bool has_left(const Message& message);

// The shelf case of an orphan joins the case of its parent.
void absorb(Case& into, const Case& from, Timestamp now);

// The first line, cut at a word to `max` code points.
std::string first_line(std::string_view text, std::size_t max);

}  // namespace aplomb::desk

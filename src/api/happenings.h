// What happened to a case beside the messages, as its timeline tells it: one plain sentence each,
// with times as RFC 3339, which the page writes in its reader's zone.
#pragma once

#include <string>
#include <vector>

#include "domain/journal.h"

namespace aplomb::api {

// What somebody does by hand is in the log twice: under their name, and as what the desk did about
// it. Here it is one entry, with the name and all the details. That they answered is left out: the
// answer itself says so. Oldest first, both ways.
std::vector<AuditEntry> told_once(std::vector<AuditEntry> entries);

// "Jo booked a call for 2026-11-27T14:00:00Z"; an action without a sentence is named as it is.
std::string sentence_for(const AuditEntry& entry);

// The actions that have a sentence.
std::vector<std::string> told_actions();

}  // namespace aplomb::api

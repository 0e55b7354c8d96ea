// How fate knows things.
//
// Seed and name decide whether something happens (fate.h), so a name must mean the same when other
// things are left out. It therefore comes from the story that brings the thing about, or, where
// several stories share it (a page of a poll, a commit), from the moment at which it happens. Never
// from a number that counts across stories: the platforms' ids, the desk's ids, how many there were
// before. What somebody says is "c12/1.2", the second word of the first matter of patron 12; the
// case it opens and whatever follows from that is named after it.
#pragma once

#include <string>

#include "base/http.h"
#include "domain/ids.h"
#include "sim/trial/books.h"
#include "store/store.h"

namespace aplomb::sim {

// Enters a case into the books, under the name of the first word in it.
Result<> enter_case(Books& books, const store::Transaction& desk, CaseId id);

// What a platform pushes: "message.created c12/1.2". `id` is the push's own, for what nobody said.
std::string name_of_push(const Books& books, const std::string& channel, const std::string& id,
                         const HttpRequest& request);

}  // namespace aplomb::sim

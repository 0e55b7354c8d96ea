#include "casework/timers.h"

#include "casework/approvals.h"
#include "casework/calls.h"
#include "casework/clocks.h"
#include "casework/grants.h"
#include "casework/office.h"
#include "casework/people.h"
#include "casework/promises.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

template<class Id>
Id subject_of(const Timer& timer) {
    return Id::parse(timer.subject).value_or(Id{});
}

}  // namespace

Result<> fire(store::Transaction& transaction, const Timer& timer, Timestamp now) {
    if (!TRY(transaction.timers().take(timer))) return {};
    Office office = TRY(Office::load(transaction, now));
    if (timer.kind == clock_timer) {
        return fire_clock(transaction, office, subject_of<ClockId>(timer), now);
    }
    if (timer.kind == shift_timer) {
        return fire_shift(transaction, office, subject_of<UserId>(timer), now);
    }
    if (timer.kind == promise_timer) {
        return fire_promise(transaction, office, subject_of<PromiseId>(timer), now);
    }
    if (timer.kind == call_timer) {
        return fire_call(transaction, office, subject_of<CallId>(timer), now);
    }
    if (timer.kind == approval_timer) {
        return fire_approval(transaction, subject_of<ApprovalId>(timer), now);
    }
    if (timer.kind == grant_timer) {
        return fire_grant(transaction, subject_of<GrantId>(timer), now);
    }
    return fail(ErrorKind::Corrupt, "a timer of no known kind: " + timer.kind);
}

}  // namespace aplomb::casework

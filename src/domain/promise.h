// What we said we would do, and by when (rule E8).
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "domain/ids.h"

namespace aplomb {

enum class PromiseKind {
    Answer,  // to write again: kept by our next word
    Call,    // to telephone: kept by a call
    Action,  // to do something: kept when somebody says so
};

enum class PromiseState {
    Open,
    Kept,
    Extended,   // the customer was told of a later time; a promise of its own goes on
    Broken,     // its time passed
    KeptLate,   // done after all
    Withdrawn,  // by a person, with a reason
};

std::string_view name_of(PromiseKind kind);
std::string_view name_of(PromiseState state);
std::optional<PromiseState> promise_state_from(std::string_view name);

struct Promise {
    PromiseId id;
    CaseId case_id;
    std::optional<MessageId> message_id;
    PromiseKind kind = PromiseKind::Answer;
    std::string words;  // the sentence it was made in
    Timestamp said_at;
    Timestamp due_at;
    std::string zone;
    std::string reading;  // how the time was understood
    PromiseState state = PromiseState::Open;
    std::optional<Timestamp> settled_at;
    std::string settled_by;  // who or what: "message:40", "call:3", a name
    int escalated = 0;
};

}  // namespace aplomb

// One understood event becomes changes in the store, inside the caller's transaction.
//
// Where a message belongs is found in this order: a conversation the event itself proves, the
// platform's thread, the messages it may answer. A reply whose parent we have not seen goes on the
// orphan shelf: a conversation of its own named after the missing parent, visible and answerable
// like any other, which joins the parent's case when the parent arrives. An edit or a deletion that
// overtakes its message is settled as ignored and picked up by the message when it comes. So the
// end state does not depend on the order in which a platform delivers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/office.h"
#include "domain/case.h"
#include "domain/channel.h"
#include "domain/customer.h"
#include "domain/inbound.h"
#include "domain/journal.h"
#include "domain/receipt.h"
#include "etiquette/policy.h"
#include "store/store.h"
#include "triage/assess.h"

namespace aplomb::runtime {

// How a receipt ended.
struct Settlement {
    ReceiptState state = ReceiptState::Ignored;
    std::string reason;
    std::optional<CaseId> case_id;
    std::optional<MessageId> message_id;
    // Its message is deleted: once settled, the raw words of this receipt go too.
    bool forget_words = false;
};

class Ingest {
  public:
    Ingest(store::Transaction& transaction, const Channel& channel, casework::Office& office,
           const etiquette::Policy& manners, Timestamp now)
        : transaction_(transaction),
          channel_(channel),
          office_(office),
          manners_(manners),
          now_(now) {}

    // After a created message the caller applies what came too early for it (Receipts::early).
    Result<Settlement> apply(const InboundEvent& event, const triage::Assessment& assessment);

  private:
    struct Place {
        std::optional<Conversation> conversation;  // the one it joins
        std::optional<CaseId> case_id;             // else the case its new conversation joins
        std::string thread_id;                     // and that one's external id
    };

    Result<Settlement> create(const InboundEvent& event, const triage::Assessment& assessment);
    Result<Settlement> edit(const InboundEvent& event, const triage::Assessment& assessment);
    Result<Settlement> erase(const InboundEvent& event);
    Result<Settlement> report_delivery(const InboundEvent& event);

    Result<std::optional<Settlement>> recognise(const InboundEvent& event);
    Result<Settlement> confirm(Message ours, const InboundEvent& event);
    Result<Place> place_of(const InboundEvent& event) const;
    Result<std::optional<Place>> place_by_parent(const InboundEvent& event,
                                                 const std::string& parent) const;
    Result<Identity> identity_of(const InboundEvent& event);
    Result<Case> living_case(CaseId id) const;
    Result<Settlement> join(const InboundEvent& event, const triage::Assessment& assessment,
                            Message message, const Identity& identity, Conversation conversation);
    Result<Settlement> begin(const InboundEvent& event, const triage::Assessment& assessment,
                             Message message, const Identity& identity, const Place& place);
    Result<> adopt_orphans(const std::string& parent, const Conversation& conversation);
    Result<> speaks_first(Case& value, const Identity& identity);
    Result<> scrub_case(CaseId id, const std::vector<Timestamp>& taken_back = {});
    Result<> heard(const Case& before, const Message& message, const triage::Assessment& assessment,
                   const Identity& identity);
    Result<> show(ScreenEventKind kind, CaseId case_id, std::optional<MessageId> message_id);

    store::Transaction& transaction_;
    const Channel& channel_;
    casework::Office& office_;
    const etiquette::Policy& manners_;
    const Timestamp now_;
};

}  // namespace aplomb::runtime

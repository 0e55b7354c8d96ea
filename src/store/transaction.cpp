#include "store/accounts.h"
#include "store/approvals.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/clocks.h"
#include "store/documents.h"
#include "store/grants.h"
#include "store/habits.h"
#include "store/journal.h"
#include "store/merges.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/phone.h"
#include "store/promises.h"
#include "store/receipts.h"
#include "store/store.h"
#include "store/timers.h"

namespace aplomb::store {

struct Transaction::Repositories {
    explicit Repositories(Connection& connection)
        : receipts(connection),
          channels(connection),
          people(connection),
          cases(connection),
          messages(connection),
          outbox(connection),
          accounts(connection),
          journal(connection),
          timers(connection),
          documents(connection),
          clocks(connection),
          approvals(connection),
          grants(connection),
          promises(connection),
          phone(connection),
          habits(connection),
          merges(connection) {}

    Receipts receipts;
    Channels channels;
    People people;
    Cases cases;
    Messages messages;
    Outbox outbox;
    Accounts accounts;
    Journal journal;
    Timers timers;
    Documents documents;
    Clocks clocks;
    Approvals approvals;
    Grants grants;
    Promises promises;
    Phone phone;
    Habits habits;
    Merges merges;
};

Transaction::Transaction(Connection& connection)
    : repositories_(std::make_unique<Repositories>(connection)) {}
Transaction::~Transaction() = default;

Receipts& Transaction::receipts() {
    return repositories_->receipts;
}
Channels& Transaction::channels() {
    return repositories_->channels;
}
People& Transaction::people() {
    return repositories_->people;
}
Cases& Transaction::cases() {
    return repositories_->cases;
}
Messages& Transaction::messages() {
    return repositories_->messages;
}
Outbox& Transaction::outbox() {
    return repositories_->outbox;
}
Accounts& Transaction::accounts() {
    return repositories_->accounts;
}
Journal& Transaction::journal() {
    return repositories_->journal;
}
Timers& Transaction::timers() {
    return repositories_->timers;
}
Documents& Transaction::documents() {
    return repositories_->documents;
}
Clocks& Transaction::clocks() {
    return repositories_->clocks;
}
Approvals& Transaction::approvals() {
    return repositories_->approvals;
}
Grants& Transaction::grants() {
    return repositories_->grants;
}
Promises& Transaction::promises() {
    return repositories_->promises;
}
Phone& Transaction::phone() {
    return repositories_->phone;
}
Habits& Transaction::habits() {
    return repositories_->habits;
}
Merges& Transaction::merges() {
    return repositories_->merges;
}
const Receipts& Transaction::receipts() const {
    return repositories_->receipts;
}
const Channels& Transaction::channels() const {
    return repositories_->channels;
}
const People& Transaction::people() const {
    return repositories_->people;
}
const Cases& Transaction::cases() const {
    return repositories_->cases;
}
const Messages& Transaction::messages() const {
    return repositories_->messages;
}
const Outbox& Transaction::outbox() const {
    return repositories_->outbox;
}
const Accounts& Transaction::accounts() const {
    return repositories_->accounts;
}
const Journal& Transaction::journal() const {
    return repositories_->journal;
}
const Timers& Transaction::timers() const {
    return repositories_->timers;
}
const Documents& Transaction::documents() const {
    return repositories_->documents;
}
const Clocks& Transaction::clocks() const {
    return repositories_->clocks;
}
const Approvals& Transaction::approvals() const {
    return repositories_->approvals;
}
const Grants& Transaction::grants() const {
    return repositories_->grants;
}
const Promises& Transaction::promises() const {
    return repositories_->promises;
}
const Phone& Transaction::phone() const {
    return repositories_->phone;
}
const Habits& Transaction::habits() const {
    return repositories_->habits;
}
const Merges& Transaction::merges() const {
    return repositories_->merges;
}

}  // namespace aplomb::store

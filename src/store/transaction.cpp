#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/receipts.h"
#include "store/store.h"

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
          journal(connection) {}

    Receipts receipts;
    Channels channels;
    People people;
    Cases cases;
    Messages messages;
    Outbox outbox;
    Accounts accounts;
    Journal journal;
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

}  // namespace aplomb::store

// One attempt at one reply, question by question: look up where need be, send, record.

#include "base/log.h"
#include "runtime/outbox_sender.h"

namespace aplomb::runtime {

OutboxSender::Attempt::Attempt(OutboxSender& sender, OutboxRow row, bool laned)
    : sender_(sender), laned_(laned), row_(std::move(row)) {}

OutboxSender::Attempt::~Attempt() {
    sender_.leave(row_.channel_id, laned_);
}

// The row keeps its lease and is looked at again when that has run out.
std::optional<channels::Ask> OutboxSender::Attempt::unless_broken(Step step) const {
    if (step) return std::move(*step);
    log::error("outbox", "an attempt broke off",
               {{"message", row_.message_id.text()}, {"why", step.error().what}});
    return {};
}

bool OutboxSender::Attempt::open() {
    const auto loaded = sender_.load(*this);
    if (!loaded) unless_broken(tl::unexpected<Error>(loaded.error()));
    return loaded && *loaded;
}

std::optional<channels::Ask> OutboxSender::Attempt::begin() {
    return unless_broken(look_up_first_ ? begin_look_up() : begin_send());
}

std::optional<channels::Ask> OutboxSender::Attempt::hear(const channels::Answer& answer) {
    const Timestamp now = sender_.clock_.now();
    if (send_) {
        if (auto ask = send_->hear(answer, now)) return ask;
        return unless_broken(end_send());
    }
    if (auto ask = look_up_->hear(answer, now)) return ask;
    return unless_broken(end_look_up());
}

OutboxSender::Attempt::Step OutboxSender::Attempt::begin_look_up() {
    const channels::Connector& connector = channel_->connector;
    if (connector.look_up == nullptr) {
        // Nobody can tell: a person decides, rather than the customer getting it twice.
        TRY(sender_.store_.write([&](store::Transaction& transaction) {
            return sender_.give_back(
                transaction, row_, message_,
                "The platform did not say whether this arrived; look there before sending again.");
        }));
        return std::optional<channels::Ask>{};
    }
    account_ = channel_->account();
    channels::LookUpOutcome endless;
    endless.trouble =
        channels::Trouble{channels::TroubleKind::Retry, "the look-up did not end", {}};
    look_up_.emplace(connector.look_up(account_, reply_), std::move(endless));
    if (auto ask = look_up_->begin(sender_.clock_.now())) return ask;
    return end_look_up();
}

OutboxSender::Attempt::Step OutboxSender::Attempt::end_look_up() {
    const channels::LookUpOutcome& outcome = look_up_->outcome();
    TRY(sender_.store_state(*channel_, outcome.state));
    if (outcome.trouble) {
        sender_.note(row_.channel_id, false);
        TRY(sender_.look_again_later(*this, outcome.trouble->what));
        return std::optional<channels::Ask>{};
    }
    switch (outcome.answer) {
        case channels::LookUpAnswer::Found:
            TRY(sender_.record_accepted(*this, outcome.external_id, outcome.platform_ref));
            return std::optional<channels::Ask>{};
        case channels::LookUpAnswer::NotYet:
            TRY(sender_.look_again_later(*this, "not seen over there yet"));
            return std::optional<channels::Ask>{};
        case channels::LookUpAnswer::NotThere:
            return begin_send();
        case channels::LookUpAnswer::SafeToRepeat:
            may_be_there_ = true;
            return begin_send();
    }
    return fail(ErrorKind::Corrupt, "a look-up with no known answer");
}

OutboxSender::Attempt::Step OutboxSender::Attempt::begin_send() {
    if (!TRY(sender_.begin_sending(*this))) return std::optional<channels::Ask>{};
    account_ = channel_->account();
    channels::SendOutcome endless;
    endless.trouble =
        channels::Trouble{channels::TroubleKind::Unknown, "the exchange did not end", {}};
    send_.emplace(channel_->connector.send(account_, reply_), std::move(endless));
    if (auto ask = send_->begin(sender_.clock_.now())) return ask;
    return end_send();
}

OutboxSender::Attempt::Step OutboxSender::Attempt::end_send() {
    const channels::SendOutcome& outcome = send_->outcome();
    TRY(sender_.store_state(*channel_, outcome.state));
    if (outcome.accepted) {
        TRY(sender_.record_accepted(*this, outcome.external_id, outcome.platform_ref));
    } else {
        TRY(sender_.record_trouble(*this, outcome.trouble.value_or(channels::Trouble{
                                              channels::TroubleKind::Unknown, "no outcome", {}})));
    }
    return std::optional<channels::Ask>{};
}

}  // namespace aplomb::runtime

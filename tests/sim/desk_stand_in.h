// The least of a desk: an account of a connector, and its dialogues carried out over a simulated
// network by a clock the test moves.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/clock.h"
#include "channels/connector.h"
#include "channels/transport.h"

namespace aplomb::sim::testing {

inline Timestamp at(std::string_view rfc3339) {
    return parse_rfc3339(rfc3339).value();
}

class DeskStandIn {
  public:
    DeskStandIn(std::string_view kind, const json::object& given, channels::Transport& transport,
                VirtualClock& clock)
        : connector_(*channels::find_connector(kind)), transport_(transport), clock_(clock) {
        account_.id = ChannelId{1};
        account_.kind = kind;
        account_.name = "under test";
        for (const channels::Setting& setting : connector_.settings) {
            if (!given.contains(setting.name)) continue;
            (setting.secret ? account_.secrets : account_.settings)[setting.name] =
                given.at(setting.name);
        }
        if (connector_.configure != nullptr) {
            const auto configured = connector_.configure(account_.settings, account_.secrets);
            EXPECT_TRUE(configured) << configured.error().what;
        }
    }

    channels::PollOutcome poll() {
        channels::PollOutcome endless;
        endless.trouble = channels::Trouble{channels::TroubleKind::Retry, "endless", {}};
        return kept(channels::converse(connector_.poll(account_), account_, connector_, transport_,
                                       clock_, std::move(endless)));
    }

    // Polls once and keeps what is new, as receipts would.
    void listen() {
        const auto outcome = poll();
        EXPECT_FALSE(outcome.trouble) << outcome.trouble->what;
        for (const RawEvent& raw : outcome.events)
            take(raw);
    }
    void take(const RawEvent& raw) {
        if (!seen_.emplace(raw.kind + raw.external_id + raw.revision, true).second) return;
        const auto events = connector_.parse(account_, raw);
        ASSERT_TRUE(events) << events.error().what;
        for (const InboundEvent& event : *events) {
            if (event.ignore_because.empty()) heard_.push_back(event);
        }
    }

    channels::SendOutcome send(const channels::OutboundReply& reply) {
        channels::SendOutcome endless;
        endless.trouble = channels::Trouble{channels::TroubleKind::Unknown, "endless", {}};
        return kept(channels::converse(connector_.send(account_, reply), account_, connector_,
                                       transport_, clock_, std::move(endless)));
    }
    channels::LookUpOutcome look_up(const channels::OutboundReply& reply) {
        channels::LookUpOutcome endless;
        endless.trouble = channels::Trouble{channels::TroubleKind::Retry, "endless", {}};
        return kept(channels::converse(connector_.look_up(account_, reply), account_, connector_,
                                       transport_, clock_, std::move(endless)));
    }
    channels::TestOutcome test() {
        channels::TestOutcome endless{false, "endless", {}};
        return kept(channels::converse(connector_.test(account_), account_, connector_, transport_,
                                       clock_, std::move(endless)));
    }

    // Sends, looks up and sends again until the reply is known to be there, as the outbox does.
    // The number of times it was handed to the platform.
    int send_until_there(channels::OutboundReply reply) {
        for (int tries = 1; tries <= 50; ++tries) {
            reply.tried_at = clock_.now();
            if (send(reply).accepted) return tries;
            for (;;) {
                clock_.advance_to(clock_.now() + Milliseconds{40'000});
                const auto found = look_up(reply);
                if (found.trouble || found.answer == channels::LookUpAnswer::NotYet) continue;
                if (found.answer == channels::LookUpAnswer::Found) return tries;
                break;
            }
        }
        ADD_FAILURE() << "fifty tries were not enough";
        return 0;
    }

    // An answer to what was heard, with a key this connector would give it.
    channels::OutboundReply answer_to(const InboundEvent& event, std::string text, Random& random) {
        channels::OutboundReply reply;
        reply.key = connector_.make_key != nullptr
                        ? connector_.make_key(account_, clock_.now(), random)
                        : "key-" + std::to_string(random.below(1'000'000'000));
        reply.thread_id = event.thread_id;
        reply.in_reply_to = event.external_id;
        reply.in_reply_to_ref = event.platform_ref;
        reply.ancestry = {event.external_id};
        reply.visibility = event.visibility;
        reply.text = std::move(text);
        reply.subject = event.subject;
        reply.customer_id = event.author.id;
        reply.customer_handle = event.author.handle;
        reply.customer_name = event.author.name;
        reply.written_at = clock_.now();
        return reply;
    }

    [[nodiscard]] const std::vector<InboundEvent>& heard() const { return heard_; }
    channels::Account& account() { return account_; }
    [[nodiscard]] const channels::Connector& connector() const { return connector_; }

  private:
    template<class Outcome>
    Outcome kept(Outcome outcome) {
        if (outcome.state) account_.state = *outcome.state;
        return outcome;
    }

    const channels::Connector& connector_;
    channels::Transport& transport_;
    VirtualClock& clock_;
    channels::Account account_;
    std::map<std::string, bool> seen_;
    std::vector<InboundEvent> heard_;
};

}  // namespace aplomb::sim::testing

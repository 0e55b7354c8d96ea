// A platform joined by the webhook channel, simulated: it pushes signed events to the desk, and
// takes the desk's signed replies at its callback.
//
// The contract lets the desk send a reply again under the same webhook-id; the partner answers the
// repeat with the same platform id and records nothing new.
#pragma once

#include <map>

#include "base/random.h"
#include "sim/platform.h"

namespace aplomb::sim {

// An event on its way to the desk's /hooks/{channel}; the body is one JSON event.
struct PendingPush {
    std::string id;  // webhook-id, the same on every try
    std::string body;
    Timestamp due;
};

class WebhookPartner final : public Platform {
  public:
    // `secret` as the channel was given it: whsec_BASE64. `prefix` begins this partner's ids.
    WebhookPartner(std::string secret, std::string prefix);

    HttpResponse answer(const HttpRequest& request, Timestamp now) override;
    std::string say(const Utterance& utterance) override;
    std::string say_as_us(const Utterance& utterance) override;
    void edit(const std::string& id, const std::string& text, Timestamp now) override;
    void take_back(const std::string& id, Timestamp now) override;

    // Those due, signed as of now, oldest first. Gone from here: whoever takes them and cannot
    // deliver one gives it back.
    struct Push {
        std::string id;
        HttpRequest request;  // a POST; the caller sets the URL
    };
    std::vector<Push> take_due(Timestamp now);
    void give_back(const Push& push, Timestamp try_again_at);
    // The earliest moment at which something is due.
    [[nodiscard]] std::optional<Timestamp> next_due() const;
    // Delivers an event a second time with that chance, as a careless sender would.
    void repeat_deliveries(double chance, Random& random);

    // A partner that breaks the contract: what it is handed again it delivers again. For seeing
    // that somebody notices.
    void forget_keys() { forgets_keys_ = true; }

    // How often the desk asked for something it had asked for before.
    [[nodiscard]] int repeats() const { return repeats_; }

  private:
    struct Said {
        std::string thread;
        std::string author;
    };
    std::string speak(const Utterance& utterance, bool ours);
    void push(json::object event, Timestamp due);
    [[nodiscard]] const Said* find(const std::string& id) const;

    std::string secret_;
    std::string prefix_;
    std::map<std::string, Said> said_;
    std::map<std::string, std::string> replies_;  // key to platform id
    std::vector<PendingPush> pushes_;
    std::int64_t next_id_ = 1;
    std::int64_t next_push_ = 1;
    int repeats_ = 0;
    bool forgets_keys_ = false;
    double repeat_chance_ = 0;
    Random* random_ = nullptr;
};

}  // namespace aplomb::sim

// Pellwick Ferries, its platforms and its customers, alive in one process: what `aplomb demo` shows
// and what later simulations grow from.
//
// The world is driven from outside and never waits. Channels that are polled or watched are driven
// by the desk's own listeners through transport(): every question first lets the people live up to
// now. Channels that push are driven by whoever runs the world: sleep until next_at(), take due(),
// POST each push to the desk's own intake, and give_back() what was not taken.
//
// All calls may come from any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"
#include "channels/transport.h"
#include "sim/bluesky_site.h"
#include "sim/company.h"
#include "sim/mail_server.h"
#include "sim/mastodon_site.h"
#include "sim/simulated_network.h"
#include "sim/story.h"
#include "sim/webhook_partner.h"

namespace aplomb::sim {

// A channel to connect, as desk::ChannelAdmin::add takes it. Settings and secrets are mixed.
struct ChannelPlan {
    std::string kind;
    std::string name;
    json::object settings;
};

class DemoWorld {
  public:
    // `random` decides everything and is only used here; `start` is usually clock.now().
    DemoWorld(const Clock& clock, Random& random, Timestamp start);

    channels::Transport& transport() { return network_; }
    SimulatedNetwork& network() { return network_; }
    [[nodiscard]] const Company& company() const { return company_; }
    // Where the company is: the policy's own time zone.
    [[nodiscard]] const std::string& home_zone() const { return home_zone_; }
    [[nodiscard]] std::vector<ChannelPlan> channels() const;
    [[nodiscard]] const std::vector<StaffMember>& staff() const { return company_.staff; }

    // A signed push for the channel of that name; its URL is for the caller to set.
    struct Push {
        std::string channel;
        std::string id;
        HttpRequest request;
    };
    // Lets everybody live up to `now`, and hands over what is to be pushed.
    std::vector<Push> due(Timestamp now);
    // It was not taken (429, 503): again in a few seconds.
    void give_back(const Push& push, Timestamp now);
    // When to ask for due() again, at the latest in a second: customers also act on what we send.
    [[nodiscard]] Timestamp next_at(Timestamp now);

    // What colleagues did about the cases of yesterday (closed, noted), to be applied once those
    // have come in. Outlets are channel names here.
    [[nodiscard]] std::vector<Deed> deeds();
    // Everything customers have said so far.
    [[nodiscard]] std::vector<Told> told();

    BlueskySite& bluesky() { return bluesky_; }
    MastodonSite& mastodon() { return mastodon_; }
    MailServer& mail() { return mail_; }
    WebhookPartner& app() { return app_; }
    WebhookPartner& reviews() { return reviews_; }

  private:
    Company company_;
    std::string home_zone_;
    std::string app_secret_;
    std::string reviews_secret_;
    std::string link_key_;
    SimulatedNetwork network_;
    BlueskySite bluesky_;
    MastodonSite mastodon_;
    MailServer mail_;
    WebhookPartner app_;
    WebhookPartner reviews_;
    Story story_;
};

}  // namespace aplomb::sim

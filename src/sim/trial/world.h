// The platforms of a trial, and how the desk is connected to them: always two that push to us, and
// of those we have to ask (Bluesky, Mastodon, a mailbox) the ones fate gives the company.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/bluesky_site.h"
#include "sim/company.h"
#include "sim/mail_server.h"
#include "sim/mastodon_site.h"
#include "sim/trial/patrons.h"
#include "sim/trial/wires.h"
#include "sim/webhook_partner.h"

namespace aplomb::sim {

struct Bugs;

// A platform, its channel at the desk, and how far the trial has read what arrived there.
struct Site {
    std::string name;  // the channel's
    std::string kind;
    json::object settings;
    Platform* platform = nullptr;
    WebhookPartner* partner = nullptr;  // of a webhook channel
    Outlet outlet;
    ChannelId channel;
    std::size_t read = 0;
    std::optional<Timestamp> push_planned;
};

class World {
  public:
    World(Stage& stage, Wires& wires, const Bugs& bugs);

    [[nodiscard]] std::vector<Site>& sites() { return sites_; }
    [[nodiscard]] std::vector<Outlet> outlets() const;
    // Null when the company has no mailbox.
    [[nodiscard]] MailServer* mail() { return mail_.get(); }

  private:
    void add_partner(Stage& stage, Wires& wires, const Bugs& bugs, const std::string& name,
                     bool in_public, bool in_private);
    void add_bluesky(Wires& wires);
    void add_mastodon(Wires& wires);
    void add_mail(Stage& stage, Wires& wires);

    Company company_;
    std::vector<std::unique_ptr<WebhookPartner>> partners_;
    std::unique_ptr<BlueskySite> bluesky_;
    std::unique_ptr<MastodonSite> mastodon_;
    std::unique_ptr<MailServer> mail_;
    std::vector<Site> sites_;
};

}  // namespace aplomb::sim

#include "sim/trial/world.h"

#include <fmt/format.h>

#include "base/crypto.h"
#include "sim/dice.h"
#include "sim/trial/trial.h"

namespace aplomb::sim {
namespace {

constexpr std::string_view password = "harbour-lantern-tide";

std::string text(std::string_view value) {
    return std::string(value);
}

}  // namespace

World::World(Stage& stage, Wires& wires, const Bugs& bugs) {
    add_partner(stage, wires, bugs, "app", false, true);
    add_partner(stage, wires, bugs, "forum", true, false);
    SeededRandom dice = stage.fate.dice("where the company is");
    if (happens(dice, 0.4)) add_partner(stage, wires, bugs, "shop", true, true);
    if (happens(dice, 0.4)) add_bluesky(wires);
    if (happens(dice, 0.4)) add_mastodon(wires);
    if (happens(dice, 0.4)) add_mail(stage, wires);
}

void World::add_partner(Stage& stage, Wires& wires, const Bugs& bugs, const std::string& name,
                        bool in_public, bool in_private) {
    const std::string host = name + ".pellwick.example";
    SeededRandom dice = stage.fate.dice("secret of " + name);
    const std::string secret = "whsec_" + crypto::to_base64(dice.bytes(24));
    partners_.push_back(std::make_unique<WebhookPartner>(secret, name));
    WebhookPartner& partner = *partners_.back();
    if (bugs.partners_forget_keys) partner.forget_keys();
    wires.connect(host, partner);
    Site site;
    site.name = name;
    site.kind = "webhook";
    site.settings = {{"secret", secret}, {"callback", fmt::format("https://{}/desk", host)}};
    site.platform = &partner;
    site.partner = &partner;
    site.outlet = {name, &partner, in_public, in_private, true};
    sites_.push_back(std::move(site));
}

void World::add_bluesky(Wires& wires) {
    bluesky_ = std::make_unique<BlueskySite>(
        BlueskySite::Login{company_.bluesky, company_.name, text(password)});
    wires.connect(company_.bluesky_host, *bluesky_);
    Site site;
    site.name = "bluesky";
    site.kind = "bluesky";
    site.settings = {{"identifier", company_.bluesky},
                     {"password", password},
                     {"service", "https://" + company_.bluesky_host}};
    site.platform = bluesky_.get();
    site.outlet = {site.name, bluesky_.get(),         true,      true,
                   false,     "@" + company_.bluesky, ".example"};
    sites_.push_back(std::move(site));
}

void World::add_mastodon(Wires& wires) {
    mastodon_ = std::make_unique<MastodonSite>(MastodonSite::Login{
        company_.mastodon, company_.name, company_.mastodon_host, text(password)});
    wires.connect(company_.mastodon_host, *mastodon_);
    Site site;
    site.name = "mastodon";
    site.kind = "mastodon";
    site.settings = {{"instance", "https://" + company_.mastodon_host}, {"access_token", password}};
    site.platform = mastodon_.get();
    site.outlet = {site.name, mastodon_.get(),         true,           true,
                   false,     "@" + company_.mastodon, "@quay.example"};
    sites_.push_back(std::move(site));
}

void World::add_mail(Stage& stage, Wires& wires) {
    mail_ = std::make_unique<MailServer>(company_.mail, text(password), stage.now());
    wires.connect_mail(*mail_);
    SeededRandom dice = stage.fate.dice("link key");
    Site site;
    site.name = "mailbox";
    site.kind = "email";
    site.settings = {
        {"address", company_.mail},     {"password", password},
        {"imap", company_.mail_host},   {"smtp", company_.mail_host},
        {"sender_name", company_.name}, {"link_key", crypto::to_base64url(dice.bytes(32))}};
    site.platform = mail_.get();
    site.outlet = {site.name, mail_.get(), false, true, false, {}, "@letterbox.example"};
    sites_.push_back(std::move(site));
}

std::vector<Outlet> World::outlets() const {
    std::vector<Outlet> out;
    for (const Site& site : sites_)
        out.push_back(site.outlet);
    return out;
}

}  // namespace aplomb::sim

#include "sim/demo_world.h"

#include <algorithm>

#include "base/crypto.h"
#include "channels/mail/mailbox_account.h"

namespace aplomb::sim {
namespace {

constexpr std::string_view app_channel = "Pellwick app";
constexpr std::string_view reviews_channel = "Island trip reviews";
constexpr std::string_view password = "harbour-lantern-tide";
constexpr Milliseconds look_again{1'000};
constexpr Milliseconds push_again{5'000};

std::string made_up_secret(Random& random) {
    return "whsec_" + crypto::to_base64(random.bytes(24));
}

std::string channel_of(std::string_view outlet) {
    if (outlet == "bluesky") return "Bluesky";
    if (outlet == "mastodon") return "Mastodon";
    if (outlet == "email") return "Help mailbox";
    if (outlet == "app") return std::string(app_channel);
    return std::string(reviews_channel);
}

std::string text(std::string_view value) {
    return std::string(value);
}

}  // namespace

DemoWorld::DemoWorld(const Clock& clock, Random& random, Timestamp start)
    : home_zone_(zone_of_the_afternoon(start)),
      app_secret_(made_up_secret(random)),
      reviews_secret_(made_up_secret(random)),
      link_key_(crypto::to_base64url(random.bytes(32))),
      network_(clock, random),
      bluesky_({company_.bluesky, company_.name, text(password)}),
      mastodon_({company_.mastodon, company_.name, company_.mastodon_host, text(password)}),
      mail_(company_.mail, text(password), start),
      app_(app_secret_, "app"),
      reviews_(reviews_secret_, "review"),
      story_(random, start, home_zone_, company_,
             {{"bluesky", &bluesky_},
              {"mastodon", &mastodon_},
              {"email", &mail_},
              {"app", &app_},
              {"reviews", &reviews_}}) {
    network_.connect(company_.bluesky_host, bluesky_);
    network_.connect(company_.mastodon_host, mastodon_);
    network_.connect(company_.app_host, app_);
    network_.connect(company_.reviews_host, reviews_);
    network_.connect_mail(mail_);
    mail_.make_our_ids([this, &random] {
        channels::mail::MailboxAccount mailbox;
        mailbox.domain = company_.mail.substr(company_.mail.find('@') + 1);
        mailbox.link_key = link_key_;
        return mailbox.make_message_id(random);
    });
    story_.tell_yesterday();
    story_.begin();
    network_.before_each([this](Timestamp now) { story_.advance(now); });
}

std::vector<ChannelPlan> DemoWorld::channels() const {
    const std::string app = "https://" + company_.app_host + "/desk/replies";
    const std::string reviews = "https://" + company_.reviews_host + "/owner/replies";
    std::vector<ChannelPlan> plans;
    plans.push_back({"bluesky",
                     channel_of("bluesky"),
                     {{"identifier", company_.bluesky},
                      {"password", password},
                      {"service", "https://" + company_.bluesky_host},
                      {"keywords", "Pellwick"}}});
    plans.push_back(
        {"mastodon",
         channel_of("mastodon"),
         {{"instance", "https://" + company_.mastodon_host}, {"access_token", password}}});
    plans.push_back({"email",
                     channel_of("email"),
                     {{"address", company_.mail},
                      {"password", password},
                      {"imap", company_.mail_host},
                      {"smtp", company_.mail_host},
                      {"sender_name", company_.name},
                      {"link_key", link_key_}}});
    plans.push_back({"webhook", channel_of("app"), {{"secret", app_secret_}, {"callback", app}}});
    plans.push_back(
        {"webhook", channel_of("reviews"), {{"secret", reviews_secret_}, {"callback", reviews}}});
    // A desk built without one of the connectors shows the rest.
    std::erase_if(plans, [](const ChannelPlan& plan) {
        return channels::find_connector(plan.kind) == nullptr;
    });
    return plans;
}

std::vector<DemoWorld::Push> DemoWorld::due(Timestamp now) {
    return network_.locked([&] {
        story_.advance(now);
        std::vector<Push> pushes;
        for (const auto& [outlet, partner] :
             {std::pair{"app", &app_}, std::pair{"reviews", &reviews_}}) {
            for (auto& push : partner->take_due(now))
                pushes.push_back({channel_of(outlet), push.id, std::move(push.request)});
        }
        return pushes;
    });
}

void DemoWorld::give_back(const Push& push, Timestamp now) {
    network_.locked([&] {
        WebhookPartner& partner = push.channel == app_channel ? app_ : reviews_;
        partner.give_back({push.id, push.request}, now + push_again);
    });
}

Timestamp DemoWorld::next_at(Timestamp now) {
    return network_.locked([&] {
        Timestamp next = now + look_again;
        for (const auto& moment : {story_.next_at(), app_.next_due(), reviews_.next_due()}) {
            if (moment) next = std::min(next, std::max(*moment, now));
        }
        return next;
    });
}

std::vector<Deed> DemoWorld::deeds() {
    return network_.locked([&] {
        std::vector<Deed> deeds = story_.deeds();
        for (Deed& deed : deeds)
            deed.outlet = channel_of(deed.outlet);
        return deeds;
    });
}

std::vector<Told> DemoWorld::told() {
    return network_.locked([&] { return story_.told(); });
}

}  // namespace aplomb::sim

// The company of the demonstration and of the simulations: Pellwick Ferries, four small ships
// between the mainland and three islands. All of it is invented: every host ends in .example, every
// telephone number begins with 555-01.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "domain/user.h"

namespace aplomb::sim {

struct StaffMember {
    std::string name;
    std::string email;
    Role role = Role::Agent;
};

struct Company {
    std::string name = "Pellwick Ferries";
    std::string bluesky = "pellwick.example";
    std::string mastodon = "pellwick";  // on the instance below
    std::string mastodon_host = "harbour.example";
    std::string bluesky_host = "pds.pellwick.example";
    std::string mail = "help@pellwick.example";
    std::string mail_host = "mail.pellwick.example";
    std::string app_host = "app.pellwick.example";
    std::string reviews_host = "reviews.isletrips.example";
    std::vector<StaffMember> staff{{"Ines Calloway", "ines@pellwick.example", Role::Manager},
                                   {"Tobias Renn", "tobias@pellwick.example", Role::Senior},
                                   {"Ama Lindqvist", "ama@pellwick.example", Role::Agent},
                                   {"Jonah Pryce", "jonah@pellwick.example", Role::Agent}};
};

// What a customer's words are filled with: one trip, made up once and kept for a whole case.
struct Trip {
    std::string booking;  // "PW-48213"
    std::string sailing;  // "9:20 to Saint Orla"
    std::string time;
    std::string port;
    std::string ship;
};
Trip made_up_trip(Random& random);

// A time zone in which it is early afternoon now: where the company lives, so that whoever starts a
// demonstration finds it at work rather than asleep.
std::string zone_of_the_afternoon(Timestamp now);

// 0–23 there.
int hour_in(const std::string& zone, Timestamp now);

}  // namespace aplomb::sim

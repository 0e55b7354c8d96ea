#include "sim/customers.h"

#include <algorithm>

namespace aplomb::sim {
namespace {

// Which of a few mail hosts somebody is with; the same for ever.
std::string mail_host_of(std::string_view login) {
    constexpr std::string_view hosts[]{"letterbox.example", "post.example", "mailtree.example"};
    unsigned sum = 0;
    for (const char c : login)
        sum += static_cast<unsigned char>(c);
    return std::string(hosts[sum % std::size(hosts)]);
}

}  // namespace

bool writes_on(const Customer& customer, std::string_view outlet) {
    return std::find(customer.outlets.begin(), customer.outlets.end(), outlet) !=
           customer.outlets.end();
}

Author author_on(const Customer& customer, std::string_view outlet, const std::string& home_zone) {
    Author author{customer.login, customer.name, customer.followers,
                  customer.zone.empty() ? home_zone : customer.zone};
    if (outlet == "bluesky") author.handle += ".example";
    if (outlet == "email") author.handle += "@" + mail_host_of(customer.login);
    if (outlet == "mastodon" && customer.rhythm.count() % 120'000 != 0) {
        author.handle += "@quay.example";
    }
    if (outlet == "app" || outlet == "reviews") author.handle = "@" + author.handle;
    return author;
}

}  // namespace aplomb::sim

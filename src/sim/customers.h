// The people who write to the company: who they are, where they write, how they take things.
// Their names and ways are data (data/customers.jsonl), one person a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "sim/platform.h"

namespace aplomb::sim {

enum class Temper { Warm, Patient, Curt, Hot };

struct Customer {
    std::string name;
    std::string login;
    std::vector<std::string> outlets;  // "bluesky", "app" … where they write
    Temper temper = Temper::Patient;
    Milliseconds rhythm{};  // how long they usually take to answer
    std::int64_t followers = 0;
    std::string language = "en";
    std::string zone;  // empty: where the company is
};

const std::vector<Customer>& all_customers();

bool writes_on(const Customer& customer, std::string_view outlet);
// Their account there: a handle, or an e-mail address.
Author author_on(const Customer& customer, std::string_view outlet, const std::string& home_zone);

}  // namespace aplomb::sim

// Who may work at the desk of a trial, from when in the day, and who is careless about manners.
#pragma once

#include <array>
#include <string_view>

#include "domain/user.h"

namespace aplomb::sim {

struct Vacancy {
    std::string_view name;
    Role role;
    int begins;
    bool careless;
};
inline constexpr std::array<Vacancy, 6> vacancies{{{"Ines", Role::Manager, 8, false},
                                                   {"Tobias", Role::Senior, 7, false},
                                                   {"Ama", Role::Agent, 9, false},
                                                   {"Jonah", Role::Agent, 13, true},
                                                   {"Petra", Role::Agent, 16, false},
                                                   {"Milo", Role::Agent, 21, true}}};

}  // namespace aplomb::sim

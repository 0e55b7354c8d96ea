// Who works at the desk of a trial: their rank, their hours and days off, as the roster at the desk
// says it and as they keep it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "domain/user.h"
#include "sim/trial/desk_process.h"
#include "sim/trial/stage.h"

namespace aplomb::sim {

struct Colleague {
    std::string name;
    Role role = Role::Agent;
    UserId user;
    std::string token;
    int begins = 8;  // of the shift, hours of their zone
    int hours = 9;
    std::set<unsigned> days_off;  // of the week, Sunday is 0
    bool careless = false;        // lets the night stand aside

    [[nodiscard]] bool works_at(Timestamp when, const std::string& zone) const;
};

class Staff {
  public:
    explicit Staff(Stage& stage);

    // Puts them on the desk's books; the process runs.
    void hire(DeskProcess& process);

    // The last is the administrator, who answers nobody.
    [[nodiscard]] const std::vector<Colleague>& all() const { return people_; }
    [[nodiscard]] const Colleague& one(std::size_t number) const { return people_[number]; }
    [[nodiscard]] std::size_t administrator() const { return people_.size() - 1; }
    // How many answer customers.
    [[nodiscard]] std::size_t size() const { return people_.size() - 1; }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view user_id) const;
    [[nodiscard]] Milliseconds until_at_work(std::size_t who, Timestamp when) const;

  private:
    [[nodiscard]] json::value roster() const;
    [[nodiscard]] json::value policy() const;
    void put(DeskProcess& process, std::string_view what, const json::value& document) const;

    Stage& stage_;
    std::string zone_;  // of the house
    std::vector<Colleague> people_;
};

}  // namespace aplomb::sim

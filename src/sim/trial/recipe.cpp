#include "sim/trial/recipe.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"

namespace aplomb::sim {
namespace {

constexpr int days_max = 3'660;
constexpr std::int64_t customers_max = 100'000;

Result<const Fault*> fault_named(std::string_view id) {
    if (const Fault* fault = find_fault(id)) return fault;
    std::vector<std::string_view> known;
    for (const Fault* each : fault_catalogue())
        known.push_back(each->id);
    const auto close = nearest(id, known);
    return fail(ErrorKind::Invalid,
                fmt::format("there is no fault \"{}\"; {}", id,
                            close ? fmt::format("did you mean \"{}\"?", *close)
                                  : std::string("aplomb simulate --list shows them")),
                "faults");
}

std::vector<const Fault*> in_catalogue_order(std::vector<const Fault*> faults) {
    std::vector<const Fault*> out;
    for (const Fault* each : fault_catalogue()) {
        if (std::find(faults.begin(), faults.end(), each) != faults.end()) out.push_back(each);
    }
    return out;
}

Result<std::vector<std::string>> texts_in(const json::array& list, std::string_view where) {
    std::vector<std::string> out;
    for (const json::value& each : list) {
        if (!each.is_string()) {
            return fail(ErrorKind::Invalid, "every entry must be a text", std::string(where));
        }
        out.emplace_back(each.get_string());
    }
    return out;
}

}  // namespace

Result<std::vector<const Fault*>> faults_named(std::string_view list) {
    if (list == "none") return std::vector<const Fault*>{};
    if (list == "all") {
        const auto all = fault_catalogue();
        return std::vector<const Fault*>{all.begin(), all.end()};
    }
    std::vector<const Fault*> faults;
    while (!list.empty()) {
        const std::string_view id = list.substr(0, list.find(','));
        list.remove_prefix(std::min(id.size() + 1, list.size()));
        faults.push_back(TRY(fault_named(id)));
    }
    return in_catalogue_order(std::move(faults));
}

std::string write_recipe(const TrialOptions& options) {
    json::array faults;
    for (const Fault* fault : options.faults)
        faults.emplace_back(fault->id);
    json::object trial{{"seed", options.seed}, {"days", options.days}, {"faults", faults}};
    if (options.customers > 0) trial["customers"] = options.customers;
    if (options.only) trial["only"] = json::array(options.only->begin(), options.only->end());
    return json::serialize(json::object{{"simulate", trial}});
}

Result<TrialOptions> read_recipe(std::string_view line) {
    const json::value document = TRY(parse_json(line));
    ObjectReader outer(document);
    const json::value* inside = outer.any("simulate");
    if (inside == nullptr) {
        return fail(ErrorKind::Invalid, "this is no trace of aplomb simulate", "simulate");
    }
    ObjectReader reader(*inside, "/simulate");
    TrialOptions options;
    options.seed = static_cast<std::uint64_t>(reader.integer("seed", 0).value_or(1));
    options.days = static_cast<int>(reader.integer("days", 1, days_max).value_or(30));
    options.customers =
        static_cast<std::uint64_t>(reader.integer("customers", 0, customers_max).value_or(0));
    const json::array* faults = reader.list("faults");
    const json::array* only = reader.list("only");
    TRY(reader.done(UnknownKeys::Refuse));
    if (faults != nullptr) {
        for (const std::string& id : TRY(texts_in(*faults, "/simulate/faults")))
            options.faults.push_back(TRY(fault_named(id)));
    }
    options.faults = in_catalogue_order(std::move(options.faults));
    if (only != nullptr) {
        const auto names = TRY(texts_in(*only, "/simulate/only"));
        options.only = std::set<std::string>(names.begin(), names.end());
    }
    return options;
}

}  // namespace aplomb::sim

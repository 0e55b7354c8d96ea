// Making up for it, as the policy document says: the catalogue, what each rank may give, the
// budget.
#include <fmt/format.h>

#include <array>

#include "desk/policy_fields.h"

namespace aplomb::desk {
namespace {

Result<CatalogueOffer> read_catalogue_offer(const json::value& value, const std::string& where) {
    ObjectReader reader(value, where);
    CatalogueOffer offer;
    offer.key = TRY(read_name(reader, "key"));
    offer.kind = TRY(read_name(reader, "kind"));
    offer.title = TRY(read_name(reader, "title"));
    const auto amount = reader.text("amount");
    const auto currency = reader.text("currency");
    const auto code = reader.text("code");
    offer.valid_for = TRY(read_duration(reader, "valid_for", ten_years));
    TRY(reader.done(UnknownKeys::Refuse));
    if (currency && !amount) {
        return fail(ErrorKind::Invalid,
                    "a currency stands with an amount; leave both out, and the agent says them",
                    reader.where("currency"));
    }
    if (amount) {
        auto money = parse_money(*amount, currency.value_or(""));
        if (!money) {
            const bool currency_reads = parse_money("1", currency.value_or("")).has_value();
            return fail(ErrorKind::Invalid, money.error().what,
                        reader.where(currency_reads ? "amount" : "currency"));
        }
        offer.amount = std::move(*money);
    }
    if (code && *code != "generated" && *code != "list") {
        return fail(ErrorKind::Invalid,
                    "codes are \"generated\" or drawn from an uploaded \"list\"",
                    reader.where("code"));
    }
    offer.has_code = code.has_value();
    offer.codes_from_list = code == "list";
    return offer;
}

Result<std::int64_t> read_minor(const json::value& value, std::string_view currency,
                                const std::string& where) {
    if (!value.is_string()) {
        return fail(ErrorKind::Invalid, "an amount is a text such as \"10.00\"", where);
    }
    auto money = parse_money(value.get_string(), currency);
    if (!money) return fail(ErrorKind::Invalid, money.error().what, where);
    return money->minor;
}

}  // namespace

Result<> read_making_up(const json::value& value, const std::string& where, Policy& policy) {
    ObjectReader reader(value, where);
    policy.offers = TRY(read_list_of(reader, "offers", read_catalogue_offer));
    const json::object* limits = reader.object("limits");
    const json::object* budget = reader.object("monthly_budget");
    TRY(reader.done(UnknownKeys::Refuse));
    for (const auto& [rank, amounts] : limits == nullptr ? json::object{} : *limits) {
        const std::string at = where + "/limits/" + std::string(rank);
        const auto seniority = seniority_named(rank);
        if (!seniority || !amounts.is_object()) {
            return fail(ErrorKind::Invalid,
                        "limits stand under agent, senior, manager and executive, by currency", at);
        }
        for (const auto& [currency, amount] : amounts.get_object()) {
            policy.grant_limits[{*seniority, std::string(currency)}] =
                TRY(read_minor(amount, currency, at + "/" + std::string(currency)));
        }
    }
    for (const auto& [currency, amount] : budget == nullptr ? json::object{} : *budget) {
        policy.monthly_budget[std::string(currency)] =
            TRY(read_minor(amount, currency, where + "/monthly_budget/" + std::string(currency)));
    }
    for (std::size_t i = 0; i < policy.offers.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (policy.offers[i].key != policy.offers[j].key) continue;
            return fail(ErrorKind::Invalid, "two offers have the same key",
                        where + "/offers/" + std::to_string(i) + "/key");
        }
    }
    return {};
}

Result<> check_limits(const Policy& policy) {
    constexpr std::array<std::pair<Seniority, std::string_view>, 4> ranks{
        {{Seniority::Agent, "agent"},
         {Seniority::Senior, "senior"},
         {Seniority::Manager, "manager"},
         {Seniority::Executive, "executive"}}};
    for (std::size_t high = 1; high < ranks.size(); ++high) {
        for (const auto& [key, minor] : policy.grant_limits) {
            const auto& [rank, currency] = key;
            const auto above = policy.grant_limits.find({ranks[high].first, currency});
            const bool less = rank < ranks[high].first && above != policy.grant_limits.end() &&
                              above->second < minor;
            if (!less) continue;
            return fail(ErrorKind::Invalid, "this is less than those below may give",
                        fmt::format("/making_up/limits/{}/{}", ranks[high].second, currency));
        }
    }
    return {};
}

}  // namespace aplomb::desk

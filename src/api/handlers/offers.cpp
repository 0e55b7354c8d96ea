// Making up for it: the catalogue, what was given, codes and their redemption, the books.
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/render_dealings.h"
#include "casework/grants.h"
#include "casework/office.h"
#include "desk/making_up.h"
#include "store/grants.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

constexpr std::size_t code_bytes = 12;
constexpr std::size_t codes_at_once_max = 10'000;
constexpr std::size_t code_length_max = 64;

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// Codes as they will be typed: without the blanks that a table leaves around them.
Result<std::vector<std::string>> read_codes(const json::array* given) {
    if (given == nullptr || given->empty() || given->size() > codes_at_once_max) {
        return fail(ErrorKind::Invalid, "upload 1 to 10,000 codes at a time", "/codes");
    }
    std::vector<std::string> codes;
    codes.reserve(given->size());
    for (const json::value& each : *given) {
        std::string code = each.is_string() ? desk::bare_code(each.get_string()) : std::string();
        if (code.empty() || code.size() > code_length_max) {
            return fail(ErrorKind::Invalid,
                        "a code is a text of 1 to 64 characters, not only blanks",
                        "/codes/" + std::to_string(codes.size()));
        }
        codes.push_back(std::move(code));
    }
    return codes;
}

json::object render_catalogue_offer(const desk::CatalogueOffer& offer, std::int64_t codes_left) {
    json::object out{{"key", offer.key}, {"kind", offer.kind}, {"title", offer.title}};
    out["amount"] = offer.amount ? json::value(amount_text(*offer.amount)) : json::value();
    out["currency"] = offer.amount ? json::value(offer.amount->currency) : json::value();
    out["code"] = !offer.has_code         ? json::value()
                  : offer.codes_from_list ? json::value("list")
                                          : json::value("generated");
    out["codes_left"] = offer.codes_from_list ? json::value(codes_left) : json::value();
    return out;
}

Result<casework::GrantOrder> read_grant_order(const Call& call, CaseId id) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    casework::GrantOrder order;
    order.case_id = id;
    order.offer = reader.required_text("offer");
    const auto amount = reader.text("amount");
    const auto currency = reader.text("currency");
    order.reason = reader.text("reason").value_or("");
    TRY(reader.done(UnknownKeys::Refuse));
    if (amount) {
        auto money = parse_money(*amount, currency.value_or(""));
        if (!money) {
            const bool amount_reads = parse_money(*amount, "EUR").has_value();
            return fail(ErrorKind::Invalid, money.error().what,
                        amount_reads ? "/currency" : "/amount");
        }
        order.amount = std::move(*money);
    }
    order.author = call.asker.scope();
    order.author_name = call.asker.name();
    order.seniority = seniority_of(call.asker.role());
    order.random = call.services.random.bytes(code_bytes);
    return order;
}

}  // namespace

Result<HttpResponse> list_offers(Call& call) {
    std::optional<GrantState> state;
    if (const auto given = call.query("state")) {
        state = grant_state_from(*given);
        if (!state) {
            return fail(ErrorKind::Invalid,
                        "state is one of proposed, granted, redeemed, cancelled, expired");
        }
    }
    const std::size_t limit = TRY(call.limit());
    const auto page = TRY(
        call.services.store.read_for<store::GrantPage>([&](const store::Transaction& transaction) {
            return transaction.grants().page(state, call.query("cursor").value_or(""), limit);
        }));
    json::array items;
    for (const Grant& grant : page.grants)
        items.push_back(render(grant));
    return page_response(call, std::move(items), page.next_cursor);
}

Result<HttpResponse> show_offer_catalogue(Call& call) {
    json::array items = TRY(call.services.store.read_for<json::array>(
        [&](const store::Transaction& transaction) -> Result<json::array> {
            const auto office = TRY(casework::Office::load(transaction, call.now));
            json::array out;
            for (const desk::CatalogueOffer& offer : office.policy().offers) {
                out.push_back(
                    render_catalogue_offer(offer, TRY(transaction.grants().free_codes(offer.key))));
            }
            return out;
        }));
    return json_response(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Result<HttpResponse> create_offer(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const casework::GrantOrder order = TRY(read_grant_order(call, id));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        auto office = TRY(casework::Office::load(transaction, call.now));
        const auto made = TRY(casework::offer(transaction, office, order, call.now));
        if (!made.again) {
            TRY(transaction.journal().append(call.audit(
                made.approval ? "offer.proposed" : "offer.made", "case:" + id.text(),
                {{"offer", casework::described(made.grant)}, {"reason", order.reason}})));
        }
        json::object out = render(made.grant);
        out["approval_id"] = made.approval ? json::value(made.approval->id.text()) : json::value();
        out["again"] = made.again;
        return json_response(out, 201);
    });
}

Result<HttpResponse> cancel_offer(Call& call) {
    const GrantId id = TRY(call.argument_id<GrantId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string reason = reader.required_text("reason");
    TRY(reader.done(UnknownKeys::Refuse));
    if (is_blank(reason)) {
        return fail(ErrorKind::Invalid, "say why it is taken back", "/reason");
    }
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        TRY(casework::cancel_grant(transaction, id, reason, call.now));
        const auto cancelled = TRY(transaction.grants().find(id));
        TRY(transaction.journal().append(
            call.audit("offer.taken_back", "case:" + cancelled->case_id.text(),
                       {{"offer", casework::described(*cancelled)}, {"reason", reason}})));
        return json_response(render(*cancelled));
    });
}

Result<HttpResponse> add_offer_codes(Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string offer = reader.required_text("offer");
    const json::array* given = reader.list("codes");
    TRY(reader.done(UnknownKeys::Refuse));
    const std::vector<std::string> codes = TRY(read_codes(given));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        std::int64_t added = 0;
        const auto office = TRY(casework::Office::load(transaction, call.now));
        const auto* known = desk::find_offer(office.policy(), offer);
        if (known == nullptr || !known->codes_from_list) {
            return fail(ErrorKind::Invalid, "no offer of that key draws its codes from a list",
                        "/offer");
        }
        for (const std::string& code : codes)
            added += TRY(transaction.grants().add_code(offer, code));
        TRY(transaction.journal().append(
            call.audit("offer.codes_added", "offer:" + offer, {{"added", added}})));
        return json_response(json::object{
            {"added", added}, {"known_before", static_cast<std::int64_t>(codes.size()) - added}});
    });
}

Result<HttpResponse> redeem_code(Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string code = desk::bare_code(reader.required_text("code"));
    TRY(reader.done(UnknownKeys::Refuse));
    if (code.empty()) return fail(ErrorKind::Invalid, "say which code", "/code");
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const Grant redeemed = TRY(casework::redeem(transaction, code, call.now));
        TRY(transaction.journal().append(call.audit("offer.code_redeemed",
                                                    "case:" + redeemed.case_id.text(),
                                                    {{"offer", casework::described(redeemed)}})));
        return json_response(render(redeemed));
    });
}

Result<HttpResponse> show_offer_books(Call& call) {
    const auto balances = TRY(call.services.store.read_for<std::vector<store::LedgerBalance>>(
        [](const store::Transaction& transaction) { return transaction.grants().balances(); }));
    json::array items;
    for (const store::LedgerBalance& balance : balances) {
        items.push_back(json::object{{"account", balance.account},
                                     {"currency", balance.amount.currency},
                                     {"amount", amount_text(balance.amount)}});
    }
    return json_response(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

}  // namespace aplomb::api

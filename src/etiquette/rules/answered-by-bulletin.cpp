// The case belongs to an incident with a bulletin, and the answer does not carry its address.
//
// Silent when the question is about the customer's own affairs, which no bulletin answers: their
// order, bill, booking, what they get back. An outage is not made personal by "my": my internet, my
// app and my street are everybody's in an outage. Silent also when we gave them the address before.
#include <fmt/format.h>

#include <array>

#include "etiquette/phrases.h"
#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

constexpr auto own_affairs = std::to_array<std::string_view>({
    "my|our ~ "
    "order|orders|booking|reservation|refund|account|bill|bills|invoice|ticket|tickets|contract|"
    "appointment|parcel|package|delivery|claim|subscription|compensation|money|payment|payments|"
    "deposit|seat|seats|policy|voucher|credit|balance|salary|prescription|luggage|suitcase|bag",
    "will|do|can|could|would|should|when i|we ~ "
    "get|claim|receive|have ~ "
    "refund|refunded|money|compensation|compensated|credit|voucher|back|replacement",
    "am i|we ~ entitled|owed|covered|charged|insured",
    "refund|compensate|reimburse|rebook|credit me|us",
    "mi|nuestro|nuestra ~ "
    "pedido|reserva|reembolso|cuenta|factura|billete|billetes|contrato|cita|paquete|dinero|pago|"
    "entrada|entradas|vuelo",
    "me devuelven|reembolsan|compensan",
    "ma|mon|mes|notre ~ "
    "commande|réservation|remboursement|compte|facture|billet|billets|contrat|colis|argent|"
    "paiement",
    "me rembours*|dédommag*",
    "meine|mein|meinen|unsere|unser ~ "
    "bestellung|buchung|erstattung|konto|rechnung|ticket|tickets|vertrag|termin|paket|geld|zahlung",
    "bekomme|kriege ~ geld|erstattung|zurück|entschädigung",
    "meu|minha|nosso|nossa ~ "
    "pedido|encomenda|reserva|reembolso|conta|fatura|bilhete|contrato|dinheiro|pagamento",
    "mio|mia|nostro|nostra ~ "
    "ordine|prenotazione|rimborso|conto|fattura|bolletta|biglietto|contratto|pacco|soldi|pagamento",
});

// The address without what differs when people write it: protocol, "www.", the last slash.
std::string essential(std::string_view url) {
    std::string plain = text::casefold(url);
    for (const std::string_view prefix : {"https://", "http://", "www."}) {
        if (plain.starts_with(prefix)) plain.erase(0, prefix.size());
    }
    while (plain.ends_with('/'))
        plain.pop_back();
    return plain;
}

bool carries(std::string_view text, const std::string& url) {
    return text::casefold(text).find(url) != std::string::npos;
}

// Whether they asked something, and nothing that is theirs alone.
bool bulletin_answers(const Context& context) {
    static const PhraseSet own(own_affairs);
    const auto kind = context.draft().case_->kind;
    if (kind == CaseKind::Praise || kind == CaseKind::Spam) return false;
    for (std::size_t i = context.thread().size(); i > 0; --i) {
        const Turn& turn = context.turn(i - 1);
        if (turn.from == Speaker::Customer) return !own.in(context.thread()[i - 1]);
    }
    return false;
}

std::string with_link(std::string_view text, std::string_view url) {
    return fmt::format("{}{}", text.empty() || text.ends_with('\n') ? "" : " ", url);
}

std::vector<Remark> check_bulletin(const Context& context) {
    const Draft& draft = context.draft();
    if (!draft.case_ || draft.case_->bulletin_url.empty() || draft.channel == "phone") return {};
    const std::string url = essential(draft.case_->bulletin_url);
    if (url.empty() || carries(draft.text, url) || !bulletin_answers(context)) return {};
    for (const Turn& turn : draft.thread) {
        if (turn.from == Speaker::Us && carries(turn.text, url)) return {};
    }
    const std::size_t end = context.text().points.size();
    return {{{},
             fmt::format("A bulletin answers this and is kept current: {}. Point to it, so that "
                         "what they read stays true.",
                         draft.case_->bulletin_url),
             Fix{{end, end}, with_link(draft.text, draft.case_->bulletin_url)},
             {}}};
}

constexpr auto answered_by_bulletin_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Sorry, the lifts stand still since eight. We expect them back by )"
    R"(noon.","thread":[{"from":"customer","channel":"x","text":"why are no lifts running?"}],)"
    R"("case":{"incident":{"bulletin_url":"https://ski.example/news/lifts"}}})",
    R"({"channel":"facebook","text":"Nous sommes désolés, la panne touche toute la ville.",)"
    R"("thread":[{"from":"customer","channel":"facebook","text":"Plus de wifi, c'est normal ?"}],)"
    R"("case":{"kind":"question","incident":{"bulletin_url":"https://fibre.example/panne"}}})",
});
constexpr auto answered_by_bulletin_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"They stand still since eight; we say more at )"
    R"(ski.example/news/lifts.","thread":[{"from":"customer","channel":"x",)"
    R"("text":"why are no lifts running?"}],"case":{"incident":{"bulletin_url":)"
    R"("https://www.ski.example/news/lifts/"}}})",
    R"({"channel":"x","text":"Yes, the whole day pass comes back to your card tonight.",)"
    R"("thread":[{"from":"customer","channel":"x","text":"lifts are dead, do I get a refund for )"
    R"(my pass?"}],"case":{"incident":{"bulletin_url":"https://ski.example/news/lifts"}}})",
    R"({"channel":"x","text":"They run again from noon.","thread":[{"from":"customer",)"
    R"("channel":"x","text":"why are no lifts running?"}]})",
});

}  // namespace

extern const Rule answered_by_bulletin;
const Rule answered_by_bulletin{
    .id = "answered-by-bulletin",
    .title = "an answer to an incident without its bulletin",
    .why =
        "When many ask the same, one bulletin that is kept current serves them all. An answer of "
        "its own grows stale in their hands.",
    .source = "C4",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .mends = "adds the bulletin's address",
    .check = check_bulletin,
    .bad = answered_by_bulletin_bad,
    .good = answered_by_bulletin_good,
};

}  // namespace aplomb::etiquette

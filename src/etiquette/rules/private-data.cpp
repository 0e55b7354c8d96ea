// A public reply that tells something of the customer's own: numbers, addresses, dates, health,
// money. Also when they posted it first: repeating it is still showing it to everybody. What the
// company says of itself is not private. Private replies may hold anything.
#include <fmt/format.h>

#include <array>

#include "etiquette/private_facts.h"
#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

std::string_view shown(text::PrivateKind kind) {
    using text::PrivateKind;
    switch (kind) {
        case PrivateKind::Card:
            return "a card number";
        case PrivateKind::Iban:
            return "a bank account";
        case PrivateKind::NationalId:
            return "a national identity number";
        case PrivateKind::Phone:
            return "a telephone number";
        case PrivateKind::Email:
            return "an e-mail address";
        case PrivateKind::Address:
            return "a postal address";
        case PrivateKind::BirthDate:
            return "a date of birth";
        case PrivateKind::Reference:
            return "an order, booking or account number";
        case PrivateKind::Health:
            return "something about health";
        case PrivateKind::Money:
            return "something about money";
    }
    return "something private";
}

std::vector<Remark> check_private_data(const Context& context) {
    const Draft& draft = context.draft();
    if (draft.visibility != Visibility::Public) return {};
    std::vector<Remark> remarks;
    for (const text::PrivateDatum& datum : private_facts(context)) {
        Remark remark;
        remark.range = Range{datum.range.start, datum.range.end};
        remark.message = fmt::format(
            "This shows {} to everybody. Leave it out here and settle it in a private message.",
            shown(datum.kind));
        if (!datum.sure) remark.at_most = Severity::Warning;
        if (!datum.mask.empty()) remark.fix = Fix{*remark.range, datum.mask};
        remarks.push_back(std::move(remark));
    }
    return remarks;
}

constexpr auto private_data_bad = std::to_array<std::string_view>({
    R"({"channel":"facebook","text":"We refunded card 4012 8888 8888 1881 today."})",
    R"({"channel":"x","text":"Your booking KD4T7Z is confirmed for two."})",
    R"({"channel":"instagram","text":"I have written to petra.voss@gmail.com just now."})",
    R"({"channel":"facebook","text":"The rider is on the way to Flat 7, 31 Harbour Lane, Leith )"
    R"(EH6 7AB."})",
    R"({"channel":"google_reviews","text":"Your biopsy came back clear, so there was no need to )"
    R"(worry."})",
    R"({"channel":"x","text":"It goes to GB82 WEST 1234 5698 7654 32 on Monday."})",
});
constexpr auto private_data_good = std::to_array<std::string_view>({
    R"({"channel":"facebook","visibility":"private","text":"We refunded card 4012 8888 8888 1881 )"
    R"(today."})",
    R"({"channel":"x","text":"Call us on 0800 555 0199 or write to hello@nordlicht.example, day )"
    R"(and night."})",
    R"({"channel":"x","text":"Flight BA2490 on 3 May leaves from gate B12 at 14:35."})",
    R"({"channel":"youtube","text":"The part you need is number 4000-1234-5678-9010, in any shop )"
    R"(of ours."})",
    R"({"channel":"google_reviews","text":"Our shop at 12 Mill Street, York YO1 7AA opens at 9."})",
});

}  // namespace

extern const Rule private_data;
const Rule private_data{
    .id = "private-data",
    .title = "the customer's private data in public",
    .why =
        "What identifies a customer, their order, their health or their money is theirs to show, "
        "not ours. In public it can be copied within seconds and never called back.",
    .source = "A5",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "[own] phones, emails and addresses: the company's own contact data",
    .mends = "masks the number",
    .check = check_private_data,
    .bad = private_data_bad,
    .good = private_data_good,
};

}  // namespace aplomb::etiquette

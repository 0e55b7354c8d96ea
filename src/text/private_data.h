// Finds what identifies a person, or is nobody else's business, in a text: on drafts before they
// are shown in public (rule private-data), and on inbound public posts before they are shown on
// screens and kept.
//
//   card         every brand by prefix and length, Luhn; grouped, dotted, spelled ("4111 dash …"),
//                in digits of any script or dress
//   iban         mod 97 with the country's length
//   national_id  of some thirty countries, by check digits (text/check_digits.h) or by their name
//   phone        by the world's numbering plans: international, national in the usual groups, or
//                with a word for it; with extensions. Orders, parts and dates are not telephones
//   email        and "name at host dot com"
//   address      number and street in the English, German and Romance orders, with flat, town and
//                postcode; boxes at the post office
//   birth_date   a date with a word for birth before it
//   reference    order, booking, account, tracking … numbers, by the word before them
//   health, money   statements about the reader's own body or purse when the company speaks, the
//                writer's when a customer does; by cue words, so never sure
//
// Numbers that a checksum proves need no words around them; everything else is judged with the
// words of its sentence. When the company speaks, its own hotline, mail address and shop are left
// out: those listed in the options, and those its words claim ("call us on", "our shop at").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"

namespace aplomb::text {

enum class PrivateKind {
    Card,
    Iban,
    NationalId,
    Phone,
    Email,
    Address,
    BirthDate,
    Reference,
    Health,
    Money
};

// "card", "iban", "national_id" …: the names on the wire.
std::string_view name_of(PrivateKind kind);

struct PrivateDatum {
    PrivateKind kind = PrivateKind::Card;
    Segment range;     // code points of the text as written
    bool sure = true;  // false: likely enough to mention, not to insist
    std::string mask;  // what may stand there instead; empty where nothing can be masked
};

enum class DataSpeaker { Customer, Company };

struct PrivateDataOptions {
    DataSpeaker speaker = DataSpeaker::Customer;
    std::vector<std::string> own_phones;
    std::vector<std::string> own_emails;  // "a@b.example", or "@b.example" for all there
    std::vector<std::string> own_addresses;
    std::string customer_name;
    std::string agent_name;
};

// In the order of the text, not overlapping.
std::vector<PrivateDatum> find_private_data(const Folded& folded,
                                            const PrivateDataOptions& options);
std::vector<PrivateDatum> find_private_data(std::string_view utf8,
                                            const PrivateDataOptions& options = {});

}  // namespace aplomb::text

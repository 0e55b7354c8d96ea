// Finds what identifies a person, or is nobody else's business, in a text: on drafts before they
// are shown in public (rule private-data), and on inbound public posts before they are shown on
// screens and kept.
//
//   card         major brands by prefix and length, Luhn; grouped, dotted, spelled ("4111 dash …")
//   iban         mod 97 with the country's length
//   national_id  US social security number, UK national insurance number
//   phone        international, national forms with their usual grouping, anything with a cue word;
//                order numbers, part numbers, dates and addresses of machines are not telephones
//   email        and "name at host dot com"
//   address      number and street in the English, German and Romance orders, with what follows
//   birth_date   a date with a word for birth before it
//   reference    order, booking, account, tracking … numbers, by the word before them
//   health, money   statements about the reader's own body or purse; by cue words, so never sure
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

// A reply somebody wants to send, with all the context manners can depend on. This is the value the
// etiquette engine judges, whether it comes from `aplomb lint`, POST /lint or the send gate
// (spec: contracts, Lint). What is not known is empty, and rules that need it stay silent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/vocabulary.h"

namespace aplomb {

enum class Speaker { Customer, Us, Other };
enum class Skill { Novice, Average, Expert };
enum class AttachmentType { Photo, Video, File };

struct Turn {
    Speaker from = Speaker::Customer;
    std::string channel;
    Visibility visibility = Visibility::Public;
    std::optional<Timestamp> at;
    std::string text;
};

struct Offer {
    std::string kind;
    std::string amount;
    std::string currency;
    std::string code;
};

struct DraftAuthor {
    std::string name;
    std::optional<Seniority> seniority;
};

struct DraftCustomer {
    std::string name;
    std::string handle;
    std::string time_zone;  // IANA; empty when not known
    std::string language;   // BCP 47; empty when not known
    std::string preferred_channel;
    std::optional<bool> phone_permission;
    std::optional<double> answers_in_hours;
    std::optional<Skill> skill;
};

struct DraftCase {
    std::optional<CaseKind> kind;
    std::optional<Specificity> specificity;
    std::optional<int> severity;  // 1–5
    std::optional<bool> at_fault;
    bool offer_known = false;  // "offer" was given, be it null
    std::optional<Offer> offer;
    std::optional<Seniority> required_seniority;
    bool in_incident = false;
    std::string bulletin_url;
};

struct DraftAttachment {
    AttachmentType type = AttachmentType::File;
    std::vector<std::string> tags;
    bool shows_known = false;  // "shows" was given, be it empty
    std::vector<std::string> shows;
};

struct Draft {
    std::string id;
    std::string channel;
    Visibility visibility = Visibility::Public;
    std::string text;
    std::optional<Timestamp> now;
    std::optional<DraftAuthor> agent;
    std::optional<DraftCustomer> customer;
    std::vector<Turn> thread;  // oldest first
    std::optional<DraftCase> case_;
    std::vector<DraftAttachment> attachments;
    // The connected account's own limit in its platform's counting, where it told us.
    std::optional<std::size_t> length_max;
};

}  // namespace aplomb

#include "etiquette/wire.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/time_zone.h"
#include "domain/vocabulary.h"
#include "etiquette/linter.h"
#include "text/json_line.h"

namespace aplomb::etiquette {
namespace {

Visibility visibility_of(ObjectReader& reader, std::string_view channel) {
    return reader
        .one_of<Visibility>("visibility",
                            {{"public", Visibility::Public}, {"private", Visibility::Private}})
        .value_or(usual_visibility(channel));
}

// Reads the object under `key`, when there is one, with `read_fields(reader, into)`.
template<class T, class Fields>
Result<std::optional<T>> read_part(ObjectReader& reader, std::string_view key, Fields read_fields) {
    const json::value* value = reader.any(key);
    if (value == nullptr) return std::optional<T>{};
    ObjectReader part(*value, reader.where(key));
    T into;
    TRY(read_fields(part, into));
    TRY(part.done(UnknownKeys::Refuse));
    return std::optional<T>(std::move(into));
}

std::string text_or_empty(ObjectReader& reader, std::string_view key) {
    return reader.text(key).value_or(std::string{});
}

std::string channel_of(ObjectReader& reader) {
    std::string channel = reader.required_text("channel");
    if (!reader.failed() && !is_channel_kind(channel)) {
        std::string what = fmt::format("there is no channel \"{}\"", channel.substr(0, 40));
        if (const auto close = nearest(channel, channel_kinds())) {
            what += fmt::format("; did you mean \"{}\"?", *close);
        }
        reader.reject("channel", std::move(what));
    }
    return channel;
}

std::optional<Seniority> seniority_of(ObjectReader& reader, std::string_view key) {
    const auto level = reader.integer(key, 1, 4);
    if (!level) return {};
    return static_cast<Seniority>(*level);
}

Result<> read_author(ObjectReader& reader, DraftAuthor& author) {
    author.name = text_or_empty(reader, "name");
    author.seniority = seniority_of(reader, "seniority");
    return {};
}

Result<> read_customer(ObjectReader& reader, DraftCustomer& customer) {
    customer.name = text_or_empty(reader, "name");
    customer.handle = text_or_empty(reader, "handle");
    customer.time_zone = text_or_empty(reader, "time_zone");
    if (!customer.time_zone.empty() && !is_time_zone(customer.time_zone)) {
        reader.reject("time_zone",
                      fmt::format("there is no time zone \"{}\"; zones are named as in "
                                  "\"Europe/Paris\" or \"America/Chicago\"",
                                  customer.time_zone.substr(0, 40)));
    }
    customer.language = text_or_empty(reader, "language");
    customer.preferred_channel = text_or_empty(reader, "preferred_channel");
    customer.phone_permission = reader.flag("phone_permission");
    customer.answers_in_hours = reader.number("answers_in_hours");
    customer.skill = reader.one_of<Skill>(
        "skill",
        {{"novice", Skill::Novice}, {"average", Skill::Average}, {"expert", Skill::Expert}});
    return {};
}

Result<> read_offer(ObjectReader& reader, Offer& offer) {
    offer.kind = text_or_empty(reader, "kind");
    offer.amount = text_or_empty(reader, "amount");
    offer.currency = text_or_empty(reader, "currency");
    offer.code = text_or_empty(reader, "code");
    return {};
}

struct Incident {
    std::string bulletin_url;
};

Result<> read_incident(ObjectReader& reader, Incident& incident) {
    incident.bulletin_url = text_or_empty(reader, "bulletin_url");
    return {};
}

Result<> read_case(ObjectReader& reader, DraftCase& found) {
    found.kind = reader.one_of<CaseKind>("kind", {{"complaint", CaseKind::Complaint},
                                                  {"question", CaseKind::Question},
                                                  {"request", CaseKind::Request},
                                                  {"praise", CaseKind::Praise},
                                                  {"suggestion", CaseKind::Suggestion},
                                                  {"spam", CaseKind::Spam},
                                                  {"other", CaseKind::Other}});
    found.specificity = reader.one_of<Specificity>(
        "specificity", {{"specific", Specificity::Specific}, {"general", Specificity::General}});
    if (const auto severity = reader.integer("severity", 1, 5)) {
        found.severity = static_cast<int>(*severity);
    }
    found.at_fault = reader.flag("at_fault");
    found.required_seniority = seniority_of(reader, "required_seniority");
    found.offer = TRY(read_part<Offer>(reader, "offer", read_offer));
    if (const auto incident = TRY(read_part<Incident>(reader, "incident", read_incident))) {
        found.in_incident = true;
        found.bulletin_url = incident->bulletin_url;
    }
    return {};
}

Result<> read_turn(ObjectReader& reader, Turn& turn) {
    const auto from = reader.one_of<Speaker>(
        "from", {{"customer", Speaker::Customer}, {"us", Speaker::Us}, {"other", Speaker::Other}});
    if (!from && !reader.failed()) reader.reject("from", "\"from\" is missing");
    turn.from = from.value_or(Speaker::Customer);
    turn.channel = channel_of(reader);
    turn.visibility = visibility_of(reader, turn.channel);
    turn.at = reader.time("at");
    turn.text = reader.required_text("text");
    return {};
}

std::vector<std::string> texts_of(ObjectReader& reader, std::string_view key) {
    std::vector<std::string> texts;
    const json::array* list = reader.list(key);
    if (list == nullptr) return texts;
    for (const json::value& item : *list) {
        if (const json::string* text = item.if_string()) {
            texts.emplace_back(*text);
        } else {
            reader.reject(key, fmt::format("\"{}\" may hold only texts", key));
        }
    }
    return texts;
}

Result<> read_attachment(ObjectReader& reader, DraftAttachment& attachment) {
    const auto type = reader.one_of<AttachmentType>("type", {{"photo", AttachmentType::Photo},
                                                             {"video", AttachmentType::Video},
                                                             {"file", AttachmentType::File}});
    attachment.type = type.value_or(AttachmentType::File);
    attachment.tags = texts_of(reader, "tags");
    attachment.shows = texts_of(reader, "shows");
    attachment.shows_known = reader.list("shows") != nullptr;
    return {};
}

template<class T, class Fields>
Result<std::vector<T>> read_list(ObjectReader& reader, std::string_view key, Fields read_fields) {
    std::vector<T> items;
    const json::array* list = reader.list(key);
    if (list == nullptr) return items;
    if (list->size() > thread_length_max) {
        return fail(ErrorKind::TooLarge, fmt::format("\"{}\" is too long", key), reader.where(key));
    }
    for (const json::value& value : *list) {
        ObjectReader part(value, fmt::format("{}/{}", reader.where(key), items.size()));
        T item;
        TRY(read_fields(part, item));
        TRY(part.done(UnknownKeys::Refuse));
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

Result<Draft> read_draft(const boost::json::value& value) {
    ObjectReader reader(value);
    Draft draft;
    draft.id = text_or_empty(reader, "id");
    draft.channel = channel_of(reader);
    draft.visibility = visibility_of(reader, draft.channel);
    draft.text = reader.required_text("text");
    draft.now = reader.time("now");
    if (draft.text.size() > draft_bytes_max) {
        return fail(ErrorKind::TooLarge, "\"text\" is longer than a reply can be", "/text");
    }
    draft.agent = TRY(read_part<DraftAuthor>(reader, "agent", read_author));
    draft.customer = TRY(read_part<DraftCustomer>(reader, "customer", read_customer));
    draft.thread = TRY(read_list<Turn>(reader, "thread", read_turn));
    draft.case_ = TRY(read_part<DraftCase>(reader, "case", read_case));
    if (draft.case_) {
        draft.case_->offer_known = value.at("case").as_object().contains("offer");
    }
    draft.attachments = TRY(read_list<DraftAttachment>(reader, "attachments", read_attachment));
    TRY(reader.done(UnknownKeys::Refuse));
    return draft;
}

Result<Draft> read_draft(std::string_view json_text) {
    const json::value value = TRY(text::parse_json_line(json_text));
    return read_draft(value);
}

boost::json::object to_json(const Finding& finding) {
    const auto offset = [](std::optional<std::size_t> at) {
        return at ? json::value(static_cast<std::int64_t>(*at)) : json::value(nullptr);
    };
    std::optional<std::size_t> start;
    std::optional<std::size_t> end;
    if (finding.range) {
        start = finding.range->start;
        end = finding.range->end;
    }
    json::object out;
    out["rule"] = finding.rule;
    out["severity"] = name_of(finding.severity);
    out["start"] = offset(start);
    out["end"] = offset(end);
    out["message"] = finding.message;
    if (finding.fix) {
        json::object fix;
        fix["start"] = offset(finding.fix->range.start);
        fix["end"] = offset(finding.fix->range.end);
        fix["text"] = finding.fix->text;
        if (!finding.fix->aside.empty()) fix["private"] = finding.fix->aside;
        out["fix"] = std::move(fix);
    } else {
        out["fix"] = nullptr;
    }
    out["source"] = finding.source;
    return out;
}

boost::json::object verdict_to_json(std::string_view id, const std::vector<Finding>& findings) {
    json::object out;
    out["id"] = id;
    out["ok"] = may_leave(findings);
    json::array list;
    for (const Finding& finding : findings)
        list.push_back(to_json(finding));
    out["findings"] = std::move(list);
    return out;
}

}  // namespace aplomb::etiquette

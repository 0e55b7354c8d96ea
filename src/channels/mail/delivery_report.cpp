#include "channels/mail/delivery_report.h"

#include <fmt/format.h>

#include <vector>

#include "channels/mail/automatic.h"
#include "channels/mail/headers.h"

namespace aplomb::channels::mail {
namespace {

constexpr std::size_t recipients_max = 50;
constexpr std::size_t detail_bytes_max = 500;

struct RecipientReport {
    std::string recipient;
    std::string action;
    std::string status;
    std::string diagnostic;
};

// "rfc822; ana@example.org": the type is of no interest.
std::string after_type(std::string_view field) {
    const std::size_t mark = field.find(';');
    return std::string(trimmed(mark == std::string_view::npos ? field : field.substr(mark + 1)));
}

// Blocks of fields with empty lines between: one about the mail, then one for each recipient.
std::vector<RecipientReport> recipients_in(std::string_view text) {
    std::vector<RecipientReport> out;
    while (!text.empty() && out.size() < recipients_max) {
        const std::size_t end = std::min(text.find("\n\n"), text.size());
        const HeaderFields block = HeaderFields::read(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
        while (text.starts_with('\n'))
            text.remove_prefix(1);
        RecipientReport report;
        report.action = lowered(block.first("Action"));
        if (report.action.empty()) continue;
        report.recipient = after_type(block.first("Final-Recipient"));
        if (report.recipient.empty()) {
            report.recipient = after_type(block.first("Original-Recipient"));
        }
        report.status = std::string(block.first("Status"));
        report.diagnostic = after_type(block.first("Diagnostic-Code"));
        out.push_back(std::move(report));
    }
    return out;
}

std::string sentence(const RecipientReport& report) {
    std::string text = "The mail could not be delivered";
    if (!report.recipient.empty()) text += " to " + report.recipient;
    const std::string& reason = report.diagnostic.empty() ? report.status : report.diagnostic;
    if (!reason.empty()) text += ": " + reason;
    return text.substr(0, detail_bytes_max);
}

InboundEvent ignored(std::string reason) {
    InboundEvent event;
    event.kind = InboundKind::DeliveryUpdated;
    event.from_us = true;
    event.ignore_because = std::move(reason);
    return event;
}

std::string about_which(const MailboxAccount& account, const HeaderFields& fields,
                        const MailContent& content, std::string_view raw) {
    const HeaderFields about = HeaderFields::read(content.report_about);
    for (const std::string& id : message_ids(about.first("Message-ID"))) {
        if (account.made_message_id(id)) return id;
    }
    for (const std::string_view name : {"In-Reply-To", "References"}) {
        for (const std::string& id : message_ids(fields.first(name))) {
            if (account.made_message_id(id)) return id;
        }
    }
    return account.own_message_id_in(raw);
}

InboundEvent delivery(std::string id, MessageState state, std::string detail) {
    InboundEvent event;
    event.kind = InboundKind::DeliveryUpdated;
    event.external_id = id;
    event.send_key = std::move(id);
    event.from_us = true;
    event.delivery = state;
    event.delivery_detail = std::move(detail);
    return event;
}

}  // namespace

std::optional<InboundEvent> read_report(const MailboxAccount& account, const HeaderFields& fields,
                                        const MailContent& content, std::string_view raw) {
    if (content.report_type == "disposition-notification") {
        return ignored("a read receipt");
    }
    if (content.report_type == "feedback-report") {
        return ignored("a provider's report about unwanted mail");
    }
    // An automatic answer may come with an empty return path too, and is no bounce.
    const std::string submitted = lowered(fields.first("Auto-Submitted"));
    const bool bounce = !content.report_type.empty() || (is_from_mail_system(fields, content) &&
                                                         !submitted.starts_with("auto-replied"));
    if (!bounce) return {};
    std::string id = about_which(account, fields, content, raw);
    if (id.empty()) return ignored("a mail system's report that names no mail of ours");
    const std::vector<RecipientReport> reports = recipients_in(content.report_fields);
    bool delivered = false;
    for (const RecipientReport& report : reports) {
        // The copy we send ourselves proves that the server took the mail; nobody waits for it.
        if (account.is_ours(report.recipient)) continue;
        if (report.action == "failed") {
            return delivery(std::move(id), MessageState::Failed, sentence(report));
        }
        delivered |= report.action == "delivered";
    }
    if (delivered) return delivery(std::move(id), MessageState::Delivered, {});
    if (reports.empty() && content.report_type.empty()) {
        return delivery(std::move(id), MessageState::Failed,
                        "The mail could not be delivered; the mail system sent it back.");
    }
    return ignored("a mail system is still trying to deliver our mail");
}

}  // namespace aplomb::channels::mail

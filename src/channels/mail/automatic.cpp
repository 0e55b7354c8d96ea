#include "channels/mail/automatic.h"

#include <algorithm>
#include <array>

namespace aplomb::channels::mail {
namespace {

std::string local_part(std::string_view address) {
    return lowered(address.substr(0, address.rfind('@')));
}

bool says_out_of_office(std::string_view subject) {
    static constexpr std::array<std::string_view, 16> phrases{"out of office",
                                                              "out of the office",
                                                              "automatic reply",
                                                              "auto-reply",
                                                              "autoreply",
                                                              "auto reply",
                                                              "abwesenheit",
                                                              "automatische antwort",
                                                              "r\u00e9ponse automatique",
                                                              "absence du bureau",
                                                              "respuesta autom\u00e1tica",
                                                              "fuera de la oficina",
                                                              "risposta automatica",
                                                              "resposta autom\u00e1tica",
                                                              "automatisch antwoord",
                                                              "autosvar"};
    const std::string text = lowered(subject).substr(0, 120);
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](std::string_view phrase) { return text.starts_with(phrase); });
}

}  // namespace

bool is_no_reply_address(std::string_view address) {
    static constexpr std::array<std::string_view, 6> names{"noreply",    "no-reply",     "no_reply",
                                                           "donotreply", "do-not-reply", "nobody"};
    const std::string local = local_part(address);
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return local.starts_with(name); });
}

bool is_from_mail_system(const HeaderFields& fields, const MailContent& content) {
    if (fields.has("Return-Path") && fields.first("Return-Path") == "<>") return true;
    if (!content.report_type.empty()) return true;
    if (content.from.empty()) return false;
    const std::string local = local_part(content.from.front().address);
    return local == "mailer-daemon" || local == "postmaster";
}

bool is_automatic(const HeaderFields& fields, const MailContent& content) {
    if (fields.has("Auto-Submitted") &&
        !lowered(fields.first("Auto-Submitted")).starts_with("no")) {
        return true;
    }
    const std::string precedence = lowered(fields.first("Precedence"));
    for (const std::string_view word : {"bulk", "junk", "list", "auto_reply"}) {
        if (precedence == word) return true;
    }
    for (const std::string_view name :
         {"List-Id", "List-Unsubscribe", "List-Post", "X-Autoreply", "X-Autorespond", "X-Loop",
          "Feedback-ID", "X-Auto-Response-Suppress"}) {
        if (fields.has(name)) return true;
    }
    if (is_from_mail_system(fields, content) || says_out_of_office(content.subject)) return true;
    return !content.from.empty() && is_no_reply_address(content.from.front().address) &&
           content.reply_to.empty();
}

}  // namespace aplomb::channels::mail

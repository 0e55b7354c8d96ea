// The server keeps an Idempotency-Key for an hour and answers a repeat with the status it already
// made. Later than that, our own latest statuses tell: the same parent, the same words.
//
// An answer is never shown to more people than what it answers, and names the person it answers,
// because only those named are notified.
#include "channels/mastodon/sending.h"

#include <fmt/format.h>

#include <algorithm>

#include "channels/account_settings.h"
#include "channels/http_answers.h"
#include "channels/json_fields.h"
#include "channels/mastodon/instance.h"
#include "channels/mastodon/statuses.h"
#include "text/length.h"

namespace aplomb::channels::fediverse {
namespace {

constexpr std::chrono::minutes key_kept{50};  // an hour by the server's clock, with room
constexpr Milliseconds clock_slack{5 * 60 * 1000};

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

std::string acct_of(const OutboundReply& reply) {
    std::string acct = read_status_ref(reply.in_reply_to_ref).acct;
    if (acct.empty()) acct = reply.customer_handle;
    if (acct.starts_with('@')) acct.erase(0, 1);
    return acct;
}

// Whether `text` names @acct as a whole, so that "@ana" is not found in "@anabel".
bool names(std::string_view text, const std::string& acct) {
    const std::string here = lowered(text);
    const std::string wanted = "@" + lowered(acct);
    for (std::size_t at = here.find(wanted); at != std::string::npos;
         at = here.find(wanted, at + 1)) {
        const std::size_t end = at + wanted.size();
        const bool longer =
            end < here.size() && (std::isalnum(static_cast<unsigned char>(here[end])) != 0 ||
                                  here[end] == '_' || here[end] == '@');
        if (!longer) return true;
    }
    return false;
}

std::string words_to_send(const OutboundReply& reply) {
    const std::string acct = acct_of(reply);
    if (acct.empty() || names(reply.text, acct)) return reply.text;
    return "@" + acct + " " + reply.text;
}

std::string visibility_for(const OutboundReply& reply) {
    const std::string parent = read_status_ref(reply.in_reply_to_ref).visibility;
    if (reply.visibility == Visibility::Private) return "direct";
    if (parent == "public" || parent == "unlisted") return parent;
    return parent.empty() ? "unlisted" : "direct";
}

class Status final : public Dialogue<SendOutcome> {
  public:
    Status(const Account& account, OutboundReply reply)
        : account_(account), reply_(std::move(reply)) {}

    Step begin(Timestamp) override {
        json::object body{{"status", words_to_send(reply_)},
                          {"visibility", visibility_for(reply_)}};
        if (!reply_.in_reply_to.empty()) body["in_reply_to_id"] = reply_.in_reply_to;
        if (!reply_.language.empty()) body["language"] = reply_.language;
        HttpRequest request = call(account_, "/api/v1/statuses", body);
        request.headers.set("idempotency-key", reply_.key);
        return Ask{std::move(request)};
    }

    Step hear(const Answer& answer, Timestamp now) override {
        SendOutcome outcome;
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response != nullptr && succeeded(*response)) {
            const auto body = body_in(answer);
            const std::string id = body ? text_at(*body, {"id"}) : "";
            if (id.empty()) {
                outcome.trouble = Trouble{
                    TroubleKind::Unknown, "The Mastodon server took it without saying its id", {}};
                return outcome;
            }
            outcome.accepted = true;
            outcome.external_id = id;
            outcome.platform_ref = status_ref_of(*body);
            return outcome;
        }
        outcome.trouble = trouble_of_call(answer, now);
        if (response != nullptr && response->status == 404) {
            outcome.trouble->what = "The post this answers is gone or no longer visible to us.";
        }
        return outcome;
    }

  private:
    Account account_;
    OutboundReply reply_;
};

class StatusLookUp final : public Dialogue<LookUpOutcome> {
  public:
    StatusLookUp(const Account& account, OutboundReply reply)
        : account_(account), reply_(std::move(reply)) {}

    Step begin(Timestamp now) override {
        if (now < reply_.tried_at.value_or(reply_.written_at) + key_kept) {
            LookUpOutcome outcome;
            outcome.answer = LookUpAnswer::SafeToRepeat;
            return outcome;
        }
        own_id_ = own_id(account_);
        if (own_id_.empty()) return Ask{call(account_, "/api/v1/accounts/verify_credentials")};
        return ask_statuses();
    }

    Step hear(const Answer& answer, Timestamp now) override {
        LookUpOutcome outcome;
        const auto body = body_in(answer);
        if (!body) {
            outcome.trouble = trouble_of_query(answer, now);
            return outcome;
        }
        if (own_id_.empty()) {
            own_id_ = text_at(*body, {"id"});
            if (!own_id_.empty()) return ask_statuses();
            outcome.trouble =
                Trouble{TroubleKind::Retry, "The Mastodon server does not say who we are", {}};
            return outcome;
        }
        const json::array* list = (*body)->if_array();
        outcome.answer = LookUpAnswer::NotThere;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            if (!is_ours((*list)[i])) continue;
            outcome.answer = LookUpAnswer::Found;
            outcome.external_id = text_at((*list)[i], {"id"});
            outcome.platform_ref = status_ref_of((*list)[i]);
            break;
        }
        return outcome;
    }

  private:
    Step ask_statuses() {
        return Ask{call(account_, fmt::format("/api/v1/accounts/{}/statuses?limit=40&"
                                              "exclude_reblogs=true",
                                              percent_encode(own_id_)))};
    }

    // The server writes words anew as HTML; letters and digits come through as they were.
    static std::string essence(std::string_view text) {
        std::string out;
        for (const char c : lowered(text)) {
            const auto byte = static_cast<unsigned char>(c);
            if (std::isalnum(byte) != 0 || byte >= 0x80) out += c;
        }
        return out;
    }

    // A mention is shown without its server, so only what we wrote ourselves is compared.
    [[nodiscard]] bool is_ours(const json::value& status) const {
        const auto created = time_at(status, {"created_at"});
        return text_at(status, {"in_reply_to_id"}) == reply_.in_reply_to && created &&
               *created >= reply_.written_at - clock_slack &&
               essence(words_of(status)).ends_with(essence(reply_.text));
    }

    Account account_;
    OutboundReply reply_;
    std::string own_id_;
};

}  // namespace

std::unique_ptr<Dialogue<SendOutcome>> make_send(const Account& account,
                                                 const OutboundReply& reply) {
    auto limit = text::length_limit("mastodon", text::Audience::Public)
                     .value_or(text::LengthLimit{text::Counting::MastodonCharacters, 500, 0});
    const auto allowed = whole_at(json::value(account.state), {"limits", "characters"});
    if (allowed && *allowed > 0) limit.max = static_cast<std::size_t>(*allowed);
    if (!text::fits(words_to_send(reply), limit)) {
        SendOutcome outcome;
        outcome.trouble = Trouble{
            TroubleKind::Permanent,
            fmt::format("With the name of whom it answers this is longer than the {} characters "
                        "this server allows.",
                        limit.max),
            {}};
        return settled(std::move(outcome));
    }
    return std::make_unique<Status>(account, reply);
}

std::unique_ptr<Dialogue<LookUpOutcome>> make_look_up(const Account& account,
                                                      const OutboundReply& reply) {
    return std::make_unique<StatusLookUp>(account, reply);
}

}  // namespace aplomb::channels::fediverse

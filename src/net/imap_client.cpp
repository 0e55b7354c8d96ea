#include "net/imap_client.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/http.h"

namespace aplomb::net {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr Milliseconds idle_poll{200};
constexpr Milliseconds noop_pause{60'000};

std::uint32_t number(const ImapValue* value) {
    std::uint32_t out = 0;
    if (value != nullptr) {
        std::from_chars(value->text.data(), value->text.data() + value->text.size(), out);
    }
    return out;
}

// The attributes of "* 12 FETCH (…)"; nothing for any other response.
const ImapValue* fetch_attributes(const ImapResponse& response) {
    if (response.values.size() < 3 || !equal_ignoring_case(response.values[1].text, "FETCH"))
        return nullptr;
    return &response.values[2];
}

MailSummary summary_of(const ImapValue& attributes) {
    MailSummary mail;
    mail.uid = number(find_attribute(attributes, "UID"));
    mail.bytes = number(find_attribute(attributes, "RFC822.SIZE"));
    if (const auto* date = find_attribute(attributes, "INTERNALDATE")) {
        mail.arrived_at = parse_internal_date(date->text);
    }
    if (const auto* flags = find_attribute(attributes, "FLAGS")) {
        for (const auto& flag : flags->items)
            mail.flags.push_back(flag.text);
    }
    return mail;
}

// "* 23 EXISTS"
bool says_how_many(const ImapResponse& response) {
    return response.values.size() == 2 && equal_ignoring_case(response.values[1].text, "EXISTS");
}

bool is_news(const ImapResponse& response) {
    if (response.values.size() < 2) return false;
    const std::string& what = response.values[1].text;
    return equal_ignoring_case(what, "EXISTS") || equal_ignoring_case(what, "RECENT") ||
           equal_ignoring_case(what, "FETCH");
}

}  // namespace

std::optional<std::string> imap_quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '\r' || c == '\n' || c == '\0' || static_cast<unsigned char>(c) >= 0x80) return {};
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string ImapClient::next_tag() {
    return "a" + std::to_string(++last_tag_);
}

Result<> ImapClient::send(std::string_view bytes) {
    return stream_.write(bytes, options_.command_time);
}

Result<ImapResponse> ImapClient::receive(Milliseconds limit) {
    const auto deadline = SteadyClock::now() + limit;
    while (true) {
        if (auto response = reader_.next()) return std::move(*response);
        const auto left = std::chrono::ceil<Milliseconds>(deadline - SteadyClock::now());
        std::string bytes;
        const auto arrival = TRY(stream_.read(bytes, std::max(left, Milliseconds{0})));
        switch (arrival) {
            case BlockingStream::Arrival::Bytes:
                TRY(reader_.feed(bytes));
                break;
            case BlockingStream::Arrival::End:
                return fail(ErrorKind::Unavailable, "The mail server closed the connection.");
            case BlockingStream::Arrival::TimedOut:
                return fail(ErrorKind::Timeout, "The mail server does not answer.");
            case BlockingStream::Arrival::Woken:
                // Meant for an idle(): it must find it again.
                woken_ = true;
                break;
        }
    }
}

Result<ImapResponse> ImapClient::answer_to(const std::string& tag, const OnUntagged& on_untagged) {
    while (true) {
        // The limit is on silence, so that a large mailbox on a slow line is not given up.
        ImapResponse response = TRY(receive(options_.command_time));
        if (response.kind == ImapResponse::Kind::Continuation) return response;
        if (response.kind == ImapResponse::Kind::Tagged && response.tag == tag) return response;
        if (response.kind != ImapResponse::Kind::Untagged) continue;
        if (says_how_many(response)) more_arrived_ = true;
        if (on_untagged) on_untagged(response);
    }
}

Result<ImapResponse> ImapClient::checked(ImapResponse answer) {
    if (answer.status == "OK") return answer;
    return fail(ErrorKind::Upstream,
                "The mail server answers " + answer.status + ": " + answer.text);
}

Result<ImapResponse> ImapClient::run(const std::string& command, const OnUntagged& on_untagged) {
    const std::string tag = next_tag();
    TRY(send(tag + " " + command + "\r\n"));
    return checked(TRY(answer_to(tag, on_untagged)));
}

Result<Mailbox> ImapClient::select(std::string_view mailbox) {
    const auto name = imap_quoted(mailbox);
    if (!name) return fail(ErrorKind::Invalid, "A mailbox name is written in plain letters.");
    Mailbox selected;
    // Servers count changes only for those who ask (RFC 7162 §3.1.8).
    const std::string_view counting = can("CONDSTORE") ? " (CONDSTORE)" : "";
    TRY(run("SELECT " + *name + std::string(counting), [&](ImapResponse& response) {
        if (const auto value = code_number(response, "UIDVALIDITY")) {
            selected.uid_validity = static_cast<std::uint32_t>(*value);
        } else if (const auto next = code_number(response, "UIDNEXT")) {
            selected.uid_next = static_cast<std::uint32_t>(*next);
        } else if (const auto modseq = code_number(response, "HIGHESTMODSEQ")) {
            selected.highest_modseq = *modseq;
        } else if (response.values.size() == 2 &&
                   equal_ignoring_case(response.values[1].text, "EXISTS")) {
            selected.messages = number(&response.values[0]);
        }
    }));
    return selected;
}

Result<std::vector<MailSummary>> ImapClient::summaries_after(std::uint32_t uid) {
    more_arrived_ = false;
    std::vector<MailSummary> mails;
    TRY(run("UID FETCH " + std::to_string(std::uint64_t{uid} + 1) +
                ":* (UID FLAGS INTERNALDATE RFC822.SIZE)",
            [&](ImapResponse& response) {
                const ImapValue* attributes = fetch_attributes(response);
                if (attributes == nullptr) return;
                MailSummary mail = summary_of(*attributes);
                // "n:*" always names the last mail, however small its uid.
                if (mail.uid > uid) mails.push_back(std::move(mail));
            }));
    std::sort(mails.begin(), mails.end(),
              [](const auto& a, const auto& b) { return a.uid < b.uid; });
    mails.erase(std::unique(mails.begin(), mails.end(),
                            [](const auto& a, const auto& b) { return a.uid == b.uid; }),
                mails.end());
    return mails;
}

Result<FetchedMail> ImapClient::fetch(const MailSummary& mail) {
    FetchedMail fetched;
    fetched.uid = mail.uid;
    fetched.truncated = mail.bytes > options_.mail_bytes_max;
    const std::string part = fetched.truncated
                                 ? "BODY.PEEK[]<0." + std::to_string(options_.truncated_bytes) + ">"
                                 : "BODY.PEEK[]";
    bool found = false;
    TRY(run("UID FETCH " + std::to_string(mail.uid) + " (UID " + part + ")",
            [&](ImapResponse& response) {
                const ImapValue* attributes = fetch_attributes(response);
                if (attributes == nullptr) return;
                if (number(find_attribute(*attributes, "UID")) != mail.uid) return;
                const ImapValue* body =
                    find_attribute(*attributes, fetched.truncated ? "BODY[]<0>" : "BODY[]");
                if (body == nullptr || body->kind != ImapValue::Kind::String) return;
                fetched.raw = body->text;
                found = true;
            }));
    if (!found) return fail(ErrorKind::NotFound, "The mail is no longer in the mailbox.");
    return fetched;
}

Result<std::vector<std::uint32_t>> ImapClient::search(const std::string& criteria) {
    std::vector<std::uint32_t> uids;
    TRY(run("UID SEARCH " + criteria, [&](ImapResponse& response) {
        if (response.values.empty() || !equal_ignoring_case(response.values[0].text, "SEARCH"))
            return;
        for (std::size_t i = 1; i < response.values.size(); ++i) {
            if (const auto uid = number(&response.values[i])) uids.push_back(uid);
        }
    }));
    std::sort(uids.begin(), uids.end());
    return uids;
}

Result<std::vector<std::uint32_t>> ImapClient::find_message_id(std::string_view message_id) {
    const auto quoted = imap_quoted(message_id);
    if (!quoted) return fail(ErrorKind::Invalid, "This is no Message-ID.");
    return search("HEADER Message-ID " + *quoted);
}

Result<std::vector<std::uint32_t>> ImapClient::find_since(Timestamp day) {
    return search("SINCE " + search_date(day));
}

Result<ImapClient::IdleEnd> ImapClient::idle(const std::function<bool()>& should_stop) {
    if (std::exchange(woken_, false)) return IdleEnd::Woken;
    // Told in passing by an earlier command, and servers do not say it twice.
    if (std::exchange(more_arrived_, false)) return IdleEnd::News;
    if (!can("IDLE")) return wait_without_idle(should_stop);
    const std::string tag = next_tag();
    TRY(send(tag + " IDLE\r\n"));
    bool news = false;
    const ImapResponse begun =
        TRY(answer_to(tag, [&](ImapResponse& response) { news = news || is_news(response); }));
    if (begun.kind == ImapResponse::Kind::Tagged) {
        TRY(checked(begun));
        return IdleEnd::News;
    }
    const IdleEnd end = news ? IdleEnd::News : TRY(wait_in_idle(should_stop));
    TRY(send("DONE\r\n"));
    TRY(checked(
        TRY(answer_to(tag, [&](ImapResponse& response) { news = news || is_news(response); }))));
    more_arrived_ = false;
    return news ? IdleEnd::News : end;
}

Result<ImapClient::IdleEnd> ImapClient::wait_in_idle(const std::function<bool()>& should_stop) {
    const auto renewal = SteadyClock::now() + options_.idle_renewal;
    while (!should_stop()) {
        if (std::exchange(woken_, false)) return IdleEnd::Woken;
        while (auto response = reader_.next()) {
            if (response->status == "BYE") {
                return fail(ErrorKind::Unavailable, "The mail server says goodbye.");
            }
            if (is_news(*response)) return IdleEnd::News;
        }
        std::string bytes;
        const auto arrival = TRY(stream_.read(bytes, std::min(idle_poll, options_.idle_renewal)));
        if (arrival == BlockingStream::Arrival::Woken) return IdleEnd::Woken;
        if (arrival == BlockingStream::Arrival::End) {
            return fail(ErrorKind::Unavailable, "The mail server closed the connection.");
        }
        TRY(reader_.feed(bytes));
        if (bytes.empty() && SteadyClock::now() >= renewal) return IdleEnd::Renewed;
    }
    return IdleEnd::Stopped;
}

Result<ImapClient::IdleEnd> ImapClient::wait_without_idle(
    const std::function<bool()>& should_stop) {
    const auto until = SteadyClock::now() + noop_pause;
    while (!should_stop()) {
        std::string bytes;
        const auto arrival = TRY(stream_.read(bytes, idle_poll));
        if (arrival == BlockingStream::Arrival::Woken) return IdleEnd::Woken;
        if (arrival == BlockingStream::Arrival::End) {
            return fail(ErrorKind::Unavailable, "The mail server closed the connection.");
        }
        TRY(reader_.feed(bytes));
        if (SteadyClock::now() < until) continue;
        TRY(noop());
        return IdleEnd::News;
    }
    return IdleEnd::Stopped;
}

Result<> ImapClient::add_keyword(std::uint32_t uid, std::string_view keyword) {
    const bool plain = !keyword.empty() && std::all_of(keyword.begin(), keyword.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '$' || c == '_' || c == '-';
    });
    if (!plain) return fail(ErrorKind::Invalid, "A keyword is one plain word.");
    TRY(run("UID STORE " + std::to_string(uid) + " +FLAGS.SILENT (" + std::string(keyword) + ")"));
    return {};
}

Result<std::optional<std::uint32_t>> ImapClient::append(std::string_view mailbox,
                                                        std::string_view mail) {
    const auto name = imap_quoted(mailbox);
    if (!name) return fail(ErrorKind::Invalid, "A mailbox name is written in plain letters.");
    const std::string tag = next_tag();
    TRY(send(tag + " APPEND " + *name + " (\\Seen) {" + std::to_string(mail.size()) + "}\r\n"));
    const ImapResponse go_on = TRY(answer_to(tag, {}));
    if (go_on.kind == ImapResponse::Kind::Tagged) {
        TRY(checked(go_on));
        return fail(ErrorKind::Upstream, "The mail server did not wait for the mail.");
    }
    TRY(send(mail));
    auto sent = send("\r\n");
    auto answer = sent ? answer_to(tag, {}) : tl::unexpected<Error>(sent.error());
    if (!answer) {
        // All of it may have arrived.
        answer.error().kind = ErrorKind::Timeout;
        return tl::unexpected<Error>(answer.error());
    }
    const ImapResponse done = TRY(checked(std::move(*answer)));
    // "APPENDUID <uidvalidity> <uid>"
    const auto space = done.code.rfind(' ');
    if (!done.code.starts_with("APPENDUID ") || space == std::string::npos) {
        return std::optional<std::uint32_t>();
    }
    ImapValue uid;
    uid.text = done.code.substr(space + 1);
    return std::optional<std::uint32_t>(number(&uid));
}

Result<> ImapClient::noop() {
    TRY(run("NOOP"));
    return {};
}

void ImapClient::log_out() {
    (void)run("LOGOUT");
}

}  // namespace aplomb::net

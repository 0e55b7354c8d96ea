#include "net/smtp_client.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "net/curl_handle.h"

namespace aplomb::net {
namespace {

using Kind = SubmissionOutcome::Kind;

constexpr std::size_t reply_bytes_max = 4 * 1024;

struct SmtpTransfer {
    std::string_view unsent;
    // libcurl took the last byte, so the final dot may have left.
    bool complete = false;
    // The lines of the server's latest reply, and of its first refusal: what follows that is only
    // the goodbye.
    std::string reply;
    std::string refusal;
    int refusal_code = 0;
    GuardState guard;
    std::array<char, CURL_ERROR_SIZE> reason{};
};

std::size_t give_data(char* buffer, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<SmtpTransfer*>(user);
    const std::size_t given = std::min(size * count, transfer.unsent.size());
    std::memcpy(buffer, transfer.unsent.data(), given);
    transfer.unsent.remove_prefix(given);
    if (transfer.unsent.empty()) transfer.complete = true;
    return given;
}

// Replies have a code and, on all but the last line, a dash after it: "250-SIZE", "250 OK".
std::size_t take_reply_line(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<SmtpTransfer*>(user);
    std::string_view line(data, size * count);
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    const bool continues = line.size() > 3 && line[3] == '-';
    const bool follows = !transfer.reply.empty() && transfer.reply.ends_with('\n');
    if (!follows) transfer.reply.clear();
    if (transfer.reply.size() < reply_bytes_max) transfer.reply += line;
    if (continues) {
        transfer.reply += '\n';
    } else if (transfer.refusal_code == 0 && line.size() >= 3 &&
               (line.front() == '4' || line.front() == '5')) {
        transfer.refusal = transfer.reply;
        transfer.refusal_code = std::atoi(std::string(line.substr(0, 3)).c_str());
    }
    return size * count;
}

std::size_t ignore_bytes(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

bool is_sendable_address(const std::string& address) {
    return std::none_of(address.begin(), address.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '\x7f';
    });
}

void prepare(CURL* handle, const MailServer& server, SmtpTransfer& transfer, Milliseconds timeout) {
    const bool implicit = server.tls == MailTls::Implicit;
    const std::string host =
        server.host.find(':') == std::string::npos ? server.host : "[" + server.host + "]";
    const std::string url =
        (implicit ? "smtps://" : "smtp://") + host + ":" + std::to_string(server.port);
    set_option(handle, CURLOPT_URL, url.c_str());
    set_option(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set_option(handle, CURLOPT_NOSIGNAL, 1L);
    set_option(handle, CURLOPT_USE_SSL,
               static_cast<long>(server.tls == MailTls::None ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!server.certificate_authorities.empty()) {
        set_option(handle, CURLOPT_CAINFO, server.certificate_authorities.c_str());
    }
    if (!server.username.empty()) {
        set_option(handle, CURLOPT_USERNAME, server.username.c_str());
        if (server.access_token.empty()) {
            set_option(handle, CURLOPT_PASSWORD, server.password.c_str());
        } else {
            set_option(handle, CURLOPT_XOAUTH2_BEARER, server.access_token.c_str());
        }
    }
    set_duration(handle, CURLOPT_TIMEOUT_MS, timeout);
    set_option(handle, CURLOPT_ERRORBUFFER, transfer.reason.data());
    set_option(handle, CURLOPT_HEADERFUNCTION, &take_reply_line);
    set_option(handle, CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set_option(handle, CURLOPT_WRITEFUNCTION, &ignore_bytes);
    set_guard(handle, transfer.guard);
}

SubmissionOutcome outcome_of(CURL* handle, CURLcode result, const SmtpTransfer& transfer) {
    SubmissionOutcome outcome;
    if (result == CURLE_OK) {
        long reply_code = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply_code);
        outcome.kind = Kind::Accepted;
        outcome.code = static_cast<int>(reply_code);
        outcome.text = transfer.reply;
        return outcome;
    }
    const std::string reason =
        transfer.reason.front() != '\0' ? transfer.reason.data() : curl_easy_strerror(result);
    // A server that hangs up right after a refusal still refused.
    outcome.code = transfer.refusal_code;
    outcome.text = transfer.refusal_code != 0 ? transfer.refusal : reason;
    if (transfer.refusal_code >= 500 || result == CURLE_LOGIN_DENIED) {
        outcome.kind = Kind::PermanentRefusal;
        if (outcome.code == 0) outcome.code = 535;
    } else if (transfer.refusal_code >= 400) {
        outcome.kind = Kind::TemporaryRefusal;
    } else {
        outcome.kind = transfer.complete ? Kind::Unknown : Kind::NothingSent;
    }
    return outcome;
}

}  // namespace

SubmissionOutcome submit(const MailServer& server, const Submission& submission) {
    CurlList recipients;
    for (const auto& recipient : submission.recipients) {
        if (!is_sendable_address(recipient)) {
            return {Kind::PermanentRefusal, 0, "\"" + recipient + "\" is not a mail address."};
        }
        append(recipients, "<" + recipient + ">");
    }
    if (!recipients || !is_sendable_address(submission.envelope_from)) {
        return {Kind::PermanentRefusal, 0, "The mail has no usable sender or recipient."};
    }
    SmtpTransfer transfer;
    transfer.unsent = submission.data;
    const std::string from = "<" + submission.envelope_from + ">";
    const CurlHandle handle = make_curl_handle();
    prepare(handle.get(), server, transfer, submission.timeout);
    set_option(handle.get(), CURLOPT_MAIL_FROM, from.c_str());
    set_option(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    set_option(handle.get(), CURLOPT_UPLOAD, 1L);
    set_option(handle.get(), CURLOPT_READFUNCTION, &give_data);
    set_option(handle.get(), CURLOPT_READDATA, static_cast<void*>(&transfer));
    const CURLcode result = curl_easy_perform(handle.get());
    return outcome_of(handle.get(), result, transfer);
}

SubmissionOutcome check_submission_server(const MailServer& server, Milliseconds timeout) {
    SmtpTransfer transfer;
    const CurlHandle handle = make_curl_handle();
    prepare(handle.get(), server, transfer, timeout);
    // Without it libcurl would ask for HELP, which few servers answer.
    set_option(handle.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
    const CURLcode result = curl_easy_perform(handle.get());
    return outcome_of(handle.get(), result, transfer);
}

}  // namespace aplomb::net

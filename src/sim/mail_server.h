// The company's mail server and everybody else's, simulated: what is submitted goes straight into
// the mailboxes it is for, and what customers write goes into the company's.
//
// As on a real server nothing is dropped for having been seen before: a mail submitted twice lies
// there twice, with one Message-ID. The company's own mailbox takes any sub-address
// (help+case7@…), which is how the copy that proves a sending comes back.
#pragma once

#include <functional>
#include <map>

#include "base/random.h"
#include "channels/transport.h"
#include "sim/platform.h"

namespace aplomb::sim {

class MailServer final : public Platform {
  public:
    // `address` and `password` of the company's mailbox; `began` is when it was opened, which dates
    // the mails moved into it.
    MailServer(std::string address, std::string password, Timestamp began);

    channels::MailSubmitted submit(const channels::MailSubmission& mail, Timestamp now);
    channels::MailboxSearched search(const channels::MailboxSearch& search) const;
    // The first mail behind `from` (or since `since`) in the mailbox the account names.
    // Unauthorized for a wrong user name or password.
    Result<std::optional<channels::ArrivedMail>> next_mail(const channels::MailServers& servers,
                                                           std::optional<channels::MailCursor> from,
                                                           Timestamp since) const;

    // Mail servers do not speak HTTP.
    HttpResponse answer(const HttpRequest& request, Timestamp now) override;
    std::string say(const Utterance& utterance) override;
    std::string say_as_us(const Utterance& utterance) override;
    void edit(const std::string&, const std::string&, Timestamp) override {}
    void take_back(const std::string&, Timestamp) override {}

    // All uids of the past mean nothing any more (RFC 9051 §2.3.1.1).
    void renumber() { ++uid_validity_; }
    // How the company's Message-IDs are made, by which a desk knows its own mail again.
    void make_our_ids(std::function<std::string()> make) { make_our_id_ = std::move(make); }
    // Delivers a mail a second time with that chance.
    void repeat_deliveries(double chance, Random& random);

  private:
    struct Stored {
        std::uint32_t uid;
        Timestamp arrived;
        std::string message_id;
        std::string raw;
    };
    // What somebody needs to know to answer a mail.
    struct Known {
        std::string subject;
        std::string reply_to;
        std::string from;
        std::vector<std::string> references;  // itself last
    };
    [[nodiscard]] bool is_ours(std::string_view address) const;
    void store(const std::string& raw, const std::string& message_id, Timestamp now);
    void remember(const std::string& raw, const std::string& message_id);
    std::string write(const Utterance& utterance, bool ours);

    std::string address_;
    std::string password_;
    Timestamp began_;
    std::vector<Stored> inbox_;
    std::map<std::string, Known> known_;
    std::uint32_t uid_validity_ = 1;
    std::uint32_t next_uid_ = 1;
    std::int64_t next_mail_ = 1;
    std::function<std::string()> make_our_id_;
    double repeat_chance_ = 0;
    Random* random_ = nullptr;
};

}  // namespace aplomb::sim

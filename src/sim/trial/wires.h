// Everything between the desk and the world: questions of the desk to the platforms, pushes of the
// platforms to the desk, and what goes wrong on the way (fault.h). Every stretch takes its time on
// the agenda, so that other things happen in between.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "channels/connector.h"
#include "sim/mail_server.h"
#include "sim/platform.h"
#include "sim/trial/fault.h"
#include "sim/trial/stage.h"
#include "sim/webhook_partner.h"

namespace aplomb::sim {

class Wires {
  public:
    // Called at each end of a question's way, with its name: a moment at which the desk may die.
    using Moment = std::function<void(const std::string&)>;

    Wires(Stage& stage, std::vector<const Fault*> faults, Moment moment);

    void connect(std::string host, Platform& platform) { hosts_[std::move(host)] = &platform; }
    void connect_mail(MailServer& server) { mail_ = &server; }
    // No more faults from here on.
    void calm() { calm_ = true; }
    [[nodiscard]] bool is_calm() const { return calm_; }

    using Hear = std::function<void(const channels::Answer&)>;
    void ask(const channels::Ask& question, Hear hear);

    // What the desk says to a push; nothing: it is not there.
    using Desk = std::function<void(const HttpRequest&, std::function<void(int status)>)>;
    void push(const std::string& channel, WebhookPartner& partner, WebhookPartner::Push push,
              const Desk& desk);

    // Whether a mailbox can be looked into now.
    bool reach_mailbox();
    // Whether the last look into the mailbox took everything out of it.
    void note_mailbox(bool read_through) { mailbox_read_through_ = read_through; }
    [[nodiscard]] bool mailbox_read_through() const { return mailbox_read_through_; }

    // An answer at once and without faults, for questions outside the play.
    channels::Answer ask_plainly(const channels::Ask& question);

  private:
    struct Question;
    struct Spell {
        Timestamp begins;
        Timestamp ends;
    };
    template<class Passage>
    void strike(void (*Fault::*how)(Passage&), std::string_view host, const std::string& name,
                Passage& passage);
    bool spell_lies_on(const Fault& fault, std::string_view host);
    channels::Answer deliver(const channels::Ask& question, Timestamp now);
    void travel(const std::shared_ptr<Question>& question, const AskFate& fate);
    std::string name_of(const channels::Ask& question, const Word* word);
    void note_departure(const channels::Ask& question, const Word* word);

    Stage& stage_;
    std::vector<const Fault*> faults_;
    Moment moment_;
    bool calm_ = false;
    bool mailbox_read_through_ = false;
    std::map<std::string, Platform*, std::less<>> hosts_;
    MailServer* mail_ = nullptr;
    std::map<std::string, int> asked_;   // by what it is about
    std::map<std::string, int> pushed_;  // tries, by push
    std::map<std::string, std::vector<Spell>> spells_;
};

}  // namespace aplomb::sim

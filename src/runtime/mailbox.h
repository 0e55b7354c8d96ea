// Mail as the connectors ask for it, over net's IMAP and SMTP clients.
#pragma once

#include "channels/transport.h"

namespace aplomb::runtime {

// See channels::Transport::watch_mailbox.
Result<> watch_mailbox(const channels::MailServers& servers,
                       std::optional<channels::MailCursor> from, Timestamp since,
                       const std::function<Result<>(const channels::ArrivedMail&)>& on_mail,
                       const std::atomic<bool>& stop);
channels::Answer submit_mail(const channels::MailServers& servers,
                             const channels::MailSubmission& mail);
channels::Answer search_mailbox(const channels::MailServers& servers,
                                const channels::MailboxSearch& search);

}  // namespace aplomb::runtime

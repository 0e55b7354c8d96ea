// A real mail pair for tests, as an ordinary user on free loopback ports: Dovecot (IMAP with IDLE;
// any name, password "pw") and Exim (SMTP with AUTH; delivers by LMTP). Local domains: shop.test,
// example.test. Mail to anybody at bounce.test is accepted and then fails, so that Exim answers
// with a delivery status report. `node start.mjs` runs it by hand.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Program, freePorts, give, listens, partnerFolder, partnerGroup, partnerUser, removeFolder,
} from '../processes.mjs';

function dovecotConfiguration({ folder, imap, lmtp }) {
  return `
protocols = imap lmtp
base_dir = ${folder}/dovecot/run
state_dir = ${folder}/dovecot
log_path = /dev/stderr
listen = 127.0.0.1
default_internal_user = ${partnerUser()}
default_internal_group = ${partnerGroup()}
default_login_user = ${partnerUser()}
mail_location = maildir:${folder}/mail/%n
disable_plaintext_auth = no
auth_mechanisms = plain login
ssl = no
first_valid_uid = 1
first_valid_gid = 1
lmtp_save_to_detail_mailbox = no
recipient_delimiter = +
passdb {
  driver = static
  args = password=pw
}
userdb {
  driver = static
  args = uid=${partnerUser()} gid=${partnerGroup()} home=${folder}/mail/%n
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
protocol lmtp {
  auth_username_format = %n
}
namespace inbox {
  inbox = yes
}
`;
}

function eximConfiguration({ folder, smtp, lmtp }) {
  return `
exim_path = /usr/sbin/exim4
exim_user = ${partnerUser()}
exim_group = ${partnerGroup()}
spool_directory = ${folder}/exim
log_file_path = ${folder}/exim/%slog
pid_file_path = ${folder}/exim.pid
primary_hostname = mail.test
domainlist local_domains = shop.test : example.test : bounce.test : localhost
qualify_domain = mail.test
daemon_smtp_ports = ${smtp}
local_interfaces = 127.0.0.1
acl_smtp_rcpt = rcpt
acl_smtp_data = data
never_users =
host_lookup =
rfc1413_query_timeout = 0s
queue_only = false
smtp_accept_queue_per_connection = 0
smtp_accept_max = 100
remote_max_parallel = 2
keep_environment =
message_size_limit = 30M
begin acl
rcpt:
  accept domains = +local_domains
  accept authenticated = *
  deny message = relay not permitted
data:
  accept
begin routers
nobody_lives_there:
  driver = redirect
  domains = bounce.test
  allow_fail
  data = :fail: 550 no such mailbox here
all:
  driver = accept
  transport = dovecot
begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  hosts = 127.0.0.1
  port = ${lmtp}
  allow_localhost
  hosts_override
  rcpt_include_affixes
begin retry
* * F,1h,5s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{pw}}
  server_set_id = $auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = \${if eq{$auth2}{pw}}
  server_set_id = $auth1
`;
}

export async function startMail() {
  const folder = partnerFolder('mail');
  const [imap, lmtp, smtp] = await freePorts(3);
  const programs = [];
  const stop = async () => {
    for (const program of programs.reverse()) await program.stop();
    removeFolder(folder);
  };
  try {
    for (const name of ['dovecot', 'mail', 'exim']) {
      mkdirSync(path.join(folder, name));
      give(path.join(folder, name));
    }
    const places = { folder, imap, lmtp, smtp };
    writeFileSync(path.join(folder, 'dovecot.conf'), dovecotConfiguration(places));
    writeFileSync(path.join(folder, 'exim.conf'), eximConfiguration(places));
    const dovecot = new Program('dovecot-server', '/usr/sbin/dovecot', [
      '-F', '-c', path.join(folder, 'dovecot.conf'),
    ], { folder });
    programs.push(dovecot);
    await dovecot.ready(async () => (await listens(imap)) && (await listens(lmtp)));
    const exim = new Program('exim-server', '/usr/sbin/exim4', [
      '-C', path.join(folder, 'exim.conf'), '-bdf', '-q2s',
    ], { folder });
    programs.push(exim);
    await exim.ready(() => listens(smtp));
    return { imap, smtp, password: 'pw', stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mail = await startMail();
  console.log(`IMAP 127.0.0.1:${mail.imap}, SMTP 127.0.0.1:${mail.smtp}. Stop with Ctrl-C.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => mail.stop().then(() => process.exit(0)));
  }
  setInterval(() => {}, 1 << 30);
}

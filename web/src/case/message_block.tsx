import { Paperclip } from "lucide-react";
import { memo, useState } from "react";
import type { Customer, Message } from "../api/types";
import { fullTime, timeOfDay } from "../time/say";
import { words } from "../words";
import styles from "./case.module.css";
import { MailFrame } from "./mail_frame";
import { OutgoingState } from "./outgoing_state";
import { Reading } from "./reading";

interface Props {
  message: Message;
  customer: Customer;
  mailSubject: string | null;
}

/** One message as a plain block: who, when, what. */
export const MessageBlock = memo(function MessageBlock({ message, customer, mailSubject }: Props) {
  const [plain, setPlain] = useState(false);
  const name = message.author.name ?? message.author.handle ?? words.timeline.us;
  const ours = message.direction === "out";
  const gone = message.deleted_at !== null;
  // The thread's subject is already in the head of the case.
  const subject =
    message.subject && bare(message.subject) !== bare(mailSubject ?? "") ? message.subject : null;
  return (
    <article
      className={styles.message}
      data-ours={ours || undefined}
      data-state={message.state ?? undefined}
      data-gone={gone || undefined}
      data-message={message.id}
    >
      <header className={styles.byline}>
        <strong>{name}</strong>
        {message.author.handle && message.author.handle !== name && (
          <span className={styles.handle}>{message.author.handle}</span>
        )}
        <span className={styles.bylineGap} />
        {message.edited_at && !gone && (
          <span title={words.timeline.editedAt(fullTime(message.edited_at))}>
            {words.timeline.edited}
          </span>
        )}
        <time dateTime={message.at} title={fullTime(message.at)}>
          {timeOfDay(message.at)}
        </time>
      </header>
      {gone ? (
        <p className={styles.tombstone}>
          {ours ? words.timeline.deletedOurs : words.timeline.deleted}
        </p>
      ) : (
        <>
          {subject && <p className={styles.mailSubject}>{subject}</p>}
          {message.html && !plain ? (
            <MailFrame html={message.html} name={name} />
          ) : (
            <p className={styles.text} dir="auto">
              {message.text}
            </p>
          )}
          {message.html && (
            <button type="button" className={styles.plainSwitch} onClick={() => setPlain(!plain)}>
              {plain ? words.timeline.showHtml : words.timeline.showPlain}
            </button>
          )}
          <Attachments message={message} />
          {message.assessment && <Reading text={message.text} assessment={message.assessment} />}
        </>
      )}
      {ours && <OutgoingState message={message} customer={customer} />}
    </article>
  );
});

/** A subject without the "Re:" and "AW:" that replies pile up. */
export function bare(subject: string): string {
  return subject
    .replace(/^\s*(?:(?:re|aw|sv|fwd?|wg|tr|rv|antw)\s*(?:\[\d+\])?\s*:\s*)+/i, "")
    .trim();
}

/** Links, never embedded: loading them would tell the sender that somebody looks. */
function Attachments({ message }: { message: Message }) {
  if (message.attachments.length === 0) return null;
  return (
    <ul className={styles.attachments}>
      {message.attachments.map((each) => (
        <li key={each.url}>
          <a
            href={safeAddress(each.url)}
            target="_blank"
            rel="noreferrer noopener"
            title={words.timeline.opensOutside}
          >
            <Paperclip size={13} />
            {each.name ?? `${words.timeline.attachment} (${each.type})`}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A platform's URL may be anything; only these may be followed from inside the desk. */
function safeAddress(url: string): string | undefined {
  return /^(https?:\/\/|\/)/i.test(url) ? url : undefined;
}

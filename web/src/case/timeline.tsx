import { Eye, Lock } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { CaseDetail } from "../api/types";
import { useNow } from "../time/clock";
import { dayName, daysAgo, roundReach, timeOfDay, withTimesSaid } from "../time/say";
import { words } from "../words";
import styles from "./case.module.css";
import { MessageBlock } from "./message_block";
import { type Day, daysOf, type MessageRun } from "./runs";

const nearBottomPx = 120;

export function Timeline({ detail }: { detail: CaseDetail }) {
  const days = useMemo(() => daysOf(detail.timeline), [detail.timeline]);
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);

  // Open at the newest message, and stay there while things grow (a late iframe, a new message),
  // unless the agent has scrolled up to read.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);
  useEffect(() => {
    const element = scroller.current;
    const content = inner.current;
    if (!element || !content || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(content);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div
      ref={scroller}
      className={styles.timeline}
      role="log"
      aria-label={words.timeline.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        const below =
          currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
        atBottom.current = below < nearBottomPx;
      }}
    >
      <div ref={inner} className={styles.timelineInner}>
        {days.map((day) => (
          <section key={day.key} className={styles.day}>
            <DayRule day={day} />
            {day.stretches.map((stretch) =>
              stretch.type === "run" ? (
                <Run key={stretch.id} run={stretch} detail={detail} />
              ) : (
                <p key={`event-${stretch.id}`} className={styles.happening}>
                  <span>
                    {stretch.actor && !stretch.text.startsWith(stretch.actor.name) && (
                      <strong>{stretch.actor.name} </strong>
                    )}
                    {withTimesSaid(stretch.text)}
                  </span>
                  <time dateTime={stretch.at}>{timeOfDay(stretch.at)}</time>
                </p>
              ),
            )}
          </section>
        ))}
      </div>
    </div>
  );
}

function DayRule({ day }: { day: Day }) {
  const ago = daysAgo(day.at, useNow());
  const name =
    ago === 0 ? words.timeline.today : ago === 1 ? words.timeline.yesterday : dayName(day.at);
  return (
    <h3 className={styles.dayRule}>
      <span>{name}</span>
    </h3>
  );
}

function Run({ run, detail }: { run: MessageRun; detail: CaseDetail }) {
  const conversation = detail.conversations.find((each) => each.id === run.conversationId);
  const channel = conversation?.channel.name ?? detail.channel.name;
  const isPublic = run.visibility === "public";
  const reach = detail.customer.followers;
  return (
    <div className={styles.run} data-visibility={run.visibility}>
      <p className={run.moved ? styles.runHead : "spoken"}>
        {isPublic ? <Eye size={13} strokeWidth={1.75} /> : <Lock size={13} strokeWidth={1.75} />}
        <span>{isPublic ? words.timeline.public(channel) : words.timeline.private(channel)}</span>
        {isPublic && (
          <span className={styles.runReach}>
            {reach ? words.timeline.seenBy(roundReach(reach)) : words.timeline.anyone}
          </span>
        )}
      </p>
      {run.messages.map((message) => (
        <MessageBlock
          key={message.id}
          message={message}
          customer={detail.customer}
          mailSubject={conversation?.subject ?? null}
        />
      ))}
    </div>
  );
}

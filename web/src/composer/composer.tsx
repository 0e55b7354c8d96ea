/*
 * The composer: where the words will stand, the words, what is wrong with them, and Send.
 *
 * Send is stopped by errors and says what to do; the way past them is a reason on record. It is also
 * stopped when the customer or a colleague wrote while the draft grew: the new message is shown in
 * the thread and the agent says that it has been read. The draft is kept through all of it.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import type { CaseDetail, Conversation, Message } from "../api/types";
import { Button } from "../parts/button";
import { modKey, useKeys } from "../shell/keys";
import { useSession } from "../shell/shell";
import { words } from "../words";
import styles from "./composer.module.css";
import { type Draft, emptyDraft, loadDraft, newKey, onGivenBack, saveDraft } from "./draft";
import { createEditor, type Editor } from "./editor";
import { fixOf, holdersOf, type PlacedFinding, place, signature, stoppersOf } from "./findings";
import { Ground } from "./ground";
import { lengthIn } from "./length";
import { Notes } from "./notes";
import { Override } from "./override";
import { useLint } from "./use_lint";
import { type Overriding, useSend } from "./use_send";

/** Where an answer goes unless the agent says otherwise: where the customer wrote last. */
export function usualConversation(detail: CaseDetail): Conversation | null {
  const lastIn = detail.timeline.findLast(
    (item): item is Message => item.type === "message" && item.from === "customer",
  );
  const answerable = detail.conversations.filter((each) => each.can_reply);
  return (
    answerable.find((each) => each.id === lastIn?.conversation_id) ??
    answerable[0] ??
    detail.conversations[0] ??
    null
  );
}

/**
 * What the customer or a colleague wrote last, as it reached the desk: by id, not by time, because an
 * e-mail may carry an old date and still be news.
 */
export function newestForeign(detail: CaseDetail, me: string): Message | null {
  let newest: Message | null = null;
  for (const item of detail.timeline) {
    if (item.type !== "message" || item.state === "cancelled") continue;
    if (item.direction === "out" ? item.author.user_id === me : item.from === "other") continue;
    if (newest === null || isNewer(item.id, newest.id)) newest = item;
  }
  return newest;
}

export function Composer({ detail }: { detail: CaseDetail }) {
  const me = useSession().user;
  const [draft, setDraft] = useState<Draft>(() => loadDraft(detail.id));
  const [overriding, setOverriding] = useState(false);
  const [chosen, setChosen] = useState<string | null>(draft.conversationId);
  const conversation =
    detail.conversations.find((each) => each.id === chosen && each.can_reply) ??
    usualConversation(detail);

  const newest = newestForeign(detail, me.id);
  const begun = draft.text.trim() !== "";
  const [refusedFor, setRefusedFor] = useState<string | null>(null);
  const newestId = laterOf(newest?.id ?? null, refusedFor);
  const unread = begun && isNewer(newestId, draft.seenMessageId);

  const question =
    conversation && begun
      ? {
          text: draft.text,
          channel: conversation.channel.kind,
          visibility: conversation.visibility,
          case_id: detail.id,
          conversation_id: conversation.id,
        }
      : null;
  const lint = useLint(question);
  const findings = useMemo(
    () => place(lint.result.findings, lint.result.text, draft.kept),
    [lint.result, draft.kept],
  );
  const errors = stoppersOf(findings);
  const holders = holdersOf(findings);
  // What would have to be overridden: what stops the answer, or else what only delays it.
  const objections = errors.length > 0 ? errors : holders;

  const change = (patch: Partial<Draft>) =>
    setDraft((before) => {
      const next = { ...before, ...patch };
      saveDraft(detail.id, next);
      return next;
    });
  const edited = (text: string) => {
    const starting = draft.text.trim() === "" && text.trim() !== "";
    change(starting ? { text, seenMessageId: newest?.id ?? null } : { text });
  };

  const editor = useRef<Editor | null>(null);
  const send = useSend(detail, conversation, {
    onSent: () => {
      const fresh = emptyDraft();
      saveDraft(detail.id, fresh);
      setDraft(fresh);
      setOverriding(false);
      editor.current?.replace("");
    },
    onRefused: (problem) => {
      // A definite no: nothing left, so the next try is a new one.
      if (!problem.outcomeUnknown) change({ key: newKey() });
      setRefusedFor((before) => laterOf(before, problem.newerMessageId));
      if (problem.findings.length > 0) lint.put({ findings: problem.findings, text: draft.text });
    },
  });
  const stopped = errors.length > 0 || unread || !conversation?.can_reply;
  const trySend = (overrides: Overriding[] = []) => {
    if (!begun || send.isPending || unread || !conversation?.can_reply) return;
    if (errors.length > 0 && overrides.length === 0) return;
    send.mutate({ draft, overrides });
  };

  const mend = (finding: PlacedFinding) => {
    const edit = fixOf(finding, lint.result.text);
    // The fix belongs to the text it was found in; a newer text gets a newer finding in a moment.
    if (!edit || lint.result.text !== editor.current?.text()) return;
    editor.current.change(edit.from, edit.to, edit.insert);
    editor.current.focus();
  };
  const keep = (finding: PlacedFinding) => {
    change({ kept: [...draft.kept, signature(finding)] });
    editor.current?.focus();
  };

  const host = useEditor(editor, draft.text, {
    onChange: edited,
    onSend: () => trySend(),
    onNumber: (number, leave) => {
      const finding = findings.find((each) => each.number === number);
      if (!finding) return false;
      if (leave) {
        if (finding.severity !== "error") keep(finding);
      } else mend(finding);
      return true;
    },
  });
  useEffect(() => {
    if (lint.result.text === editor.current?.text()) editor.current.show(findings);
  }, [findings, lint.result.text]);
  useEffect(() => onGivenBack(detail.id, (text) => editor.current?.replace(text)), [detail.id]);
  useKeys({ r: () => editor.current?.focus() });

  if (!conversation) return <p className={styles.cannot}>{words.composer.noConversation}</p>;

  const used = conversation.length
    ? lengthIn(draft.text, conversation.length.unit, conversation.channel.kind)
    : 0;
  const left = conversation.length ? conversation.length.max - used : null;

  return (
    <section
      className={styles.composer}
      data-visibility={conversation.visibility}
      aria-label={words.composer.label}
    >
      <Ground
        detail={detail}
        conversation={conversation}
        onChoose={(id) => {
          setChosen(id);
          change({ conversationId: id });
          editor.current?.focus();
        }}
      />
      {unread && (
        <div className={styles.newer} role="alert">
          <span>{words.composer.newer(newest?.author.name ?? detail.customer.name)}</span>
          <Button small onPress={() => change({ seenMessageId: newestId, key: newKey() })}>
            {words.composer.newerSend}
          </Button>
        </div>
      )}
      <div className={styles.sheet} data-notes={findings.length > 0 || undefined}>
        <div ref={host} className={styles.editor} />
        <Notes
          findings={findings}
          onFix={mend}
          onKeep={keep}
          onPoint={(finding) => editor.current?.pointAt(finding)}
        />
      </div>
      {overriding && objections.length > 0 ? (
        <Override
          errors={objections}
          sending={send.isPending}
          onSend={trySend}
          onBack={() => setOverriding(false)}
        />
      ) : (
        <footer className={styles.foot}>
          <p
            className={styles.say}
            role="status"
            data-tone={errors.length > 0 || (send.error && !unread) ? "error" : undefined}
          >
            {!conversation.can_reply
              ? `${words.composer.cannot}${conversation.why_not ? `: ${conversation.why_not}` : ""}`
              : errors.length > 0
                ? words.composer.stopped(errors.length)
                : send.error && !unread
                  ? `${words.composer.failed}: ${send.error.message}`
                  : lint.state === "failed"
                    ? words.composer.notChecked
                    : ""}
          </p>
          {objections.length > 0 && conversation.can_reply && (
            <Button look="quiet" small onPress={() => setOverriding(true)}>
              {errors.length > 0 ? words.composer.override : words.composer.sendNow}
            </Button>
          )}
          {left !== null && begun && (
            <span className={styles.left} data-over={left < 0 || undefined}>
              {left < 0 ? words.composer.over(-left) : words.composer.left(left)}
            </span>
          )}
          <Button
            look="strong"
            isDisabled={!begun || stopped || send.isPending}
            onPress={() => trySend()}
            shortcut={`${modKey}↵`}
          >
            {send.isPending
              ? words.composer.sending
              : holders.length > 0
                ? words.composer.sendLater
                : words.composer.send}
          </Button>
        </footer>
      )}
    </section>
  );
}

/** Ids are numbers written as text: longer is larger. Nothing is newer than what was never noted. */
function isNewer(id: string | null, seenId: string | null): boolean {
  if (id === null || seenId === null) return false;
  return id.length > seenId.length || (id.length === seenId.length && id > seenId);
}

function laterOf(a: string | null, b: string | null): string | null {
  return a === null || isNewer(b, a) ? b : a;
}

interface EditorActions {
  onChange: (text: string) => void;
  onSend: () => void;
  onNumber: (number: number, leave: boolean) => boolean;
}

/** Mounts the editor once; the callbacks it calls are always the latest. */
function useEditor(
  editor: { current: Editor | null },
  initialText: string,
  actions: EditorActions,
) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(actions);
  latest.current = actions;
  const initial = useRef(initialText);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const created = createEditor({
      host: element,
      text: initial.current,
      label: words.composer.label,
      placeholder: words.composer.placeholder,
      onChange: (text) => latest.current.onChange(text),
      onSend: () => latest.current.onSend(),
      onLeave: () => (element.ownerDocument.activeElement as HTMLElement | null)?.blur(),
      onNumber: (number, leave) => latest.current.onNumber(number, leave),
    });
    editor.current = created;
    return () => {
      editor.current = null;
      created.destroy();
    };
  }, [editor]);
  return host;
}

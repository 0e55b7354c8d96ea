/* What became of our message, in words, with the one thing that can be done about it. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, CheckCheck, Clock, TriangleAlert } from "lucide-react";
import { call, Problem } from "../api/client";
import { applyMessage } from "../api/queries";
import type { CaseDetail, Customer, Message, OutgoingState as State } from "../api/types";
import { giveBack } from "../composer/draft";
import { Button } from "../parts/button";
import { firstName } from "../parts/names";
import { useKeys } from "../shell/keys";
import { now, useSecond } from "../time/clock";
import { timeOfDay, timeThere } from "../time/say";
import { words } from "../words";
import styles from "./case.module.css";
import { undoUntil } from "./undo";

export function OutgoingState({ message, customer }: { message: Message; customer: Customer }) {
  switch (message.state) {
    case null:
      return null;
    case "queued":
      return <Queued message={message} />;
    case "held":
      return <Held message={message} customer={customer} />;
    case "failed":
    case "unknown":
      return <Failed message={message} />;
    case "accepted":
      return <Line icon={<Check size={13} />} text={words.outgoing.accepted} />;
    case "delivered":
      return <Line icon={<CheckCheck size={13} />} text={words.outgoing.delivered} />;
    default:
      return <Line icon={<Clock size={13} />} text={words.outgoing[message.state]} />;
  }
}

function Line({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <p className={styles.outgoing}>
      {icon}
      {text}
    </p>
  );
}

function useUndo(message: Message) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<{ state: State; text: string }>("POST", `/messages/${message.id}/undo`),
    onSuccess: ({ state, text }) => {
      applyMessage(client, { ...message, state });
      giveBack(message.case_id, text ?? message.text);
    },
    onError: (error) => {
      if (error instanceof Problem && error.status === 409) {
        void client.invalidateQueries({ queryKey: ["case", message.case_id] });
      }
    },
  });
}

function Queued({ message }: { message: Message }) {
  useSecond();
  const undo = useUndo(message);
  const until = undoUntil(message.id) ?? message.send_at;
  const seconds = until ? Math.ceil((Date.parse(until) - now()) / 1_000) : 0;
  const open = seconds > 0;
  useKeys({ z: () => undo.mutate() }, open);
  return (
    <p className={styles.outgoing}>
      <Clock size={13} />
      {undo.error ? words.outgoing.tooLate : words.outgoing.queued(Math.max(0, seconds))}
      {open && (
        <Button small onPress={() => undo.mutate()} isDisabled={undo.isPending} shortcut="Z">
          {words.outgoing.undo}
        </Button>
      )}
    </p>
  );
}

function Held({ message, customer }: { message: Message; customer: Customer }) {
  const undo = useUndo(message);
  const at = message.send_at;
  const there = at ? timeThere(Date.parse(at), customer.time_zone) : null;
  const text = there
    ? words.outgoing.held(there, firstName(customer.name))
    : at
      ? words.outgoing.heldPlain(timeOfDay(at))
      : words.outgoing.awaiting_approval;
  return (
    <p className={styles.outgoing}>
      <Clock size={13} />
      {text}
      <Button small look="quiet" onPress={() => undo.mutate()} isDisabled={undo.isPending}>
        {words.outgoing.undo}
      </Button>
    </p>
  );
}

/* Whoever presses "Send again" has the thread on screen as it is now. */
function newestShown(client: QueryClient, message: Message): string {
  const shown = client.getQueryData<CaseDetail>(["case", message.case_id]);
  const ids = (shown?.timeline ?? []).flatMap((entry) =>
    entry.type === "message" ? [BigInt(entry.id)] : [],
  );
  return ids.reduce((newest, id) => (id > newest ? id : newest), BigInt(message.id)).toString();
}

function whyNot(error: Error): string {
  return (error instanceof Problem && error.findings[0]?.message) || error.message;
}

function Failed({ message }: { message: Message }) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      call<{ state: State }>("POST", `/messages/${message.id}/retry`, {
        body: { seen_message_id: newestShown(client, message) },
      }),
    onSuccess: ({ state }) => applyMessage(client, { ...message, state, error: null }),
  });
  const failed = message.state === "failed";
  const reason = message.error;
  return (
    <p className={styles.outgoing} data-bad={failed || undefined}>
      <TriangleAlert size={13} />
      {retry.error
        ? whyNot(retry.error)
        : failed
          ? reason
            ? words.outgoing.failedWhy(reason)
            : words.outgoing.failed
          : words.outgoing.unknown}
      <Button small onPress={() => retry.mutate()} isDisabled={retry.isPending}>
        {retry.isPending ? words.outgoing.retrying : words.outgoing.retry}
      </Button>
    </p>
  );
}

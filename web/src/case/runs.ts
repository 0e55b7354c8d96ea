/*
 * The timeline as it is drawn: days, and within a day runs of messages that stand on one ground (one
 * conversation), with small happenings between them.
 */
import type { Happening, Message, TimelineItem } from "../api/types";
import { dayKey } from "../time/say";

export interface MessageRun {
  type: "run";
  id: string;
  conversationId: string;
  visibility: "public" | "private";
  /** The run before it, today, stood elsewhere: say where this one stands. */
  moved: boolean;
  messages: Message[];
}

export type Stretch = MessageRun | Happening;

export interface Day {
  key: string;
  /** A time within the day, to name it by. */
  at: string;
  stretches: Stretch[];
}

export function daysOf(timeline: TimelineItem[]): Day[] {
  const days: Day[] = [];
  for (const item of timeline) {
    const key = dayKey(item.at);
    let day = days.at(-1);
    if (!day || day.key !== key) {
      day = { key, at: item.at, stretches: [] };
      days.push(day);
    }
    if (item.type === "event") {
      day.stretches.push(item);
      continue;
    }
    const last = day.stretches.at(-1);
    if (last?.type === "run" && last.conversationId === item.conversation_id) {
      last.messages.push(item);
    } else {
      const before = day.stretches.findLast((each) => each.type === "run");
      day.stretches.push({
        type: "run",
        moved: before?.conversationId !== item.conversation_id,
        id: item.id,
        conversationId: item.conversation_id,
        visibility: item.visibility,
        messages: [item],
      });
    }
  }
  return days;
}

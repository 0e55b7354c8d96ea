import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, Problem } from "../api/client";
import { applyMessage } from "../api/queries";
import type { CaseDetail, Conversation, Message, ReplyAnswer } from "../api/types";
import { rememberUndo } from "../case/undo";
import { useSession } from "../shell/shell";
import { now } from "../time/clock";
import type { Draft } from "./draft";

export interface Overriding {
  rule: string;
  reason: string;
}

interface Sending {
  draft: Draft;
  overrides: Overriding[];
}

interface Outcome {
  onSent: () => void;
  onRefused: (problem: Problem) => void;
}

export function useSend(detail: CaseDetail, conversation: Conversation | null, outcome: Outcome) {
  const client = useQueryClient();
  const me = useSession().user;
  return useMutation({
    mutationFn: ({ draft, overrides }: Sending) =>
      call<ReplyAnswer>("POST", `/cases/${detail.id}/replies`, {
        idempotencyKey: draft.key,
        body: {
          conversation_id: conversation?.id,
          text: draft.text,
          ...(draft.seenMessageId ? { seen_message_id: draft.seenMessageId } : {}),
          ...(overrides.length > 0 ? { override: overrides } : {}),
        },
      }),
    onSuccess: (answer, { draft }) => {
      rememberUndo(answer.message_id, answer.undo_until);
      const known = client
        .getQueryData<CaseDetail>(["case", detail.id])
        ?.timeline.some((item) => item.type === "message" && item.id === answer.message_id);
      // The event stream may have been faster, and may already know of a later state.
      if (conversation && !known) {
        // Shown at once; the event stream brings the stored message under the same id.
        const message: Message = {
          type: "message",
          id: answer.message_id,
          channel_id: conversation.channel.id,
          external_id: null,
          conversation_id: conversation.id,
          case_id: detail.id,
          direction: "out",
          visibility: conversation.visibility,
          at: new Date(now()).toISOString(),
          author: { name: me.name, handle: null, user_id: me.id },
          from: "us",
          text: draft.text,
          html: null,
          subject: null,
          attachments: [],
          edited_at: null,
          deleted_at: null,
          state: answer.state,
          send_at: answer.send_at,
          error: null,
        };
        applyMessage(client, message);
      }
      outcome.onSent();
    },
    onError: (error) => {
      if (!(error instanceof Problem)) return;
      // Somebody wrote meanwhile: bring their words onto the screen.
      if (error.status === 409) void client.invalidateQueries({ queryKey: ["case", detail.id] });
      outcome.onRefused(error);
    },
  });
}

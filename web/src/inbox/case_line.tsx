import { useQueryClient } from "@tanstack/react-query";
import { memo } from "react";
import { caseQuery } from "../api/queries";
import type { CaseRow } from "../api/types";
import { useHasDraft } from "../composer/draft";
import { ChannelGlyph, ClockRing, HeatBar, KindChip, OwnerDot } from "../parts/marks";
import { timeOfDay } from "../time/say";
import { words } from "../words";
import styles from "./inbox.module.css";

interface Props {
  row: CaseRow;
  gone: boolean;
  me: string;
  top: number;
  position: number;
  /** -1 while more pages are to come: then nobody knows. */
  total: number;
  isOpen: boolean;
  hasCursor: boolean;
  onOpen: (id: string) => void;
}

/** One case in two lines. */
export const CaseLine = memo(function CaseLine({
  row,
  gone,
  me,
  top,
  position,
  total,
  isOpen,
  hasCursor,
  onOpen,
}: Props) {
  const client = useQueryClient();
  const drafted = useHasDraft(row.id);
  const last = row.last_message;
  const speaker =
    last?.direction === "out"
      ? row.owner?.id === me
        ? words.list.youWrote
        : words.list.weWrote
      : null;
  return (
    // Keys are handled by the listbox, which keeps the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox points here by aria-activedescendant
    <div
      id={`case-${row.id}`}
      role="option"
      aria-selected={isOpen}
      aria-posinset={position}
      aria-setsize={total}
      className={styles.row}
      data-open={isOpen || undefined}
      data-cursor={hasCursor || undefined}
      data-gone={gone || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(row.id)}
      onPointerEnter={() => void client.prefetchQuery(caseQuery(row.id))}
    >
      <HeatBar fiasco={row.fiasco} />
      <div className={styles.rowBody}>
        <div className={styles.rowTop}>
          <ChannelGlyph kind={row.channel.kind} />
          <span className={styles.name}>{row.customer.name || row.customer.handle}</span>
          <KindChip kind={row.kind} />
          <span className={styles.rowGap} />
          {gone ? (
            <span className={styles.goneWord}>
              {words.list.gone[row.status === "open" ? "moved" : row.status]}
            </span>
          ) : row.status === "open" && row.due_at ? (
            <ClockRing row={row} />
          ) : (
            last && <span className={styles.when}>{timeOfDay(last.at)}</span>
          )}
        </div>
        <div className={styles.rowBottom}>
          <span className={styles.first}>
            {drafted && <span className={styles.drafted}>{words.list.draft} </span>}
            {speaker && <span className={styles.speaker}>{speaker} </span>}
            {last?.text ?? row.subject ?? ""}
          </span>
          <OwnerDot owner={row.owner} me={me} />
        </div>
      </div>
    </div>
  );
});

/* The small marks of a case: heat bar, clock ring, channel glyph, owner's dot, kind chip. */
import {
  AtSign,
  Globe,
  Mail,
  MessageCircle,
  MessageSquare,
  MessagesSquare,
  Phone,
  Rss,
  Star,
  Webhook,
} from "lucide-react";
import type { CaseRow, Named } from "../api/types";
import { useNow } from "../time/clock";
import { dashOf, heatOfIndex, ringAt } from "../time/ring";
import { shortSpan } from "../time/say";
import { channelKind, words } from "../words";
import styles from "./marks.module.css";
import { initials } from "./names";
import parts from "./parts.module.css";

export function HeatBar({ fiasco }: { fiasco: number }) {
  return (
    <span
      className={styles.heatTrack}
      data-heat={heatOfIndex(fiasco)}
      role="img"
      aria-label={words.list.heat(fiasco)}
      title={words.list.heat(fiasco)}
    >
      <span className={styles.heatBar} style={{ height: `${Math.max(6, fiasco)}%` }} />
    </span>
  );
}

const ringRadius = 5.5;

export function ClockRing({ row }: { row: Pick<CaseRow, "due_at" | "last_in_at" | "status"> }) {
  const nowMs = useNow();
  const ring = row.status === "open" ? ringAt(row.due_at, row.last_in_at, nowMs) : null;
  if (!ring) return null;
  const span = shortSpan(ring.remainingMs);
  const label = ring.overdue ? words.clock.late(span) : words.clock.left(span);
  return (
    <span
      className={styles.clock}
      data-heat={ring.heat}
      data-overdue={ring.overdue || undefined}
      title={label}
    >
      <span className={styles.clockText}>
        {ring.overdue ? "−" : ""}
        {span}
      </span>
      <svg viewBox="0 0 14 14" width="14" height="14" role="img" aria-label={label}>
        <circle cx="7" cy="7" r={ringRadius} className={styles.ringGround} />
        <circle
          cx="7"
          cy="7"
          r={ringRadius}
          className={styles.ringLeft}
          strokeDasharray={dashOf(ring.overdue ? 1 : ring.left, ringRadius)}
          transform="rotate(-90 7 7)"
        />
      </svg>
    </span>
  );
}

const glyphs: Record<string, typeof Mail> = {
  email: Mail,
  webhook: Webhook,
  mastodon: MessageSquare,
  bluesky: AtSign,
  x: AtSign,
  phone: Phone,
  sms: MessageCircle,
  whatsapp: MessageCircle,
  messenger: MessageCircle,
  telegram: MessageCircle,
  webchat: MessagesSquare,
  google_reviews: Star,
  trustpilot: Star,
  app_store: Star,
  play_store: Star,
  feed: Rss,
};

export function ChannelGlyph({ kind, size = 14 }: { kind: string; size?: number }) {
  const Glyph = glyphs[kind] ?? Globe;
  return (
    <Glyph
      size={size}
      strokeWidth={1.75}
      className={styles.glyph}
      role="img"
      aria-label={channelKind(kind)}
    />
  );
}

export function OwnerDot({ owner, me }: { owner: Named | null; me: string }) {
  const label = owner ? words.list.ownedBy(owner.name) : words.list.nobody;
  const look = !owner ? parts.dotNobody : owner.id === me ? parts.dotMine : "";
  return (
    <span className={`${parts.dot} ${look}`} role="img" aria-label={label} title={label}>
      {owner ? initials(owner.name) : ""}
    </span>
  );
}

export function KindChip({ kind }: { kind: string }) {
  return <span className={parts.chip}>{words.kinds[kind] ?? kind}</span>;
}

/* The open case: its head with the actions, the timeline, the composer at the foot, the card. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, PanelRight } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Problem } from "../api/client";
import { caseQuery, useChangeCase } from "../api/queries";
import type { CaseDetail } from "../api/types";
import { Button } from "../parts/button";
import { ChannelGlyph, ClockRing, KindChip } from "../parts/marks";
import { Empty, Patience, Trouble } from "../parts/states";
import { useKeys } from "../shell/keys";
import { useSession } from "../shell/shell";
import { fullTime } from "../time/say";
import { words } from "../words";
import styles from "./case.module.css";
import { CustomerCard } from "./customer_card";
import { SnoozeMenu } from "./snooze";
import { Timeline } from "./timeline";

// The editor is a third of the whole program: the list need not wait for it.
const Composer = lazy(() =>
  import("../composer/composer").then((module) => ({ default: module.Composer })),
);
const route = getRouteApi("/cases/$caseId");
const cardKey = "aplomb.card";

export function CasePane() {
  const { caseId } = route.useParams();
  const query = useQuery(caseQuery(caseId));
  if (query.isPending) return <Patience text={words.pane.loading} />;
  if (query.error) {
    if (query.error instanceof Problem && query.error.status === 404) {
      return <Empty title={words.problem.notFoundTitle} text={words.problem.notFoundText} />;
    }
    return <Trouble error={query.error} again={() => query.refetch()} />;
  }
  return <OpenCase key={caseId} detail={query.data} />;
}

function OpenCase({ detail }: { detail: CaseDetail }) {
  const me = useSession().user;
  const navigate = useNavigate();
  const change = useChangeCase();
  const [card, setCard] = useCardShown();
  const [snoozing, setSnoozing] = useState(false);
  const mine = detail.owner?.id === me.id;
  const done = detail.status === "closed";

  const take = () => change.mutate({ id: detail.id, change: { owner_id: mine ? null : me.id } });
  const close = () =>
    change.mutate({ id: detail.id, change: { status: done ? "open" : "closed" } });
  const toggleCard = () => setCard(!card);
  useKeys({ a: take, e: close, s: () => setSnoozing(true), c: toggleCard });
  useEffect(() => {
    const before = document.title;
    document.title = `${detail.customer.name} · ${words.product}`;
    return () => {
      document.title = before;
    };
  }, [detail.customer.name]);

  const stale = change.error instanceof Problem && change.error.status === 409;
  return (
    <div className={styles.case} data-card={card || undefined}>
      <div className={styles.middle}>
        <header className={styles.head}>
          <Button
            look="quiet"
            iconOnly
            aria-label={words.list.backToList}
            onPress={() => void navigate({ to: "/cases", search: true })}
          >
            <ArrowLeft size={16} />
          </Button>
          <div className={styles.who}>
            <h2 className={styles.title}>
              <ChannelGlyph kind={detail.channel.kind} size={15} />
              <span>{detail.customer.name}</span>
              <KindChip kind={detail.kind} />
            </h2>
            <p className={styles.sub}>
              {detail.subject && <span className={styles.subject}>{detail.subject}</span>}
              <span>
                {detail.status === "snoozed" && detail.snooze_until
                  ? words.pane.snoozedUntil(fullTime(detail.snooze_until))
                  : (words.pane.status[detail.status] ?? detail.status)}
              </span>
              <ClockRing row={detail} />
              {detail.owner && !mine && <span>{words.pane.ownedBy(detail.owner.name)}</span>}
            </p>
          </div>
          <div className={styles.actions}>
            <Button
              onPress={take}
              shortcut="A"
              look={mine ? "quiet" : "plain"}
              aria-pressed={mine}
              isDisabled={change.isPending}
            >
              {mine ? words.pane.taken : words.pane.take}
            </Button>
            <SnoozeMenu
              isOpen={snoozing}
              onOpenChange={setSnoozing}
              onSnooze={(until) =>
                change.mutate({
                  id: detail.id,
                  change: { status: "snoozed", snooze_until: until },
                })
              }
            />
            <Button onPress={close} shortcut="E" look="quiet" isDisabled={change.isPending}>
              {done ? words.pane.reopen : words.pane.close}
            </Button>
            <Button
              look="quiet"
              iconOnly
              aria-label={card ? words.pane.foldCard : words.pane.showCard}
              aria-expanded={card}
              onPress={toggleCard}
            >
              <PanelRight size={16} strokeWidth={1.75} />
            </Button>
          </div>
        </header>
        {change.error && (
          <p className={styles.trouble} role="alert">
            {stale ? words.pane.staleTitle : change.error.message}
          </p>
        )}
        <Timeline detail={detail} />
        <Suspense fallback={<div className={styles.composerPlace} />}>
          <Composer detail={detail} />
        </Suspense>
      </div>
      {card && <CustomerCard detail={detail} onFold={toggleCard} />}
    </div>
  );
}

/** Folded or not, remembered in this browser; folded at first where there is no room for it. */
function useCardShown(): [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useState(() => {
    try {
      const held = localStorage.getItem(cardKey);
      if (held !== null && window.innerWidth > 720) return held === "shown";
    } catch {
      // Storage is forbidden: fall through to what the width suggests.
    }
    return window.innerWidth >= 1240;
  });
  return [
    shown,
    (next) => {
      setShown(next);
      try {
        if (window.innerWidth > 720) localStorage.setItem(cardKey, next ? "shown" : "folded");
      } catch {
        // Not remembered, then.
      }
    },
  ];
}

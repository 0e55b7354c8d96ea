import type { CaseDetail, DueReading, FiascoParts, OfferMade } from "../api/types";
import { HeatBar } from "../parts/marks";
import { fullTime } from "../time/say";
import { words } from "../words";
import styles from "./card.module.css";
import { Fact } from "./fact";

/** How the case stands and why: what the fiasco index is made of, by when, and what we gave our word on. */
export function Standing({ detail }: { detail: CaseDetail }) {
  const due = detail.why_due ?? [];
  const promises = detail.promises ?? [];
  const offers = detail.offers ?? [];
  return (
    <>
      <h4 className={styles.cardSection}>
        <span className={styles.heatFact}>
          <HeatBar fiasco={detail.fiasco} /> {words.card.heat} {detail.fiasco}
        </span>
      </h4>
      {detail.fiasco_parts && detail.status === "open" && <Parts parts={detail.fiasco_parts} />}
      {due.length > 0 && <h4 className={styles.cardSection}>{words.card.due}</h4>}
      <dl className={styles.facts}>
        {due.map((reading) => (
          <Fact key={reading.kind} name={words.card.clocks[reading.kind]}>
            {reading.due_at ? fullTime(reading.due_at) : words.card.standsStill}
            <span className={styles.aside}>{reasonOf(reading)}</span>
          </Fact>
        ))}
      </dl>
      {promises.length + offers.length > 0 && (
        <h4 className={styles.cardSection}>{words.card.ourWord}</h4>
      )}
      <ul className={styles.given}>
        {promises.map((promise) => (
          <li key={promise.id} data-state={promise.state}>
            “{promise.words}”
            <span className={styles.aside}>
              {words.card.promise(
                words.card.promiseStates[promise.state] ?? promise.state,
                fullTime(promise.due_at),
              )}
            </span>
          </li>
        ))}
        {offers.map((offer) => (
          <li key={offer.id} data-state={offer.state}>
            {titleOf(offer)}
            <span className={styles.aside}>
              {words.card.offerStates[offer.state] ?? offer.state}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The points, largest first, so that the eye falls on what drives the index. */
function Parts({ parts }: { parts: FiascoParts }) {
  const named = (["severity", "reach", "spread", "waiting"] as const)
    .map((name) => ({ name, points: parts[name] }))
    .sort((a, b) => b.points - a.points);
  return (
    <dl className={styles.facts} title={words.card.formula}>
      {named.map(({ name, points }) => (
        <Fact key={name} name={words.card.parts[name]}>
          {points < 0 ? `−${Math.round(-points)}` : `+${Math.round(points)}`}
        </Fact>
      ))}
    </dl>
  );
}

function reasonOf(reading: DueReading): string {
  const parts = [reading.standard];
  if (reading.calendar) parts.push(reading.calendar);
  if (reading.shortened_percent > 0) parts.push(words.card.shortened(reading.shortened_percent));
  return parts.join(" · ");
}

function titleOf(offer: OfferMade): string {
  const hasAmount = Number(offer.amount) > 0;
  return hasAmount ? `${offer.title}, ${offer.amount} ${offer.currency ?? ""}`.trim() : offer.title;
}

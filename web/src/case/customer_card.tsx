import { X } from "lucide-react";
import type { CaseDetail } from "../api/types";
import { Button } from "../parts/button";
import { ChannelGlyph } from "../parts/marks";
import { initials } from "../parts/names";
import { useNow } from "../time/clock";
import { aboutSpan, cityOf, fullTime, hourThere, languageName, timeThere } from "../time/say";
import { channelKind, words } from "../words";
import styles from "./card.module.css";
import { Fact } from "./fact";
import { Standing } from "./standing";

/** Who this is: what we know, and plainly what we do not know yet. */
export function CustomerCard({ detail, onFold }: { detail: CaseDetail; onFold: () => void }) {
  const { customer } = detail;
  const nowMs = useNow();
  const there = timeThere(nowMs, customer.time_zone);
  const hour = hourThere(nowMs, customer.time_zone);
  const night = hour !== null && (hour >= 22 || hour < 7);
  return (
    <aside className={styles.card} aria-label={words.card.label}>
      <header className={styles.cardHead}>
        <span className={styles.portrait} aria-hidden="true">
          {initials(customer.name)}
        </span>
        <div className={styles.cardName}>
          <h3>{customer.name}</h3>
          <p>{customer.handle}</p>
        </div>
        <Button look="quiet" iconOnly aria-label={words.pane.foldCard} onPress={onFold}>
          <X size={14} />
        </Button>
      </header>
      <dl className={styles.facts}>
        {customer.followers !== null && (
          <Fact name={words.card.followersName}>{customer.followers.toLocaleString()}</Fact>
        )}
        <Fact name={words.card.timeThere}>
          {there && customer.time_zone ? (
            <>
              {there} {words.card.in(cityOf(customer.time_zone))}
              {night && <span className={styles.night}>{words.card.night}</span>}
              {customer.zone?.why && <span className={styles.aside}>{customer.zone.why}</span>}
            </>
          ) : null}
        </Fact>
        <Fact name={words.card.language}>{languageName(customer.language)}</Fact>
        <Fact name={words.card.rhythm}>
          {customer.rhythm ? (
            <>
              {words.card.usually(aboutSpan(customer.rhythm.answers_in_hours))}
              {customer.rhythm.nothing_expected_before && (
                <span className={styles.aside}>
                  {words.card.notBefore(fullTime(customer.rhythm.nothing_expected_before))}
                </span>
              )}
            </>
          ) : null}
        </Fact>
        <Fact name={words.card.phone}>
          {customer.phone_permission ? words.card.phoneYes : words.card.phoneNo}
        </Fact>
      </dl>
      <h4 className={styles.cardSection}>{words.card.identities}</h4>
      <ul className={styles.identities}>
        {customer.identities.map((identity) => (
          <li key={`${identity.channel_kind}:${identity.handle}`}>
            <ChannelGlyph kind={identity.channel_kind} size={13} />
            <span>{identity.handle ?? identity.name}</span>
            <span className={styles.identityKind}>{channelKind(identity.channel_kind)}</span>
          </li>
        ))}
      </ul>
      <h4 className={styles.cardSection}>{words.card.facts}</h4>
      <dl className={styles.facts}>
        <Fact name={words.card.severity}>{`${detail.severity} / 5`}</Fact>
        <Fact name={words.card.messages}>{detail.message_count.toLocaleString()}</Fact>
        <Fact name={words.card.waitedSince}>
          {detail.first_in_at ? fullTime(detail.first_in_at) : null}
        </Fact>
      </dl>
      <Standing detail={detail} />
    </aside>
  );
}

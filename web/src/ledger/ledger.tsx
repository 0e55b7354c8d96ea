/* Received = handled, per channel, with the rows behind each doubt. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/client";
import { ledgerQuery } from "../api/queries";
import type { DeadLetter, Ledger, LedgerRow } from "../api/types";
import { Button } from "../parts/button";
import { ChannelGlyph } from "../parts/marks";
import { pageStyles as page, Sheet, Table } from "../parts/page";
import { Empty, Patience, Trouble } from "../parts/states";
import { useNow } from "../time/clock";
import { fullTime, shortSpan } from "../time/say";
import { words } from "../words";

const figures = ["received", "case", "merged", "ignored", "dead_letter", "pending"] as const;
const figureNames: Record<(typeof figures)[number], string> = {
  received: words.ledger.received,
  case: words.ledger.case,
  merged: words.ledger.merged,
  ignored: words.ledger.ignored,
  dead_letter: words.ledger.dead,
  pending: words.ledger.pending,
};

export function LedgerPage() {
  const query = useQuery(ledgerQuery);
  if (query.isPending) return <Patience text={words.pane.loading} />;
  if (query.error) return <Trouble error={query.error} again={() => query.refetch()} />;
  const wrong = query.data.items.filter((row) => !row.balanced).length;
  return (
    <Sheet
      title={words.ledger.title}
      lead={words.ledger.lead}
      side={
        query.data.items.length > 0 && (
          <p className={wrong > 0 ? page.bad : page.verdict}>
            {wrong > 0 ? words.ledger.notGood(wrong) : words.ledger.allGood}
          </p>
        )
      }
    >
      {query.data.items.length === 0 ? (
        <Empty title={words.ledger.emptyTitle} text={words.ledger.emptyText} />
      ) : (
        <Balance ledger={query.data} />
      )}
      {query.data.dead_letters.length > 0 && <DeadLetters ledger={query.data} />}
    </Sheet>
  );
}

function Balance({ ledger }: { ledger: Ledger }) {
  const nowMs = useNow();
  const total = (figure: (typeof figures)[number]) =>
    ledger.items.reduce((sum, row) => sum + row[figure], 0);
  return (
    <Table label={words.ledger.title}>
      <thead>
        <tr>
          <th scope="col">{words.ledger.channel}</th>
          {figures.map((figure) => (
            <th key={figure} scope="col" className={page.number}>
              {figureNames[figure]}
            </th>
          ))}
          <th scope="col">{words.ledger.last}</th>
          <th scope="col">{words.ledger.state}</th>
        </tr>
      </thead>
      <tbody>
        {ledger.items.map((row) => (
          <tr key={row.channel.id}>
            <td>
              <span className={page.named}>
                <ChannelGlyph kind={row.channel.kind} />
                {row.channel.name}
              </span>
            </td>
            {figures.map((figure) => (
              <td key={figure} className={page.number}>
                {row[figure] === 0 && figure !== "received" ? (
                  <span className={page.quiet}>0</span>
                ) : (
                  row[figure].toLocaleString()
                )}
              </td>
            ))}
            <td>
              {row.last_received_at ? (
                <time dateTime={row.last_received_at} title={fullTime(row.last_received_at)}>
                  {shortSpan(nowMs - Date.parse(row.last_received_at))}
                </time>
              ) : (
                <span className={page.quiet}>{words.ledger.never}</span>
              )}
            </td>
            <td>
              <Verdict row={row} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{words.ledger.total}</td>
          {figures.map((figure) => (
            <td key={figure} className={page.number}>
              {total(figure).toLocaleString()}
            </td>
          ))}
          <td />
          <td />
        </tr>
      </tfoot>
    </Table>
  );
}

function Verdict({ row }: { row: LedgerRow }) {
  return (
    <>
      {row.balanced ? (
        <span>{row.pending > 0 ? words.ledger.inWork(row.pending) : words.ledger.balanced}</span>
      ) : (
        <span className={page.bad}>{words.ledger.unbalanced}</span>
      )}
      {row.silent && (
        <p className={page.warn}>{words.ledger.silent(Math.round(row.usual_per_hour ?? 0))}</p>
      )}
      {row.gaps.length > 0 && (
        <p
          className={page.warn}
          title={row.gaps
            .map((gap) => `${fullTime(gap.from)} – ${fullTime(gap.to)} ${gap.reason ?? ""}`)
            .join("\n")}
        >
          {words.ledger.gaps(row.gaps.length)}
        </p>
      )}
    </>
  );
}

function DeadLetters({ ledger }: { ledger: Ledger }) {
  const nameOf = (letter: DeadLetter) =>
    ledger.items.find((row) => row.channel.id === letter.channel_id)?.channel.name ?? "";
  return (
    <section className={page.section}>
      <h2>{words.ledger.deadTitle}</h2>
      <p>{words.ledger.deadText}</p>
      <Table label={words.ledger.deadTitle}>
        <tbody>
          {ledger.dead_letters.map((letter) => (
            <DeadLetterRow key={letter.id} letter={letter} channel={nameOf(letter)} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function DeadLetterRow({ letter, channel }: { letter: DeadLetter; channel: string }) {
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () => call("POST", `/ledger/${letter.id}/replay`),
    onSettled: () => client.invalidateQueries({ queryKey: ["ledger"] }),
  });
  return (
    <tr>
      <td>{fullTime(letter.received_at)}</td>
      <td>{channel}</td>
      <td>{letter.kind}</td>
      <td>{replay.error ? replay.error.message : letter.reason}</td>
      <td className={page.number}>
        <Button small onPress={() => replay.mutate()} isDisabled={replay.isPending}>
          {replay.isPending ? words.ledger.replayed : words.ledger.replay}
        </Button>
      </td>
    </tr>
  );
}

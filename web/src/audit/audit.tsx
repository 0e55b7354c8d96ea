import { useInfiniteQuery } from "@tanstack/react-query";
import { Problem } from "../api/client";
import { auditQuery } from "../api/queries";
import { Button } from "../parts/button";
import { pageStyles as page, Sheet, Table } from "../parts/page";
import { Empty, Patience, Trouble } from "../parts/states";
import { fullTime } from "../time/say";
import { words } from "../words";

export function AuditPage() {
  const query = useInfiniteQuery(auditQuery);
  if (query.isPending) return <Patience text={words.pane.loading} />;
  if (query.error) {
    if (query.error instanceof Problem && query.error.status === 403) {
      return <Empty title={words.audit.title} text={words.people.notAllowed} />;
    }
    return <Trouble error={query.error} again={() => query.refetch()} />;
  }
  const rows = query.data.pages.flatMap((each) => each.items);
  return (
    <Sheet title={words.audit.title} lead={words.audit.lead}>
      {rows.length === 0 ? (
        <Empty title={words.audit.emptyTitle} text={words.audit.emptyText} />
      ) : (
        <Table label={words.audit.title}>
          <thead>
            <tr>
              <th scope="col">{words.audit.when}</th>
              <th scope="col">{words.audit.who}</th>
              <th scope="col">{words.audit.what}</th>
              <th scope="col">{words.audit.about}</th>
              <th scope="col">{words.audit.detail}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{fullTime(row.at)}</td>
                <td>{row.actor.name ?? words.audit.system}</td>
                <td>{row.action}</td>
                <td>{row.subject}</td>
                <td className={page.mono}>{sayDetail(row.detail)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {query.hasNextPage && (
        <Button onPress={() => void query.fetchNextPage()} isDisabled={query.isFetchingNextPage}>
          {words.audit.more}
        </Button>
      )}
    </Sheet>
  );
}

/** "rule: shouting, reason: brand name" rather than braces and quotes. */
export function sayDetail(detail: unknown): string {
  if (detail === null || detail === undefined) return "";
  if (typeof detail !== "object") return String(detail);
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}

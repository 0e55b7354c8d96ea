import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/client";
import { channelsQuery } from "../api/queries";
import type { Channel } from "../api/types";
import { Button } from "../parts/button";
import { ChannelGlyph } from "../parts/marks";
import { pageStyles as page, Sheet } from "../parts/page";
import { Empty, Patience, Trouble } from "../parts/states";
import { useSession } from "../shell/shell";
import { fullTime } from "../time/say";
import { channelKind, words } from "../words";

export function ChannelsPage() {
  const query = useQuery(channelsQuery);
  if (query.isPending) return <Patience text={words.pane.loading} />;
  if (query.error) return <Trouble error={query.error} again={() => query.refetch()} />;
  return (
    <Sheet title={words.channels.title} lead={words.channels.lead}>
      {query.data.items.length === 0 ? (
        <Empty title={words.channels.emptyTitle} text={words.channels.emptyText}>
          <code>{words.channels.emptyCommand}</code>
        </Empty>
      ) : (
        <div className={page.cards}>
          {query.data.items.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} />
          ))}
        </div>
      )}
    </Sheet>
  );
}

function ChannelRow({ channel }: { channel: Channel }) {
  const client = useQueryClient();
  const admin = useSession().user.role === "admin";
  const refresh = () => client.invalidateQueries({ queryKey: ["channels"] });
  const test = useMutation({
    mutationFn: () =>
      call<{ ok?: boolean; detail?: string } | undefined>("POST", `/channels/${channel.id}/test`),
    onSettled: refresh,
  });
  const paused = channel.state === "paused";
  const change = useMutation({
    mutationFn: () =>
      call("PATCH", `/channels/${channel.id}`, { body: { state: paused ? "active" : "paused" } }),
    onSettled: refresh,
  });
  const error = test.error ?? change.error;
  const detail = error?.message ?? test.data?.detail ?? channel.health.detail;
  const bad = Boolean(error) || channel.state === "needs_attention" || !channel.health.ok;
  return (
    <section className={page.cardRow} aria-label={channel.name}>
      <div>
        <h2>
          <ChannelGlyph kind={channel.kind} size={16} />
          {channel.name}
        </h2>
        <p className={page.quiet}>
          {channelKind(channel.kind)} · {words.channels.since} {fullTime(channel.created_at)}
        </p>
      </div>
      <div>
        <p className={bad ? page.bad : undefined}>{words.channels.states[channel.state]}</p>
        {detail && <p className={bad ? page.warn : page.quiet}>{detail}</p>}
        <p className={page.quiet}>
          {words.channels.limitLabel}:{" "}
          {channel.limit
            ? words.channels.limit(channel.limit.max, channel.limit.unit)
            : words.channels.noLimit}
        </p>
      </div>
      {admin && (
        <div className={page.cardActions}>
          <Button small onPress={() => test.mutate()} isDisabled={test.isPending}>
            {test.isPending ? words.channels.testing : words.channels.test}
          </Button>
          <Button small onPress={() => change.mutate()} isDisabled={change.isPending}>
            {paused ? words.channels.resume : words.channels.pause}
          </Button>
        </div>
      )}
    </section>
  );
}

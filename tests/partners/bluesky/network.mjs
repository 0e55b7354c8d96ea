// The Bluesky network itself, in a process of its own under Node 22: directory (PLC), account host
// (PDS), AppView and moderation. Ports come in as PORTS (JSON); READY on stdout means it serves.
// It has no chat service: direct messages cannot be tried against it.
import { TestNetwork, mockMailer } from '@atproto/dev-env';

const ports = JSON.parse(process.env.PORTS);
const network = await TestNetwork.create({
  plc: { port: ports.plc },
  pds: { port: ports.pds, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: {
    port: ports.appview,
    dbPostgresSchema: 'bsky',
    publicUrl: `http://localhost:${ports.appview}`,
  },
  ozone: { port: ports.ozone, chatUrl: 'http://localhost:9', chatDid: 'did:example:chat' },
});
mockMailer(network.pds);
console.log('READY');

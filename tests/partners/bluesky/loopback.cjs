// The network's servers listen on every interface by default; a test keeps to loopback. Loaded
// before anything else, so that each listen() in the process is bound to 127.0.0.1.
const net = require('node:net');

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function listenOnLoopback(...args) {
  const [first] = args;
  const done = args.find((argument) => typeof argument === 'function');
  const isPort = first === undefined || typeof first === 'number' || /^\d+$/.test(first);
  if (isPort) return listen.call(this, { port: Number(first ?? 0), host: '127.0.0.1' }, done);
  if (first !== null && typeof first === 'object' && !first.path && first.fd === undefined) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, done);
  }
  return listen.apply(this, args);
};

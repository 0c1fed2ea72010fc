// Runs the queue and table services of Azurite on free loopback ports; started by `leads up`, which says where:
//   node azurite.js <node_modules> <folder for the data>
// Prints one line, {"queue":port,"table":port}. Ends, with everything saved, when its standard input closes: that happens
// however the process that started it ends, so none is left behind. Azurite's own command would also load the blob service,
// and would end at Ctrl-C, before the work in flight is done.
'use strict';
const fs = require('fs');
const path = require('path');

const [tools, folder] = process.argv.slice(2);
const azurite = (file) => require(path.join(tools, 'azurite', 'dist', 'src', file)).default;
const file = (name) => path.join(folder, name);

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const host = '127.0.0.1';
  const anyPort = 0;
  // Longer than clients keep an idle connection, so that none is closed under a request.
  const keepAliveSeconds = 150;
  const [accessLog, debugLog, loose, skipApiVersionCheck] = [false, false, false, true];

  const queue = new (azurite('queue/QueueServer'))(new (azurite('queue/QueueConfiguration'))(
    host, anyPort, keepAliveSeconds, file('queue.json'), file('queue-extents.json'),
    [{ locationId: 'Default', locationPath: file('queue-messages'), maxConcurrency: 50 }],
    accessLog, undefined, debugLog, undefined, loose, skipApiVersionCheck));
  const table = new (azurite('table/TableServer'))(new (azurite('table/TableConfiguration'))(
    host, anyPort, keepAliveSeconds, file('table.json'), debugLog, accessLog, undefined, undefined, loose, skipApiVersionCheck));
  await Promise.all([queue.start(), table.start()]);

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    // Connections that a killed process left open would hold the close up for as long as they are kept alive.
    queue.httpServer.closeIdleConnections();
    table.httpServer.closeIdleConnections();
    const hurry = setInterval(() => { queue.httpServer.closeIdleConnections(); table.httpServer.closeIdleConnections(); }, 50);
    await Promise.all([queue.close(), table.close()]);
    clearInterval(hurry);
    process.exit(0);
  };
  // The terminal sends Ctrl-C to this process too; `leads up` ends it when it is done.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', end);
  process.stdin.on('end', end).on('error', end).resume();

  process.stdout.write(JSON.stringify({ queue: queue.httpServer.address().port, table: table.httpServer.address().port }) + '\n');
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

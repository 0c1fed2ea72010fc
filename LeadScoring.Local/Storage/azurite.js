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

// Azurite scans a whole table for every query but that of one row. The app asks for rows of one partition, by a filter that begins with it: those are taken
// from the index on partitions that the table has, and the filter is applied to them. Without this a lead costs more the more leads there are.
function queryByPartition() {
  const store = azurite('table/persistence/LokiTableMetadataStore').prototype;
  const query = store.queryTableEntities;
  store.queryTableEntities = function (context, account, table, options, ...more) {
    const filter = (options && options.filter) || '';
    const partition = /^PartitionKey eq '((?:[^']|'')*)'(?: and |$)/.exec(filter);
    // An `or` could bring rows of other partitions.
    if (!partition || /\bor\b/i.test(filter))
      return query.call(this, context, account, table, options, ...more);
    const narrowed = Object.create(this);
    narrowed.getEntityCollection = (...names) => {
      const rows = this.getEntityCollection(...names);
      return { chain: () => rows.chain().find({ PartitionKey: partition[1].replaceAll("''", "'") }) };
    };
    return query.call(narrowed, context, account, table, options, ...more);
  };
}

// At every look at a queue Azurite removes the expired messages, and sorts all its indexes again even when there are none. And it looks for messages by the
// first index, which is that on the only account: the messages of all queues.
function expireOnlyWhatExpired() {
  const store = azurite('queue/persistence/LokiQueueMetadataStore').prototype;
  const clear = store.clearExpiredMessages;
  store.clearExpiredMessages = async function (account, queue, context) {
    this.checkQueueExist(account, queue, context);
    const now = Date.now();
    const messages = this.db.getCollection(this.MESSAGES_COLLECTION);
    delete messages.binaryIndices.accountName;
    if (messages.chain().find({ queueName: queue }).where((message) => Number(message.expirationTime) <= now).limit(1).data().length > 0)
      await clear.call(this, account, queue, context);
  };
}

async function main() {
  queryByPartition();
  expireOnlyWhatExpired();
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

// Runs the queue and table services of Azurite on free loopback ports; started by `leads up`, which says where:
//   AZURITE_ACCOUNTS=<account>:<key> node azurite.js <node_modules> <folder for the data>
// Prints {"queue":port,"table":port}, and {"failed":reason,"since":time} for each save that fails. Ends, with everything saved, when its standard input closes:
// that happens however the process that started it ends, so none is left behind. Its exit code is 1 when the last save failed. Azurite's own command would also
// load the blob service, and would end at Ctrl-C, before the work in flight is done.
'use strict';
const fs = require('fs');
const path = require('path');

const [tools, folder] = process.argv.slice(2);
const azurite = (file) => require(path.join(tools, 'azurite', 'dist', 'src', file)).default;
const file = (name) => path.join(folder, name);
const loki = () => require(require.resolve('lokijs', { paths: [path.join(tools, 'azurite')] }));

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

// Azurite looks for a row among all those of its partition, one by one, although the table has an index on row keys too. Some partitions have a row for each lead,
// and some row keys stand in each partition: the fewer of the two are looked through. Without this every write costs more the more leads there are.
function findAmongTheFewer() {
  const collection = loki().Collection.prototype;
  const findOne = collection.findOne;
  collection.findOne = function (query) {
    const { PartitionKey, RowKey } = query || {};
    if (PartitionKey === undefined || RowKey === undefined || Object.keys(query).length > 2)
      return findOne.call(this, query);
    const count = (name, value) => {
      this.ensureIndex(name);
      const [from, to] = this.calculateRange('$eq', name, value);
      return to - from;
    };
    return findOne.call(this, count('RowKey', RowKey) < count('PartitionKey', PartitionKey) ? { RowKey, PartitionKey } : query);
  };
}

const print = (line) => process.stdout.write(JSON.stringify(line) + '\n');

// Azurite answers a request before it is in a file: LokiJS writes the file every five seconds. It ignores a write that fails, and `close` returns at once while
// a write runs that nothing was changed after. So each write is watched here: until when all is in the file, and whether one runs.
const databases = new Map();

function watchSaves() {
  const database = loki().prototype;
  const save = database.saveDatabaseInternal;
  database.saveDatabaseInternal = function (callback) {
    const known = databases.get(this) || {};
    databases.set(this, known);
    const began = new Date();
    const done = (error) => {
      if (error) {
        // They are not in the file: the next save writes them.
        this.collections.forEach((collection) => { collection.dirty = true; });
        print({ failed: `${path.basename(this.filename)}: ${reason(error)}`, since: (known.saved || began).toISOString() });
      } else {
        known.saved = began;
      }
      callback(error);
    };
    known.saving = new Promise((resolve) => {
      try {
        save.call(this, (error) => { done(error); resolve(); });
      } catch (error) {
        // For instance a text longer than Node.js can hold.
        done(error);
        resolve();
      }
    });
  };
  // The servers close their databases in passing. The last save is that of `saveAll`.
  database.close = function (callback) {
    this.autosaveDisable();
    callback();
  };
}

// LokiJS puts an error into the text of another.
const reason = (error) => String((error && error.message) || error).replace(/^(Error: )+/, '');

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Returns whether everything is in the files.
async function saveAll() {
  // A disk that is full may be given room meanwhile.
  const tries = 5;
  for (let attempt = 1; attempt <= tries; attempt++) {
    await Promise.all([...databases].map(async ([database, known]) => {
      while (database.throttledSavePending) await known.saving.then(() => pause(1));
      if (database.autosaveDirty()) await new Promise((resolve) => database.saveDatabase(resolve));
    }));
    if (![...databases.keys()].some((database) => database.autosaveDirty())) return true;
    if (attempt < tries) await pause(1000);
  }
  return false;
}

async function main() {
  watchSaves();
  queryByPartition();
  findAmongTheFewer();
  expireOnlyWhatExpired();
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const host = '127.0.0.1';
  const anyPort = 0;
  // Longer than clients keep an idle connection, so that none is closed under a request.
  const keepAliveSeconds = 150;
  const [accessLog, debugLog, loose, skipApiVersionCheck] = [false, false, false, true];
  // The account is read from the path of an address, never from its host name: no name that resolves to this machine means another account.
  const [certificate, certificateKey, password, oauth, disableProductStyleUrl] = ['', '', '', undefined, true];
  const common = [loose, skipApiVersionCheck, certificate, certificateKey, password, oauth, disableProductStyleUrl];

  const queue = new (azurite('queue/QueueServer'))(new (azurite('queue/QueueConfiguration'))(
    host, anyPort, keepAliveSeconds, file('queue.json'), file('queue-extents.json'),
    [{ locationId: 'Default', locationPath: file('queue-messages'), maxConcurrency: 50 }],
    accessLog, undefined, debugLog, undefined, ...common));
  const table = new (azurite('table/TableServer'))(new (azurite('table/TableConfiguration'))(
    host, anyPort, keepAliveSeconds, file('table.json'), debugLog, accessLog, undefined, undefined, ...common));
  await Promise.all([queue.start(), table.start()]);

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    // Connections that a killed process left open would hold the close up for as long as they are kept alive.
    setInterval(() => { queue.httpServer.closeIdleConnections(); table.httpServer.closeIdleConnections(); }, 50).unref();
    const closed = await Promise.allSettled([queue.close(), table.close()]);
    closed.filter((one) => one.reason).forEach((one) => console.error(reason(one.reason)));
    process.exit(await saveAll() ? 0 : 1);
  };
  // A terminal sends its signals to this process too, and a service manager may; `leads up` ends it when it is done with the work in flight.
  ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'].forEach((signal) => process.on(signal, () => {}));
  process.stdin.on('end', end).on('error', end).resume();
  // Where nobody reads any more, `leads up` is gone: standard input says so.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  // A defect of Azurite must not cost what was acknowledged: `leads up` stops, and everything is saved.
  process.on('uncaughtException', (error) => print({ failed: reason(error), since: new Date().toISOString() }));

  print({ queue: queue.httpServer.address().port, table: table.httpServer.address().port });
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

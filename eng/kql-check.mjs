// Reads queries of Log Analytics by Microsoft's own language service, against the tables of a workspace-based Application Insights as far as they are used.
//   node eng/kql-check.mjs < queries.json      { "name": "query", ... }
// Prints { name: [what is wrong, ...] }.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import vm from 'node:vm';

// Made for browsers: its two scripts put everything into the global object.
const folder = dirname(createRequire(import.meta.url).resolve('@kusto/language-service-next/package.json'));
for (const script of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) vm.runInThisContext(readFileSync(join(folder, script), 'utf8'), { filename: script });
const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;

const every = { TimeGenerated: 'DateTime', Properties: 'Dynamic', OperationName: 'String', OperationId: 'String', AppRoleName: 'String', Name: 'String', ItemCount: 'Int' };
const tables = {
  AppMetrics: { ...every, Sum: 'Real', Min: 'Real', Max: 'Real' },
  AppRequests: { ...every, Url: 'String', ResultCode: 'String', Success: 'Bool', DurationMs: 'Real' },
  AppDependencies: { ...every, Data: 'String', Target: 'String', ResultCode: 'String', Success: 'Bool', DurationMs: 'Real' },
  AppTraces: { ...every, Message: 'String', SeverityLevel: 'Int' },
};

/** Overloads have numbered names, which change: takes the one whose result is as it should be. */
function made(type, right, ...given) {
  for (const overload of Object.keys(type).filter((key) => /^\$?ctor\d*$/.test(key))) {
    try {
      const symbol = new type[overload](...given);
      if (right(symbol)) return symbol;
    } catch {
      // Another overload takes these arguments.
    }
  }
  throw new Error('The language service has another form now.');
}

const database = made(
  Symbols.DatabaseSymbol,
  (symbol) => symbol.Tables?.Count === Object.keys(tables).length,
  'workspace',
  Object.entries(tables).map(([name, columns]) => {
    const all = Object.entries(columns).map(([column, type]) => new Symbols.ColumnSymbol(column, Symbols.ScalarTypes[type]));
    return made(Symbols.TableSymbol, (symbol) => symbol.Name === name && symbol.Columns?.Count === all.length, name, all);
  }),
);
const globals = GlobalState.Default.WithDatabase(database);

function problems(query) {
  const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_, index) => found.getItem(index)).map(({ Start, Length, Message }) => `'${query.slice(Start, Start + Length)}': ${Message}`);
}

const queries = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(`${JSON.stringify(Object.fromEntries(Object.entries(queries).map(([name, query]) => [name, problems(query)])), null, 1)}\n`);

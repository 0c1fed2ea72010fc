// Reads Bicep without its compiler and says what it declares, for the checks in LeadScoring.Tests/Infra.
//   node eng/bicep-tree.mjs infra/main.bicep ...       the named files
//   node eng/bicep-tree.mjs < files.json               { "name": "text", ... }
// Prints one JSON object { name: { errors, targetScope, params, vars, resources, modules, outputs } } and ends with 0 even when a text has errors:
// they are in the answer. Literals are JSON; what has to be computed is { "$": "the expression as it is written" }, and a loop is
// { "$for": "names", "in": ..., "body": ... }.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Language, Parser } = await import('web-tree-sitter');
const require = createRequire(import.meta.url);

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

/** Children that mean something. */
const parts = (node) => node.namedChildren.filter((child) => child.type !== 'comment' && child.type !== 'diagnostic_comment');

/** The keyword or sign itself, e.g. `existing`, among the children. */
const has = (node, sign) => node.children.some((child) => !child.isNamed && child.type === sign);

/** A text between quotes, or undefined where it has to be computed. */
function literal(node) {
  if (node.descendantsOfType('interpolation').length > 0) return undefined;
  const text = node.text;
  if (text.startsWith("'''")) return text.slice(3, -3).replace(/^\r?\n/, '');
  return text.slice(1, -1).replace(/\\(u\{([0-9a-fA-F]+)\}|.)/g, (_, escape, code) => {
    if (code) return String.fromCodePoint(parseInt(code, 16));
    return { n: '\n', r: '\r', t: '\t' }[escape] ?? escape;
  });
}

/** An expression as it is written, on one line. */
const written = (node) => ({ $: node.text.replace(/\s*\n\s*/g, ' ').replace(/([([]) /g, '$1').replace(/ ([)\]])/g, '$1') });

const name = (node) => (node.type === 'string' ? literal(node) ?? node.text : node.text);

function value(node) {
  switch (node.type) {
    case 'string': return literal(node) ?? written(node);
    case 'number': return Number(node.text);
    case 'boolean': return node.text === 'true';
    case 'null': return null;
    case 'array': return parts(node).map(value);
    case 'object': return object(node);
    case 'for_statement': return loop(node);
    default: return written(node);
  }
}

function object(node) {
  const result = {};
  for (const property of parts(node)) {
    // A resource inside a resource would escape checks that look at the top only.
    if (property.type !== 'object_property' || parts(property)[0].type === 'resource_declaration')
      throw new Error(`line ${property.startPosition.row + 1}: only properties are read here; declare a resource at the top, with its parent.`);
    const [key, of] = parts(property);
    if (name(key) in result) throw new Error(`line ${key.startPosition.row + 1}: ${name(key)} is given twice.`);
    result[name(key)] = value(of);
  }
  return result;
}

function loop(node) {
  const body = node.childForFieldName('body');
  const initializer = node.childForFieldName('initializer') ?? parts(node)[0];
  const over = parts(node).find((child) => child.id !== body.id && child.id !== initializer.id);
  return { $for: initializer.text, in: value(over), ...conditioned(body) };
}

/** An object, perhaps behind an if. */
function conditioned(node) {
  if (node.type !== 'if_statement') return { body: value(node) };
  const [condition, body] = parts(node);
  return { if: condition.text, body: value(body) };
}

/** What follows the = of a resource or module: { loop, in, if, body }. */
function declared(node) {
  const of = parts(node).at(-1);
  if (of.type !== 'for_statement') return conditioned(of);
  const { $for, in: over, ...rest } = loop(of);
  return { loop: $for, in: over, ...rest };
}

function decorators(node) {
  const result = {};
  for (const decorator of node ? parts(node) : []) {
    const call = parts(decorator)[0];
    const given = parts(call.childForFieldName('arguments'));
    result[call.childForFieldName('function').text] = given.length === 0 ? true : value(given[0]);
  }
  return result;
}

/** Nodes that the grammar did not understand, and what it accepts and Bicep does not: two items on a line without a comma between. */
function errors(root) {
  const found = [];
  const note = (node, what) => found.push({ line: node.startPosition.row + 1, column: node.startPosition.column + 1, what });
  const visit = (node) => {
    if (node.isError) note(node, `not understood: ${node.text.slice(0, 60)}`);
    if (node.isMissing) note(node, `missing: ${node.type}`);
    if (node.type === 'object' || node.type === 'array') {
      node.children.forEach((child, index) => {
        const next = node.children[index + 1];
        if (child.isNamed && next?.isNamed && child.endPosition.row === next.startPosition.row && child.type !== 'comment' && next.type !== 'comment')
          note(next, 'two items on a line without a comma between');
      });
    }
    node.children.forEach(visit);
  };
  visit(root);
  return found;
}

function read(text) {
  const root = parser.parse(text).rootNode;
  const file = { errors: errors(root), targetScope: 'resourceGroup', params: [], vars: [], resources: [], modules: [], outputs: [] };
  if (file.errors.length > 0) return file;
  let above = null;
  for (const statement of parts(root)) {
    if (statement.type === 'decorators') {
      above = statement;
      continue;
    }
    const all = parts(statement);
    const told = { decorators: decorators(above) };
    above = null;
    switch (statement.type) {
      case 'target_scope_assignment': file.targetScope = value(all[0]); break;
      case 'parameter_declaration': file.params.push({ name: all[0].text, type: all[1].text, ...(all.length > 2 && { default: value(all[2]) }), ...told }); break;
      case 'variable_declaration': file.vars.push({ name: all[0].text, value: value(all[1]), ...told }); break;
      case 'output_declaration': file.outputs.push({ name: all[0].text, type: all[1].text, value: value(all[2]), ...told }); break;
      case 'resource_declaration': {
        const [type, version] = literal(all[1]).split('@');
        file.resources.push({ symbol: all[0].text, type, version, existing: has(statement, 'existing'), ...declared(statement), ...told });
        break;
      }
      case 'module_declaration': file.modules.push({ symbol: all[0].text, path: literal(all[1]), ...declared(statement), ...told }); break;
      default: throw new Error(`line ${statement.startPosition.row + 1}: ${statement.type} is not used here.`);
    }
  }
  return file;
}

const paths = process.argv.slice(2);
const texts = paths.length > 0 ? Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')])) : JSON.parse(readFileSync(0, 'utf8'));
const answer = {};
for (const [file, text] of Object.entries(texts)) {
  try {
    answer[file] = read(text);
  } catch (problem) {
    throw new Error(`${file}: ${problem.message}`, { cause: problem });
  }
}
process.stdout.write(`${JSON.stringify(answer, null, 1)}\n`);

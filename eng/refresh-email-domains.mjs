// Writes LeadScoring.Domain/Profiles/Lists/free.txt and disposable.txt from two npm packages; docs/reference/email-domains.md says how they are
// chosen. Run: node eng/refresh-email-domains.mjs [free-email-domains version] [disposable-email-domains version]
// Without versions it writes those that the files name, and so changes nothing. Licences are recorded in Lists/LICENSES.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const lists = fileURLToPath(new URL('../LeadScoring.Domain/Profiles/Lists/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'email-domains-'));

function versionIn(file) {
  const version = /^# npm \S+ (\d+\.\d+\.\d+)/.exec(readFileSync(join(lists, file), 'utf8'));
  if (!version) throw new Error(`${file} does not begin with "# npm <package> <version>"; give the version as an argument.`);
  return version[1];
}

function fetchPackage(name, version) {
  const packed = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: folder, encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', packed], { cwd: folder });
  const read = (file) => JSON.parse(readFileSync(join(folder, 'package', file), 'utf8'));
  const license = read('package.json').license;
  if (license !== 'MIT') throw new Error(`${name} ${version} has the licence ${license}, not MIT: see whether the list may still be used.`);
  return read;
}

function write(file, head, domains) {
  const sorted = [...new Set(domains)].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  if (sorted.length === 0) throw new Error(`${file} would be empty: the package has another form now.`);
  writeFileSync(join(lists, file), `${head}\n${sorted.join('\n')}\n`);
  console.log(`${file}: ${sorted.length} domains`);
}

try {
  const freeVersion = process.argv[2] ?? versionIn('free.txt');
  const disposableVersion = process.argv[3] ?? versionIn('disposable.txt');
  const free = fetchPackage('free-email-domains', freeVersion)('domains.json');
  const read = fetchPackage('disposable-email-domains', disposableVersion);
  const everyDisposable = new Set(read('index.json'));
  const wildcards = read('wildcard.json');
  const disposable = new Set([...free.filter((domain) => everyDisposable.has(domain)), ...wildcards]);
  write('free.txt', `# npm free-email-domains ${freeVersion} (MIT), without the disposable ones`, free.filter((domain) => !disposable.has(domain)));
  write('disposable.txt', `# npm disposable-email-domains ${disposableVersion} (MIT), chosen as docs/reference/email-domains.md says`, disposable);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

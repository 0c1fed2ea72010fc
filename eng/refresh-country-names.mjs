// Writes LeadScoring.Domain/Profiles/Lists/country-names.tsv from three npm packages: names of countries in the larger languages and the codes of three letters;
// docs/reference/email-domains.md says how they are chosen. Run: node eng/refresh-country-names.mjs [cldr version] [i18n-iso-countries version]
// Without versions it writes those that the file names, and so changes nothing. Licences are recorded in Lists/LICENSES.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../LeadScoring.Domain/Profiles/Lists/country-names.tsv', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'country-names-'));

// The languages of the European Union's larger members, and those that many millions write. What stands first wins where two languages mean different countries by a name.
const languages = [
  'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'hu', 'ro', 'bg', 'hr', 'sl', 'sr', 'el', 'lt', 'lv', 'et', 'is', 'ca',
  'tr', 'ru', 'uk', 'ar', 'he', 'fa', 'hi', 'bn', 'ur', 'id', 'ms', 'vi', 'th', 'fil', 'sw', 'ja', 'ko', 'zh', 'zh-Hant', 'pt-PT',
];

function versionsIn() {
  const versions = /^# npm cldr-localenames-full (\d+\.\d+\.\d+) .* i18n-iso-countries (\d+\.\d+\.\d+)/.exec(readFileSync(file, 'utf8'));
  if (!versions) throw new Error('country-names.tsv does not begin with the versions of its packages; give them as arguments.');
  return versions.slice(1);
}

function fetchPackage(name, version, licence) {
  const packed = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: folder, encoding: 'utf8' }).trim();
  const into = join(folder, name);
  execFileSync('mkdir', [into]);
  execFileSync('tar', ['-xzf', packed, '-C', into], { cwd: folder });
  const read = (path) => JSON.parse(readFileSync(join(into, 'package', path), 'utf8'));
  const found = read('package.json').license;
  if (found !== licence) throw new Error(`${name} ${version} has the licence ${found}, not ${licence}: see whether its names may still be used.`);
  return read;
}

// Nearly the comparison of Countries.cs, enough to leave out what it would compare alike.
const keyOf = (name) => name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, '');

try {
  const [cldr, iso] = process.argv.length > 3 ? process.argv.slice(2, 4) : versionsIn();
  const names = fetchPackage('cldr-localenames-full', cldr, 'Unicode-3.0');
  const codes = fetchPackage('cldr-core', cldr, 'Unicode-3.0')('supplemental/codeMappings.json').supplemental.codeMappings;
  const others = fetchPackage('i18n-iso-countries', iso, 'MIT');
  const countries = Object.keys(codes).filter((code) => /^[A-Z]{2}$/.test(code) && /^[A-Z]{3}$/.test(codes[code]._alpha3 ?? ''))
    .filter((code) => !/^(A[AC]|C[PQ]|D[DG]|E[UZ]|FX|Q.|T[AP]|UN|X[A-JL-Z]|ZZ|BU|ZR|YD|YU|CS|AN|NT|SU|VD|DY|HV|NH|RH)$/.test(code));

  const rows = new Map();
  const add = (code, name) => {
    const key = keyOf(name);
    // Two letters are a code, and a language's own abbreviation must not be taken for another country's.
    if (key.length > 0 && !/^[a-z]{1,2}$/.test(key) && !rows.has(key)) rows.set(key, [code, name]);
  };
  for (const code of countries) add(code, codes[code]._alpha3);
  for (const language of languages) {
    const territories = names(`main/${language}/territories.json`).main[language].localeDisplayNames.territories;
    for (const code of countries)
      for (const [key, name] of Object.entries(territories)) if (key === code || key.startsWith(`${code}-alt-`)) add(code, name);
  }
  for (const language of languages.filter((language) => !language.includes('-') && language !== 'fil')) {
    const told = others(`langs/${language}.json`).countries;
    for (const code of countries) for (const name of [told[code] ?? []].flat()) add(code, name);
  }

  const sorted = [...rows.values()].map((row) => row.join('\t')).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  if (sorted.length < 5000) throw new Error(`country-names.tsv would have only ${sorted.length} names: a package has another form now.`);
  writeFileSync(file, `# npm cldr-localenames-full ${cldr} and cldr-core (Unicode-3.0), i18n-iso-countries ${iso} (MIT), chosen as docs/reference/email-domains.md says\n${sorted.join('\n')}\n`);
  console.log(`country-names.tsv: ${sorted.length} names of ${countries.length} countries`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Writes what the web app is made of as a CycloneDX bill of materials, from its lock file: node eng/web-sbom.mjs <package-lock.json>
// Of npm's own (npm sbom --omit=dev) packages are missing on which a tool depends too.
import { readFileSync } from 'node:fs'

const { name, version, packages } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const Prefix = 'node_modules/'

const components = Object.entries(packages)
  .filter(([path, entry]) => path.includes(Prefix) && !entry.dev && !entry.devOptional && !entry.optional)
  .map(([path, entry]) => {
    const library = path.slice(path.lastIndexOf(Prefix) + Prefix.length)
    return {
      type: 'library',
      name: library,
      version: entry.version,
      scope: 'required',
      purl: `pkg:npm/${library.replace('@', '%40')}@${entry.version}`,
      hashes: [{ alg: 'SHA-512', content: Buffer.from(entry.integrity.replace('sha512-', ''), 'base64').toString('hex') }],
      licenses: entry.license ? [{ expression: entry.license }] : [],
    }
  })
  .sort((left, right) => left.name < right.name ? -1 : 1)

console.log(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component: { type: 'application', name, version } }, components }, null, 2))

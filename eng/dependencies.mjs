// Writes which packages the product is made of, and under which licences: node eng/dependencies.mjs sbom.json ... licences.json; the first bill of materials names the product.
// Ends with 1 when a package has a licence that is not allowed, or none.
import { readFileSync } from 'node:fs'

const files = process.argv.slice(2).map(file => JSON.parse(readFileSync(file, 'utf8')))
const { allowed, known } = files.pop()
const [sbom] = files

// A package under several licences may be taken under any of them.
const licencesOf = component => {
  const own = known[`${component.name}@${component.version}`]
  if (own) return [own.licence]
  return (component.licenses ?? []).flatMap(({ license, expression }) =>
    expression ? expression.replace(/[()]/g, '').split(/\s+OR\s+/) : [license.id ?? license.name ?? license.url])
}
const cell = text => String(text).replaceAll('|', '\\|')

// What is excluded builds the product and is not in it.
const components = files.flatMap(file => file.components ?? []).filter(component => component.type === 'library')
  .sort((left, right) => left.name < right.name ? -1 : 1)
const refused = []
const rows = components.map(component => {
  const licences = licencesOf(component)
  if (!licences.some(licence => allowed.includes(licence)))
    refused.push(`${component.name} ${component.version} is under ${licences.join(', ') || 'no licence that it names'}`)
  return `| ${cell(component.name)} | ${cell(component.version)} | ${cell(licences.join(' or '))} | ${component.scope === 'excluded' ? 'build' : 'product'} |`
})

console.log(`# Dependencies of ${sbom.metadata?.component?.name} ${sbom.metadata?.component?.version}\n`)
console.log('| package | version | licence | part of |\n|---|---|---|---|')
console.log(rows.join('\n'))
if (rows.length === 0) {
  console.error('The bill of materials names no package.\n  fix: restore LeadScoring.Functions first')
  process.exit(1)
}
if (refused.length > 0) {
  console.error(refused.join('\n'))
  console.error('  fix: take another package; or, if the licence may be used, add it to "allowed" in eng/licences.json, or the package to "known" with the reason')
  process.exit(1)
}

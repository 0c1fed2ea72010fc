// Builds the web app for embedding: node eng/web-app.mjs <folder of the sources> <folder to make>
// Restores the npm packages where the lock file is newer than what is installed, lets Vite build dist/, and compresses every file of it. Writes files.txt last: the files in
// order, which MSBuild embeds; while it is older than a source, the build is not done.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [web, made] = process.argv.slice(2).map(folder => resolve(folder))
// What is small or compressed already does not get smaller.
const Compressed = /\.(css|html|ico|js|json|svg|txt|wasm|webmanifest)$/
const Least = 1024
const Patience = 10 * 60_000

class Failure extends Error {
  constructor(problem, fix, output = '') {
    super(problem)
    this.fix = fix
    this.output = output
  }
}

const isNewer = (file, than) => !existsSync(than) || statSync(file).mtimeMs > statSync(than).mtimeMs

const npm = (...words) => {
  // On Windows npm is a script, which needs a shell.
  const { status, stdout, stderr } = spawnSync('npm', words, { cwd: web, encoding: 'utf8', shell: process.platform === 'win32' })
  return { isDone: status === 0, text: `${stdout ?? ''}${stderr ?? ''}` }
}

const filesIn = folder => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
  .sort()

const isAlive = id => {
  try {
    process.kill(id, 0)
    return true
  } catch (gone) {
    return gone.code === 'EPERM'
  }
}

// One build at a time: a folder can be made only once. Of a build that was killed the folder is left, with the id of its process.
const lock = async () => {
  const place = `${made}.lock`
  let isWaiting = false
  for (const started = Date.now(); ; await sleep(200)) {
    try {
      mkdirSync(place)
      writeFileSync(join(place, 'pid'), String(process.pid))
      return { hasWaited: isWaiting, release: () => rmSync(place, { recursive: true, force: true }) }
    } catch (taken) {
      if (taken.code !== 'EEXIST') throw taken
      isWaiting = true
    }
    if (Date.now() - started > Patience) throw new Failure(`Another build has held ${place} for ten minutes.`, 'End it, and remove the folder.')
    const holder = Number(existsSync(join(place, 'pid')) ? readFileSync(join(place, 'pid'), 'utf8') : 0)
    if (holder > 0 && !isAlive(holder)) {
      const gone = `${place}.${process.pid}`
      try {
        renameSync(place, gone)
        rmSync(gone, { recursive: true, force: true })
      } catch (already) {
        if (already.code !== 'ENOENT') throw already
      }
    }
  }
}

const build = () => {
  const installed = join(web, 'node_modules/.package-lock.json')
  if (isNewer(join(web, 'package-lock.json'), installed)) {
    console.log('  restoring the npm packages of the web app (once) ...')
    const restored = npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
    if (!restored.isDone) throw new Failure(`npm ci failed in ${web}.`, 'See the output above; check the network, or the registry with: npm config get registry', restored.text)
    utimesSync(installed, new Date(), new Date())
  }
  const built = npm('run', 'build')
  if (!built.isDone) throw new Failure('The web app does not build.', `See the output above; to try again: npm run build in ${web}`, built.text)

  const dist = join(web, 'dist')
  rmSync(made, { recursive: true, force: true })
  const files = []
  const write = (name, bytes) => {
    mkdirSync(dirname(join(made, name)), { recursive: true })
    writeFileSync(join(made, name), bytes)
    files.push(name)
  }
  for (const name of filesIn(dist)) {
    const bytes = readFileSync(join(dist, name))
    if (!Compressed.test(name) || bytes.length < Least) {
      write(name, bytes)
      continue
    }
    write(`${name}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
    write(`${name}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
  }
  writeFileSync(join(made, 'files.txt'), files.map(name => `${name}\n`).join(''))
}

const main = async () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Failure(`Node.js is ${process.versions.node}; the web app is built with 20.19 or later.`, 'Install a newer one: https://nodejs.org')
  mkdirSync(dirname(made), { recursive: true })
  const started = Date.now()
  const { hasWaited, release } = await lock()
  try {
    // Who held the lock built the same.
    const list = join(made, 'files.txt')
    if (!hasWaited || !existsSync(list) || statSync(list).mtimeMs < started) build()
  } finally {
    release()
  }
}

try {
  await main()
} catch (failure) {
  if (!(failure instanceof Failure)) throw failure
  // MSBuild finds errors in this form in the output of a tool; those of TypeScript have it too.
  console.error(`${failure.output}\neng/web-app.mjs : error LSWEB : ${failure.message} Fix: ${failure.fix}`)
  process.exitCode = 1
}

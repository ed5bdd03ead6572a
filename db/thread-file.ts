import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The file of a thread, asked for from `here` (the asking file's own address): `source` beside it when run from source; `NAME.js`, an
 * entry of the bundle, when built – beside it, or above it where the asking file went into a chunk.
 */
export function threadFile(here: string, name: string, source = `./${name}.ts`): URL {
  const places = here.endsWith('.ts') ? [source] : [`./${name}.js`, `../${name}.js`]
  const found = places.map(place => new URL(place, here)).find(url => existsSync(fileURLToPath(url)))
  if (!found) throw new Error(`${name} is missing from the build`)
  return found
}

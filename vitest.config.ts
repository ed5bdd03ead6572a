import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vitest/config'
import { mutations } from './tests/mutations/list.ts'

/** Breaks one rule while the tests run (tests/mutations); the file on disk stays as it is. */
function broken(id: string): Plugin {
  const mutation = mutations.find(one => one.id === id)
  if (!mutation) throw new Error(`no mutation is called ${id}`)
  return {
    // compiled modules are kept by plugin name: each mutation must have its own
    name: `mutation-${id}`,
    enforce: 'pre',
    transform(code, file) {
      if (file.split('?')[0] !== join(import.meta.dirname, mutation.file)) return null
      if (!code.includes(mutation.find)) throw new Error(`mutation ${id} finds nothing to break`)
      return code.replace(mutation.find, mutation.replace)
    },
  }
}

const mutation = process.env['MUTATION']

export default defineConfig({
  plugins: mutation ? [broken(mutation)] : [],
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/property-seed.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
})

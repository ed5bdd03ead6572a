import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const root = import.meta.dirname
const version = join(root, 'node_modules/electron/dist/version')
const real = existsSync(version) && process.env['DESKTOP_ON'] !== 'stand-in'

// The same specs run on the real Electron where its binary was fetched (npx install-electron), else on the stand-in.
if (!real) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(root, 'tests/stand-in/dist')
if (!process.env['TEST_WORKER_INDEX']) {
  console.log(
    real
      ? `desktop specs run on Electron ${readFileSync(version, 'utf8').trim()}`
      : 'desktop specs run on the STAND-IN for Electron (no binary in node_modules/electron/dist): see tests/stand-in/README.md',
  )
}

export default defineConfig({
  testDir: 'tests/desktop',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/desktop/build.ts',
  // bounds for a slow machine, not measures of anything: a spec that waits for what never comes fails all the same
  timeout: 300_000,
  expect: { timeout: 90_000 },
  workers: 1,
  reporter: 'list',
  outputDir: 'out/desktop-results',
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Browser, type Page } from '@playwright/test'
import { demoPassword } from '#server/demo/build'
import { listen } from '#server/http'
import { openHouse, type House } from '#server/office'

type Host = { address: string; house: House }
type Fixtures = { empty: Host; demo: Host; as: (person: string, host: Host) => Promise<Page> }

const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }

async function hosted(fill: (house: House) => Promise<unknown>, use: (host: Host) => Promise<void>) {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-e2e-'))
  const bugs: unknown[] = []
  const house = openHouse({ data, cost: cheap, model: null, log: (_incident, bug) => bugs.push(bug) })
  await fill(house)
  const door = await listen(house, { host: '127.0.0.1', port: 0, screens: join(import.meta.dirname, '../../out/renderer') })
  await use({ address: door.address, house })
  await door.close()
  await house.close()
  rmSync(data, { recursive: true, force: true })
  expect(bugs).toEqual([])
}

/** Signs a person in, in a browser profile of their own. */
async function signedIn(browser: Browser, person: string, host: Host): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true })
  const page = await context.newPage()
  page.on('pageerror', error => {
    throw error
  })
  const reply = await context.request.post(`${host.address}/call/session.open`, {
    data: { account: person, password: demoPassword },
    headers: { 'content-type': 'application/json' },
  })
  expect(((await reply.json()) as { ok: boolean }).ok).toBe(true)
  await page.goto(`${host.address}/desk`)
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
  return page
}

/** The host with nothing in it, with the demo people only, and people at their own browsers. */
// Playwright reads the names of fixtures off the parameter: a pattern is required even where nothing is taken from it.
// oxlint-disable no-empty-pattern
export const test = base.extend<Fixtures & { people: Host }>({
  empty: async ({}, use) => hosted(async () => {}, use),
  people: async ({}, use) => hosted(house => house.foundDemo(), use),
  demo: async ({}, use) => hosted(house => house.call(null, 'local', 'office.demo', { key: crypto.randomUUID() }), use),
  as: async ({ browser }, use) => {
    const open: Page[] = []
    await use(async (person, host) => {
      const page = await signedIn(browser, person, host)
      open.push(page)
      return page
    })
    for (const page of open) await page.context().close()
  },
})
export { expect }

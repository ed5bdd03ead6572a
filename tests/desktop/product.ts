import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import type { Contract, Name, Output } from '#core/api/contract'
import type { z } from 'zod'
import { demoPassword } from '#server/demo/build'
import { openHouse } from '#server/office'
import { environment } from './program.ts'

/** The product as `npm run build` leaves it. */
export const product = join(import.meta.dirname, '../..')
const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }

/** A new folder with the people of the demo office and no article, in a path with Chinese characters and spaces. */
export async function peopledFolder(): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), '云溪区 数据-'))
  const house = openHouse({ data, cost: cheap })
  const founded = await house.foundDemo()
  if (!founded.ok) throw new Error('the demo office was not founded')
  await house.close()
  return data
}

/** A bound for a slow machine, not a measure of anything. */
const patienceMs = 120_000

export type Desk = { app: ElectronApplication; page: Page; home: string }

/** Starts the product for a person of their own, or in `home` again. */
export async function startProduct(args: string[], home = mkdtempSync(join(tmpdir(), '某某 区政府-'))): Promise<Desk> {
  if (!existsSync(join(product, 'out/main/index.js'))) throw new Error('out/main/index.js 不在：先运行 npm run build')
  const app = await _electron.launch({ args: [product, ...args], env: environment(home) })
  const page = await app.firstWindow()
  page.setDefaultTimeout(patienceMs)
  return { app, page, home }
}

/** A call through the bridge of the window, as the person signed in there; a refusal fails. */
export async function call<N extends Name>(
  { page }: Pick<Desk, 'page'>,
  name: N,
  input: z.input<Contract[N]['input']>,
): Promise<Output<N>> {
  const reply = (await page.evaluate(([n, i]) => window.desktop!.call(n as string, i), [name, input] as const)) as
    { ok: true; value: Output<N> } | { ok: false; refusal: unknown }
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.refusal)}`)
  return reply.value
}

export const key = (): string => crypto.randomUUID()

/** Signs a person of the demo office in on the screen. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.getByLabel('登录名').fill(account)
  await page.getByLabel('密码').fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible()
}

/** Leaves the PC to the next person. */
export async function signOut(page: Page): Promise<void> {
  await page.locator('.person-button').click()
  await page.getByText('退出登录').click()
  await page.getByLabel('登录名').waitFor()
}

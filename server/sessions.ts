import { createHash, randomBytes } from 'node:crypto'
import { hash as argon2, verify as argon2Verify } from '@node-rs/argon2'
import type { Sessions } from '#core/ports'
import { no, ok } from '#core/result'
import type { Store } from '#core/store'
import type { Refusal } from '#core/refusal'
import { commonPasswords } from '#server/common-passwords'

/** argon2id cost (ASVS 5.0 App. C floors; 64 MiB, t = 3, p = 1 costs about 55 ms of CPU). */
export type PasswordCost = { memoryCost: number; timeCost: number; parallelism: number }
export const officeCost: PasswordCost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

const idleMinutes = 60
const absoluteHours = 12
/** Failures before the first pause; each further pause doubles from 30 s up to 15 min. Never a permanent lock-out (ASVS 6.1.1). */
const freeFailures = 5
/** From one address: many may sit behind it, and one who errs must not keep the others out. */
const freeFailuresOfAddress = 20
const firstPauseSeconds = 30
const longestPauseSeconds = 900
/** Hashing takes memory: no more than this many at once. */
const hashesAtOnce = 2

type Open = { person: string; begun: number; used: number }
type Failures = { count: number; until: number }
export type SessionHost = Sessions & {
  /** The person of a token, or null when it is unknown, idle too long, or too old. Counts as use. */
  who(token: string): string | null
}

/** Sessions live in memory by the digest of their token: a restart signs everybody out, a stolen database signs nobody in. */
export function sessions(store: Store, now: () => string, cost: PasswordCost = officeCost): SessionHost {
  const open = new Map<string, Open>()
  const failures = new Map<string, Failures>()
  const gate = limiter(hashesAtOnce)
  const ms = () => Date.parse(now())

  const paused = (key: string): number => Math.ceil(Math.max(0, (failures.get(key)?.until ?? 0) - ms()) / 1000)
  const failed = (key: string) => {
    const count = (failures.get(key)?.count ?? 0) + 1
    const over = count - (key.startsWith('address:') ? freeFailuresOfAddress : freeFailures)
    const pause = over < 0 ? 0 : Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** over)
    failures.set(key, { count, until: ms() + pause * 1000 })
  }

  async function record(account: string, address: string, by: string) {
    const event = { type: 'sign-in-failed' as const, account: account.slice(0, 64), address }
    await store.changeOffice({ key: randomBytes(16).toString('hex'), by, at: now() }, office =>
      office ? ok({ events: [event] }) : no({ code: 'not-set-up' }),
    )
  }

  /** Compares a password, counting failures under every key; costs the same when there is no such person. */
  async function check(person: string | null, password: string, keys: string[]): Promise<Refusal | null> {
    const wait = Math.max(...keys.map(paused))
    if (wait > 0) return { code: 'locked-out', seconds: wait }
    const stored = person && (await store.credential(person))
    const right = await gate(() => (stored ? argon2Verify(stored, password) : burn(password, cost)))
    if (right) {
      for (const key of keys) failures.delete(key)
      return null
    }
    for (const key of keys) failed(key)
    return { code: 'sign-in-failed' }
  }

  return {
    async open(account, password, address) {
      const office = await store.office()
      if (!office) return no({ code: 'not-set-up' })
      const person = Object.values(office.people).find(p => p.account === account && !p.disabled)
      const refused = await check(person?.id ?? null, password, [`account:${account}`, `address:${address}`])
      if (refused) {
        if (refused.code === 'sign-in-failed') await record(account, address, person?.id ?? 'unknown')
        return no(refused)
      }
      const token = randomBytes(32).toString('base64url')
      open.set(digest(token), { person: person!.id, begun: ms(), used: ms() })
      return ok({ token, person: person!.id, mustChange: person!.mustChange })
    },
    async close(token) {
      open.delete(digest(token))
    },
    async closeAll(person, keep) {
      for (const [key, session] of open) if (session.person === person && key !== (keep && digest(keep))) open.delete(key)
    },
    async confirm(person, password) {
      const refused = await check(person, password, [`confirm:${person}`])
      return refused?.code === 'sign-in-failed' ? { code: 'password-wrong' } : refused
    },
    async prepare(password, facts) {
      const reason = weakness(password, facts)
      return reason ? no({ code: 'password-weak', reason }) : ok(await gate(() => argon2(password, cost)))
    },
    who(token) {
      const key = digest(token)
      const session = open.get(key)
      if (!session) return null
      const age = ms() - session.begun
      if (ms() - session.used > idleMinutes * 60_000 || age > absoluteHours * 3_600_000) {
        open.delete(key)
        return null
      }
      session.used = ms()
      return session.person
    },
  }
}

const digest = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Spends the time of a real comparison, so that an unknown account cannot be told from a wrong password. */
async function burn(password: string, cost: PasswordCost): Promise<boolean> {
  await argon2(password, cost)
  return false
}

/** Why a password will not do, in Chinese; null when it will (ASVS 6.2: length, a list, no composition rules). */
function weakness(password: string, facts: readonly string[]): string | null {
  if ([...password].length < 8) return '密码至少 8 位'
  if ([...password].length > 128) return '密码最多 128 位'
  const low = password.toLowerCase()
  if (commonPasswords.has(low)) return '这个密码太常见，容易被猜中'
  if (/^(.)\1+$/u.test(password)) return '密码不能是同一个字符的重复'
  const known = facts.find(fact => fact.length >= 2 && low.includes(fact.toLowerCase()))
  return known ? `密码不能包含“${known}”` : null
}

/** Runs at most `most` tasks at once; the rest wait in order. */
function limiter(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (running >= most) await new Promise<void>(go => waiting.push(go))
    running += 1
    try {
      return await task()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

import { describe, expect, test } from 'vitest'
import { client, type Api } from '#core/api/client'
import { demoPassword } from '#server/demo/build'
import { refusalZh } from '#core/refusals.zh'
import { listen } from '#server/http'
import { announcement, office, value } from '#tests/office'
import { onTestFinished } from 'vitest'

type House = Awaited<ReturnType<typeof office>>

async function host(house: House) {
  const door = await listen(house, { host: '127.0.0.1', port: 0, screens: null })
  onTestFinished(() => door.close())
  return door.address
}
const post = (address: string, name: string, input: unknown, headers: Record<string, string> = {}) =>
  fetch(`${address}/call/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(input) })

/** A conversation whose replies do not depend on when it is held, apart from ids. */
async function talk(api: Api, id: string) {
  return [
    await api('session.me', {}),
    await api('people.directory', {}),
    await api('article.open', { id }),
    await api('article.list', { limit: 10 }),
    await api('desk.counts', {}),
    await api('article.check', { id }),
    await api('article.open', { id: 'nowhere' }),
    await api('article.save', { key: 'k'.repeat(10), id, base: 'not a hash', content: announcement() }),
    await api('release.preview', { id, channel: 'website' }),
    await api('remark.list', { id }),
    await api('remark.mine', { limit: 5 }),
    await api('audit.search', { limit: 5 }),
    await api('no.such' as never, {} as never),
  ]
}

describe('one door, three wires', () => {
  test('in process, HTTP and the desktop’s channel give deep-equal replies', async () => {
    const house = await office()
    const { id } = value(await house.as('wangfang')('article.create', { key: crypto.randomUUID(), content: announcement() }))
    const direct = await talk(house.as('wangfang'), id)
    const address = await host(house)
    const opened = (await (await post(address, 'session.open', { account: 'wangfang', password: demoPassword }, { 'x-shenjiao-wire': 'bearer' })).json()) as { value: { token: string } }
    const http = client(async (name, input) => (await post(address, name, input, { authorization: `Bearer ${opened.value.token}` })).json())
    // what Electron does to arguments and results on their way through its channel
    const channel = client(async (name, input) => structuredClone(await house.call(opened.value.token, 'desktop', name, structuredClone(input))))
    expect(await talk(channel, id)).toEqual(direct)
    expect(await talk(http, id)).toEqual(JSON.parse(JSON.stringify(direct)))
  })

  test('a browser gets its session as a cookie no script can read', async () => {
    const address = await host(await office())
    const reply = await post(address, 'session.open', { account: 'wangfang', password: demoPassword })
    expect(reply.headers.get('set-cookie')).toMatch(/^shenjiao=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(await reply.json()).toMatchObject({ ok: true, value: { token: '' } })
    const cookie = reply.headers.get('set-cookie')!.split(';')[0]!
    expect(await (await post(address, 'session.me', {}, { cookie })).json()).toMatchObject({ ok: true, value: { person: { name: '王芳' } } })
  })

  test('other origins, other hosts and other kinds of content are refused', async () => {
    const address = await host(await office())
    const status = async (headers: Record<string, string>) => (await post(address, 'office.status', {}, headers)).status
    expect(await status({})).toBe(200)
    expect(await status({ origin: 'http://evil.example' })).toBe(403)
    expect(await status({ origin: address })).toBe(200)
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect((await fetch(`${address}/call/office.status`, { method: 'POST', body: '{}' })).status).toBe(415)
    expect((await post(address, 'office.status', 'x'.repeat(30 * 1024 * 1024))).status).toBe(413)
    const { request } = await import('node:http')
    const rebound = await new Promise<number>(done => {
      const { port } = new URL(address)
      request({ port, host: '127.0.0.1', method: 'GET', path: '/', headers: { host: 'evil.example' } }, r => done(r.statusCode!)).end()
    })
    expect(rebound).toBe(421)
  })

  test('every reply carries the security headers', async () => {
    const address = await host(await office())
    const { headers } = await post(address, 'office.status', {})
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test('files and events need a session', async () => {
    const address = await host(await office())
    expect((await fetch(`${address}/events`)).status).toBe(401)
    expect((await fetch(`${address}/blob/${'0'.repeat(64)}`)).status).toBe(401)
  })

  test('open screens are told what moved', async () => {
    const house = await office()
    const address = await host(house)
    const opened = (await (await post(address, 'session.open', { account: 'wangfang', password: demoPassword }, { 'x-shenjiao-wire': 'bearer' })).json()) as { value: { token: string } }
    const stop = new AbortController()
    const events = await fetch(`${address}/events`, { headers: { authorization: `Bearer ${opened.value.token}` }, signal: stop.signal })
    const reader = events.body!.getReader()
    await reader.read()
    const { id } = value(await house.as('wangfang')('article.create', { key: crypto.randomUUID(), content: announcement() }))
    expect(new TextDecoder().decode((await reader.read()).value)).toContain(`data: article:${id}`)
    stop.abort()
  })
})

test('a unit code is digits, letters and dashes', async () => {
  const house = await office({ empty: true })
  const found = (unitCode: string) =>
    house.call(null, 'local', 'office.found', { key: crypto.randomUUID(), name: '青山区民政局', region: '', unitCode, template: 'standard', administrator: { account: 'admin1', name: '周管理', password: 'Qingshan-2026' } })
  expect(await found('abc 不是代码')).toMatchObject({ refusal: { code: 'invalid-input', issues: [{ field: 'unitCode', zh: '单位代码只能有数字、字母和短横，不超过 30 位' }] } })
  expect(await found('11370104MB2837465X')).toMatchObject({ ok: true })
})

describe('passwords', () => {
  test('one who errs behind a shared address keeps nobody else out, until twenty went wrong from there', async () => {
    const house = await office({ now: () => '2026-11-16T02:00:00.000Z' })
    const attempt = (account: string, password: string) => house.call(null, '10.0.0.9', 'session.open', { account, password })
    for (let i = 0; i < 5; i++) await attempt('wangfang', 'wrong')
    expect(await attempt('wangfang', demoPassword)).toMatchObject({ refusal: { code: 'locked-out' } })
    for (let i = 5; i < 20; i++) expect(await attempt(`nobody-${i}`, 'wrong')).toMatchObject({ refusal: { code: 'sign-in-failed' } })
    expect(await attempt('chenjing', demoPassword)).toMatchObject({ refusal: { code: 'locked-out' } })
    expect(await house.call(null, '10.0.0.10', 'session.open', { account: 'chenjing', password: demoPassword })).toMatchObject({ ok: true })
  })

  test('five wrong passwords bring a pause that doubles, and a right one ends it; the trail knows', async () => {
    let ms = Date.parse('2026-11-16T02:00:00.000Z')
    const house = await office({ now: () => new Date(ms).toISOString() })
    const attempt = (password: string) => house.call(null, '10.0.0.9', 'session.open', { account: 'wangfang', password })
    for (let i = 0; i < 5; i++) expect(await attempt('wrong')).toMatchObject({ refusal: { code: 'sign-in-failed' } })
    expect(await attempt(demoPassword)).toMatchObject({ refusal: { code: 'locked-out', seconds: 30 } })
    ms += 31_000
    expect(await attempt('wrong')).toMatchObject({ refusal: { code: 'sign-in-failed' } })
    expect(await attempt(demoPassword)).toMatchObject({ refusal: { code: 'locked-out', seconds: 60 } })
    ms += 61_000
    expect(await attempt(demoPassword)).toMatchObject({ ok: true })
    const { entries } = value(await house.as('auditor')('audit.search', { type: 'sign-in-failed', limit: 50 }))
    expect(entries).toHaveLength(6)
    expect(entries[0]!.sentence).toContain('登录失败（账号 wangfang，来自 10.0.0.9）')
    const asPrinted = value(await house.as('auditor')('audit.search', { text: `第 ${entries[3]!.seq} 条`, limit: 50 }))
    expect(asPrinted).toEqual({ entries: [entries[3]], total: 1 })
    expect(value(await house.as('auditor')('audit.search', { text: '第 9999 条', limit: 50 }))).toEqual({ entries: [], total: 0 })
  })

  test('a number out of range is refused by the name of its field and the limit it breaks, past the form too', async () => {
    const house = await office()
    const admin = house.as('admin')
    const { settings } = value(await admin('settings.get', {}))
    const zh = async (changed: Partial<typeof settings>) => {
      const reply = await admin('settings.save', { key: crypto.randomUUID(), settings: { ...settings, ...changed } })
      return reply.ok ? '' : refusalZh(reply.refusal)
    }
    expect(await zh({ leaseMinutes: 5 })).toBe('填写的内容有问题，没有保存：“认领有效时间（分钟）”不能小于 10。请改正后再试。')
    expect(await zh({ remindHours: 41 })).toContain('“两次催办的间隔（小时）”不能大于 40')
    expect(await zh({ returnCategories: [] })).toContain('“退回类别”不能为空')
    expect(await zh({ cannedOpinions: ['同意。', '长'.repeat(201)] })).toContain('第 2 项“常用意见”不能超过 200 字')
    const { templates } = value(await admin('template.list', {}))
    const { version: _version, ...template } = templates[0]!
    const stages = template.stages.map((stage, i) => (i === 1 ? { ...stage, hours: 900 } : stage))
    const saved = await admin('template.save', { key: crypto.randomUUID(), template: { ...template, stages } })
    expect(saved.ok ? '' : refusalZh(saved.refusal)).toContain('第 2 项“时限（小时）”不能大于 400')
  })

  test('two roads of one name are refused: nobody could tell them apart', async () => {
    const admin = (await office()).as('admin')
    const { version: _, ...standard } = value(await admin('template.list', {})).templates.find(one => one.id === 'standard')!
    const twin = await admin('template.save', { key: crypto.randomUUID(), template: { ...standard, id: 'flow-twin', name: ` ${standard.name}` }, saw: 0 })
    expect(twin.ok ? '' : refusalZh(twin.refusal)).toBe(`流程“${standard.name}”已经存在，没有保存。请换一个名称。`)
  })

  test('settings and templates that stay as they are leave no record', async () => {
    const house = await office()
    const admin = house.as('admin')
    const { settings: found } = value(await admin('settings.get', {}))
    const settings = { ...found, indexFacts: { area6: '110101', dept: '01' } }
    value(await admin('settings.save', { key: crypto.randomUUID(), settings }))
    const { active } = value(await admin('template.list', {}))
    const head = async () => value(await house.as('auditor')('audit.head', {})).seq
    const before = await head()
    const turned = { ...settings, indexFacts: { dept: '01', area6: '110101' } }
    expect(await admin('settings.save', { key: crypto.randomUUID(), settings: turned })).toMatchObject({ refusal: { code: 'nothing-changed' } })
    expect(await admin('template.activate', { key: crypto.randomUUID(), active: active.toReversed() })).toMatchObject({ refusal: { code: 'nothing-changed' } })
    expect(await head()).toBe(before)
  })

  test('a first password must be changed before anything else, and weak ones are refused in words', async () => {
    const house = await office()
    const person = { account: 'newhand', name: '新人', title: '', section: 'general', roles: ['editor' as const], disabled: false, away: [] }
    expect(await house.as('admin')('people.add', { key: crypto.randomUUID(), person: { ...person, name: '   ' }, password: 'Gongwen-7788' })).toMatchObject({ refusal: { code: 'invalid-input', issues: [{ zh: '请填写姓名' }] } })
    value(await house.as('admin')('people.add', { key: crypto.randomUUID(), person, password: 'Gongwen-7788' }))
    const opened = await house.call(null, 'here', 'session.open', { account: 'newhand', password: 'Gongwen-7788' })
    const { token, mustChange } = (opened as unknown as { value: { token: string; mustChange: boolean } }).value
    expect(mustChange).toBe(true)
    expect(await house.call(token, 'here', 'desk.counts', {})).toMatchObject({ refusal: { code: 'password-must-change' } })
    const set = (next: string) => house.call(token, 'here', 'session.setPassword', { key: crypto.randomUUID(), old: 'Gongwen-7788', new: next })
    expect(await set('12345678')).toMatchObject({ refusal: { code: 'password-weak', reason: '这个密码太常见，容易被猜中' } })
    expect(await set('Gongwen-7788')).toMatchObject({ refusal: { code: 'password-weak', reason: '与原来的密码相同' } })
    expect(await set('newhand-2026')).toMatchObject({ refusal: { code: 'password-weak' } })
    expect(await set('Qiufeng-2026')).toMatchObject({ ok: true })
    expect(await house.call(token, 'here', 'desk.counts', {})).toMatchObject({ ok: true })
  })

  test('a disabled person is out at once', async () => {
    const house = await office()
    const opened = await house.call(null, 'here', 'session.open', { account: 'liuyang', password: demoPassword })
    const { token } = (opened as unknown as { value: { token: string } }).value
    const liuyang = value(await house.as('admin')('people.list', {})).people.find(p => p.id === 'liuyang')!
    const { mustChange: _, hasPassword: __, ...record } = liuyang
    value(await house.as('admin')('people.change', { key: crypto.randomUUID(), person: { ...record, disabled: true } }))
    expect(await house.call(token, 'here', 'desk.counts', {})).toMatchObject({ refusal: { code: 'not-signed-in' } })
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { answerDialogs, asked, type Program, startProgram } from './program.ts'

// One hostile page after another on one running program: nothing a page tries may change the program for the next.
let p: Program
test.beforeAll(async () => {
  p = await startProgram()
})
test.afterAll(() => p.app.close())
test.beforeEach(() => answerDialogs(p.app, { box: 1 }))

const stillOurs = async () => {
  expect(p.app.windows()).toHaveLength(1)
  expect(await p.page.evaluate(() => window.desktop!.call('echo', 1))).toEqual({ ok: true, value: 1 })
}
const urlSeenByMain = () =>
  p.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())

test('no Node in the page: require, process, module and the preload world are out of reach', async () => {
  const types = await p.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'].map(
      k => typeof (window as never)[k],
    ),
  )
  expect(types).toEqual(Array(7).fill('undefined'))
})

test('every window is sandboxed and context-isolated, without Node, with web security', async () => {
  const prefs = await p.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      getLastWebPreferences?: () => Record<string, unknown>
    }
    return contents.getLastWebPreferences?.() ?? null
  })
  expect(prefs).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  expect(
    [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker',
    ].filter(k => prefs![k]),
  ).toEqual([])
})

test('the bridge holds exactly the declared functions, frozen, and no ipcRenderer', async () => {
  const declared = [
    'backupNow',
    'call',
    'chooseBackupFolder',
    'connect',
    'diagnostics',
    'info',
    'lan',
    'lanStart',
    'lanStop',
    'on',
    'openExternal',
    'openLogs',
    'openRecent',
    'pending',
    'pickFile',
    'place',
    'print',
    'printPages',
    'probe',
    'readPastedImage',
    'recent',
    'restore',
    'saveFile',
    'savedBeforeClose',
    'setSettings',
    'settings',
    'unsaved',
    'useLocal',
  ]
  expect(
    await p.page.evaluate(() => [
      Object.keys(window.desktop!).toSorted(),
      Object.values(window.desktop!).every(f => typeof f === 'function'),
      Object.isFrozen(window.desktop),
    ]),
  ).toEqual([declared, true, true])
  await p.page.evaluate(() => {
    try {
      ;(window as unknown as { desktop: unknown }).desktop = { call: () => 'stolen' }
    } catch {
      // strict mode refuses loudly, sloppy mode silently
    }
  })
  await stillOurs()
})

test('window.open opens nothing, whatever the address', async () => {
  for (const url of [
    'https://evil.invalid/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'app://desk/',
    'about:blank',
    'data:text/html,x',
  ]) {
    expect(await p.page.evaluate(u => window.open(u) === null, url)).toBe(true)
  }
  await stillOurs()
})

test('navigation away is denied: location, links, file: and other schemes', async () => {
  const before = await urlSeenByMain()
  await p.page.evaluate(() => void (location.href = 'https://evil.invalid/'))
  await p.page.evaluate(() => void (location.href = 'file:///etc/passwd'))
  await p.page.evaluate(() => void (location.href = 'data:text/html,<h1>x</h1>'))
  await p.page.locator('#away').click()
  await p.page.waitForTimeout(300)
  expect(await urlSeenByMain()).toBe(before)
  await stillOurs()
})

test('an outward link is asked about; refused it opens nothing, agreed it opens once', async () => {
  await p.page.locator('#outward').click()
  await expect.poll(() => asked(p.app)).toEqual([['box', '要用浏览器打开这个网址吗？', 'https://www.gov.cn/']])
  await answerDialogs(p.app, { box: 0 })
  await p.page.locator('#outward').click()
  await expect
    .poll(() => asked(p.app))
    .toEqual([
      ['box', '要用浏览器打开这个网址吗？', 'https://www.gov.cn/'],
      ['external', 'https://www.gov.cn/'],
    ])
})

test('only http and https ever reach the system', async () => {
  await answerDialogs(p.app, { box: 0 })
  for (const url of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'ms-msdt:/id',
    'app://desk/',
    'https://user:pw@evil.invalid/',
    'not a url',
    '',
  ]) {
    expect(await p.page.evaluate(u => window.desktop!.openExternal(u), url)).toEqual({
      ok: true,
      value: { opened: false },
    })
  }
  expect(await asked(p.app)).toEqual([])
})

test('permissions are denied', async () => {
  const states = await p.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read']
    return Promise.all(
      names.map(async name => (await navigator.permissions.query({ name: name as PermissionName })).state),
    )
  })
  expect(states).toEqual(Array(5).fill('denied'))
})

test('the page is served with the whole policy, and it bites: inline script, eval, foreign script, frame, connection', async () => {
  const headers = await p.page.evaluate(async () => Object.fromEntries((await fetch('/index.html')).headers))
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  )
  expect(headers['x-content-type-options']).toBe('nosniff')
  const violated = await p.page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', e => seen.push(e.effectiveDirective))
    const add = (tag: string, set: Record<string, string>, text = '') => {
      const e = Object.assign(document.createElement(tag), set)
      e.textContent = text
      document.body.append(e)
    }
    add('script', {}, 'window.pwned = 1')
    add('script', { src: 'https://evil.invalid/x.js' })
    add('iframe', { src: 'https://evil.invalid/' })
    add('object', { data: 'https://evil.invalid/x' })
    add('img', { src: 'https://evil.invalid/x.png' })
    await fetch('https://evil.invalid/').catch(() => {})
    await new Promise(r => setTimeout(r, 300))
    return [seen.toSorted(), (window as unknown as { pwned?: number }).pwned]
  })
  expect(violated).toEqual([
    expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'object-src', 'script-src-elem']),
    undefined,
  ])
})

test('an iframe has no bridge of its own', async () => {
  const inside = await p.page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const type = typeof frame.contentWindow!.desktop
    frame.remove()
    return type
  })
  expect(inside).toBe('undefined')
})

test('a message from a window that is not ours is refused, even with our own preload', async () => {
  const preload = join(import.meta.dirname, '../../out/desktop-test/out/preload/preload.cjs')
  const answers = await p.app.evaluate(async ({ BrowserWindow }, file) => {
    const w = new BrowserWindow({
      show: false,
      webPreferences: { preload: file, sandbox: true, contextIsolation: true },
    })
    await w.loadURL('app://desk/index.html')
    const answer: unknown = await w.webContents.executeJavaScript('window.desktop.call("session.me", {})')
    w.destroy()
    return answer
  }, preload)
  expect(answers).toEqual({ ok: false, refusal: { code: 'no-such-call', name: '' } })
})

test('unknown calls and names of the prototype are refused as values', async () => {
  for (const name of [
    'no.such',
    '__proto__',
    'constructor',
    'toString',
    'desktop.__proto__',
    'desktop.constructor',
    'desktop.none',
    'x'.repeat(5000),
  ]) {
    const reply = await p.page.evaluate(n => window.desktop!.call(n, {}), name)
    expect(reply).toMatchObject({ ok: false, refusal: { code: 'no-such-call' } })
  }
  const notEvenAName = await p.page.evaluate(() => window.desktop!.call({ toString: () => 'echo' } as never, {}))
  expect(notEvenAName).toMatchObject({ ok: false })
})

test('prototype pollution, functions, cycles and class instances are refused; nothing is polluted', async () => {
  const attempts = await p.page.evaluate(async () => {
    const cyclic: Record<string, unknown> = {}
    cyclic['me'] = cyclic
    const inputs: unknown[] = [
      JSON.parse('{"a":{"constructor":{"prototype":{"polluted":1}}}}'),
      cyclic,
      () => 1,
      new Map([[1, 2]]),
      new Date(),
      Symbol('x'),
      { m: new WeakMap() },
    ]
    const results: unknown[] = []
    // what cannot be copied is refused by the bridge itself, before anything of ours sees it
    for (const input of inputs)
      results.push(await (async () => window.desktop!.call('echo', input))().catch(() => 'not copied'))
    return results
  })
  const refused = { ok: false, refusal: { code: 'invalid-input', issues: [{ field: '', zh: '数据格式不正确' }] } }
  expect(attempts[0]).toEqual(refused)
  expect(attempts.map(a => (a === 'not copied' ? refused : a))).toEqual(attempts.map(() => refused))
  await p.page.evaluate(() => window.desktop!.call('echo', JSON.parse('{"__proto__":{"polluted":1}}')))
  expect(await p.app.evaluate(() => ({}) as { polluted?: number }).then(o => o.polluted)).toBe(undefined)
})

test('an oversized message is refused and the program goes on', async () => {
  const reply = await p.page.evaluate(() => window.desktop!.call('echo', 'x'.repeat(40 * 1024 * 1024)))
  expect(reply).toEqual({ ok: false, refusal: { code: 'too-large', limitMB: 64 } })
  await stillOurs()
})

test('inputs of the desktop itself are parsed: routes outward, wrong kinds and foreign fields are refused', async () => {
  const replies = await p.page.evaluate(async () => {
    const call = window.desktop!.call
    return Promise.all([
      call('desktop.print', { to: 'pdf', name: 'x', route: '//evil.invalid/' }),
      call('desktop.print', { to: 'pdf', name: 'x', route: 'https://evil.invalid/' }),
      call('desktop.print', { to: 'shell', name: 'x' }),
      call('desktop.printPages', { route: 'file:///etc/passwd' }),
      call('desktop.readPastedImage', { url: 'x'.repeat(4001) }),
      call('desktop.pickFile', { kind: '../../etc' }),
      call('desktop.openRecent', { index: -1 }),
      call('desktop.setSettings', { zoom: 99 }),
      call('desktop.saveFile', { name: 'x', bytes: 'not bytes' }),
    ])
  })
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, refusal: { code: 'invalid-input' } })
})

test('paths out of the page folder give nothing: dots, encoded dots, backslashes, NUL, absolute, other hosts', async () => {
  const paths = [
    '/../main/index.js',
    '/..%2fmain/index.js',
    '/%2e%2e/main/index.js',
    '/%2e%2e%2fmain%2findex.js',
    '/..%5cmain%5cindex.js',
    '/x%00.js',
    '//etc/passwd',
    '/page.js/../../main/index.js',
    '/package.json',
    '/%E0%A4%A.js',
  ]
  const seen = await p.page.evaluate(
    list =>
      Promise.all(
        list.map(async u => {
          try {
            const r = await fetch(u)
            return [r.status, (await r.text()).includes('startDesktop')]
          } catch {
            return ['refused', false] // the policy stops what is not our own origin
          }
        }),
      ),
    paths,
  )
  for (const [status, leaked] of seen)
    expect([[400, 403, 404, 'refused'].includes(status as never), leaked]).toEqual([true, false])
  expect(await p.page.evaluate(async () => (await fetch('/index.html', { method: 'POST', body: 'x' })).status)).toBe(
    405,
  )
  expect(await p.page.evaluate(async () => (await fetch('/articles/42')).headers.get('content-type'))).toBe(
    'text/html; charset=utf-8',
  )
})

test('the token of a session never reaches the page, and attachments need it', async () => {
  const digest = 'a'.repeat(64)
  expect(await p.page.evaluate(async d => (await fetch(`/blob/${d}`)).status, digest)).toBe(404)
  expect(
    await p.page.evaluate(() => window.desktop!.call('session.open', { account: 'zhang', password: 'x' })),
  ).toEqual({ ok: true, value: { token: '', person: 'p1', mustChange: false } })
  expect(await p.page.evaluate(() => window.desktop!.call('session.me', {}))).toEqual({
    ok: true,
    value: { person: { id: 'p1' }, may: { desk: null } },
  })
  const read = (d: string) =>
    p.page.evaluate(async x => {
      const r = await fetch(`/blob/${x}`)
      return [
        r.status,
        r.headers.get('content-type'),
        r.headers.get('content-disposition'),
        r.headers.get('cache-control'),
      ]
    }, d)
  expect(await read(digest)).toEqual([200, 'image/png', null, 'no-store'])
  expect(await read('b'.repeat(64))).toEqual([200, 'application/octet-stream', 'attachment', 'no-store'])
  expect(await read('c'.repeat(64))).toEqual([404, null, null, null])
  expect(await p.page.evaluate(() => window.desktop!.call('session.close', {}))).toMatchObject({ ok: true })
  expect(await p.page.evaluate(() => window.desktop!.call('session.me', {}))).toMatchObject({ ok: false })
})

test('a bug becomes an incident number; the log holds the number and none of the text', async () => {
  const reply = (await p.page.evaluate(() => window.desktop!.call('bug', {}))) as {
    refusal: { code: string; incident: string }
  }
  expect(reply.refusal).toEqual({ code: 'internal', incident: expect.stringMatching(/^SJ-\d{8}-[0-9A-F]{6}$/) })
  const log = readFileSync(join(p.data, 'logs', 'shenjiao.log'), 'utf8')
  expect(log).toContain(reply.refusal.incident)
  expect(log).not.toMatch(/正文/)
})

test('a preview written into the page is shown, without scripts and without the bridge', async () => {
  const shown = await p.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-same-origin')
    frame.srcdoc = '<p id=x>预览</p><script>parent.pwned = 2</script><img src=x onerror="parent.pwned = 3">'
    document.body.append(frame)
    await new Promise(r => frame.addEventListener('load', r))
    const seen = [
      frame.contentDocument!.getElementById('x')!.textContent,
      (window as unknown as { pwned?: number }).pwned,
      typeof frame.contentWindow!.desktop,
    ]
    frame.remove()
    return seen
  })
  expect(shown).toEqual(['预览', undefined, 'undefined'])
})

test('the page may load itself anew, and nothing else', async () => {
  await p.page.evaluate(() => void ((window as unknown as { old: boolean }).old = true))
  await p.page.evaluate(() => location.reload())
  await expect
    .poll(() => p.page.evaluate(() => (window as unknown as { old?: boolean }).old ?? false).catch(() => 'loading'))
    .toBe(false)
  await p.page.evaluate(() => void (location.href = '/other'))
  await p.page.waitForTimeout(200)
  expect(await urlSeenByMain()).toBe('app://desk/')
  await stillOurs()
})

test('a form is sent nowhere', async () => {
  const before = await urlSeenByMain()
  await p.page.evaluate(() => {
    const form = document.createElement('form')
    form.action = 'https://evil.invalid/post'
    document.body.append(form)
    form.submit()
  })
  await p.page.waitForTimeout(300)
  expect(await urlSeenByMain()).toBe(before)
  await stillOurs()
})

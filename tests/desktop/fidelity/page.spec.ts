import { expect, test } from '@playwright/test'
import { type Any, type Fidelity, pins, startFidelity } from './fidelity.ts'

let f: Fidelity
test.beforeAll(async () => {
  f = await startFidelity()
})
test.afterAll(() => f.app.close())
test.beforeEach(() => f.app.evaluate(() => void ((globalThis as Any).got.length = 0)))

test(
  pins(
    'ipcRenderer.invoke',
    'Arguments will be serialized with the Structured Clone Algorithm, just like `window.postMessage`, so prototype chains will not be included.',
  ),
  async () => {
    const seen = await f.inPage(t =>
      t
        .echo({
          d: new Date(7),
          m: new Map([[1, new Set(['a'])]]),
          u8: new Uint8Array([1, 2]),
          u: undefined,
          n: null,
          nan: NaN,
          neg: -0,
          big: 12n,
          re: /x/g,
          s: '三审三校\u0000\u{20000}',
        })
        .then((v: Any) => [
          v.d.getTime(),
          [...v.m.get(1)][0],
          v.u8 instanceof Uint8Array,
          v.u8[1],
          'u' in v,
          v.u,
          v.n,
          Number.isNaN(v.nan),
          Object.is(v.neg, -0),
          String(v.big),
          v.re.source,
          v.s,
        ]),
    )
    expect(seen).toEqual([7, 'a', true, 2, true, undefined, null, true, true, '12', 'x', '三审三校\u0000\u{20000}'])
    const kinds = await f.inPage(t => t.kinds({ d: new Date(), b: new Uint8Array(1), m: new Map() }))
    expect(kinds).toEqual({ d: '[object Date]', b: '[object Uint8Array]', m: '[object Map]' })
    expect(
      await f.inPage(t => {
        const a: Any = { x: 1 }
        a.me = a
        return t.echo(a).then((v: Any) => v.me === v)
      }),
    ).toBe(true)
  },
)

test('structured clone: a key named __proto__ arrives as an own property and pollutes nothing', async () => {
  expect(await f.inPage(t => t.own(JSON.parse('{"__proto__":{"polluted":1},"a":1}')))).toEqual([
    expect.arrayContaining(['a']),
    true,
    undefined,
  ])
})

test(
  pins('ipcRenderer.invoke', 'Sending Functions, Promises, Symbols, WeakMaps, or WeakSets will throw an exception.'),
  async () => {
    const message = (what: string) =>
      f.page.evaluate(`(async () => window.t.echo(${what}))().then(() => 'no error', e => e.message)`)
    expect(await message('{ m: new WeakMap() }')).not.toBe('no error')
  },
)

test(
  pins(
    'ipcMain.handle',
    'Errors thrown through `handle` in the main process are not transparent as they are serialized and only the `message` property from the original error is provided to the renderer process.',
  ),
  async () => {
    expect(await f.inPage(t => t.fail().catch((e: Error) => e.message))).toBe(
      "Error invoking remote method 'fail': RangeError: bad",
    )
    expect(await f.inPage(t => t.none().catch((e: Error) => e.message))).toContain("No handler registered for 'none'")
  },
)

test(
  pins(
    'contextBridge',
    'A copy of the resulting value from executing the function in the main world. Refer to the table on how values are copied between worlds.',
  ),
  async () => {
    expect(
      await f.inPage(t => [
        t.add(1, 2),
        t.nested.deep.f(),
        Object.isFrozen(t.nested),
        (globalThis as Any).secret,
        typeof (globalThis as Any).require,
        typeof (globalThis as Any).process,
      ]),
    ).toEqual([3, 'deep', true, undefined, 'undefined', 'undefined'])
    expect(await f.inPage(t => t.fsError)).toContain('module not found: fs')
    expect(
      await f.inPage(t => {
        try {
          t.throws()
        } catch (e) {
          return (e as Error).message
        }
      }),
    ).toBe('from preload')
    expect(
      await f.inPage(t => {
        let got: Any
        const r = t.cb((a: Any, b: Any) => {
          got = [a, b.a[0] instanceof Date]
          return 'ret'
        })
        return [got, r]
      }),
    ).toEqual([[1, true], 'ret'])
    expect(await f.inPage(t => t.later((s: string) => s.toUpperCase()))).toBe('LATER')
  },
)

test(pins('frames', 'In most cases, only the main frame can send IPC messages.'), async () => {
  const frame = f.page.frames().find(x => x.url().endsWith('/frame'))
  expect(await frame!.evaluate(() => typeof (window as Any).t)).toBe('undefined')
})

test(
  pins(
    'events',
    'The frame that sent this message. May be `null` if accessed after the frame has either navigated or been destroyed.',
  ),
  async () => {
    await f.inPage(t => {
      ;(globalThis as Any).ticks = []
      t.on((...a: Any[]) => (globalThis as Any).ticks.push(a))
    })
    await f.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.send('tick', 1, { d: new Date(3) }),
    )
    await f.inPage(t => t.send('hi'))
    await expect.poll(() => f.page.evaluate(() => (globalThis as Any).ticks.length)).toBe(2)
    expect(await f.page.evaluate(() => (globalThis as Any).ticks.map((a: Any) => a[1].d?.getTime() ?? a[1]))).toEqual([
      3,
      'hi',
    ])
    expect(await f.app.evaluate(() => (globalThis as Any).got)).toEqual([['one-way', 'hi', 'fid://x/', null, true]])
  },
)

test(pins('webContents.zoomFactor', 'The zoom factor is the zoom percent divided by 100, so 300% = 3.0.'), async () => {
  const before = await f.page.evaluate(() => innerWidth)
  await f.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2))
  await expect.poll(() => f.page.evaluate(() => innerWidth)).toBe(before / 2)
  expect(
    await f.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomFactor()),
  ).toBe(2)
  await f.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(1))
  await expect.poll(() => f.page.evaluate(() => innerWidth)).toBe(before)
})

test(pins('webContents.printToPDF', "Prints the window's web page as PDF."), async () => {
  const head = await f.app.evaluate(async ({ BrowserWindow }) => {
    const pdf = await BrowserWindow.getAllWindows()[0]!.webContents.printToPDF({ pageSize: 'A4' })
    return [
      pdf.subarray(0, 5).toString(),
      /MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[123](\.\d+)?\s*\]/.test(pdf.toString('latin1')),
    ]
  })
  expect(head).toEqual(['%PDF-', true])
})

test(
  pins(
    'will-navigate',
    'It can happen when the `window.location` object is changed or a user clicks a link in the page.',
  ),
  async () => {
    await f.page.evaluate(() => {
      location.href = 'https://one.invalid/'
    })
    await f.page.locator('#away').click()
    await expect
      .poll(() => f.app.evaluate(() => (globalThis as Any).got.filter((x: string[]) => x[0] === 'navigate')))
      .toEqual([
        ['navigate', 'https://one.invalid/'],
        ['navigate', 'https://away.invalid/'],
      ])
    expect(await f.inPage(t => t.echo('still here'))).toBe('still here')
  },
)

test(
  pins(
    'will-frame-navigate',
    'Unlike `will-navigate`, `will-frame-navigate` is fired when the main frame or any of its subframes attempts to navigate.',
  ),
  async () => {
    await f.page.evaluate(() => {
      ;(document.getElementById('f') as HTMLIFrameElement).src = '/second?inner'
    })
    await expect
      .poll(() => f.app.evaluate(() => (globalThis as Any).got))
      .toEqual([['frame-navigate', 'fid://x/second?inner', false]])
  },
)

test(
  pins(
    'setWindowOpenHandler',
    'Called before creating a window when a new window is requested by the renderer, e.g. by `window.open()`, a link with `target="_blank"`, shift+clicking on a link, or submitting a form with `<form target="_blank">`.',
  ),
  async () => {
    expect(await f.page.evaluate(() => window.open('https://one.invalid/'))).toBe(null)
    await f.page.locator('#l').click()
    const opened = () => f.app.evaluate(() => (globalThis as Any).got.filter((x: string[]) => x[0] === 'open'))
    await expect.poll(opened).toEqual([
      ['open', 'https://one.invalid/'],
      ['open', 'https://example.invalid/'],
    ])
    await f.page.locator('#l').click({ modifiers: ['Control'] })
    await expect.poll(async () => (await opened()).length).toBe(3)
    expect(f.app.windows()).toHaveLength(1)
    expect(await f.inPage(t => t.echo(1))).toBe(1)
  },
)

test(
  pins(
    'own schemes',
    'Registering a scheme as standard allows relative and absolute resources to be resolved correctly when served.',
  ),
  async () => {
    expect(
      await f.page.evaluate(() =>
        fetch('/post', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '三审' }).then(r => r.json()),
      ),
    ).toEqual(['POST', 'text/plain', '三审'])
    expect(await f.page.evaluate(() => fetch('/nope').then(r => r.status))).toBe(404)
    expect(
      await f.page.evaluate(
        () =>
          new Promise(r => {
            const k = new Worker('/w.js')
            k.onmessage = e => r(e.data)
            k.onerror = e => r(`error ${e.message}`)
            setTimeout(() => r('timeout'), 3000)
          }),
      ),
    ).toBe('数据')
    await f.page.locator('#same').click()
    await f.page.getByText('second').waitFor()
    expect(await f.inPage(t => t.echo('again'))).toBe('again')
    expect(
      await f.app.evaluate(({ BrowserWindow }) => [
        BrowserWindow.getAllWindows()[0]!.webContents.getURL(),
        BrowserWindow.getAllWindows()[0]!.getTitle(),
      ]),
    ).toEqual(['fid://x/second', '乙'])
  },
)

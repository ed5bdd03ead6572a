const { contextBridge, ipcRenderer } = require('electron')
let fsError = ''
try {
  require('fs')
} catch (e) {
  fsError = e.message
}
contextBridge.exposeInMainWorld('t', {
  echo: v => ipcRenderer.invoke('echo', v),
  kinds: v => ipcRenderer.invoke('kinds', v),
  own: v => ipcRenderer.invoke('own', v),
  fail: () => ipcRenderer.invoke('fail'),
  none: () => ipcRenderer.invoke('none'),
  add: (a, b) => a + b,
  nested: { deep: { f: () => 'deep' } },
  throws: () => {
    throw new TypeError('from preload')
  },
  cb: f => f(1, { a: [new Date(5)] }),
  later: f => new Promise(r => setTimeout(() => r(f('later')), 10)),
  on: f => ipcRenderer.on('tick', (_e, ...a) => f(...a)),
  send: x => ipcRenderer.send('one-way', x),
  fsError,
})
globalThis.secret = 'in the isolated world'

import { EventEmitter } from 'node:events'

type Handler = (event: unknown, ...args: unknown[]) => unknown

class IpcMain extends EventEmitter {
  readonly _handlers = new Map<string, Handler>()
  handle(channel: string, handler: Handler) {
    if (this._handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this._handlers.set(channel, handler)
  }
  handleOnce(channel: string, handler: Handler) {
    this.handle(channel, (...a) => {
      this.removeHandler(channel)
      return handler(...a)
    })
  }
  removeHandler(channel: string) {
    this._handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHouse } from '#server/office'
import { startDesktop } from './desktop.ts'
import { embeddedHost } from './embedded.ts'

const built = import.meta.dirname

startDesktop({
  openHost: async (folder, logs) => {
    const data = join(folder, 'office')
    mkdirSync(data, { recursive: true, mode: 0o700 })
    return embeddedHost(openHouse({ data, log: (number, bug) => logs.note(number, 'office', bug) }))
  },
  preload: join(built, '../preload/preload.cjs'),
  renderer: join(built, '../renderer'),
  resources: join(built, '../../resources'),
})

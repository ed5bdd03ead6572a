import { isAbsolute, join, resolve } from 'node:path'
import { restoreOffice } from '#server/backups'
import { openHouse } from '#server/office'
import { startDesktop } from './desktop.ts'
import { embeddedHost } from './embedded.ts'

const built = import.meta.dirname
const screens = join(built, '../renderer')
const now = () => new Date().toISOString()

/** `--data=folder` puts the office elsewhere than with this user's own data. */
const given = process.argv.find(a => a.startsWith('--data='))?.slice('--data='.length)
const dataOf = (folder: string, office: string): string =>
  given === undefined || given === '' ? join(folder, office) : isAbsolute(given) ? given : resolve(given)

startDesktop({
  openHost: async (folder, logs, office) => {
    const data = dataOf(folder, office)
    const house = openHouse({ data, log: (number, bug) => logs.note(number, 'office', bug) })
    if (process.argv.includes('--demo') && !(await house.store.office()))
      await house.call(null, 'local', 'office.demo', { key: crypto.randomUUID() })
    return embeddedHost(house, { data, screens })
  },
  async restore(backup, data) {
    const { name, head } = await restoreOffice(backup, data, now)
    return { name, entries: head.seq }
  },
  preload: join(built, '../preload/preload.cjs'),
  renderer: screens,
  resources: join(built, '../../resources'),
})

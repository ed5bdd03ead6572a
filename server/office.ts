import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { client, type Api } from '#core/api/client'
import { open, type App } from '#core/app'
import type { Ports, TrainingProgress } from '#core/ports'
import type { Reply, Name } from '#core/api/contract'
import type { Store } from '#core/store'
import type { Checkpoint } from '#core/audit/checkpoint'
import type { Report } from '#core/audit/verify'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'
import { isBeyondReading } from '#db/refused'
import { verifyDatabase } from '#db/verification'
import { backupDesk, databaseFile } from '#server/backups'
import { makeBackup } from '#db/backup'
import { changes, type Changes } from '#server/changes'
import { machineChecks } from '#server/checks'
import { buildDemo, demoPassword, foundDemo } from '#server/demo/build'
import { fileDesk } from '#server/files'
import { paperDesk } from '#server/papers'
import { pluginHost } from '#server/plugin-host'
import { pluginDesk } from '#server/plugins'
import { presence } from '#server/presence'
import { officeCost, sessions, type PasswordCost } from '#server/sessions'
import { verifier } from '#server/verifier'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { sha256 } from '#db/texts'
import { modelPlaces } from '#server/spelling-model'
import { spellingHost } from '#server/spelling-host'
import { spellingTrainer } from '#server/spelling-trainer'
import { version } from '#server/version'

export type HouseOptions = {
  /** Folder of the office's data; made when it is not there. */
  data: string
  now?: () => string
  cost?: PasswordCost
  checkReplies?: boolean
  /** The spelling model the program came with; looked for beside the program when left out, null for none. */
  model?: string | null
  /** Where bugs go, under their incident number. */
  log?: (incident: string, bug: unknown) => void
}

/** An office that runs: its door, its sessions, what moved, and how to close it. */
export type House = {
  call(token: string | null, address: string, name: string, input: unknown): Promise<Reply<Name>>
  who(token: string | null): string | null
  /** The door for a person, without a wire: for tests, the command line and the demo office. */
  as(person: string | null): Api
  app: App
  store: Store
  changes: Changes
  /** The demo office with its people but no article: for a walk. */
  foundDemo(): Promise<Result<{ accounts: number }, Refusal>>
  /** Verifies the whole store and waits for the report. */
  verify(checkpoint?: Checkpoint): Promise<Report>
  /** A verified copy of the whole office in a new file, and what is wrong with the data in use, if anything; throws `BackupFailed` with its sentence. */
  backup(to: string): Promise<string | null>
  /** What the office does by itself while nobody writes, now: the search index up to date and in one piece. */
  settle(): void
  /** Trains the spelling model on the released articles and waits for the outcome. */
  trainSpelling(): Promise<TrainingProgress>
  /** Logs a bug of the host's, and what is answered for it. */
  refused(bug: unknown): Refusal
  close(): Promise<void>
}

/** The composition root: database + rules + clock + ids, the same for the desktop, the LAN host, the command line and tests. */
export function openHouse(options: HouseOptions): House {
  const { data, cost = officeCost, checkReplies = false } = options
  const file = databaseFile(data)
  const db = openDatabase(file)
  const clock = options.now ?? (() => new Date().toISOString())
  const log = options.log ?? ((incident, bug) => console.error(`[${incident}]`, bug))
  const incident = (bug: unknown): string => {
    const number = randomUUID()
    log(number, bug)
    return number
  }
  const refused = (bug: unknown): Refusal => ({ code: isBeyondReading(bug) ? 'storage-damaged' : 'internal', incident: incident(bug) })
  const store = sqliteStore(db, { now: clock, report: incident })
  const moved = changes()
  const spelling = spellingHost(incident)
  const models = pluginHost(incident)
  const plugins = pluginDesk(data, models)
  const places = modelPlaces(data, options.model)
  const sessionHost = sessions(store, clock, cost)
  const ports: Ports = {
    store,
    sessions: sessionHost,
    checks: machineChecks(places, spelling, plugins),
    plugins,
    files: fileDesk(store, clock),
    papers: paperDesk,
    backups: backupDesk(db, join(data, 'backups'), clock),
    verifier: verifier(file, clock, incident),
    trainer: spellingTrainer({ places, store, now: clock, announce: moved.announce, report: incident }),
    presence: presence(clock),
    now: clock,
    newId: randomUUID,
    newSalt: () => randomBytes(16).toString('hex'),
    sha256,
    refused,
    announce: moved.announce,
    demo: () => buildDemo(ports),
    demoPassword,
    version,
    checkReplies,
  }
  const app = open(ports)
  return {
    app,
    store,
    changes: moved,
    who: token => (token ? sessionHost.who(token) : null),
    as: person => client((name, input) => app({ session: person ? { person, token: '', address: 'local' } : null, address: 'local' }, name, input)),
    call(token, address, name, input) {
      const person = token ? sessionHost.who(token) : null
      return app({ session: person && token ? { person, token, address } : null, address }, name, input)
    },
    foundDemo: () => foundDemo(ports),
    async verify(checkpoint) {
      const report = await verifyDatabase(file, { now: clock, ...(checkpoint && { checkpoint }) })
      return report!
    },
    async backup(to) {
      return (await makeBackup(db, to, { now: clock })).warning
    },
    settle: () => store.tidySearch(),
    async trainSpelling() {
      const job = ports.trainer.start('system')
      for (;;) {
        const progress = ports.trainer.progress(job)!
        if (progress.done) return progress
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    },
    refused,
    async close() {
      await models.close()
      await spelling.close()
      store.close()
    },
  }
}

import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'
import type { Lan } from '#server/lan'
import type { Logs } from './logs.ts'

export type Reply = Result<unknown, Refusal>

/** Something changed in the office; what exactly is the office's affair. */
export type HostEvent = { type: string; [fact: string]: unknown }

/** The office as the desktop sees it: embedded in this process, or a department host on the network. Nothing here throws for a refusal. */
export type Host = {
  /** `token` is null for someone who has not signed in. */
  call(token: string | null, name: string, input: unknown): Promise<Reply>
  /** The bytes behind a digest, if this person may see them; null otherwise. */
  blob(sha256: string, token: string | null): Promise<{ bytes: Uint8Array; mediaType: string } | null>
  /** Calls the listener at every change; the result takes it away again. */
  events(listener: (event: HostEvent) => void): () => void
  /** A consistent copy of the office into the file `to`, which must not exist yet. Absent where the office lies elsewhere. */
  backup?(to: string): Promise<string | null>
  /** 本机作为服务器: serves this office to other PCs. Absent where the office lies elsewhere. An error may bring its sentence as `zh`. */
  serve?(options: { port: number; allowed: readonly string[] }): Promise<Lan>
  close(): Promise<void>
}

/** Opens 本机库. `folder` is this user's own folder for data; it exists. `office` is the folder of the office in it. An error may bring its sentence as `zh`. */
export type OpenHost = (folder: string, logs: Logs, office: string) => Promise<Host>

import { app } from 'electron'
import { documentArgument } from './files.ts'

/** One program for each person: a second start hands its file over and ends. False means: this is the second one. */
export function claimInstance(onSecondStart: (document: string | null) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', (_event, argv, cwd) => onSecondStart(documentArgument(argv, cwd)))
  return true
}

/** Ends a command with one sentence on standard error; 2 is bad input, 1 is a finding or a failed check. */
export class Stop extends Error {
  readonly exitCode: 1 | 2
  constructor(zh: string, exitCode: 1 | 2 = 2) {
    super(zh)
    this.exitCode = exitCode
  }
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

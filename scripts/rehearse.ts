import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRawHeader, type ArchiveHeader } from '@electron/asar'

export type PackedFile = { path: string; bytes: number; unpacked: boolean }
export type Packed = {
  /** Where everything is; to be removed by the caller. */
  folder: string
  /** The packed program: a dummy with a real fuse wire. */
  program: string
  asar: string
  files: PackedFile[]
}

/** Marks the place of the fuses in Electron's program file (electron/fuses), followed by version, length and one state for each fuse. */
const FUSE_WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('100000011'),
])

/**
 * Packs for Linux without the Electron binary: electron-builder runs as for a release, with a dummy in place of Electron. `out` is the folder of the built
 * program, from the root of the project.
 */
export async function rehearse({ root, out }: { root: string; out: string }): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), 'shenjiao-pack-'))
  const dummy = join(folder, 'electron')
  mkdirSync(dummy)
  writeFileSync(join(dummy, 'electron'), Buffer.concat([Buffer.alloc(64), FUSE_WIRE, Buffer.alloc(64)]))
  chmodSync(join(dummy, 'electron'), 0o755)
  writeFileSync(join(dummy, 'version'), 'rehearsal')
  const release = join(folder, 'release')
  const builder = join(root, 'node_modules/electron-builder/out/cli/cli.js')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      builder,
      '--linux',
      'dir',
      '--x64',
      '--publish',
      'never',
      `-c.electronDist=${dummy}`,
      `-c.directories.output=${release}`,
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, SHENJIAO_OUT: out },
    },
  )
  if (status !== 0) throw new Error(`打包演练没有成功（退出码 ${status}）：\n${stdout}\n${stderr}`)
  const packed = join(release, 'linux-unpacked')
  const asar = join(packed, 'resources/app.asar')
  return { folder, program: join(packed, 'shenjiao'), asar, files: filesOf(getRawHeader(asar).header, '') }
}

/** What must never be inside: tests, sources, notes, keys, data, version control. */
export function forbidden(path: string): boolean {
  if (/(^|\/)(tests?|__tests__|spec|\.git|\.env[^/]*|coverage|corpus|eval)(\/|$)/i.test(path)) return true
  if (/\.(ts|tsx|mts|cts|map|pem|key|p12|pfx|crt|db|sqlite|log|docx)$/i.test(path)) return true
  return !/^(package\.json|out\/(main|preload|renderer)\/.+|resources\/[^/]+\.png|node_modules\/.+)$/.test(path)
}

type Entry = { files?: Record<string, Entry>; size?: number; unpacked?: boolean }

function filesOf(header: ArchiveHeader['header'] | Entry, at: string): PackedFile[] {
  return Object.entries((header as Entry).files ?? {}).flatMap(([name, entry]) => {
    const path = at === '' ? name : `${at}/${name}`
    if (entry.files) return filesOf(entry, path)
    return [{ path, bytes: entry.size ?? 0, unpacked: entry.unpacked ?? false }]
  })
}

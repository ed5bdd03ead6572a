import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { NetworkFolder, SynchronisedFolder, type OpenRefused } from '#db/refused'

/** Folders that a program keeps in step with another machine, as one path segment. */
const synchronised: readonly [RegExp, string][] = [
  [/^onedrive( ?[-–].*)?$/i, 'OneDrive'],
  [/^dropbox( \(.*\))?$/i, 'Dropbox'],
  [/^(坚果云|我的坚果云|nutstore( files)?|nutstore_?\d*)$/i, '坚果云'],
  [/^(百度网盘|百度云|百度云同步盘|baidu ?(netdisk|sync|yun).*|.*百度网盘同步.*)$/i, '百度网盘'],
  [/^(google ?drive|my drive|googledrive-.*)$/i, 'Google Drive'],
  [/^(icloud ?drive|iclouddrive|mobile documents|com~apple~clouddocs)$/i, 'iCloud'],
  [/^(wps ?云盘|wps ?cloud ?files|wpsdrive|金山文档)$/i, 'WPS 云盘'],
  [/^(腾讯微云|微云同步助手.*|weiyun.*)$/i, '腾讯微云'],
  [/^(阿里云盘|adrive|aliyundrive)$/i, '阿里云盘'],
  [/^(天翼云盘|ecloud|移动云盘|和彩云|115网盘|360云盘|360安全云盘|360wangpan|企业微盘|亿方云|联想filez|filez)$/i, '云盘'],
  [/^(box|box sync|syncthing|seafile|nextcloud|owncloud|resilio sync)$/i, '同步盘'],
]

/** File systems that are reached over a wire or shared between machines (the third field of /proc/mounts). */
const remote =
  /^(nfs|nfs4|cifs|smb3|smbfs|smb2|ncpfs|afs|ceph|glusterfs|lustre|9p|davfs|fuse\.(sshfs|davfs.*|rclone|s3fs|gvfsd-fuse|glusterfs|ceph|cephfs|smb.*|cifs.*|nfs.*|jmtpfs|kio-fuse|onedrive.*|gcsfuse|google-drive-ocamlfuse|seadrive|seafile|juicefs))$/i

/** The facts of the machine, so that a place on another system can be judged too. */
export type Machine = { platform: NodeJS.Platform; mounts: string; real: (path: string) => string }

const thisMachine = (): Machine => ({
  platform: process.platform,
  mounts: process.platform === 'linux' && existsSync('/proc/self/mounts') ? readFileSync('/proc/self/mounts', 'utf8') : '',
  real: nearestReal,
})

/** Why a database must not lie at this path, or null. Basis: domain facts on SQLite, WAL needs one host and nobody else touching the files. */
export function placeRefused(path: string, machine: Machine = thisMachine()): OpenRefused | null {
  const given = machine.platform === 'win32' ? path : resolve(path)
  const real = machine.real(given)
  const network = (what: string) =>
    new NetworkFolder(`数据目录位于${what}(${real})，没有打开，数据未受影响。网络目录会损坏数据库，请把数据放到本机硬盘。`)
  for (const one of [given, real]) if (/^[\\/]{2}[^\\/?.]/.test(one) || /^\\\\\?\\unc\\/i.test(one)) return network('网络共享')
  const type = machine.platform === 'linux' ? fileSystemOf(real, machine.mounts) : null
  if (type && remote.test(type)) return network(`网络文件系统 ${type}`)
  for (const segment of new Set([...given.split(/[\\/]/), ...real.split(/[\\/]/)])) {
    const hit = synchronised.find(([pattern]) => pattern.test(segment))
    if (hit) {
      return new SynchronisedFolder(
        `数据目录位于 ${hit[1]} 的同步目录“${segment}”中，没有打开，数据未受影响。同步程序会损坏数据库，请把数据放到不同步的目录。`,
      )
    }
  }
  return null
}

/** The real path of the nearest folder that exists; on Windows a mapped drive shows itself as the share it is. */
function nearestReal(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at)) return realpathSync.native(at)
    if (dirname(at) === at) return path
  }
}

/** The type of the file system that holds a path: the mount with the longest matching prefix, the later one where two are equal. */
function fileSystemOf(path: string, mounts: string): string | null {
  let best = { length: -1, type: null as string | null }
  for (const line of mounts.split('\n')) {
    const [, at, type] = line.split(' ')
    if (!at || !type) continue
    const point = at.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    const holds = point === '/' || path === point || path.startsWith(`${point}/`)
    if (holds && point.length >= best.length) best = { length: point.length, type }
  }
  return best.type
}

import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'
import { fuses } from './fuses.ts'

/** Sets the fuses in the packed program, before it is signed. */
export default async function afterPack({
  appOutDir,
  packager,
  electronPlatformName,
}: AfterPackContext): Promise<void> {
  const name =
    electronPlatformName === 'win32'
      ? `${packager.appInfo.productFilename}.exe`
      : String(packager.platformSpecificBuildOptions.executableName)
  await flipFuses(join(appOutDir, name), fuses)
}

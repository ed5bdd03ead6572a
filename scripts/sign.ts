import { spawnSync } from 'node:child_process'

/**
 * The signing hook. SHENJIAO_SIGN names a program that is called with the file to be signed (a signtool with the unit's certificate, or the signing
 * service of the platform); without it the file stays unsigned, and that is said.
 */
export default async function sign({ path }: { path: string }): Promise<void> {
  const program = process.env['SHENJIAO_SIGN']
  if (!program) return console.log(`未签名（没有设置 SHENJIAO_SIGN）：${path}`)
  const { status, stderr } = spawnSync(program, [path], { encoding: 'utf8', stdio: ['ignore', 'inherit', 'pipe'] })
  if (status !== 0) throw new Error(`签名程序没有成功（退出码 ${status}）：${stderr}`)
}

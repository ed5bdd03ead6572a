#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

// What the compiler made of the program is kept for the next start, in a place of this user only; where that fails, it starts as ever.
enableCompileCache(join(process.env['LOCALAPPDATA'] ?? process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'shenjiao'))
await import('./program.ts')

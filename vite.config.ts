import { defineConfig } from 'vite'
import { renderer } from './vite.renderer.ts'

export default defineConfig(renderer)

import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

// What a keystroke costs, beside a bare editor in the same run: `npm run bench -- typing`. A measurement, not a test of the product.
export default defineConfig({ ...base, testDir: 'tests/typing', outputDir: 'out/typing-results', reporter: 'line' })

// All tests in one process: most of their time is the loading of the packages, which `node --test` repeats for each file.
import { readdir } from 'node:fs/promises'

const files = (await readdir(new URL('.', import.meta.url))).filter(name => name.endsWith('.test.mjs')).sort()
for (const file of files) await import(`./${file}`)

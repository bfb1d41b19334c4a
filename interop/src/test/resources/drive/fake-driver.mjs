// Speaks the driver protocol as badly as it is told to: the harness's counterpart in its own tests.
import { createInterface } from 'node:readline'

const write = line => process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)

if (process.argv.includes('--store')) {
  console.error('this fake has no store')
  process.exit(3)
}
console.error('a fake complains of nothing in particular')
write({ ev: 'ready', client: 'fake 1', url: process.argv[process.argv.indexOf('--url') + 1], args: process.argv.slice(2) })

const held = []
const ops = {
  echo: ({ id, ...values }) => write({ re: id, ok: true, ...values }),
  // Answered by the next release, the last first.
  hold: command => held.push(command),
  release: command => [command, ...held.splice(0)].reverse().forEach(ops.echo),
  fail: ({ id, why }) => write({ re: id, ok: false, error: why }),
  happen: ({ id, events }) => {
    events.forEach(write)
    write({ re: id, ok: true })
  },
  later: ({ id, events }) => {
    write({ re: id, ok: true })
    setImmediate(() => events.forEach(write))
  },
  say: ({ id, line }) => {
    write(line)
    write({ re: id, ok: true })
  },
  silence: () => {},
  exit: ({ code }) => {
    console.error('leaving now')
    process.exit(code)
  },
  // Stays when its standard input ends.
  stay: ({ id }) => {
    setInterval(() => {}, 1000)
    write({ re: id, ok: true })
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  ops[command.op](command)
}

// Measures tasks as fairly as one process can: all are warmed first, then measured in turn, and the median of the
// rounds is printed, one JSON object a line.
const WARM_MS = 1500
const ROUND_MS = 500
const ROUNDS = 5

async function run(task, milliseconds) {
  const end = performance.now() + milliseconds
  const start = performance.now()
  let count = 0
  let now
  do {
    for (let i = 0; i < task.batch; i++) await task.once()
    count += task.batch
    now = performance.now()
  } while (now < end)
  return (count * 1000) / (now - start)
}

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** @param tasks {name: function}; `batch` calls are made between two looks at the clock. */
export async function measure(tasks, batch = 20) {
  const all = Object.entries(tasks).map(([name, once]) => ({ name, once, batch, rounds: [] }))
  for (const task of all) await run(task, WARM_MS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const task of all) task.rounds.push(await run(task, ROUND_MS))
  }
  for (const task of all) {
    console.log(JSON.stringify({ task: task.name, perSecond: median(task.rounds) }))
  }
}

// Jobs that do what their text says, and tell the proof when they start and end.
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

export async function run(id: string, text: string): Promise<void> {
  const [what, seconds] = text.split(' ');
  tell(id, 'starts');
  await setTimeout(Number(seconds) * 1000);
  if (what === 'fail') throw new Error('on purpose');
  if (what === 'crash') process.kill(process.pid, 'SIGKILL');
  tell(id, 'ends');
}

// Not with console.log: a thread's lines take a way through the main thread, and can get lost there.
function tell(id: string, what: string): void {
  writeSync(1, `EFFECT ${id} ${what} ${(Date.now() / 1000).toFixed(2)}\n`);
}

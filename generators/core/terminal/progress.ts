import { style } from './style.js';

/** How long work may take before it is shown, in milliseconds. */
const patience = 1000;

/** Goes to the start of the line, and clears it. */
const clear = '\r\u001B[2K';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows a line with a label on stderr while work runs, and clears it at the end. It appears after a second, and never
 * in a pipe, in CI or on a terminal that can't clear it.
 *
 * @param work gets a function that changes the label
 */
export async function withProgress<Result>(
  label: string,
  work: (step: (label: string) => void) => Promise<Result>,
): Promise<Result> {
  const { stderr } = process;
  if (!stderr.isTTY || process.env.CI || process.env.TERM === 'dumb') return work(() => undefined);
  const start = performance.now();
  const line = { label, frame: 0 };
  const draw = (): void => {
    if (performance.now() - start < patience) return;
    line.frame += 1;
    const text = `${frames[line.frame % frames.length] ?? ''} ${line.label}`;
    stderr.write(`${clear}${style.dim(text.slice(0, Math.max(stderr.columns - 1, 1)))}`);
  };
  const timer = setInterval(draw, 100);
  try {
    return await work((next) => {
      line.label = next;
      draw();
    });
  } finally {
    clearInterval(timer);
    if (line.frame > 0) stderr.write(clear);
  }
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that must not be cut off at any place: an interruption is remembered, and obeyed when the work is over.
 *
 * @param work gets a question that it can ask where it may stop: whether someone interrupts
 */
export async function holdingSignals<T>(work: (isInterrupted: () => boolean) => Promise<T>): Promise<T> {
  let interruption: NodeJS.Signals | undefined;
  const heard = (signal: NodeJS.Signals): void => {
    interruption ??= signal;
  };
  for (const signal of interruptions) process.on(signal, heard);
  try {
    return await work(() => interruption !== undefined);
  } finally {
    for (const signal of interruptions) process.off(signal, heard);
    if (interruption !== undefined) process.kill(process.pid, interruption);
  }
}

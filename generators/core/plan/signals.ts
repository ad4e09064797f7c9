const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that must not be interrupted midway: a signal is remembered and sent again when the work is done.
 *
 * @param work gets a function it can call where it may stop: whether a signal has arrived
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

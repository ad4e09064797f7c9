/** One of the values of a prompt. */
export interface Choice {
  readonly value: string;
  /** What is shown in the list. */
  readonly name: string;
  /** Shown while the choice is the current one. */
  readonly description?: string;
}

interface Asked {
  /** Name of the reply. */
  readonly name: string;
  readonly message: string;
}

/** A question as a person sees it. */
export type Prompt =
  | (Asked & {
      readonly kind: 'text';
      readonly default?: string;
      /** Returns what is wrong with a text, or undefined. */
      readonly fault?: (text: string) => string | undefined;
    })
  | (Asked & { readonly kind: 'select'; readonly default?: string; readonly choices: readonly Choice[] })
  | (Asked & {
      readonly kind: 'checkbox';
      readonly default: readonly string[];
      readonly choices: readonly Choice[];
      /** Returns what is wrong with the values, or undefined. */
      readonly fault?: (values: readonly string[]) => string | undefined;
    })
  /** One key for each choice; h lists them. The default is a key. */
  | (Asked & {
      readonly kind: 'keys';
      readonly default?: string;
      readonly choices: readonly { key: string; name: string; value: string }[];
    });

/** What a person replied, by the names of the prompts. */
export type Replies = Readonly<Record<string, string | readonly string[]>>;

/** How the values selected in a checkbox are shown after it. */
export const takenText = (taken: readonly { readonly short: string }[]): string =>
  taken.length === 0 ? 'none' : taken.map(({ short }) => short).join(', ');

/** The person, or the program, that a command talks to. */
export interface Terminal {
  /** Whether a person is there to answer. */
  readonly isInteractive: boolean;
  /**
   * Asks one question after the other.
   *
   * @throws an error named ExitPromptError if the person presses Ctrl-C
   */
  ask(prompts: readonly Prompt[]): Promise<Replies>;
  /** Prints the command's output, as it is. */
  print(text: string | Uint8Array): void;
  /** Shows progress while work runs; shows nothing for work shorter than a second, or in a pipe. */
  progress<Result>(label: string, work: (step: (label: string) => void) => Promise<Result>): Promise<Result>;
}

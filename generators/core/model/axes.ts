/* The choices that every app has, whatever its template: a flag and an answer each, with a folder for each value. */

export type AxisFlag = 'base' | 'ci' | 'license';

/** A choice with values from the catalog. */
export interface Axis {
  /** The flag without dashes; also the name of the answer. */
  readonly flag: AxisFlag;
  /** The catalog's list of values; the first one is the default. */
  readonly values: 'bases' | 'cis' | 'licenses';
  /** What a value is, in an error. */
  readonly noun: string;
  /** What the flag says, in a line of help. */
  readonly about: string;
  readonly question: string;
  readonly help: string;
  /** Never prompted for: the default suits everyone, and it's easy to change later. */
  readonly quiet?: true;
  /** `false`: an existing project has made this choice itself. */
  readonly onboard?: false;
}

/** In the order of the questions. Layers of files are in this order, too. */
export const axes: readonly Axis[] = [
  {
    flag: 'base',
    values: 'bases',
    noun: 'base',
    about: 'Docker base image for the build',
    question: 'Docker base image for the build?',
    help: 'Only the build uses it. The final image contains your app and what it needs, and nothing from the base.',
    quiet: true,
  },
  {
    flag: 'ci',
    values: 'cis',
    noun: 'CI system',
    about: 'CI system',
    question: 'Set up CI?',
    help: 'You can change it later with update --ci.',
  },
  {
    flag: 'license',
    values: 'licenses',
    noun: 'license',
    about: 'license of the code',
    question: 'License of the code?',
    help: 'You can change it later with update --license.',
    quiet: true,
    onboard: false,
  },
];

/** A value for each axis. */
export type AxisAnswers = Readonly<Record<AxisFlag, string>>;

/** Builds something for each axis. */
export const forAxes = <Value>(valueFor: (axis: Axis) => Value): Record<AxisFlag, Value> =>
  Object.fromEntries(axes.map((axis) => [axis.flag, valueFor(axis)])) as Record<AxisFlag, Value>;

/** The axes that an app has: an existing project has made some of these choices itself. */
export const axesFor = (isProject: boolean): readonly Axis[] =>
  axes.filter(({ onboard }) => !isProject || onboard !== false);

/** The answers to these axes alone. */
export const axisAnswers = (answers: AxisAnswers & { readonly project?: unknown }): Readonly<Record<string, string>> =>
  Object.fromEntries(axesFor(answers.project !== undefined).map(({ flag }) => [flag, answers[flag]]));

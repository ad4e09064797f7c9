import { DockerfileParser, type Dockerfile, type Instruction } from 'dockerfile-ast';

/**
 * Reports what Docker's classic builder, or Heroku, wouldn't do with a Dockerfile.
 *
 * Heroku builds with the classic builder, runs the last stage, and ignores or fails on the rest
 * (https://devcenter.heroku.com/articles/container-registry-and-runtime, "Dockerfile commands and runtime").
 */
export function dockerfileFaults(text: string): string[] {
  const dockerfile = DockerfileParser.parse(text);
  return [...flagFaults(dockerfile), ...keywordFaults(dockerfile), ...stageFaults(dockerfile), ...heredocFaults(text)];
}

/** The shell commands of all RUN lines, line continuations joined. */
export const runCommands = (text: string): string[] =>
  DockerfileParser.parse(text)
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === 'RUN')
    .map((instruction) => (instruction.getRawArgumentsContent() ?? '').replace(/\\\n/g, '').trim());

const faultAt = (instruction: Instruction, why: string): string =>
  `line ${instruction.getRange().start.line + 1}: ${instruction.getKeyword()}: ${why}`;

function flagFaults(dockerfile: Dockerfile): string[] {
  const allowed: Record<string, string[]> = { COPY: ['from', 'chown'], ADD: ['chown'], FROM: ['platform'] };
  return dockerfile.getInstructions().flatMap((instruction) => {
    const flags = [...(instruction.getRawArgumentsContent() ?? '').matchAll(/^\s*(?:--(\w+)\S*\s+)+/g)];
    const names = flags.flatMap(([run]) => [...run.matchAll(/--(\w+)/g)].map(([, name = '']) => name));
    return names
      .filter((name) => !(allowed[instruction.getKeyword()] ?? []).includes(name))
      .map((name) => faultAt(instruction, `--${name} needs BuildKit`));
  });
}

function keywordFaults(dockerfile: Dockerfile): string[] {
  const useless = [
    'ENTRYPOINT',
    'VOLUME',
    'EXPOSE',
    'STOPSIGNAL',
    'SHELL',
    'HEALTHCHECK',
    'ONBUILD',
    'MAINTAINER',
    'USER',
  ];
  return dockerfile
    .getInstructions()
    .filter((instruction) => useless.includes(instruction.getKeyword()))
    .map((instruction) => faultAt(instruction, 'Heroku ignores it or starts the app wrongly'));
}

function stageFaults(dockerfile: Dockerfile): string[] {
  const stages = dockerfile.getFROMs();
  const last = stages.at(-1);
  if (!last) return ['there is no FROM'];
  const start = last.getRange().start.line;
  const final = dockerfile.getInstructions().filter((each) => each.getRange().start.line > start);
  const copies = final.filter((each) => ['COPY', 'ADD', 'RUN'].includes(each.getKeyword()));
  return [
    ...(last.getImage() === 'scratch' ? [] : ['the last stage does not start from scratch']),
    ...(final.some((each) => each.getKeyword() === 'CMD') ? [] : ['the last stage has no CMD']),
    ...(copies.length <= 3
      ? []
      : [`the last stage has ${copies.length} layers, not the app, and the store and the root without it`]),
  ];
}

const heredocFaults = (text: string): string[] =>
  text
    .split('\n')
    .flatMap((line, index) => (/<<-?\s*["']?\w/.test(line) ? [`line ${index + 1}: a heredoc needs BuildKit`] : []));

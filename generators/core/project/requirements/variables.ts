import type { Observation } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { expression } from '../expressions.js';
import { filled } from '../filled.js';
import { isSecret, knownValue, neededVariables, possibleVariables } from '../variables.js';
import { missing, unknown } from '../verdict.js';
import { some, type Ground } from './ground.js';

/** How many config vars one requirement lists. */
const most = 10;

/** The app needs a value for each config var that it reads without a default. */
export function variableRequirements(ground: Ground): Requirement[] {
  const { config } = ground.common;
  const needed = neededVariables(config, ground.detected, ground.conclusion.processes);
  const own = needed.filter((each) => otherFor(ground, each) === undefined);
  return [...ofOthers(ground, needed), ...groupsOf(own).map((each) => ofGroup(ground, each)), ...ofPossible(ground)];
}

/** What is known of a name that stands for something which Heroku has in another place. */
const otherFor = ({ common: { config } }: Ground, { value }: Observation) =>
  config.others.find(({ pattern }) => expression(pattern).test(value));

/** Names that stand for something which Heroku has in another place: those with the same fix are one. */
function ofOthers(ground: Ground, needed: readonly Observation[]): Requirement[] {
  return ground.common.config.others.flatMap((other) => {
    const meant = needed.filter((each) => otherFor(ground, each) === other);
    if (meant.length === 0) return [];
    const name = some(
      meant.map(({ value }) => value),
      most,
    );
    return missing('variable', 'boot', {
      headline: filled(other.headline, { name }),
      fix: other.fix,
      evidence: meant.flatMap(({ evidence }) => evidence.slice(0, 1)).slice(0, most),
    });
  });
}

function ofGroup({ common: { config }, conclusion }: Ground, group: readonly Observation[]): Requirement {
  const values = group.map(({ value: name }) => {
    const known = knownValue(config, conclusion.project, name) ?? '<value>';
    return `${name}=${isSecret(config, name) ? '"$(openssl rand -hex 32)"' : known}`;
  });
  const names = group.map(({ value }) => value);
  return missing('variable', 'boot', {
    headline: `The app needs ${some(names, most)}, which ${names.length === 1 ? 'has' : 'have'} no default`,
    fix: `heroku config:set ${values.join(' ')}`,
    evidence: group.flatMap(({ evidence }) => evidence.slice(0, 1)),
  });
}

function ofPossible({ common: { config }, detected, conclusion }: Ground): Requirement[] {
  const possible = possibleVariables(config, detected, conclusion.processes);
  if (possible.length === 0) return [];
  const names = possible.map(({ value }) => value);
  return [
    unknown('variable', 'keep', {
      headline: `The app may need ${some(names, most)}`,
      check: `for each that it needs: heroku config:set ${names[0] ?? ''}=<value>`,
      evidence: possible.slice(0, 3).flatMap(({ evidence }) => evidence.slice(0, 1)),
    }),
  ];
}

const groupsOf = <Item>(all: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));

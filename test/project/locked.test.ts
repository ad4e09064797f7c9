import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variablesFor } from '../../generators/core/project/locked/origin.js';
import { isFor } from '../../generators/core/project/locked/pep425.js';
import { holdsFor } from '../../generators/core/project/notations/markers.js';
import { catalog } from '../support/rendering.js';

/** What Python's own `packaging` says: test/supply/record-wheels.py. */
interface Recorded {
  readonly machines: readonly { readonly system: string; readonly python: string }[];
  readonly packages: Readonly<Record<string, { readonly wheels: string[]; readonly chosen: (string | null)[] }>>;
  readonly markers: Readonly<Record<string, readonly boolean[]>>;
}

const { machines, packages, markers } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/wheels/packaging.json'), 'utf8'),
) as Recorded;

const linux = machines.flatMap(({ system, python }, at) => {
  const [cpu = '', kind] = system.split('-');
  return kind === 'linux' ? [{ at, machine: { version: python.split('.').slice(0, 2).join('.'), cpu } }] : [];
});

describe('wheels', () => {
  it.each(Object.entries(packages))('of %s are for a machine if packaging finds one', (_, { wheels, chosen }) => {
    for (const { at, machine } of linux) {
      const fit = wheels.filter((each) => isFor(machine, each));
      expect(fit.length > 0, JSON.stringify(machine)).toBe(chosen[at] !== null);
      if (chosen[at] !== null) expect(fit).toContain(chosen[at]);
    }
  });

  it('with odd names are for none', () => {
    const machine = { version: '3.13', cpu: 'x86_64' };
    for (const name of ['', 'x.whl', 'x-1.0.whl', 'x-1.0-cp313-cp313t-manylinux_2_17_x86_64.whl', 'x-1.0.tar.gz'])
      expect(isFor(machine, name), name).toBe(false);
    expect(isFor(machine, 'x-1.0-py3-none-any.whl')).toBe(true);
  });
});

describe('markers', () => {
  const template = catalog.templates.find(({ onboard }) => onboard?.origin);
  const at = machines.findIndex(({ system, python }) => system === 'x86_64-linux' && python.startsWith('3.13.'));

  it.each(Object.entries(markers))('hold as packaging says: %s', (marker, holds) => {
    expect(holdsFor(marker, template ? variablesFor(template.detect, '3.13') : {})).toBe(holds[at]);
  });
});

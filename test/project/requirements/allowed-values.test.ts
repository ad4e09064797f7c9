import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../support/onboarding.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

/** What is said about config vars, and what app.json has for them. */
async function valuesIn(files: Files): Promise<{ readonly fixes: readonly string[]; readonly app: unknown }> {
  const { requirements, files: made } = await outcomeOf(temporaryFolder(files));
  const fixes = requirements.flatMap(({ kind, state }) =>
    kind === 'variable' && state.is === 'missing' ? [state.fix ?? ''] : [],
  );
  return { fixes, app: (JSON.parse(made.get('app.json')?.content.toString() ?? '{}') as { env?: unknown }).env };
}

const node = (env: string, dependency = 'zod'): Files => ({
  'package.json': JSON.stringify({ name: 'a', scripts: { start: 'node a.js' }, dependencies: { [dependency]: '1' } }),
  'a.js': `import './env.js';\nimport http from 'node:http';\nhttp.createServer().listen(process.env.PORT);\n`,
  'env.js': env,
});
const zod = (fields: string): Files => node(`export const env = z.object({\n${fields}\n}).parse(process.env);\n`);

describe('a config var of which code lists the values', () => {
  const cases: Readonly<Record<string, readonly [Files, string]>> = {
    'gets the level that fits production': [
      zod('  LOG_LEVEL: z.enum(["fatal", "error", "info", "debug"]),'),
      'LOG_LEVEL=info',
    ],
    'gets it as it is spelled': [zod("  LOG_LEVEL: z.enum(['DEBUG', 'INFO']),"), 'LOG_LEVEL=INFO'],
    'gets the environment that fits production': [
      zod("  APP_MODE: z.enum(['development', 'production']),"),
      'APP_MODE=production',
    ],
    'gets the first one otherwise': [zod("  STORE: z.enum(['disk', 's3']),"), 'STORE=disk'],
    'may have a list over several lines': [zod("  STORE: z.enum([\n    'disk',\n    's3',\n  ]),"), 'STORE=disk'],
    'may be a union': [zod('  STORE: z.union([z.literal("disk"), z.literal("s3")]),'), 'STORE=disk'],
    'may be one of envalid': [
      node("export default cleanEnv(process.env, {\n  STORE: str({ choices: ['disk', 's3'] }),\n});\n", 'envalid'),
      'STORE=disk',
    ],
    'may be one of Joi': [
      node("export default Joi.object({\n  STORE: Joi.string().valid('disk', 's3').required(),\n});\n", 'joi'),
      'STORE=disk',
    ],
    'may be one of pydantic': [
      {
        'requirements.txt': 'fastapi\nuvicorn\npydantic-settings\n',
        'main.py':
          'from fastapi import FastAPI\nfrom typing import Literal\nfrom pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    store: Literal["disk", "s3"]\n\n\nsettings = Settings()\napp = FastAPI()\n',
      },
      'STORE=disk',
    ],
  };
  it.each(Object.entries(cases))('%s', async (_, [files, said]) => {
    const { fixes, app } = await valuesIn(files);
    const [name = '', value] = said.split('=');
    expect(fixes).toEqual([`heroku config:set ${said}`]);
    expect(app).toMatchObject({ [name]: { value } });
  });

  it('is left alone if a schema over several lines has a default', async () => {
    const { fixes } = await valuesIn(zod("  STORE: z.enum([\n    'disk',\n    's3',\n  ]).default('disk'),"));
    expect(fixes).toEqual([]);
  });
});

describe('a config var whose name says what fits', () => {
  it.each([
    ['LOG_LEVEL', 'info'],
    ['APP_ENV', 'production'],
    ['ENVIRONMENT', 'production'],
    ['STORE', '<value>'],
  ])('%s', async (name, value) => {
    expect((await valuesIn(zod(`  ${name}: z.string(),`))).fixes).toEqual([`heroku config:set ${name}=${value}`]);
  });
});

import { describe, expect, it } from 'vitest';
import { toldAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

/** What is said about config vars of an app whose settings are in these files. */
const told = (files: Readonly<Record<string, string>>): string[] =>
  toldAt(
    temporaryFolder({
      'requirements.txt': 'fastapi\nuvicorn\npydantic-settings\n',
      Procfile: 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n',
      'main.py': 'from fastapi import FastAPI\nfrom app.settings import Settings\napp = FastAPI()\n',
      ...files,
    }),
  ).filter((each) => each.includes('needs API_KEY'));

const settings = (parents: string): string =>
  `class Settings(${parents}):\n    api_key: str\n    debug: bool = False\n`;

describe('a field without a default is a config var that the app needs', () => {
  it.each(['BaseSettings', 'pydantic_settings.BaseSettings', 'Mixin, BaseSettings'])('in a class of %s', (parents) => {
    expect(told({ 'app/settings.py': settings(parents) })).toHaveLength(1);
  });

  it('in a class that inherits from one of another file', () => {
    const base = 'from pydantic import BaseSettings\n\n\nclass Base(BaseSettings):\n    a: int = 1\n';
    const own = 'from . import base\n\n\nclass Own(base.Base):\n    b: int = 1\n';
    const files = { 'app/base.py': base, 'app/own.py': own };
    expect(told({ ...files, 'app/settings.py': settings('Own, frozen=True') })).toHaveLength(1);
    expect(told({ ...files, 'app/settings.py': settings('Mixin,\n    Own,\n') })).toHaveLength(1);
  });

  it('not in a class of something else', () => {
    expect(told({ 'app/settings.py': settings('BaseModel') })).toEqual([]);
    expect(told({ 'app/settings.py': `class Base(BaseModel):\n    a: int\n\n\n${settings('Base')}` })).toEqual([]);
    expect(told({ 'app/settings.py': `class Base(BaseSettings):\n    a: int = 1\n\n\n${settings('Other')}` })).toEqual(
      [],
    );
  });

  it('whatever inherits from what', () => {
    const circle = 'class A(B):\n    a: int\n\n\nclass B(A):\n    b: int\n\n\n';
    expect(told({ 'app/settings.py': circle + settings('BaseSettings') })).toHaveLength(1);
  });
});

/** What is said about config vars of a Node app. */
const toldOfNode = (
  code: string,
  dependencies: Readonly<Record<string, string>> = { next: '16' },
  path = 'src/env.ts',
): string[] =>
  toldAt(
    temporaryFolder({
      'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies }),
      'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies } } }),
      'server.js': 'require("http").createServer().listen(process.env.PORT);\n',
      [path]: code,
    }),
  ).flatMap((each) => /needs ([A-Z_, ]+), which/.exec(each)?.slice(1) ?? []);

describe('TypeScript that takes a value for granted', () => {
  it.each([
    ['in a call', 'export const db = drizzle(neon(process.env.NEON_URL!));', ['NEON_URL']],
    ['with another argument', 'connect(process.env.NEON_URL!, { ssl: true });', ['NEON_URL']],
    ['if it may be absent', 'connect(process.env.NEON_URL ?? "local");', []],
  ])('needs it %s', (_, code, names) => {
    expect(toldOfNode(code)).toEqual(names);
  });

  it('of a class that is validated', () => {
    const fields = [
      '  @IsString()\n  API_KEY: string;',
      '  @IsInt()\n  @Min(0)\n  API_LIMIT: number;',
      '  @IsInt()\n  @IsOptional()\n  API_TIMEOUT: number;',
      '  @ValidateIf((values) => values.API_URL)\n  @IsString()\n  API_NAME: string;',
    ];
    const code = `class EnvironmentVariables {\n${fields.join('\n\n')}\n}\nvalidateSync(config);\n`;
    expect(toldOfNode(code)).toEqual(['API_KEY, API_LIMIT']);
    expect(toldOfNode(code.replace('EnvironmentVariables', 'CreateUser'))).toEqual([]);
  });

  it('in settings of the app, not of a tool', () => {
    const code = 'connect(process.env.NEON_URL!);';
    expect(toldOfNode(code, {}, 'src/database/database.config.ts')).toEqual(['NEON_URL']);
    for (const tool of ['app.config.ts', 'apps/web/drizzle.config.ts']) expect(toldOfNode(code, {}, tool)).toEqual([]);
  });

  it.each([
    ['^4.24.0', ['NEXTAUTH_SECRET']],
    ['5.0.0-beta.25', ['AUTH_SECRET']],
    ['beta', ['AUTH_SECRET']],
  ])('of next-auth %s', (version, names) => {
    expect(toldOfNode('', { next: '16', 'next-auth': version })).toEqual(names);
  });
});

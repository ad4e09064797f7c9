import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../support/onboarding.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';

/** The root, and below each of these folders. */
const folders = ['', 'src/', 'packages/api/config/', '.hidden/'];

const secret = [
  ['.env', '.env.production', '.env.local', '.envrc', '.envs/.production/.database', '.env/bin/python'],
  ['.npmrc', '.pypirc', '.netrc', '_netrc', '.pgpass', '.git-credentials', '.docker/config.json', '.dockercfg'],
  ['id_rsa', 'id_rsa.pub', 'id_ed25519', 'id_ecdsa.old', '.ssh/config', '.gnupg/private-keys-v1.d/x', 'putty.ppk'],
  ['server.pem', 'tls/private.key', 'store.p12', 'store.pfx', 'store.jks', 'release.keystore', 'master.key'],
  ['.aws/credentials', '.azure/accessTokens.json', '.config/gcloud/credentials.db', '.kube/config'],
  ['my-service-account-1.json', 'serviceAccountKey.json', '.htpasswd', '.vault-token', '.my.cnf'],
  ['.terraform/terraform.tfstate', '.terraformrc', 'prod.tfstate', 'prod.tfstate.backup', 'prod.tfvars'],
].flat();

const source = [
  ['.env.example', '.env.sample', '.env.template', 'env.js', 'environment.ts', 'dotenv.py', 'sample.env.md'],
  ['keys.py', 'key.ts', 'monkey.go', 'pem.go', 'npmrc.md', 'config.json', 'docker/config.json', '.docker/run.sh'],
  ['rsa.py', 'aws/client.py', 'kube.yaml', 'accounts.json', 'service.json', 'account-service.ts', '.config/app.json'],
  ['certs/ca.crt', 'terraform.md', 'state.ts', '.babelrc', '.python-version', '.eslintrc'],
].flat();

const everywhere = (paths: readonly string[]): string[] =>
  folders.flatMap((folder) => paths.map((path) => `${folder}${path}`));

/** The paths that Docker doesn't send to a builder. */
const leftOut = (text: string, paths: readonly string[]): string[] => {
  const rules = dockerignore.default().add(text);
  return paths.filter((path) => rules.ignores(path));
};

const repositories = [
  ...catalog.templates.map(({ id }) => [id, () => renderFor(id)] as const),
  ...['python-requirements', 'node-plain', 'go-plain'].map((name) => {
    const project = join(import.meta.dirname, '../fixtures/onboard', name, 'project');
    return [`an onboarded ${name}`, async () => (await outcomeOf(project)).files] as const;
  }),
];

describe.each(repositories)('a build of %s', (_, files) => {
  it("doesn't receive files that are known to contain secrets, at any depth", async () => {
    const paths = everywhere(secret);
    expect(leftOut(textOf(await files(), '.dockerignore'), paths)).toEqual(paths);
  });

  it('receives files whose names only sound similar', async () => {
    expect(leftOut(textOf(await files(), '.dockerignore'), everywhere(source))).toEqual([]);
  });

  it('receives a file if a line is added for it at the end', async () => {
    const text = `${textOf(await files(), '.dockerignore')}!certs/ca.pem\n`;
    expect(leftOut(text, ['certs/ca.pem', 'certs/server.pem', 'ca.pem'])).toEqual(['certs/server.pem', 'ca.pem']);
  });

  it("doesn't receive anything of Git's or of packages because of an example of settings", async () => {
    const rendered = await files();
    const text = textOf(rendered, '.dockerignore');
    const folders = ['.git', '.direnv', 'result', ...(text.includes('node_modules') ? ['node_modules'] : [])];
    const paths = folders.map((folder) => `${folder}/x/.env.example`);
    expect(leftOut(text, paths)).toEqual(paths);
  });
});

describe('the Nix files of an onboarded project', () => {
  it('list the same names as .dockerignore', async () => {
    const { files } = await outcomeOf(join(import.meta.dirname, '../fixtures/onboard/go-plain/project'));
    const nix = textOf(files, 'nix/project.nix');
    const listed = (name: string): string[] => {
      const [, list = ''] = new RegExp(`^  ${name} = \\[\n([^\\]]*)\\];$`, 'm').exec(nix) ?? [];
      return [...list.matchAll(/"(.*)"/g)].map(([, each = '']) => each);
    };
    const lines = textOf(files, '.dockerignore').split('\n');
    const ignored = (start: string): string[] =>
      lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
    expect(listed('secrets')).toEqual(catalog.secrets.names);
    expect(listed('harmless')).toEqual(catalog.secrets.harmless);
    expect(ignored('**/').slice(0, catalog.secrets.names.length)).toEqual(catalog.secrets.names);
    expect(ignored('!**/')).toEqual(catalog.secrets.harmless);
  });
});

describe('the .gitignore of a repository', () => {
  it.each(catalog.templates)('of $id excludes settings, but not their example', async ({ id }) => {
    const lines = textOf(await renderFor(id), '.gitignore').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['.env', '.env.*', '!.env.example']));
    expect(lines.indexOf('!.env.example')).toBeGreaterThan(lines.indexOf('.env.*'));
  });
});

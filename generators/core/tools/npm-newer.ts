import { Resolver } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { gt, valid } from 'semver';
import { boundedJson } from '../model/bounded-json.js';

/** In characters; more than a registry sends for one package in its short form. */
const largest = 1_000_000;

/**
 * Asks a registry whether there is a newer version of a package, in the same way as npm.
 *
 * Host names are looked up with c-ares. Node's default lookup, which fetch uses too, can't be canceled: if no DNS
 * server answers, the process would wait ten seconds at its end, even in process.exit().
 *
 * @param asked the package and the version that is running
 * @param registry URL, with a slash at the end
 * @param signal cancels the request
 * @returns the newer version; undefined if there is none, or the registry has no clear answer
 */
export async function newerVersion(
  { name, current }: { readonly name: string; readonly current: string },
  registry: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const url = new URL(registry + name.replace('/', '%2f'));
  const { get } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const headers = { accept: 'application/vnd.npm.install-v1+json' };
  const text = await new Promise<string>((resolve, reject) => {
    const request = get(url, { agent: false, headers, signal, lookup: lookupFor(signal) }, (response) => {
      const parts: string[] = [];
      let length = 0;
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        parts.push(part);
        length += part.length;
        if (length > largest) request.destroy(new Error('The answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve(response.statusCode === 200 ? parts.join('') : '{}');
      });
    });
    request.on('error', reject);
  });
  const tags = (boundedJson(text) as { readonly 'dist-tags'?: { readonly latest?: unknown } } | null)?.['dist-tags'];
  const newest = typeof tags?.latest === 'string' ? valid(tags.latest) : null;
  return newest !== null && gt(newest, current) ? newest : undefined;
}

function lookupFor(signal: AbortSignal): LookupFunction {
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  signal.addEventListener('abort', () => {
    resolver.cancel();
  });
  return (host, { all }, done) => {
    const reply =
      (family: 4 | 6, otherwise: () => void) =>
      (error: Error | null, addresses: readonly string[] = []): void => {
        const [first] = addresses;
        if (error || first === undefined) otherwise();
        else if (all)
          done(
            null,
            addresses.map((address) => ({ address, family })),
          );
        else done(null, first, family);
      };
    const none = (): void => {
      done(new Error(`There is no address of ${host}`), '', 4);
    };
    const tryIpv6 = (): void => {
      if (signal.aborted) none();
      else resolver.resolve6(host, reply(6, none));
    };
    resolver.resolve4(host, reply(4, tryIpv6));
  };
}

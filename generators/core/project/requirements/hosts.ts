import { isIP } from 'node:net';

/** Names that only a machine or a network of its own knows. */
const local = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|corp|home|lan|test|invalid)$/;

/** Networks that the Internet doesn't reach (RFC 1918, 3927, 6598, 4193, 4291). */
const closed =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^::1?$|^f[cde][0-9a-f]{2}:/;

/** Whether a host is this machine, or in a network that a build on Heroku can't reach. */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
  return isIP(name) > 0 ? closed.test(name) : local.test(name) || !name.includes('.');
}

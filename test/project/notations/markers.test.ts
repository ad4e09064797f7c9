import { describe, expect, it } from 'vitest';
import { holdsFor, NoMarker } from '../../../generators/core/project/notations/markers.js';

const variables = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_machine: 'x86_64',
  platform_system: 'Linux',
  platform_python_implementation: 'CPython',
  python_version: '3.13',
  python_full_version: '3.13.9',
  platform_release: '',
};

const holding = [
  'sys_platform == "linux"',
  "sys_platform != 'win32'",
  '"linux" in sys_platform',
  'sys_platform in "linux linux2"',
  'sys_platform not in "win32 darwin"',
  'sys.platform == "linux"',
  'os_name == "posix" and platform_machine == "x86_64"',
  'python_version >= "3.9"',
  'python_version > "3.9" and python_version < "4"',
  '"3.10" <= python_version',
  'python_version == "3.*"',
  'python_version != "3.1.*"',
  'python_version ~= "3.10"',
  'python_full_version >= "3.13.0"',
  "python_full_version < '4.0.0'",
  '(sys_platform == "win32" or sys_platform == "linux") and python_version >= "3"',
  'python_version < "3" or platform_python_implementation == "CPython"',
  'platform_python_implementation != "PyPy"',
  'extra == "web"',
  'extra != "test"',
];
const failing = [
  'sys_platform == "win32"',
  'sys_platform=="darwin"',
  'sys_platform == "linux2"',
  'os_name == "nt"',
  'platform_system == "Windows" and python_version >= "3.9"',
  'python_version < "3.9"',
  'python_version < "3.10"',
  'python_version >= "3.14"',
  'python_version in "2.7 3.8"',
  'python_version == "3.1.*"',
  'python_version ~= "2.7"',
  'python_full_version < "3.11.3"',
  'platform_python_implementation == "PyPy"',
  '(python_version < "3.9" or sys_platform == "win32") and os_name == "posix"',
  'extra == "test"',
];
const broken = [
  'python_version',
  'python_version < ',
  '< "3"',
  'python_version < 3.9',
  '(python_version < "3"',
  'python_version < "3" and',
  'python_version < "3" sys_platform == "linux"',
  'python_vresion < "3"',
  'sys_platform = "linux"',
  '"',
  '('.repeat(50) + 'os_name == "posix"' + ')'.repeat(50),
];

describe('a marker', () => {
  const holds = (marker: string) => holdsFor(marker, variables, new Set(['web']));
  it.each(holding)('%s holds', (marker) => {
    expect(holds(marker)).toBe(true);
  });
  it.each(failing)("%s doesn't", (marker) => {
    expect(holds(marker)).toBe(false);
  });
  it.each(broken)('%s is none', (marker) => {
    expect(() => holds(marker)).toThrow(NoMarker);
  });
  it('may not be known in advance', () => {
    expect(holds('platform_release >= "20"')).toBeUndefined();
    expect(holds('platform_release >= "20" or sys_platform == "linux"')).toBe(true);
    expect(holds('platform_release >= "20" and sys_platform == "win32"')).toBe(false);
  });
});

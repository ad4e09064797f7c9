import { describe, expect, it } from 'vitest';
import { toldOf } from '../../support/telling.js';

const python = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', Procfile: 'web: gunicorn app:app\n' };

describe('a list of another tool', () => {
  const conda = { ...python, 'environment.yml': 'name: a\ndependencies:\n  - flask\n' };
  it('is told if there is no other', () => {
    expect(toldOf(conda, 'flask')).toEqual([expect.stringMatching(/^build missing: environment\.yml isn't read/)]);
    expect(toldOf({ ...conda, 'pyproject.toml': '[tool.ruff]\n' }, 'flask')).toContainEqual(
      expect.stringMatching(/^build missing: environment\.yml isn't read/),
    );
    expect(toldOf({ ...conda, 'requirements.txt': 'flask\ngunicorn\n' }, 'flask')).toEqual([]);
  });

  it('is told if it was passed over for another', () => {
    const files = { ...python, 'requirements/a.txt': 'flask\ngunicorn\n', 'requirements/b.txt': 'flask\n' };
    expect(toldOf(files, 'flask')).toEqual([
      expect.stringMatching(/^build unknown: requirements\/b\.txt was not read: requirements\/a\.txt was taken/),
    ]);
  });

  it('matters only if production needs it', () => {
    const files = { ...python, 'requirements.txt': 'flask\ngunicorn\n' };
    expect(toldOf({ ...files, 'requirements-dev.txt': '-r nowhere.txt\n=1\n' }, 'flask')).toEqual([]);
    const lists = '[project]\ndependencies = ["flask"]\n[project.optional-dependencies]\ndocs = ["=1"]\n';
    expect(toldOf({ ...files, 'pyproject.toml': lists }, 'flask')).toEqual([]);
  });
});

# nixpkgs' name → Debian's packages, or PyPI's wheels. `recipe` is what nixpkgs builds them with, if it's more than plain Python.
{ lib, pkgs, line, libpq }:
{
  annotated-types = { version = "0.7.0"; debs = [ "python3-annotated-types" ]; };
  anyio = { version = "4.8.0"; debs = [ "python3-anyio" ]; dependencies = with pkgs; [ idna sniffio typing-extensions ]; };
  asgiref = { version = "3.8.1"; debs = [ "python3-asgiref" ]; dependencies = with pkgs; [ typing-extensions ]; };
  asyncpg = { version = "0.31.0"; }; # empty
  blinker = { version = "1.9.0"; debs = [ "python3-blinker" ]; };
  brotli = { version = "1.2.0"; }; # empty
  build = { version = "1.2.2"; debs = [ "python3-build" ]; dependencies = with pkgs; [ packaging pyproject-hooks ]; mainProgram = "pyproject-build"; };
  click = { version = "8.1.8"; debs = [ "python3-click" ]; };
  croniter = { version = "6.0.0"; wheel = "croniter"; dependencies = with pkgs; [ python-dateutil pytz ]; };
  django = { version = "4.2.28"; debs = [ "python3-django" ]; dependencies = with pkgs; [ asgiref sqlparse ]; };
  fastapi = { version = "0.115.11"; debs = [ "python3-fastapi" ]; dependencies = with pkgs; [ pydantic starlette typing-extensions ]; };
  flask-mail = { version = "0.10.0"; dependencies = with pkgs; [ blinker flask ]; recipe.build-system = [ pkgs.flit-core ]; }; # empty
  flit-core = { version = "3.12.0"; wheel = "flit_core"; };
  flask = { version = "3.1.1"; debs = [ "python3-flask" ]; dependencies = with pkgs; [ click blinker itsdangerous jinja2 werkzeug ]; optional-dependencies = with pkgs; { async = [ asgiref ]; dotenv = [ python-dotenv ]; }; mainProgram = "flask"; };
  gevent = { version = "24.11.1"; debs = [ "python3-gevent" ]; dependencies = with pkgs; [ greenlet zope-event zope-interface ]; };
  greenlet = { version = "3.1.0"; debs = [ "python3-greenlet" ]; };
  gunicorn = { version = "23.0.0"; debs = [ "gunicorn" "python3-gunicorn" ]; dependencies = with pkgs; [ packaging ]; mainProgram = "gunicorn"; };
  h11 = { version = "0.14.0"; debs = [ "python3-h11" ]; };
  hatch-vcs = { version = "0.5.0"; wheel = "hatch_vcs"; dependencies = with pkgs; [ hatchling setuptools-scm ]; };
  hatchling = { version = "1.29.0"; wheel = "hatchling"; dependencies = with pkgs; [ packaging pathspec pluggy trove-classifiers ]; mainProgram = "hatchling"; };
  httptools = { version = "0.1.1"; debs = [ "python3-httptools" ]; };
  idna = { version = "3.10"; debs = [ "python3-idna" ]; };
  iniconfig = { version = "1.1.1"; debs = [ "python3-iniconfig" ]; };
  installer = { version = "0.7.0"; debs = [ "python3-installer" ]; };
  itsdangerous = { version = "2.2.0"; debs = [ "python3-itsdangerous" ]; };
  jinja2 = { version = "3.1.6"; debs = [ "python3-jinja2" ]; dependencies = with pkgs; [ markupsafe ]; };
  markupsafe = { version = "2.1.5"; debs = [ "python3-markupsafe" ]; };
  packaging = { version = "25.0"; debs = [ "python3-packaging" ]; };
  pathspec = { version = "1.0.4"; wheel = "pathspec"; };
  pdm-backend = { version = "2.4.8"; wheel = "pdm_backend"; };
  pluggy = { version = "1.5.0"; debs = [ "python3-pluggy" ]; };
  poetry-core = { version = "2.3.2"; wheel = "poetry_core"; };
  psycopg = {
    version = "3.2.6";
    debs = [ "python3-psycopg" ];
    dependencies = [ pkgs.psycopg.c pkgs.typing-extensions ];
    optional-dependencies = with pkgs.psycopg; { c = [ c ]; pool = [ pool ]; };
    parts = {
      c = { version = "3.2.6"; debs = [ "python3-psycopg-c" ]; };
      pool = { version = "3.3.0"; debs = [ "python3-psycopg-pool" ]; dependencies = [ pkgs.typing-extensions ]; };
    };
  };
  psycopg2 = {
    version = "2.9.10";
    # Debian's is compiled for its own Python.
    ${if line == "3.13" then "debs" else "wheel"} = if line == "3.13" then [ "python3-psycopg2" ] else "psycopg2";
    recipe = {
      postPatch = ''
        substituteInPlace setup.py \
          --replace-fail "self.pg_config_exe = self.build_ext.pg_config" 'self.pg_config_exe = "${libpq.pg_config}/bin/pg_config"'
      '';
      build-system = [ pkgs.setuptools ];
      buildInputs = [ libpq ];
      pythonImportsCheck = [ "psycopg2" ];
    };
  };
  pydantic = { version = "2.10.6"; debs = [ "python3-pydantic" ]; dependencies = with pkgs; [ annotated-types pydantic-core typing-extensions ]; };
  pydantic-core = { version = "2.27.2"; debs = [ "python3-pydantic-core" ]; dependencies = with pkgs; [ typing-extensions ]; };
  pyproject-hooks = { version = "1.2.0"; debs = [ "python3-pyproject-hooks" ]; };
  pytest = { version = "8.3.5"; debs = [ "python3-pytest" ]; dependencies = with pkgs; [ iniconfig packaging pluggy ]; };
  python-dateutil = { version = "2.9.0"; debs = [ "python3-dateutil" ]; dependencies = with pkgs; [ six ]; };
  python-dotenv = { version = "1.0.1"; debs = [ "python3-dotenv" ]; mainProgram = "dotenv"; };
  pytz = { version = "2025.2"; wheel = "pytz"; };
  pyyaml = { version = "6.0.2"; debs = [ "python3-yaml" ]; };
  redis = { version = "6.1.0"; debs = [ "python3-redis" ]; };
  rq = { version = "2.6.1"; wheel = "rq"; dependencies = with pkgs; [ click croniter redis ]; };
  ruff = { version = "0.14.10"; wheel = "ruff"; mainProgram = "ruff"; };
  setuptools = { version = "80.10.1"; wheel = "setuptools"; };
  setuptools-scm = { version = "9.2.2"; wheel = "setuptools_scm"; dependencies = with pkgs; [ packaging setuptools ]; };
  six = { version = "1.17.0"; debs = [ "python3-six" ]; };
  sniffio = { version = "1.3.1"; debs = [ "python3-sniffio" ]; };
  sqlalchemy = { version = "2.0.49"; optional-dependencies = with pkgs; { asyncio = [ greenlet ]; postgresql_asyncpg = [ asyncpg greenlet ]; }; }; # empty
  sqlparse = { version = "0.5.3"; debs = [ "python3-sqlparse" ]; mainProgram = "sqlformat"; };
  starlette = { version = "0.46.1"; debs = [ "python3-starlette" ]; dependencies = with pkgs; [ anyio typing-extensions ]; };
  trove-classifiers = { version = "2026.4.28.13"; wheel = "trove_classifiers"; };
  typing-extensions = { version = "4.13.2"; debs = [ "python3-typing-extensions" ]; };
  uvicorn = { version = "0.32.0"; debs = [ "uvicorn" "python3-uvicorn" ]; dependencies = with pkgs; [ click h11 ]; optional-dependencies.standard = with pkgs; [ httptools python-dotenv pyyaml uvloop watchfiles websockets ]; mainProgram = "uvicorn"; };
  uvloop = { version = "0.21.0"; debs = [ "python3-uvloop" ]; };
  watchfiles = { version = "0.24.0"; debs = [ "python3-watchfiles" ]; dependencies = with pkgs; [ anyio ]; mainProgram = "watchfiles"; };
  websockets = { version = "15.0.1"; debs = [ "python3-websockets" ]; };
  werkzeug = { version = "3.1.3"; debs = [ "python3-werkzeug" ]; dependencies = with pkgs; [ markupsafe ]; };
  wheel = { version = "0.46.1"; debs = [ "python3-wheel" ]; dependencies = with pkgs; [ packaging ]; mainProgram = "wheel"; };
  whitenoise = { version = "6.8.2"; debs = [ "python3-whitenoise" ]; optional-dependencies.brotli = [ pkgs.brotli ]; };
  zope-event = { version = "5.0"; debs = [ "python3-zope.event" ]; };
  zope-interface = { version = "7.2"; debs = [ "python3-zope.interface" ]; };
}

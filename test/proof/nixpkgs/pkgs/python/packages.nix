# nixpkgs' name → Debian's packages.
{ pkgs }:
{
  blinker = { version = "1.9.0"; debs = [ "python3-blinker" ]; };
  build = { version = "1.2.2"; debs = [ "python3-build" ]; dependencies = with pkgs; [ packaging pyproject-hooks ]; mainProgram = "pyproject-build"; };
  click = { version = "8.1.8"; debs = [ "python3-click" ]; };
  flask = { version = "3.1.1"; debs = [ "python3-flask" ]; dependencies = with pkgs; [ click blinker itsdangerous jinja2 werkzeug ]; };
  gunicorn = { version = "23.0.0"; debs = [ "gunicorn" "python3-gunicorn" ]; dependencies = with pkgs; [ packaging ]; };
  iniconfig = { version = "1.1.1"; debs = [ "python3-iniconfig" ]; };
  installer = { version = "0.7.0"; debs = [ "python3-installer" ]; };
  itsdangerous = { version = "2.2.0"; debs = [ "python3-itsdangerous" ]; };
  jinja2 = { version = "3.1.6"; debs = [ "python3-jinja2" ]; dependencies = with pkgs; [ markupsafe ]; };
  markupsafe = { version = "2.1.5"; debs = [ "python3-markupsafe" ]; };
  packaging = { version = "25.0"; debs = [ "python3-packaging" ]; };
  pluggy = { version = "1.5.0"; debs = [ "python3-pluggy" ]; };
  pyproject-hooks = { version = "1.2.0"; debs = [ "python3-pyproject-hooks" ]; };
  pytest = { version = "8.3.5"; debs = [ "python3-pytest" ]; dependencies = with pkgs; [ iniconfig packaging pluggy ]; };
  setuptools = { version = "78.1.1"; debs = [ "python3-setuptools" "python3-pkg-resources" "python3-more-itertools" "python3-jaraco.text" "python3-jaraco.functools" "python3-jaraco.context" "python3-inflect" "python3-typeguard" "python3-autocommand" "python3-typing-extensions" ]; dependencies = with pkgs; [ packaging wheel ]; };
  werkzeug = { version = "3.1.3"; debs = [ "python3-werkzeug" ]; dependencies = with pkgs; [ markupsafe ]; };
  wheel = { version = "0.46.1"; debs = [ "python3-wheel" ]; dependencies = with pkgs; [ packaging ]; };
}

# A program that installs wheels into a virtual environment: install.py ENVIRONMENT WHEEL…
# https://packaging.python.org/en/latest/specifications/binary-distribution-format/
{ pkgs }:
pkgs.writeText "install.py" ''
  import configparser
  import pathlib
  import shutil
  import sys
  import zipfile

  environment = pathlib.Path(sys.argv[1])
  programs = environment / "bin"
  [site] = environment.glob("lib/python*/site-packages")


  def unpack(wheel):
      with zipfile.ZipFile(wheel) as archive:
          for info in archive.infolist():
              path = pathlib.Path(archive.extract(info, site))
              # zipfile leaves out who may run a file.
              if path.is_file() and info.external_attr >> 16 & 0o111:
                  path.chmod(0o755)


  def write_program(name, text):
      path = programs / name
      path.write_text(f"#!{programs}/python\n{text}")
      path.chmod(0o755)


  # A wheel's folder NAME.data has what belongs elsewhere.
  def spread(data):
      targets = {"data": environment, "headers": environment / "include"}
      for part in data.iterdir():
          if part.name != "scripts":
              shutil.copytree(part, targets.get(part.name, site), dirs_exist_ok=True)
              continue
          for script in part.iterdir():
              first, _, rest = script.read_bytes().partition(b"\n")
              if first.startswith(b"#!python"):
                  write_program(script.name, rest.decode())
              else:
                  shutil.copy(script, programs)
                  (programs / script.name).chmod(0o755)
      shutil.rmtree(data)


  def add_programs(entry_points):
      read = configparser.ConfigParser(
          delimiters=("=",), strict=False, interpolation=None
      )
      read.optionxform = str
      read.read(entry_points)
      if not read.has_section("console_scripts"):
          return
      for name, target in read["console_scripts"].items():
          module, _, rest = target.partition(":")
          function = rest.partition("[")[0].strip()
          write_program(
              name,
              f"import sys\n\nfrom {module.strip()} import {function.partition('.')[0]}\n\n"
              f'if __name__ == "__main__":\n    sys.exit({function}())\n',
          )


  for wheel in sys.argv[2:]:
      unpack(wheel)
  for data in sorted(site.glob("*.data")):
      spread(data)
  for entry_points in sorted(site.glob("*.dist-info/entry_points.txt")):
      add_programs(entry_points)
''

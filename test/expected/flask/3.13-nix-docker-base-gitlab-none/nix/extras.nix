# Finds the packages that the extras of a Python package add, such as [pool] in psycopg[pool].
# You touch it if nixpkgs lacks an extra: add it to `others`, with the packages it stands for.
{ lib, packages }:
let
  # Extras that nixpkgs lacks, and the packages they stand for: none if the package works as it is.
  others = {
    alembic.tz = [ "tzdata" ];
    celery.librabbitmq = [ ]; # for Python before 3.11 only
    coverage.toml = [ ]; # part of Python
    discordpy.voice = [ ]; # nixpkgs always includes it
    django-anymail = lib.genAttrs [
      "brevo"
      "mailersend"
      "mailgun"
      "mailjet"
      "mandrill"
      "postmark"
      "sparkpost"
    ] (_: [ ]); # these need no package
    flask-caching.redis = [ "redis" ];
    psycopg.binary = [ ]; # nixpkgs always includes the C extension
    pymongo.srv = [ ]; # nixpkgs always includes dnspython
  };
in
rec {
  # nixpkgs spells names as PyPI's index does: "Flask_SQLAlchemy" is flask-sqlalchemy. The names of
  # extras keep their own spelling there, as in sqlalchemy[postgresql_asyncpg].
  normal =
    text:
    let
      words = builtins.split "[-_.]+" (lib.toLower text);
    in
    lib.concatStringsSep "-" (lib.filter (word: lib.isString word && word != "") words);

  # The packages of an extra. Fails if the package has no such extra.
  find =
    attribute: package: extra:
    let
      own = package.optional-dependencies or { };
      all =
        lib.mapAttrs (_: map (name: packages.${name})) (others.${attribute} or { })
        // lib.mapAttrs' (name: lib.nameValuePair (normal name)) own;
    in
    all.${normal extra} or (throw ''
      In the pinned nixpkgs, the Python package "${attribute}" has no extra "${extra}".
      It has: ${if all == { } then "none" else lib.concatStringsSep ", " (lib.attrNames all)}
      Use one of these, or add "${extra}" to nix/extras.nix, with the packages it stands for.
    '');
}

# The recipe that this project descends from, written anew: one stage, in which Nix builds the app and then collects what it
# no longer needs. The base stays in the image.
ARG BASE
FROM ${BASE}
RUN rm -f /etc/nix/nix.conf \
 && printf '%s\n' 'experimental-features = nix-command flakes' 'sandbox = false' > /etc/nix/nix.conf
COPY . /project
WORKDIR /project
RUN nix build path:.#default --out-link /run-app && nix-collect-garbage
CMD ["/run-app/bin/web"]

"""docker-stream.py CONF — writes an image to stdout in the form `docker load` reads. (stream_layered_image.py)"""
import hashlib, io, json, os, sys, tarfile, tempfile

conf = json.load(open(sys.argv[1]))
out = tarfile.open(fileobj=sys.stdout.buffer, mode="w|")
diff_ids, names = [], []


def add(name, data=None, file=None):
    info = tarfile.TarInfo(name)
    info.size = len(data) if file is None else os.fstat(file.fileno()).st_size
    out.addfile(info, io.BytesIO(data) if file is None else file)


def add_layer(file):
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    diff_ids.append("sha256:" + digest)
    names.append(digest + "/layer.tar")
    add(names[-1], file=file)


def owned(info):
    info.uid, info.gid, info.uname, info.gname, info.mtime = conf["uid"], conf["gid"], conf["uname"], conf["gname"], 1
    return info


for paths in conf["store_layers"]:
    with tempfile.TemporaryFile() as file:
        with tarfile.open(fileobj=file, mode="w") as layer:
            for folder in ("nix", "nix/store"):
                info = owned(tarfile.TarInfo(folder))
                info.type, info.mode = tarfile.DIRTYPE, 0o755
                layer.addfile(info)
            for path in paths:
                layer.add(path, path.lstrip("/"), filter=owned)
        print(f"Creating layer {len(names) + 1} from paths: {paths}", file=sys.stderr)
        add_layer(file)
with open(conf["customisation_layer"] + "/layer.tar", "rb") as file:
    add_layer(file)

image = json.dumps({
    "created": conf["created"], "architecture": conf["architecture"], "os": conf["os"], "config": conf["config"],
    "rootfs": {"diff_ids": diff_ids, "type": "layers"}, "history": [{"created": conf["created"]} for _ in diff_ids],
}).encode()
name = hashlib.sha256(image).hexdigest() + ".json"
add(name, image)
add("manifest.json", json.dumps([{"Config": name, "RepoTags": [conf["repo_tag"]], "Layers": names}]).encode())
out.close()

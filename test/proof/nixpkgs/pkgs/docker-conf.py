"""docker-conf.py BASE_JSON CUSTOMISATION_LAYER NAME:TAG — the description of an image; reads ./paths and the environment."""
import json, os, sys

base, layer, tag = sys.argv[1:4]
conf = json.load(open(base))
paths = open("paths").read().split()
available = int(os.environ["maxLayers"]) - 1
layers = [[p] for p in paths[: available - 1]] + ([paths[available - 1 :]] if paths[available - 1 :] else [])
conf.update(store_layers=layers, customisation_layer=layer, repo_tag=tag, created=os.environ["created"], mtime=os.environ["mtime"],
            uid=int(os.environ["uid"]), gid=int(os.environ["gid"]), uname=os.environ["uname"], gname=os.environ["gname"])
json.dump(conf, sys.stdout)

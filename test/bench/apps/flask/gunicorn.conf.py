import os

bind = f"127.0.0.1:{os.environ['PORT']}"
worker_class = "gevent"
workers = int(os.environ["WEB_CONCURRENCY"])
accesslog = "-" if os.environ.get("LOG") else None

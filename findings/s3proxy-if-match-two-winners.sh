#!/usr/bin/env bash
# S3Proxy 4.1.0 (filesystem-nio2): a conditional PUT with If-Match is no compare-and-swap there. Of eight writers who replace one object at
# the same moment, each naming the ETag that they all have read, S3 lets one win and answers the others 412; here two and more are told
# 200 in a good part of the rounds, and all but the last of these are lost. If-None-Match: * has one winner in every round.
#
# Seen on 2026-11-30 (S3Proxy 4.1.0, boto3 1.44.8, JDK 17), 40 rounds, winners a round:
#   If-Match       one in most rounds, two to eight in 6 to 30 of 40
#   If-None-Match  one in all 40
#
# Here a registry in S3 claims each event by creating a numbered object with If-None-Match: *, and replaces nothing (docs/s3.md).
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill -9 "$server" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip -q install --disable-pip-version-check boto3==1.44.8
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.gaul</groupId><artifactId>s3proxy</artifactId><version>4.1.0</version></dependency>
    <dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-annotations</artifactId><version>2.22</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir data
cat >settings <<TXT
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=someone
s3proxy.credential=something
s3proxy.endpoint=http://127.0.0.1:$port
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=data
TXT
java -cp 'jars/*' org.gaul.s3proxy.Main --properties settings >server.log 2>&1 &
server=$!
cat >run.py <<'PY'
import socket
import sys
import threading
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

PORT, WRITERS, ROUNDS = int(sys.argv[1]), 8, 40


def client():
    return boto3.session.Session().client(
        "s3", endpoint_url="http://127.0.0.1:%d" % PORT, region_name="us-east-1",
        aws_access_key_id="someone", aws_secret_access_key="something",
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1},
                      request_checksum_calculation="when_required", response_checksum_validation="when_required"))


def winners(key, condition):
    """How many of the writers are told that theirs is the object now."""
    together, won = threading.Barrier(WRITERS), []

    def write(number):
        together.wait()
        try:
            clients[number].put_object(Bucket="registry", Key=key, Body=b"%d" % number * 100_000, **condition)
            won.append(number)
        except ClientError as error:
            if error.response["Error"]["Code"] != "PreconditionFailed":
                raise

    threads = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(won)


until = time.time() + 60
while True:
    try:
        socket.create_connection(("127.0.0.1", PORT), 1).close()
        break
    except OSError:
        if time.time() > until:
            raise
        time.sleep(0.1)
clients = [client() for _ in range(WRITERS)]
clients[0].create_bucket(Bucket="registry")
created = [winners("new-%d" % r, {"IfNoneMatch": "*"}) for r in range(ROUNDS)]
replaced = []
for r in range(ROUNDS):
    tag = clients[0].put_object(Bucket="registry", Key="old-%d" % r, Body=b"before")["ETag"]
    replaced.append(winners("old-%d" % r, {"IfMatch": tag}))
print("If-None-Match", *created)
print("If-Match", *replaced)
sys.exit(not (all(w == 1 for w in created) and any(w > 1 for w in replaced)))
PY
venv/bin/python run.py "$port"

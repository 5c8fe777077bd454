#!/bin/sh
# Starts nginx with nginx.conf as a server of lab 07 is started: --port 0 takes a free port, and the line says which. Other flags count for nothing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
port=0
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=$2; shift ;;
    --port=*) port=${1#*=} ;;
  esac
  shift
done
command -v nginx >/dev/null || { echo "nginx.sh: there is no nginx; apt-get install nginx brings it" >&2; exit 2; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/nginx-XXXXXX")
mkdir "$folder/bytes"
trap 'kill "$nginx" 2>/dev/null || true; rm -rf "$folder"' EXIT
trap 'exit 0' INT TERM
printf 'Hello, world\n' >"$folder/hello"
printf '{"id":1,"name":"Ada","tags":["a","b","c"],"ok":true}\n' >"$folder/json"
for size in 1 2 3 5 10 70000 3000000 6000000 100000000; do
  head -c "$size" /dev/zero | tr '\0' x >"$folder/bytes/$size"
done
tries=0
while :; do
  [ "$port" -ne 0 ] && chosen=$port || chosen=$((20000 + ($$ * 7 + tries * 131) % 12000))
  { [ "$(id -u)" -ne 0 ] || echo "user root;"; } >"$folder/nginx.conf"     # or its workers could not read here
  sed "s|@FOLDER@|$folder|g; s|@PORT@|$chosen|g" "$here/nginx.conf" >>"$folder/nginx.conf"
  nginx -p "$folder" -c "$folder/nginx.conf" 2>"$folder/errors" &
  nginx=$!
  until [ -s "$folder/nginx.pid" ]; do
    kill -0 "$nginx" 2>/dev/null || break
    sleep 0.05
  done
  [ -s "$folder/nginx.pid" ] && break
  tries=$((tries + 1))
  [ "$port" -eq 0 ] && [ "$tries" -lt 20 ] || { cat "$folder/errors" >&2; exit 2; }
done
echo "nginx listening on http://127.0.0.1:$chosen"
wait "$nginx"

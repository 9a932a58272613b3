#!/bin/sh
# listen_in_test.sh HEADER_SERVER LISTEN_IN OUT: the listing of the README against the installed server.
set -eu
"$1" --port 0 --every 0.05 --count 3 >"$3" &
server=$!
trap 'kill $server' EXIT
tries=0
until grep -q listening "$3"; do
  tries=$((tries + 1))
  [ $tries -lt 200 ] || exit 1
  sleep 0.05
done
"$2" "$(sed 's/listening on //' "$3")"

#!/bin/sh
# What OSS-Fuzz and ClusterFuzzLite build: their own build.sh files only call this. They set SRC, OUT, WORK, CC,
# CXX, CXXFLAGS and LIB_FUZZING_ENGINE; nothing here adds a sanitizer, an engine or a processor's name.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=$WORK/shortread

cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None \
  -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_CXX_FLAGS="$CXXFLAGS" \
  -DSHORTREAD_FUZZ=ON -DSHORTREAD_PROGRAMS=OFF -DSHORTREAD_TESTS=OFF
cmake --build "$build" --target shortread_engines

for binary in "$build"/bin/fuzz_*; do
  name=${binary##*/fuzz_}
  [ "$name" != canary ] || continue # it must fail: a fleet would report it, every day
  cp "$binary" "$OUT/fuzz_$name"
  cp "$root/fuzz/dictionaries/frame.dict" "$OUT/fuzz_$name.dict"
  printf '[libfuzzer]\nmax_len = 4096\ntimeout = 5\n' >"$OUT/fuzz_$name.options"
  seeds=$build/seeds/$name
  rm -rf "$seeds"
  mkdir -p "$seeds"
  cp "$root/fuzz/corpus/$name"/* "$seeds"
  # A zip of files, without a folder in it.
  (cd "$seeds" && rm -f "$OUT/fuzz_${name}_seed_corpus.zip" && python3 -m zipfile -c "$OUT/fuzz_${name}_seed_corpus.zip" ./*)
done

#!/bin/sh
# ClusterFuzzLite runs this inside its builder.
exec "$SRC/shortread/fuzz/build_for_fleet.sh"

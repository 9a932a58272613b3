# What tests/requirements/faked_calls.cpp stands in for, as the linker is told it.
set(SHORTREAD_FAKED_CALLS socket recv send read write recvfrom sendto poll select close shutdown)
list(TRANSFORM SHORTREAD_FAKED_CALLS PREPEND "LINKER:--wrap=" OUTPUT_VARIABLE SHORTREAD_WRAP_OPTIONS)
# A module's own functions are its own, also where the program that loads it has some of that name.
list(APPEND SHORTREAD_WRAP_OPTIONS LINKER:-Bsymbolic)

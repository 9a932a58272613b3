// Nothing here: this file only gives the precompiled gtest header a target to belong to.

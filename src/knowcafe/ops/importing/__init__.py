"""`knowcafe import`: the files of `knowcafe compose` become members of a chapter."""

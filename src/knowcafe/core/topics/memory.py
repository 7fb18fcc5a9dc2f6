"""What was learned as bytes, to be kept where others can read it without learning again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

_VERSION = 1
_KNOWN = "known"


def pack(known: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Plain values (JSON) and arrays as one compressed archive; nothing in it can be executed."""
    told = np.frombuffer(json.dumps({"version": _VERSION, **known}).encode(), dtype=np.uint8)
    kept = BytesIO()
    np.savez_compressed(kept, allow_pickle=False, **{_KNOWN: told}, **arrays)
    return kept.getvalue()


def unpack(kept: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """What `pack` was given; raises `ValueError` for anything another version packed."""
    try:
        with np.load(BytesIO(kept), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        known: dict[str, Any] = json.loads(arrays.pop(_KNOWN).tobytes())
    except (BadZipFile, KeyError, OSError, EOFError) as damaged:
        raise ValueError("not what was kept") from damaged
    if known.pop("version") != _VERSION:
        raise ValueError("kept by another version")
    return known, arrays

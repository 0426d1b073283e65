"""A Piper model of two kilobytes: it hums a tone for each phoneme, and drives Piper's real code.

An ONNX file is a Protocol Buffers message (onnx.proto3); what is needed of it is written
here by hand, since the package "onnx" is not among the tests' own.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

RATE = 16_000  # Hz; not that of the other engine, so that mixing them is tried too
SAMPLES = 800.0  # of one phoneme id at the usual pace
_FLOAT, _INT64 = 1, 7  # TensorProto.DataType
_INT = 2  # AttributeProto.AttributeType


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _field(number: int, value: int | bytes | str) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _node(kind: str, inputs: str, output: str, **attributes: int) -> bytes:
    named = b"".join(_field(1, name) for name in inputs.split())
    made = b"".join(
        _field(5, _field(1, name) + _field(3, value) + _field(20, _INT))
        for name, value in attributes.items()
    )
    return _field(1, named + _field(2, output) + _field(4, kind) + made)


def _constant(name: str, dims: list[int], values: list[float] | list[int]) -> bytes:
    kind, code = (_INT64, "q") if all(isinstance(v, int) for v in values) else (_FLOAT, "f")
    raw = struct.pack(f"<{len(values)}{code}", *values)
    shape = b"".join(_field(1, size) for size in dims)
    return _field(5, shape + _field(2, kind) + _field(8, name) + _field(9, raw))


def _value(number: int, name: str, kind: int, *dims: int | str) -> bytes:
    shape = b"".join(_field(1, _field(1 if isinstance(d, int) else 2, d)) for d in dims)
    tensor = _field(1, kind) + _field(2, shape)
    return _field(number, _field(1, name) + _field(2, _field(1, tensor)))


def _graph() -> bytes:
    """input (phoneme ids), scales (noise, length, noise_w) -> output (samples)."""
    return b"".join(
        [
            _node("Gather", "scales zero", "noise"),
            _node("Gather", "scales one", "length"),
            _node("Mul", "length samples", "long"),
            _node("Cast", "long", "count", to=_INT64),
            _node("Range", "zero count one", "ticks"),
            _node("Cast", "ticks", "time", to=_FLOAT),
            _node("Cast", "input", "ids", to=_FLOAT),
            _node("Reshape", "ids column", "tall"),
            _node("Mul", "tall step", "above"),
            _node("Add", "above base", "pitch"),
            _node("Mul", "pitch time", "phase"),
            _node("Sin", "phase", "wave"),
            _node("RandomNormalLike", "wave", "random"),
            _node("Mul", "random noise", "hiss"),
            _node("Add", "wave hiss", "both"),
            _node("Mul", "both half", "quiet"),
            _node("Reshape", "quiet row", "output"),
            _field(2, "hum"),
            _constant("zero", [], [0]),
            _constant("one", [], [1]),
            _constant("samples", [], [SAMPLES]),
            _constant("column", [2], [-1, 1]),
            _constant("row", [3], [1, 1, -1]),
            _constant("step", [], [0.002]),
            _constant("base", [], [0.05]),
            _constant("half", [], [0.3]),
            _value(11, "input", _INT64, 1, "phonemes"),
            _value(11, "input_lengths", _INT64, 1),
            _value(11, "scales", _FLOAT, 3),
            _value(12, "output", _FLOAT, 1, 1, "samples_out"),
        ]
    )


def write_model(folder: Path, name: str = "hum.onnx", **described: Any) -> str:
    """Write a model and its description; returns its name, for VoiceSpec."""
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

    model = _field(1, 8) + _field(7, _graph()) + _field(8, _field(1, "") + _field(2, 15))
    (folder / name).write_bytes(model)
    config = {
        "audio": {"sample_rate": RATE, "quality": "low"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": 1,
        "speaker_id_map": {},
        "phoneme_id_map": dict(DEFAULT_PHONEME_ID_MAP),
        **described,
    }
    (folder / f"{name}.json").write_text(json.dumps(config), encoding="utf-8")
    return name

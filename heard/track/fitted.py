"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""

from __future__ import annotations

# Log odds of each step having been the first to break (0: none did), and what moves them.
BREAK_BIAS: tuple[float, ...] = (0.00, -2.61, -1.72, -1.63, -1.39, -3.29)
BREAK_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "no misstep": 2.4,
        "was hot": -1.02,
        "ended hot": -0.34,
        "resolved": 0.91,
        "brushed off": -1.53,
    },
    {
        "ended hot": 0.48,
        "jab": 1.56,
        "calm_down": 0.66,
        "argue": 0.56,
        "share 1": 1.86,
        "first misstep 1": 0.17,
        "early 1": 0.82,
        "in the heat 1": 0.42,
        "heat rose after 1": 0.28,
        "last reply 1": 0.69,
    },
    {
        "never acknowledged": 0.56,
        "nor apologized": 0.84,
        "never restated": 0.63,
        "fix_first": 1.54,
        "cold": 0.25,
        "first misstep 2": 0.15,
        "early 2": 0.3,
        "in the heat 2": 0.48,
        "early 3": 0.77,
        "early 4": 0.82,
    },
    {
        "brushed off": 0.72,
        "ask_again": 0.83,
        "share 3": 0.95,
        "first misstep 3": 0.4,
        "early 3": 0.63,
        "heat rose after 3": 0.21,
        "last reply 3": 0.35,
    },
    {
        "flat_no": 0.25,
        "deflect": 0.63,
        "share 4": 1.8,
        "first misstep 4": 1.24,
        "heat rose after 4": 0.13,
        "last reply 4": 0.15,
    },
    {
        "vague_promise": 1.52,
        "share 5": 0.76,
        "first misstep 5": 0.57,
        "early 5": 0.29,
        "in the heat 5": 0.07,
        "heat rose after 5": 0.24,
        "last reply 5": 0.3,
    },
)

# Log odds of high heat, abuse or a supervisor request within three customer turns.
RISK_BIAS = -1.43
RISK_WEIGHTS: dict[str, float] = {
    "heat": 3.75,
    "grievances": 0.85,
    "leaving": 0.16,
    "thanks": -1.04,
    "misstep": 1.15,
    "answered": -0.25,
    "helped": -0.91,
    "resolved": -1.14,
}

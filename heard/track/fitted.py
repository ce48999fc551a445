"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""

from __future__ import annotations

# Log odds of each step having been the first to break (0: none did), and what moves them.
BREAK_BIAS: tuple[float, ...] = (0.00, -2.65, -1.66, -1.63, -1.40, -3.30)
BREAK_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "no misstep": 2.35,
        "was hot": -0.98,
        "ended hot": -0.31,
        "resolved": 0.89,
        "brushed off": -1.51,
    },
    {
        "ended hot": 0.48,
        "jab": 1.59,
        "calm_down": 0.64,
        "argue": 0.57,
        "share 1": 1.86,
        "first misstep 1": 0.19,
        "early 1": 0.83,
        "in the heat 1": 0.45,
        "heat rose after 1": 0.26,
        "last reply 1": 0.69,
    },
    {
        "never acknowledged": 0.54,
        "nor apologized": 0.82,
        "never restated": 0.6,
        "fix_first": 1.55,
        "cold": 0.27,
        "first misstep 2": 0.17,
        "early 2": 0.3,
        "in the heat 2": 0.44,
        "early 3": 0.74,
        "early 4": 0.81,
    },
    {
        "brushed off": 0.71,
        "ask_again": 0.83,
        "share 3": 0.95,
        "first misstep 3": 0.4,
        "early 3": 0.63,
        "heat rose after 3": 0.2,
        "last reply 3": 0.35,
    },
    {
        "flat_no": 0.25,
        "deflect": 0.63,
        "share 4": 1.78,
        "first misstep 4": 1.26,
        "heat rose after 4": 0.13,
        "last reply 4": 0.15,
    },
    {
        "vague_promise": 1.52,
        "share 5": 0.76,
        "first misstep 5": 0.56,
        "early 5": 0.3,
        "in the heat 5": 0.07,
        "heat rose after 5": 0.24,
        "last reply 5": 0.31,
    },
)

# Log odds of high heat, abuse or a supervisor request within three customer turns.
RISK_BIAS = -1.42
RISK_WEIGHTS: dict[str, float] = {
    "heat": 3.76,
    "peak": 0.07,
    "grievances": 0.78,
    "leaving": 0.18,
    "thanks": -1.12,
    "misstep": 1.13,
    "answered": -0.26,
    "helped": -0.88,
    "resolved": -1.05,
}

"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""

from __future__ import annotations

# Log odds of each step having been the first to break (0: none did), and what moves them.
BREAK_BIAS: tuple[float, ...] = (0.00, -2.83, -1.69, -1.80, -1.47, -3.25)
BREAK_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "no misstep": 2.6,
        "was hot": -0.74,
        "ended hot": -1.04,
        "resolved": 0.59,
        "brushed off": -1.46,
    },
    {
        "ended hot": 0.3,
        "jab": 1.36,
        "calm_down": 0.56,
        "argue": 0.65,
        "share 1": 1.67,
        "first misstep 1": 0.58,
        "early 1": 0.88,
        "in the heat 1": 0.58,
        "heat rose after 1": 0.12,
        "last reply 1": 0.3,
    },
    {
        "never acknowledged": 0.25,
        "nor apologized": 1.04,
        "never restated": 0.59,
        "fix_first": 1.24,
        "cold": 0.25,
        "first misstep 2": 0.05,
        "early 2": 0.27,
        "in the heat 2": 0.5,
        "early 3": 0.66,
        "early 4": 0.62,
    },
    {
        "brushed off": 0.69,
        "ask_again": 0.66,
        "share 3": 0.88,
        "first misstep 3": 0.61,
        "early 3": 0.57,
        "heat rose after 3": 0.11,
        "last reply 3": 0.23,
    },
    {
        "resolved": -0.16,
        "flat_no": 0.17,
        "deflect": 0.57,
        "share 4": 1.59,
        "first misstep 4": 1.19,
        "last reply 4": 0.19,
    },
    {
        "vague_promise": 1.46,
        "share 5": 0.55,
        "first misstep 5": 0.53,
        "early 5": 0.32,
        "heat rose after 5": 0.32,
        "last reply 5": 0.21,
    },
)

# Log odds of high heat, abuse or a supervisor request within three customer turns.
RISK_BIAS = -1.66
RISK_WEIGHTS: dict[str, float] = {
    "heat": 3.85,
    "grievances": 0.74,
    "outburst": 0.11,
    "thanks": -1.36,
    "misstep": 1.32,
    "answered": -0.19,
    "helped": -1.05,
    "unanswered": 0.26,
    "resolved": -1.04,
}

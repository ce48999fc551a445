"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""

from __future__ import annotations

# Log odds of each step having been the first to break (0: none did), and what moves them.
BREAK_BIAS: tuple[float, ...] = (0.00, -2.02, -0.56, -0.97, -0.94, -2.42)
BREAK_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "no misstep": 2.63,
        "was hot": -0.3,
        "ended hot": -1.12,
        "resolved": 0.98,
        "brushed off": -2.19,
        "only one reply": -0.14,
    },
    {
        "jab": 1.33,
        "calm_down": 0.13,
        "argue": 1.73,
        "share 1": 1.83,
        "first misstep 1": 1.51,
        "early 1": 0.1,
        "in the heat 1": 0.29,
        "last reply 1": 0.35,
    },
    {
        "never acknowledged": 0.43,
        "nor apologized": 0.83,
        "fix_first": 1.93,
        "over_agree": 0.29,
        "early 2": 0.05,
        "heat rose after 2": 0.65,
        "early 4": 0.85,
    },
    {
        "brushed off": 1.02,
        "ask_again": 0.75,
        "share 3": 0.3,
        "first misstep 3": 0.72,
        "early 3": 0.68,
        "in the heat 3": 0.35,
        "heat rose after 3": 0.57,
        "last reply 3": 0.5,
    },
    {
        "no solution, ended hot": 0.17,
        "deflect": 0.3,
        "share 4": 0.81,
        "first misstep 4": 2.26,
        "early 4": 0.59,
        "heat rose after 4": 0.2,
    },
    {
        "vague_promise": 1.62,
        "share 5": 0.78,
        "first misstep 5": 0.31,
        "heat rose after 5": 0.15,
    },
)

# Log odds of high heat, abuse or a supervisor request within three customer turns.
RISK_BIAS = -1.67
RISK_WEIGHTS: dict[str, float] = {
    "heat": 3.86,
    "grievances": 0.73,
    "outburst": 0.11,
    "thanks": -1.36,
    "misstep": 1.35,
    "answered": -0.20,
    "helped": -1.05,
    "unanswered": 0.24,
    "resolved": -1.04,
}

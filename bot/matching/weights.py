"""Weights of the matching, fitted by `python tools/fit_matching.py`; do not edit by hand."""

import numpy as np

# One for each of evidence.SIGNALS.
RANKING = np.array([6.0, 3.0, 2.0, 8.0, 6.0, 3.0, 3.0, 1.5, 3.0, 1.5, 2.0])
# Taken off a fact that a later document replaced.
SUPERSEDED = 2.0
# One for each of matcher.decision_signs.
DECISION = np.array([0.3, 0.3, 0.3, 2.0, -3.0, 3.0, 1.0])
DECISION_OFFSET = -6.0
# Probability from which a question is answered, and from which candidates are offered.
ANSWER_FROM = 0.5
ASK_FROM = 0.25

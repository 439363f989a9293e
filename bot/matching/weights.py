"""Weights of the matching: those fitted by `python -m tools.fit_matching`, those set by hand."""

# --- fitted
RANKING = {
    "text_words": 6.226,
    "text_characters": 4.308,
    "text_sounds": 6.241,
    "phrase_words": 4.667,
    "phrase_characters": 2.559,
    "phrase_sounds": 3.808,
    "name_characters": 0.000,
    "name_sounds": 1.012,
    "subject_words": 3.269,
    "aspect": 0.357,
    "answer_type": 1.331,
    "current": 2.000,
}
DECISION = {
    "score": -0.318,
    "lead": 0.657,
    "subject_lead": 0.409,
    "unknown_words": -1.269,
    "uncovered_words": -0.193,
    "uncovered_sounds": -4.974,
    "rarest_uncovered": 1.031,
    "elsewhere": -1.295,
    "text_words": -0.268,
    "text_characters": 0.060,
    "text_sounds": -2.668,
    "phrase_words": 3.934,
    "phrase_characters": -3.081,
    "phrase_sounds": -0.481,
    "name_characters": -0.818,
    "name_sounds": 1.694,
    "subject_words": 1.491,
    "aspect": 0.726,
    "answer_type": 1.694,
    "current": 0.000,
}
DECISION_OFFSET = 1.298
# --- set by hand
# Taken off a fact that a later document replaced.
SUPERSEDED = 2.0
# Added for the aspect asked for when nothing but the aspect is said: “那要几天”.
ASPECT_OF_ELLIPSIS = 8.0
# Probability from which a question is answered, from which it is answered although it
# names a matter that is not covered, and from which candidates are offered.
ANSWER_FROM = 0.4
ANSWER_ELSEWHERE_FROM = 0.9
ASK_FROM = 0.2
